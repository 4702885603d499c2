/* RTCP in a UDP payload.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_header.h"

#include <string.h>

#include "big_endian.h"

/* RFC 3550 6.4.1: V P RC | PT | length | SSRC of sender */
#define OFFSET_VERSION 0
#define OFFSET_PT      1
#define OFFSET_LENGTH  2
#define OFFSET_SSRC    4
#define HEADER_BYTES   4
#define SSRC_BYTES     4
#define SENDER_BYTES   20 /* sender info of an SR, after the SSRC */
#define SENDER_COUNT   12 /* of packets, in the sender info */
#define REPORT_BYTES   24
#define REPORT_LOST    4 /* fraction (1 octet), cumulative (3) */
#define REPORT_HIGHEST 8 /* sequence number, extended */
#define REPORT_JITTER  12
#define REPORT_LAST_SR 16
#define REPORT_DELAY   20 /* since last SR */
#define NTP_MIDDLE     2  /* octets of an NTP time before its middle 32 bits */

/* RFC 3611 3: BT | type-specific | block length, in words */
#define XR_LENGTH          2
#define XR_HEADER_BYTES    4
#define XR_RRTR            4 /* block types */
#define XR_DLRR            5
#define XR_VOIP            7
#define XR_RRTR_BYTES      12
#define XR_DLRR_BYTES      12 /* of a sub-block */
#define XR_VOIP_BYTES      36
#define XR_VOIP_ROUND_TRIP 16

#define VERSION_MASK 0xc0
#define VERSION_2    0x80
#define COUNT_MASK   0x1f
#define PT_FIRST     192 /* RFC 5761 4 */
#define PT_LAST      223

/* RFC 3711 3.4 and the tags of 4.2: E and index 4, MKI 0..4, tag 4 or 10. */
#define TRAILER_MIN_BYTES 8
#define TRAILER_MAX_BYTES 18
/* E and the index's upper seven bits: 0 for a source that has sent fewer than
 * 2^24 unencrypted packets; ciphertext has that octet once in 256. */
#define TRAILER_E_CLEAR 0

static bool is_header(const uint8_t *data)
{
    return (data[OFFSET_VERSION] & VERSION_MASK) == VERSION_2 &&
           data[OFFSET_PT] >= PT_FIRST && data[OFFSET_PT] <= PT_LAST;
}

/* The length of the packet at DATA with its header, 0 when no packet of at
 * most LEFT_BYTES stands there. At least HEADER_BYTES can be read. */
static size_t packet_bytes(const uint8_t *data, size_t left_bytes)
{
    size_t words = read_be16(data + OFFSET_LENGTH);
    size_t length_bytes = (words + 1) * 4;

    return is_header(data) && length_bytes <= left_bytes ? length_bytes : 0;
}

static void read_first(const uint8_t *data, size_t length_bytes,
                       size_t captured_bytes, struct rtcp_header *header)
{
    header->packet_type = data[OFFSET_PT];
    header->count = data[OFFSET_VERSION] & COUNT_MASK;
    if ((header->packet_type == RTCP_PT_BYE ||
         header->packet_type == RTCP_PT_SDES) &&
        header->count == 0)
        return;
    if (length_bytes >= HEADER_BYTES + SSRC_BYTES &&
        captured_bytes >= HEADER_BYTES + SSRC_BYTES) {
        header->ssrc_present = true;
        header->ssrc = read_be32(data + OFFSET_SSRC);
    }
}

/* Finds the end of the packets that stand in clear from DATA on. */
static size_t packets_end(const uint8_t *data, size_t length_bytes)
{
    size_t end = 0;
    size_t next = 0;

    while (length_bytes - end >= HEADER_BYTES &&
           (next = packet_bytes(data + end, length_bytes - end)) > 0)
        end += next;
    return end;
}

static enum rtcp_protection protection_of(const uint8_t *data, size_t end,
                                          size_t length_bytes)
{
    size_t rest_bytes = length_bytes - end;

    if (rest_bytes == 0)
        return RTCP_CLEAR;
    if (rest_bytes >= TRAILER_MIN_BYTES && rest_bytes <= TRAILER_MAX_BYTES &&
        data[end] == TRAILER_E_CLEAR)
        return RTCP_AUTHENTICATED;
    return RTCP_ENCRYPTED;
}

static void read_byes(const uint8_t *data, size_t length_bytes,
                      struct rtcp_header *header)
{
    unsigned count = data[OFFSET_VERSION] & COUNT_MASK;
    size_t offset = OFFSET_SSRC;

    for (; count > 0 && offset + SSRC_BYTES <= length_bytes; count--) {
        if (header->n_byes == RTCP_MAX_COUNT)
            return;
        header->byes[header->n_byes++] = read_be32(data + offset);
        offset += SSRC_BYTES;
    }
}

static void read_report(const uint8_t *data, struct rtcp_report *report)
{
    uint32_t lost = read_be32(data + REPORT_LOST);
    uint32_t cumulative = lost & 0xffffff;

    report->ssrc = read_be32(data);
    report->fraction_lost = data[REPORT_LOST];
    report->cumulative_lost = cumulative & 0x800000
                                  ? (int32_t)cumulative - 0x1000000
                                  : (int32_t)cumulative;
    report->highest_seq = read_be32(data + REPORT_HIGHEST);
    report->jitter = read_be32(data + REPORT_JITTER);
    report->last_sr = read_be32(data + REPORT_LAST_SR);
    report->delay = read_be32(data + REPORT_DELAY);
}

/* Keeps the NTP time at DATA. */
static void read_stamp(const uint8_t *data, struct rtcp_header *header)
{
    if (header->n_stamps < RTCP_STAMPS_MAX)
        header->stamps[header->n_stamps++] = read_be32(data + NTP_MIDDLE);
}

static void read_reports(const uint8_t *data, size_t length_bytes,
                         struct rtcp_header *header)
{
    unsigned count = data[OFFSET_VERSION] & COUNT_MASK;
    size_t offset = HEADER_BYTES + SSRC_BYTES;

    if (data[OFFSET_PT] == RTCP_PT_SR) {
        const uint8_t *sender = data + offset;

        offset += SENDER_BYTES;
        if (offset <= length_bytes) {
            read_stamp(sender, header);
            header->sent_known = true;
            header->n_sent = read_be32(sender + SENDER_COUNT);
        }
    }
    for (; count > 0 && offset + REPORT_BYTES <= length_bytes; count--) {
        if (header->n_reports == RTCP_MAX_COUNT)
            return;
        read_report(data + offset, &header->reports[header->n_reports++]);
        offset += REPORT_BYTES;
    }
}

static void read_dlrr(const uint8_t *data, size_t length_bytes,
                      struct rtcp_header *header)
{
    for (size_t offset = XR_HEADER_BYTES;
         offset + XR_DLRR_BYTES <= length_bytes &&
         header->n_echoes < RTCP_MAX_COUNT;
         offset += XR_DLRR_BYTES)
        header->echoes[header->n_echoes++] =
            (struct rtcp_echo){.ssrc = read_be32(data + offset),
                               .stamp = read_be32(data + offset + 4),
                               .delay = read_be32(data + offset + 8)};
}

/* Reads a block of an XR packet. */
static void read_xr_block(const uint8_t *data, size_t length_bytes,
                          struct rtcp_header *header)
{
    if (data[0] == XR_RRTR && length_bytes >= XR_RRTR_BYTES)
        read_stamp(data + XR_HEADER_BYTES, header);
    if (data[0] == XR_DLRR)
        read_dlrr(data, length_bytes, header);
    if (data[0] == XR_VOIP && length_bytes >= XR_VOIP_BYTES) {
        header->voip_ssrc = read_be32(data + XR_HEADER_BYTES);
        header->voip_delay_ms = read_be16(data + XR_VOIP_ROUND_TRIP);
    }
}

static void read_xr(const uint8_t *data, size_t length_bytes,
                    struct rtcp_header *header)
{
    size_t offset = HEADER_BYTES + SSRC_BYTES;

    while (offset + XR_HEADER_BYTES <= length_bytes) {
        size_t block_bytes =
            (read_be16(data + offset + XR_LENGTH) + (size_t)1) * 4;

        if (block_bytes > length_bytes - offset)
            return;
        read_xr_block(data + offset, block_bytes, header);
        offset += block_bytes;
    }
}

/* Reads the packets between DATA and END, which are in clear. */
static void read_contents(const uint8_t *data, size_t end,
                          struct rtcp_header *header)
{
    size_t offset = 0;

    while (offset < end) {
        size_t length_bytes = packet_bytes(data + offset, end - offset);
        uint8_t packet_type = data[offset + OFFSET_PT];

        if (packet_type == RTCP_PT_BYE)
            read_byes(data + offset, length_bytes, header);
        else if (packet_type == RTCP_PT_SR || packet_type == RTCP_PT_RR)
            read_reports(data + offset, length_bytes, header);
        else if (packet_type == RTCP_PT_XR)
            read_xr(data + offset, length_bytes, header);
        offset += length_bytes;
    }
}

/* A first packet whose length is wrong: its sender may still be told. */
static enum rtcp_header_result read_broken(const uint8_t *data,
                                           size_t captured_bytes,
                                           struct rtcp_header *header)
{
    if (!is_header(data))
        return RTCP_HEADER_NOT_RTCP;
    read_first(data, captured_bytes, captured_bytes, header);
    if (!header->ssrc_present) {
        memset(header, 0, sizeof *header);
        return RTCP_HEADER_NOT_RTCP;
    }
    header->protection = RTCP_ENCRYPTED;
    return RTCP_HEADER_BROKEN;
}

enum rtcp_header_result rtcp_header_read(const uint8_t *data,
                                         size_t captured_bytes,
                                         size_t reported_bytes,
                                         struct rtcp_header *header)
{
    size_t first_bytes;
    size_t end;

    memset(header, 0, sizeof *header);
    if (captured_bytes < HEADER_BYTES)
        return RTCP_HEADER_NOT_RTCP;
    first_bytes = packet_bytes(data, reported_bytes);
    if (first_bytes == 0)
        return read_broken(data, captured_bytes, header);
    read_first(data, first_bytes, captured_bytes, header);
    if (captured_bytes < reported_bytes) {
        header->protection = RTCP_ENCRYPTED;
        return RTCP_HEADER_TRUNCATED;
    }
    end = packets_end(data, captured_bytes);
    header->protection = protection_of(data, end, captured_bytes);
    if (header->protection != RTCP_ENCRYPTED)
        read_contents(data, end, header);
    return RTCP_HEADER_OK;
}
