/* One media stream of a call (an m-line of SDP), or what takes its place
 * without signalling: two endpoints, what they send each other, and what is
 * found in that. RFC 3264 (directions), RFC 3556 (b=RS, b=RR), RFC 3550.
 *
 * The caller owns sessions, sources and calls, finds the session and the side
 * of each packet (a table of 5-tuples that lead to them), and gives every
 * function the capture time of the frame. Findings belong to the frame that
 * the function is called for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_SESSION_H
#define LYNC_CORE_MEDIA_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "media_call.h"
#include "media_limits.h"
#include "media_session_side.h"
#include "media_tally.h"
#include "rtcp_header.h"
#include "rtcp_route.h"
#include "side.h"

struct media_session {
    const struct media_limits *limits; /* not owned */
    struct media_call *call;           /* not owned; NULL without signalling */
    struct media_session_side sides[N_SIDES];
    bool rtcp_expected;       /* nobody said RS:0 and RR:0 */
    bool one_way_told;        /* that one side marks and the other does not */
    bool held;                /* counted in the call's n_held */
    bool expecting[N_SIDES];  /* counted in the call's n_expecting */
    struct media_tally tally; /* kept for a session of a call */
};

/* An RTP packet. */
struct media_packet {
    int64_t time_ns;
    uint32_t ssrc;
    uint8_t payload_type; /* 0 to 127 */
    uint8_t dscp;         /* 0 to 63, or DSCP_UNKNOWN */
    enum silence silence; /* what the time since the stream's last packet was;
                             SILENCE_UNKNOWN: no silence, or not known */
    int64_t silence_ns;   /* how long that took */
};

/* Makes SESSION valid. A and B: where the RTP of each side comes from (B: where
 * A's goes to). LIMITS has to live as long as SESSION. */
void media_session_init(struct media_session *session,
                        const struct media_limits *limits,
                        const struct endpoint *a, const struct endpoint *b);

/* The session is a stream of CALL from TIME_NS on. CALL has to live as long as
 * SESSION; a session stays in the first call it joins. */
void media_session_join(struct media_session *session, struct media_call *call,
                        int64_t time_ns);

/* DESCRIPTION of SIDE takes effect at TIME_NS. To be called for both sides when
 * the answer is sent (or the 2xx, PRACK or ACK that carries it), not on an
 * offer, which may be refused. Repeating a description (a session refresh)
 * changes nothing. */
void media_session_on_sdp(struct media_session *session, enum side side,
                          const struct media_description *description,
                          int64_t time_ns);

/* From TIME_NS on RTP of SIDE comes from ENDPOINT: ICE chose another candidate,
 * or a NAT is on the path. Repeating an endpoint changes nothing. For a change
 * of the path, not for packets that alternate between two. */
void media_session_on_moved(struct media_session *session, enum side side,
                            const struct endpoint *endpoint, int64_t time_ns);

/* An RTP packet of SIDE. SOURCE: that of its 5-tuple and SSRC, zero before the
 * first packet; it has to live as long as SESSION. Adds what the packet proves
 * to FINDINGS: FINDING_RTCP_ABSENT, _MEDIA_TIMEOUT, _RTCP_BYE_CONTINUED,
 * _COMFORT_NOISE_SILENCE, _DSCP_CHANGED, _DSCP_ONE_WAY, _DSCP_CLASS. */
void media_session_on_rtp(struct media_session *session, enum side side,
                          struct media_source *source,
                          const struct media_packet *packet,
                          GPtrArray *findings);

/* An RTCP packet of SIDE with code point DSCP, 0 to 63 or DSCP_UNKNOWN. Adds
 * FINDING_RTCP_RESUMED and FINDING_MEDIA_TIMEOUT where it proves them. */
void media_session_on_rtcp(struct media_session *session, enum side side,
                           const struct rtcp_header *header, uint8_t dscp,
                           int64_t time_ns, GPtrArray *findings);

/* Which side sent an RTCP packet from SOURCE to DESTINATION, and how well it
 * fits; SIDE is set unless the result is RTCP_ROUTE_NONE. Of several sessions,
 * the one with the greatest result applies. */
enum rtcp_route_match
media_session_match_rtcp(const struct media_session *session,
                         const struct endpoint *source,
                         const struct endpoint *destination,
                         const struct rtcp_header *header, enum side *side);

/* Side BY (or SIDE_UNKNOWN) hangs up at TIME_NS. Adds
 * FINDING_MEDIA_TIMEOUT_BYE when a Lync or Skype for Business server takes part
 * in the call, and the other side's RTP has flowed without RTCP for about
 * rtcp_absence_ns (media_limit_explains()): what RTCPActiveCalls does. Returns
 * whether it did. */
bool media_session_on_bye(const struct media_session *session, enum side by,
                          int64_t time_ns, GPtrArray *findings);

/* The value of lync.rtcp.silence on an RTP packet of SIDE at TIME_NS, after
 * media_session_on_rtp: how long its RTP has flowed without RTCP, when that is
 * more than 10 s and RTCP is expected; else 0. */
int64_t media_session_rtcp_silence_ns(const struct media_session *session,
                                      enum side side, int64_t time_ns);

/* The same of SIDE at TIME_NS, if the capture would show RTCP that it had sent;
 * else 0. */
int64_t media_session_rtcp_absence_ns(const struct media_session *session,
                                      enum side side, int64_t time_ns);

/* What only the end of the capture at END_NS proves about the session's RTCP
 * and mutes, for the reports (about its call: media_call_at_end). Adds
 * FINDING_RTCP_ABSENT and _COMFORT_NOISE_SILENCE unless a frame has proved them
 * already. */
void media_session_at_end(const struct media_session *session, int64_t end_ns,
                          GPtrArray *findings);

#endif
