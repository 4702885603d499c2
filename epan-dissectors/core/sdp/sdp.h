/* A session description as plain structs.
 * RFC 8866 (4566), RFC 3264 (offer/answer), RFC 3556 (RTCP bandwidth),
 * RFC 3605 (a=rtcp), RFC 5761 (rtcp-mux), RFC 5506 (rtcp-rsize), RFC 8839
 * (ICE), RFC 4568 (a=crypto), RFC 5888 (a=group), [MS-SDPEXT], [MS-ICE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_H
#define LYNC_CORE_SDP_H

#include "sdp_address.h"
#include "text.h"

/* How much is kept. The arrays have fixed sizes, so that reading allocates
 * nothing and a hostile text costs no memory. struct sdp takes about 38 KB:
 * small enough for the stack, but a caller copies what it wants to keep. The
 * more_... fields say that the text had more. */
#define SDP_MAX_MEDIA      16
#define SDP_MAX_FORMATS    32
#define SDP_MAX_CANDIDATES 32
#define SDP_MAX_SSRCS      16
#define SDP_MAX_GROUPS     4

enum sdp_media_type {
    SDP_MEDIA_OTHER, /* message, text, x-data; an m= line that cannot be read,
                        which keeps its place in the order */
    SDP_MEDIA_AUDIO,
    SDP_MEDIA_VIDEO,
    SDP_MEDIA_IMAGE,       /* T.38: "image udptl t38" */
    SDP_MEDIA_APPLICATION, /* Microsoft's applicationsharing too */
};

/* RFC 3264 5.1; without an attribute sendrecv (RFC 8866 6.7). */
enum sdp_direction {
    SDP_SENDRECV,
    SDP_SENDONLY,
    SDP_RECVONLY,
    SDP_INACTIVE,
};

/* One RTP payload type of an m= line. */
struct sdp_format {
    struct text name;        /* encoding name of rtpmap, else that of RFC 3551
                                    for a static payload type, else absent */
    uint32_t clock_rate_hz;  /* 0 when unknown */
    uint8_t payload_type;    /* 0..127 */
    uint8_t channels;        /* 1 when not said; 0 when unknown */
    bool rtpmap_present;     /* name and clock rate come from the text */
    bool is_comfort_noise;   /* CN, RFC 3389 */
    bool is_telephone_event; /* telephone-event, RFC 4733 */
};

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
    struct sdp_address address;
    uint16_t port;
    uint16_t component; /* 1 RTP, 2 RTCP */
    enum sdp_candidate_type type;
    bool is_udp; /* false: TCP in any of its forms */
    bool is_draft_06;
};

/* SSRCs that the sender of this description announces: a=ssrc (first ==
 * last) or Microsoft's a=x-ssrc-range (both ends belong to it). */
struct sdp_ssrc_range {
    uint32_t first;
    uint32_t last;
};

/* b=AS and b=CT in kbit/s, b=RS and b=RR (RFC 3556) in bit/s; they saturate at
 * UINT32_MAX. A modifier given only at session level holds for every medium. */
struct sdp_bandwidth {
    bool as_present;
    bool rs_present;
    bool rr_present;
    bool ct_present;
    uint32_t as_kbps;
    uint32_t rs_bps;
    uint32_t rr_bps;
    uint32_t ct_kbps;
};

/* One m= line and what belongs to it, with what it inherits from the session
 * level. Texts point into the parsed text; the names of static payload types
 * into static storage. */
struct sdp_media {
    enum sdp_media_type type;
    struct text type_name; /* as written */
    struct text proto;     /* as written: "RTP/SAVP" */
    uint16_t port;         /* 0: refused or switched off (RFC 3264 6, 8.2),
                              or the line could not be read */
    uint16_t n_ports;      /* of port/n, else 1 */
    bool is_rtp;           /* .../RTP/AVP, AVPF, SAVP or SAVPF */
    bool is_secure;        /* ...SAVP, SAVPF, or over TLS or DTLS */
    struct text connection_text; /* address of c= as written */
    struct sdp_address connection;
    enum sdp_direction direction; /* as written; hold_by_address apart */
    bool hold_by_address; /* c= is 0.0.0.0 or ::, hold as in RFC 3264 8.4; not
                             when ICE does without it (a candidate, port 9) */

    bool rtcp_present; /* a=rtcp, RFC 3605 */
    uint16_t rtcp_port;
    struct sdp_address rtcp_address; /* none: the same as connection */
    bool rtcp_mux;   /* RFC 5761; holds when both sides say it */
    bool rtcp_rsize; /* RFC 5506 */
    struct sdp_bandwidth bandwidth;

    bool crypto_present;      /* a=crypto or Microsoft's a=cryptoscale; with
                                 proto RTP/AVP encryption is only offered */
    bool fingerprint_present; /* a=fingerprint, DTLS-SRTP (RFC 5763) */
    struct text mid;          /* RFC 5888 */
    struct text label;        /* RFC 4574; Lync: "main-audio", "main-video",
                                     "applicationsharing-video" */

    unsigned n_formats; /* kept; in the order of the m= line, each once */
    unsigned n_candidates;
    unsigned n_ssrcs;
    bool more_formats; /* the text has more than are kept */
    bool more_candidates;
    bool more_ssrcs;
    struct sdp_format formats[SDP_MAX_FORMATS]; /* RTP only */
    struct sdp_candidate candidates[SDP_MAX_CANDIDATES];
    struct sdp_ssrc_range ssrcs[SDP_MAX_SSRCS]; /* in the text's order */
};

/* o=, RFC 8866 5.2. Numbers saturate at UINT64_MAX. Lync's sess-id is always
 * 0: the description is known by its dialog. */
struct sdp_origin {
    uint64_t session_id;
    uint64_t session_version;
    struct text address; /* as written; absent when missing */
};

/* a=group, RFC 5888: "BUNDLE", and the mids as written. */
struct sdp_group {
    struct text semantics;
    struct text mids;
};

struct sdp {
    bool origin_present;
    struct sdp_origin origin;
    unsigned n_groups; /* kept */
    struct sdp_group groups[SDP_MAX_GROUPS];
    unsigned n_media;       /* kept: media[0] is the first m= line, and so on */
    unsigned n_media_lines; /* m= lines in the text; above n_media: the first
                               SDP_MAX_MEDIA are kept */
    struct sdp_media media[SDP_MAX_MEDIA];
};

/* Where RTCP is expected when it is not multiplexed: at the address and port
 * of a=rtcp, else at RTP's address and the port above RTP's (RFC 3550 11).
 * None (all zero) when there is no such port, or as sdp_address_destination
 * says. Under ICE the candidates of component 2 say more. */
struct endpoint sdp_media_rtcp_destination(const struct sdp_media *media);

/* Whether b=RS:0 and b=RR:0 switch RTCP off (RFC 3556 2). */
bool sdp_media_rtcp_off(const struct sdp_media *media);

/* The format with this payload type; NULL when the m= line has none. */
const struct sdp_format *sdp_media_format(const struct sdp_media *media,
                                          unsigned payload_type);

#endif
