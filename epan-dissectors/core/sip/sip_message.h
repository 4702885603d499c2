/* One SIP message, as far as it is read.
 * RFC 3261 (grammar, compact forms, folding), RFC 4028 (session timers),
 * RFC 3311 (UPDATE), RFC 3326 (Reason), RFC 3262 (RSeq), RFC 7989
 * (Session-ID), [MS-OCER] (ms-diagnostics), [MS-CONMGMT] 2.2.1
 * (ms-keep-alive).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_MESSAGE_H
#define LYNC_CORE_SIP_MESSAGE_H

#include "sip_agent.h"
#include "sip_method.h"
#include "sip_microsoft.h"
#include "text.h"

/* The refresher parameter as written (RFC 4028 4), case-insensitive. */
enum sip_refresher {
    SIP_REFRESHER_ABSENT,
    SIP_REFRESHER_UAC,
    SIP_REFRESHER_UAS,
    SIP_REFRESHER_OTHER, /* anything else, quoted "uac" and an empty value too
                          */
};

/* Session-Expires (compact x), RFC 4028 4. */
struct sip_session_expires {
    unsigned n_headers;  /* how often the message has it */
    bool valid;          /* the first one's delta-seconds are digits */
    uint32_t interval_s; /* the first one's; saturates at UINT32_MAX */
    enum sip_refresher refresher;
};

/* Min-SE, RFC 4028 5. */
struct sip_min_se {
    unsigned n_headers;
    bool valid;
    uint32_t interval_s;
};

/* Reason, RFC 3326: the first value. */
struct sip_reason {
    bool present;         /* there is such a header, and it names a protocol */
    struct text protocol; /* "SIP", "Q.850" */
    uint32_t cause;       /* 0 when absent */
    struct text text;     /* without quotes */
    struct text value;    /* the whole header value */
};

/* Session-ID, RFC 7989 5: 32 hexadecimal digits each, in any case, as written.
 * Absent when it is not that, or nil (32 zeros): the UUID of a party that is
 * not known yet. */
struct sip_session_id {
    struct text local;  /* of who sent the message */
    struct text remote; /* of the other side; RFC 7329 has none */
};

/* Of a header that may appear once, the first readable one counts; of one with
 * a count beside it (n_headers), the first in the message, readable or not. */
struct sip_message {
    bool is_request;
    enum sip_method method;  /* of a response: the CSeq's method */
    struct text method_name; /* as written */
    struct text request_uri; /* requests only */
    unsigned status_code;    /* responses only: 100..699 */

    struct text call_id;
    uint32_t cseq;
    bool cseq_valid;
    struct text via_branch; /* of the topmost Via */
    bool via_udp;           /* the topmost Via says UDP: what gets no answer is
                               repeated */
    unsigned n_via;
    struct text from_uri; /* addr-spec without <>, URI parameters and URI
                                 headers */
    struct text from_tag;
    struct text to_uri;
    struct text to_tag;
    bool contact_seen;
    struct text contact_uri; /* of the first Contact */

    struct sip_session_expires session_expires;
    struct sip_min_se min_se;
    struct text session_expires_value; /* the first one's, unfolded or not */
    struct text min_se_value;
    bool supported_timer;   /* option tag timer in Supported or k */
    bool require_timer;     /* in Require */
    bool unsupported_timer; /* in Unsupported */
    bool allow_present;
    bool allow_update; /* Allow lists UPDATE */

    bool expires_present; /* the Expires header */
    uint32_t expires_s;
    bool contact_expires_present; /* the first Contact's expires parameter */
    uint32_t contact_expires_s;

    struct text user_agent;
    struct text server;
    struct sip_agent agent; /* who sent it, by these two */
    struct sip_reason reason;
    struct sip_session_id session_id;
    bool rseq_present; /* a provisional response sent reliably (RFC 3262 3) */
    struct sip_diagnostics ms_diagnostics;
    struct sip_diagnostics ms_client_diagnostics;
    struct sip_diagnostics ms_diagnostics_public;
    struct sip_keep_alive keep_alive;

    struct text content_type; /* with parameters */
    bool content_encoded;     /* the body is, by something else than identity */
    bool content_length_present;
    uint32_t content_length_bytes;

    struct text body;    /* what follows the empty line */
    bool body_cut;       /* Content-Length says that there is more */
    size_t length_bytes; /* of the whole message, from the start of the text
                            to the end of its body: where the next message of
                            a stream begins */

    bool sdp_present;         /* the body is, or holds, an SDP */
    struct text sdp;          /* it; without a cut last line when body_cut. Of a
                                     multipart/alternative body the last SDP, which is
                                     the preferred one (RFC 2046 5.1.4), of any other
                                     multipart body the first */
    struct text sdp_fallback; /* the first SDP of a multipart/alternative
                                     body that holds several: Lync writes there
                                     what OCS 2007 understands (Content-
                                     Disposition ms-proxy-2007fallback) */
};

/* Whether MESSAGE ends its dialog: a BYE, or a response to one with 2xx or 481
 * (RFC 3261 15.1.1), but not one that asks for credentials. */
bool sip_message_ends_dialog(const struct sip_message *message);

/* Whether MESSAGE comes from an A/V Conferencing Server, or is an INVITE to
 * one, by its GRUU ([MS-CONFBAS] 2.2.2.4: "opaque=app:conf:audio-video"). */
bool sip_message_is_conference(const struct sip_message *message);

#endif
