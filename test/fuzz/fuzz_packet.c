/* A libFuzzer harness for the readers of packets: RTP, RTCP, STUN and TURN.
 *
 * The first octet of an input says how much of the packet was not captured. The
 * rest is copied to memory of exactly its size, so that ASan sees each octet
 * that is read beyond it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include <stdlib.h>
#include <string.h>

#include "clear_payload.h"
#include "rtcp_header.h"
#include "rtp_header.h"
#include "stun_binding.h"
#include "turn_allocation.h"
#include "turn_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool kept)
{
    if (!kept)
        abort();
}

static void read_rtp(const uint8_t *octets, size_t n, size_t reported)
{
    struct rtp_header header;
    struct clear_red red;

    if (rtp_header_parse(octets, n, reported, &header) == RTP_HEADER_OK) {
        require(media_packet_kind(octets, n) == MEDIA_PACKET_RTP);
        require(header.header_bytes + header.payload_bytes <= reported);
    }
    clear_payload_red(octets, n, &red);
    clear_payload_is_event(octets, n);
}

static void read_rtcp(const uint8_t *octets, size_t n, size_t reported)
{
    struct rtcp_header header;

    if (rtcp_header_read(octets, n, reported, &header) == RTCP_HEADER_NOT_RTCP)
        return;
    require(header.packet_type >= 192 && header.packet_type <= 223);
    require(header.n_byes <= RTCP_MAX_COUNT);
    require(header.n_reports <= RTCP_MAX_COUNT);
    require(header.n_stamps <= RTCP_STAMPS_MAX);
    require(header.n_echoes <= RTCP_MAX_COUNT);
}

static void read_stun(const uint8_t *octets, size_t n)
{
    struct stun_binding binding;
    struct turn_allocation allocation;

    stun_binding_read(octets, n, &binding);
    if (turn_allocation_read(octets, n, &allocation))
        require(allocation.error == 0 ||
                (allocation.error >= 300 && allocation.error <= 699));
}

static void read_stream(const uint8_t *octets, size_t n)
{
    uint8_t *packet = malloc(n + 1);

    require(packet != NULL);
    turn_stream_carrier(octets, n);
    turn_stream_is_message(octets, n);
    turn_stream_has_length(octets, n);
    if (n >= TLS_RECORD_HEADER_BYTES && turn_stream_unit_bytes(octets) > 0) {
        size_t bytes = turn_stream_packet_bytes(octets, n);

        if (bytes > 0 && bytes <= n)
            require(turn_stream_join(octets, bytes, packet) <= bytes);
    }
    free(packet);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t n = size > 0 ? size - 1 : 0;
    size_t reported = n + (size > 0 ? data[0] : 0u);
    uint8_t *octets = malloc(n > 0 ? n : 1);

    require(octets != NULL);
    if (n > 0)
        memcpy(octets, data + 1, n);
    read_rtp(octets, n, reported);
    read_rtcp(octets, n, reported);
    read_stun(octets, n);
    read_stream(octets, n);
    free(octets);
    return 0;
}
