/* A session description as plain structs.
 * RFC 8866 (4566), RFC 3264 (offer/answer), RFC 3556 (RTCP bandwidth),
 * RFC 3605 (a=rtcp), RFC 8839 (ICE), RFC 4568 (a=crypto), RFC 5576 (a=ssrc),
 * [MS-SDPEXT], [MS-ICE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_H
#define LYNC_CORE_SDP_H

#include "endpoint.h"
#include "media_direction.h"
#include "media_kind.h"
#include "payload_type_set.h"
#include "text.h"

/* How much is kept. The arrays have fixed sizes, so that reading allocates
 * nothing and a hostile text costs no memory. struct sdp takes about 30 KB: a
 * caller copies what it wants to keep. */
#define SDP_MAX_MEDIA      16
#define SDP_MAX_CANDIDATES 32
#define SDP_MAX_FORMATS    32
#define SDP_MAX_SSRCS      8

/* The widest a=x-ssrc-range that is kept: Microsoft's clients use 100. */
#define SDP_SSRC_RANGE_MAX 1024

/* The typ of an a=candidate line. */
enum sdp_candidate_type {
    SDP_CANDIDATE_UNKNOWN, /* draft-06 does not say */
    SDP_CANDIDATE_HOST,
    SDP_CANDIDATE_SRFLX,
    SDP_CANDIDATE_PRFLX,
    SDP_CANDIDATE_RELAY,
};

/* One ICE candidate, of RFC 8839 5.1 (a=candidate, and a=x-candidate-ipv6 of
 * [MS-SDPEXT]) or of draft-ietf-mmusic-ice-06 (OCS 2007, [MS-ICE]). One whose
 * address is a name is not kept. */
struct sdp_candidate {
    struct endpoint end;
    uint16_t component; /* 1 RTP, 2 RTCP */
    enum sdp_candidate_type type;
    bool is_udp;      /* false: TCP in any of its forms */
    struct text user; /* draft-06's own of each candidate; else absent */
};

/* SSRCs that the sender of the SDP uses, from the first to the last one: of
 * a=ssrc (RFC 5576 4.1) one, of Microsoft's a=x-ssrc-range up to
 * SDP_SSRC_RANGE_MAX. */
struct sdp_ssrcs {
    uint32_t first;
    uint32_t last;
};

/* An a=rtpmap line, RFC 8866 6.6. */
struct sdp_format {
    uint8_t payload_type;
    uint8_t channels;       /* 1 when not written, or above 255 */
    uint32_t clock_rate_hz; /* saturates at UINT32_MAX */
    struct text name;       /* the encoding name; points into the SDP's text */
};

/* b=RS and b=RR (RFC 3556) in bit/s; they saturate at UINT32_MAX. A modifier
 * given only at session level holds for every medium. */
struct sdp_bandwidth {
    bool rs_present;
    bool rr_present;
    uint32_t rs_bps;
    uint32_t rr_bps;
};

/* One m= line and what belongs to it, with what it inherits from the session
 * level. */
struct sdp_media {
    bool is_rtp;    /* .../RTP/AVP, AVPF, SAVP or SAVPF */
    bool is_secure; /* of RTP: .../RTP/SAVP or SAVPF, RFC 3711 */
    bool is_image;  /* fax: "image udptl t38" */
    enum media_kind kind;
    /* Address of c= and port of m=. Family 0: a host name, or none. Port 0:
     * refused or switched off (RFC 3264 6, 8.2), or the line could not be
     * read. */
    struct endpoint rtp;
    enum media_direction direction; /* as written; hold_by_address apart */
    bool hold_by_address; /* c= is 0.0.0.0 or ::, hold as in RFC 3264 8.4; not
                             when ICE does without it (a candidate, port 9) */

    bool rtcp_present;    /* a=rtcp, RFC 3605 */
    struct endpoint rtcp; /* of a=rtcp; family 0: at the address of rtp */
    struct sdp_bandwidth bandwidth;

    bool crypto_present;      /* a=crypto or Microsoft's a=cryptoscale; with
                                 RTP/AVP encryption is only offered */
    bool fingerprint_present; /* a=fingerprint, DTLS-SRTP (RFC 5763) */

    struct payload_type_set listed; /* in the m= line; RTP only */
    struct payload_type_set named;  /* those with an a=rtpmap */
    struct payload_type_set noise;  /* those that it names CN, RFC 3389 */

    /* What ICE has chosen of the other side's candidates, for RTP and RTCP:
     * a=remote-candidates (RFC 8839 5.2). Family 0: not said. */
    struct endpoint remote_rtp;
    struct endpoint remote_rtcp;
    struct text remote_user; /* the same in draft-06, a=remote-candidate: the
                                user of that candidate; absent: not said */

    unsigned n_formats;    /* kept, in the text's order, each number once */
    unsigned n_candidates; /* kept, in the text's order */
    unsigned n_ssrcs; /* kept, in the text's order, repetitions in a row once */

    /* Last, because only as many as these numbers say are ever written. */
    struct sdp_format formats[SDP_MAX_FORMATS];
    struct sdp_candidate candidates[SDP_MAX_CANDIDATES];
    struct sdp_ssrcs ssrcs[SDP_MAX_SSRCS];
};

struct sdp {
    unsigned n_media; /* kept: media[0] is the first m= line, and so on */
    struct sdp_media media[SDP_MAX_MEDIA];
};

/* The numeric address TEXT as an endpoint with port 0. A multicast TTL or
 * count ("/127") and an IPv6 scope ("%eth0") are passed over. Family 0 for a
 * host name and all else. RFC 8866 5.7. */
struct endpoint sdp_address_read(struct text text);

/* Whether the address of END is 0.0.0.0 or ::. */
bool sdp_address_is_zero(const struct endpoint *end);

/* END; none (all zero) where nothing can be sent: without address or port, or
 * at 0.0.0.0 and :: (hold, RFC 3264 8.4). */
struct endpoint sdp_destination(const struct endpoint *end);

/* Where RTCP is expected when it is not multiplexed: at the address and port
 * of a=rtcp, else at RTP's address and the port above RTP's (RFC 3550 11).
 * None (all zero) when there is no such port, or as sdp_destination() says.
 * Under ICE the candidates of component 2 say more. */
struct endpoint sdp_media_rtcp_destination(const struct sdp_media *media);

/* Whether b=RS:0 and b=RR:0 switch RTCP off (RFC 3556 2). */
bool sdp_media_rtcp_off(const struct sdp_media *media);

#endif
