/* One SIP message as the session timer judge needs it: the parser's result.
 * RFC 3261 (grammar, compact forms, folding), RFC 4028 (session timers),
 * RFC 3311 (UPDATE), RFC 3326 (Reason), [MS-OCER] (ms-diagnostics),
 * [MS-CONMGMT] 2.2.1 (ms-keep-alive).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_MESSAGE_H
#define LYNC_CORE_SIP_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of the message's own text: not terminated, valid as long as the
 * text that was parsed. Absent: start == NULL, length 0. */
struct sip_text {
    const char *start;
    size_t length; /* octets */
};

enum sip_method {
    SIP_METHOD_NONE, /* a response whose CSeq names no method */
    SIP_METHOD_INVITE,
    SIP_METHOD_ACK,
    SIP_METHOD_BYE,
    SIP_METHOD_CANCEL,
    SIP_METHOD_UPDATE,
    SIP_METHOD_PRACK,
    SIP_METHOD_INFO,
    SIP_METHOD_OPTIONS,
    SIP_METHOD_REGISTER,
    SIP_METHOD_SUBSCRIBE,
    SIP_METHOD_NOTIFY,
    SIP_METHOD_REFER,
    SIP_METHOD_MESSAGE,
    SIP_METHOD_OTHER,
};

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
    unsigned n_headers;  /* how often the header stands in the message */
    bool valid;          /* the first one's delta-seconds are digits */
    uint32_t interval_s; /* the first one's; saturates at UINT32_MAX */
    enum sip_refresher refresher;
    struct sip_text value; /* the first one's whole value, unfolded or not */
};

/* Min-SE, RFC 4028 5. */
struct sip_min_se {
    unsigned n_headers;
    bool valid;
    uint32_t interval_s;
    struct sip_text value;
};

/* ms-keep-alive, [MS-CONMGMT] 2.2.1. A missing parameter is SIP_KEEP_UNSET. */
enum sip_keep_flag {
    SIP_KEEP_UNSET,
    SIP_KEEP_NO,
    SIP_KEEP_YES,
};

struct sip_keep_alive {
    bool present;
    struct sip_text role; /* "UAC" or "UAS" as written */
    enum sip_keep_flag tcp;
    enum sip_keep_flag hop_hop;
    enum sip_keep_flag end_end;
    bool timeout_present;
    uint32_t timeout_s;
};

/* ms-diagnostics, ms-client-diagnostics or ms-diagnostics-public: the first
 * one found of each, [MS-OCER]. */
struct sip_diagnostics {
    bool present;
    uint32_t id;            /* the leading error number */
    struct sip_text source; /* without quotes */
    struct sip_text reason; /* without quotes */
    struct sip_text value;  /* the whole header value */
};

/* Reason, RFC 3326: the first value. */
struct sip_reason {
    bool present;
    struct sip_text protocol; /* "SIP", "Q.850" */
    uint32_t cause;           /* 0 when absent */
    struct sip_text text;     /* without quotes */
    struct sip_text value;    /* the whole header value */
};

struct sip_message {
    bool is_request;
    enum sip_method method;      /* of a response: the CSeq's method */
    struct sip_text method_name; /* as written */
    struct sip_text request_uri; /* requests only */
    unsigned status_code;        /* responses only: 100..699 */

    struct sip_text call_id;
    uint32_t cseq;
    bool cseq_valid;
    struct sip_text via_branch; /* of the topmost Via */
    unsigned n_via;
    struct sip_text from_uri; /* addr-spec without <> and parameters */
    struct sip_text from_tag;
    struct sip_text to_uri;
    struct sip_text to_tag;
    struct sip_text contact_uri; /* of the first Contact */
    bool contact_star;

    struct sip_session_expires session_expires;
    struct sip_min_se min_se;
    bool supported_timer;     /* option tag timer in Supported or k */
    bool require_timer;       /* in Require */
    bool proxy_require_timer; /* in Proxy-Require */
    bool unsupported_timer;   /* in Unsupported */
    bool allow_present;
    bool allow_update; /* Allow lists UPDATE */

    bool retry_after_present;
    uint32_t retry_after_s;
    bool expires_present; /* the Expires header */
    uint32_t expires_s;
    bool contact_expires_present; /* the first Contact's expires parameter */
    uint32_t contact_expires_s;

    struct sip_text user_agent;
    struct sip_text server;
    struct sip_reason reason;
    struct sip_diagnostics ms_diagnostics;
    struct sip_diagnostics ms_client_diagnostics;
    struct sip_diagnostics ms_diagnostics_public;
    struct sip_keep_alive keep_alive;

    struct sip_text content_type; /* type/subtype, without parameters */
    struct sip_text body;         /* what follows the empty line */
    bool sdp_present;             /* the body is, or holds, an SDP */
    bool sdp_origin_present;
    uint64_t sdp_origin_version; /* sess-version of o= (RFC 4566 5.2) */
};

enum sip_parse_result {
    SIP_PARSE_OK,
    SIP_PARSE_NOT_SIP,    /* the first line is no SIP start line */
    SIP_PARSE_INCOMPLETE, /* headers end without an empty line: what stood
                             there is filled in */
};

/* Reads one SIP message.
 *
 * TEXT, LENGTH_BYTES: the message from its start line on; need not be
 * terminated; may hold any octets, and may be longer than the message (what
 * follows the headers is its body, cut to Content-Length when that is
 * shorter). MESSAGE: filled in whole; its texts point into TEXT.
 *
 * Header names are matched without regard to case, in long and compact form;
 * folded lines (RFC 3261 7.3.1) belong to their header; LWS around ":", ";",
 * "=" and "," is skipped. Of a header that may stand once, the first counts.
 * Unknown headers are skipped. Never fails on bad values: a field that could
 * not be read stays absent.
 *
 * Allocates nothing and keeps nothing. */
enum sip_parse_result sip_message_parse(const char *text, size_t length_bytes,
                                        struct sip_message *message);

/* Whether two texts are the same octets; an absent one equals only another
 * absent one. */
bool sip_text_equal(struct sip_text a, struct sip_text b);

/* Whether TEXT holds the ASCII string NEEDLE, without regard to case. */
bool sip_text_contains(struct sip_text text, const char *needle);

#endif
