/* One media stream of a call (an m-line of SDP), or a pair of endpoints without
 * signalling: what the two sides send each other, and the findings about it.
 * RFC 3264 (directions), RFC 3556 (b=RS, b=RR), RFC 3550.
 *
 * The caller owns sessions, sources and calls, finds the session and side of
 * each packet, and passes the capture time of the frame to every function.
 * Findings belong to the frame for which the function is called.
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
#include "media_signalling.h"
#include "rtcp_header.h"
#include "rtcp_route.h"
#include "side.h"

/* What a packet reads stands together, here and in the structs inside: with
 * many sessions each cache line that it touches is a miss. */
struct media_session {
    const struct media_limits *limits; /* not owned */
    struct media_call *call;           /* not owned; NULL without signalling */
    bool rtcp_expected;                /* no side's SDP has RS:0 and RR:0 */
    bool one_way_told;                 /* FINDING_DSCP_ONE_WAY was added */
    bool held;                         /* counted in the call's n_held */
    bool expecting[N_SIDES];           /* counted in the call's n_expecting */
    int64_t held_changed_ns;           /* when held changed */
    struct media_signalling *signalling; /* NULL: none; owned */
    struct media_session_side sides[N_SIDES];
};

/* An RTP packet. */
struct media_packet {
    int64_t time_ns;
    uint32_t ssrc;
    uint8_t payload_type; /* 0 to 127 */
    uint8_t dscp;         /* 0 to 63, or DSCP_UNKNOWN */
    enum silence silence; /* kind of pause since the stream's last packet;
                             SILENCE_UNKNOWN: no pause, or not known */
    int64_t silence_ns;   /* length of that pause */
};

/* Initializes SESSION. A and B are the endpoints from which each side sends RTP
 * (B: to which A sends). LIMITS must outlive SESSION. */
void media_session_init(struct media_session *session,
                        const struct media_limits *limits,
                        const struct endpoint *a, const struct endpoint *b);

/* Frees what SESSION holds. */
void media_session_clear(struct media_session *session);

/* From TIME_NS on, the session belongs to CALL, which must outlive it. A
 * session stays in the first call it joins. */
void media_session_join(struct media_session *session, struct media_call *call,
                        int64_t time_ns);

/* Puts DESCRIPTION of SIDE in force at TIME_NS. Call this for both sides when
 * the answer is sent (or the 2xx, PRACK or ACK that holds it), not on an offer,
 * which may be rejected. A repeated description (a session refresh) has no
 * effect. */
void media_session_on_sdp(struct media_session *session, enum side side,
                          const struct media_description *description,
                          int64_t time_ns);

/* From TIME_NS on, RTP of SIDE comes from ENDPOINT: ICE chose another
 * candidate, or there is a NAT on the path. A repeated endpoint has no effect.
 * Call this when the path changes, not for packets that alternate between two
 * paths. */
void media_session_on_moved(struct media_session *session, enum side side,
                            const struct endpoint *endpoint, int64_t time_ns);

/* Processes an RTP packet of SIDE. SOURCE is that of its 5-tuple and SSRC, all
 * zero before the first packet; it must outlive SESSION. Adds what the packet
 * proves to FINDINGS: FINDING_RTCP_ABSENT, _MEDIA_TIMEOUT, _RTCP_BYE_CONTINUED,
 * _COMFORT_NOISE_SILENCE, _DSCP_CHANGED, _DSCP_ONE_WAY, _DSCP_CLASS. */
void media_session_on_rtp(struct media_session *session, enum side side,
                          struct media_source *source,
                          const struct media_packet *packet,
                          GPtrArray *findings);

/* Processes an RTCP packet of SIDE with code point DSCP (0 to 63, or
 * DSCP_UNKNOWN). Adds FINDING_RTCP_RESUMED and FINDING_MEDIA_TIMEOUT if it
 * proves them. */
void media_session_on_rtcp(struct media_session *session, enum side side,
                           const struct rtcp_header *header, uint8_t dscp,
                           int64_t time_ns, GPtrArray *findings);

/* Returns how well an RTCP packet from SOURCE to DESTINATION matches SESSION,
 * and sets SIDE to its sender unless the result is RTCP_ROUTE_NONE. The packet
 * belongs to the session with the greatest result. */
enum rtcp_route_match
media_session_match_rtcp(const struct media_session *session,
                         const struct endpoint *source,
                         const struct endpoint *destination,
                         const struct rtcp_header *header, enum side *side);

/* Side BY (or SIDE_UNKNOWN) hangs up at TIME_NS. Adds FINDING_MEDIA_TIMEOUT_BYE
 * if a Lync or Skype for Business server takes part in the call and the other
 * side's RTP has flowed without RTCP for about rtcp_absence_ns
 * (media_limit_explains()), which is how RTCPActiveCalls works. Returns whether
 * it was added. */
bool media_session_on_bye(const struct media_session *session, enum side by,
                          int64_t time_ns, GPtrArray *findings);

/* Returns the value of lync.rtcp.silence for an RTP packet of SIDE at TIME_NS,
 * after media_session_on_rtp(): how long its RTP has flowed without RTCP, if
 * that is more than 10 s and RTCP is expected; else 0. */
int64_t media_session_rtcp_silence_ns(const struct media_session *session,
                                      enum side side, int64_t time_ns);

/* Returns the same if the capture would show RTCP that SIDE had sent; else
 * 0. */
int64_t media_session_rtcp_absence_ns(const struct media_session *session,
                                      enum side side, int64_t time_ns);

/* Adds what the end of the capture at END_NS proves about the session's RTCP
 * and mutes: FINDING_RTCP_ABSENT and _COMFORT_NOISE_SILENCE unless a frame has
 * already proved them. For its call see media_call_at_end(). */
void media_session_at_end(const struct media_session *session, int64_t end_ns,
                          GPtrArray *findings);

#endif
