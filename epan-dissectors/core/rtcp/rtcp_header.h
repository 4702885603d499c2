/* RTCP in a UDP payload: what can be read without keys.
 * RFC 3550 6 (compound packets), RFC 3611 (XR), RFC 5506 (reduced size), RFC
 * 3711 3.4 (SRTCP), RFC 5761 4 (telling RTCP from RTP), [MS-RTP] and
 * [MS-RTPME] 2.2.2 (single SR, RR, SDES and BYE are allowed).
 *
 * SRTCP keeps the first eight octets in clear (first header, sender's SSRC),
 * and appends E bit and index (4 octets), MKI (0 to 4) and tag (4 or 10).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTCP_HEADER_H
#define LYNC_CORE_RTCP_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RTCP_PT_SR   200
#define RTCP_PT_RR   201
#define RTCP_PT_SDES 202
#define RTCP_PT_BYE  203
#define RTCP_PT_XR   207

#define RTCP_DELAY_PER_S 65536 /* RFC 3550 6.4.1 */

#define RTCP_MAX_COUNT  31 /* of SSRCs or report blocks kept; 5 bits, 6.4.1 */
#define RTCP_STAMPS_MAX 4  /* of NTP times kept; more than one is unusual */

enum rtcp_header_result {
    RTCP_HEADER_OK,
    RTCP_HEADER_NOT_RTCP,  /* another protocol */
    RTCP_HEADER_BROKEN,    /* it starts as RTCP does, and the first packet's
                              length goes beyond the payload: RTCP only where
                              its SSRC is known to send; filled in as for
                              RTCP_HEADER_TRUNCATED */
    RTCP_HEADER_TRUNCATED, /* it is RTCP; the capture cuts it before the
                              contents end: only the first header and, when
                              ssrc_present, the SSRC are filled in */
};

/* How much of the payload can be read. */
enum rtcp_protection {
    RTCP_CLEAR,         /* the packets end where the payload ends */
    RTCP_AUTHENTICATED, /* SRTCP trailer with E = 0: contents in clear */
    RTCP_ENCRYPTED,     /* SRTCP with E = 1, or octets that no packet claims:
                           only first header and SSRC are reliable */
};

/* One report block, RFC 3550 6.4.1. */
struct rtcp_report {
    uint32_t ssrc;           /* of the source that is reported on */
    uint8_t fraction_lost;   /* since the report before, in 1/256 */
    int32_t cumulative_lost; /* packets, 24 bits signed; negative when copies
                                arrived */
    uint32_t highest_seq;    /* received, with the count of wraps above it */
    uint32_t jitter;         /* in units of the source's RTP clock */
    uint32_t last_sr;        /* names the SR received last; 0: none */
    uint32_t delay;          /* since then, 1/RTCP_DELAY_PER_S */
};

/* Names a packet of SSRC that was received, and says how long ago: RFC 3550
 * 6.4.1 (LSR, DLSR) and RFC 3611 4.5 (DLRR). */
struct rtcp_echo {
    uint32_t ssrc;
    uint32_t stamp; /* middle 32 bits of that packet's NTP time; 0: none */
    uint32_t delay; /* since then, 1/RTCP_DELAY_PER_S */
};

struct rtcp_header {
    uint8_t packet_type; /* of the first packet, 192 to 223 */
    uint8_t count;       /* of the first packet: RC, SC or FMT */
    bool ssrc_present;   /* not in a BYE or SDES that lists nobody */
    uint32_t ssrc;       /* of the sender; in clear in SRTCP too */
    enum rtcp_protection protection;

    /* Empty when encrypted or truncated: */
    bool sent_known; /* there is a sender report: n_sent is valid */
    uint32_t n_sent; /* RTP packets, by the last one: 6.4.1 */
    unsigned n_byes;
    uint32_t byes[RTCP_MAX_COUNT]; /* SSRCs that leave */
    unsigned n_reports;
    struct rtcp_report reports[RTCP_MAX_COUNT];
    unsigned n_stamps;
    uint32_t stamps[RTCP_STAMPS_MAX]; /* middle 32 bits of the NTP times by
                                         which receivers name this packet: of
                                         SR, and of RRTR (RFC 3611 4.4) */
    unsigned n_echoes;
    struct rtcp_echo echoes[RTCP_MAX_COUNT]; /* of DLRR blocks */
    uint32_t voip_ssrc;     /* source of the VoIP metrics block, the last one */
    uint16_t voip_delay_ms; /* its round trip delay (RFC 3611 4.7.5); 0: not
                               known, or no such block */
};

/* Reads the RTCP in a UDP payload.
 *
 * DATA, CAPTURED_BYTES: what the capture holds of it. REPORTED_BYTES: its
 * length on the wire, not below CAPTURED_BYTES. HEADER: filled in, all zero
 * when the result is RTCP_HEADER_NOT_RTCP.
 *
 * RTCP is: version 2, second octet 192 to 223, and the first packet's length
 * not beyond the payload. Without the last it is RTCP_HEADER_BROKEN if the
 * SSRC was captured. The payload's length need not be a multiple of four.
 * Says nothing about which flow the packet belongs to; checks no padding. */
enum rtcp_header_result rtcp_header_read(const uint8_t *data,
                                         size_t captured_bytes,
                                         size_t reported_bytes,
                                         struct rtcp_header *header);

#endif
