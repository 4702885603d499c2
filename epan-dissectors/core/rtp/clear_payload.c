/* Telling clear payloads from encrypted ones.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "clear_payload.h"

#include "big_endian.h"
#include "payload_type.h"

#define RED_HEADER_BYTES        CLEAR_RED_PRIMARY_AT /* RFC 2198 3 */
#define RED_PRIMARY_BYTES       1
#define RED_MORE_BLOCKS         0x80
#define RED_PAYLOAD_TYPE        0x7F
#define RED_LENGTH_MASK         0x03FF
#define RED_LENGTH_BITS         10
#define RED_OWN_TYPE            97   /* stands in [MS-RTPRAD] 4's example */
#define MAX_RED_TIMESTAMP_UNITS 2880 /* 3 packets of 60 ms at 16 kHz */

#define EVENT_BYTES    4  /* RFC 4733 2.3 */
#define MAX_EVENT      16 /* [MS-RTPDT]: DTMF and flash */
#define EVENT_RESERVED 0x40

static bool is_audio(uint8_t payload_type)
{
    const struct payload_type *row = payload_type_default(payload_type);

    return row != NULL && row->media == MEDIA_KIND_AUDIO &&
           payload_type != RED_OWN_TYPE;
}

bool clear_payload_red(const uint8_t *payload, size_t length_bytes,
                       struct clear_red *red)
{
    uint32_t header;
    uint32_t timestamp_units;
    size_t block_bytes;

    if (length_bytes < RED_HEADER_BYTES + RED_PRIMARY_BYTES ||
        !(payload[0] & RED_MORE_BLOCKS) ||
        payload[RED_HEADER_BYTES] & RED_MORE_BLOCKS)
        return false;
    header = read_be32(payload);
    red->redundant = payload[0] & RED_PAYLOAD_TYPE;
    red->primary = payload[RED_HEADER_BYTES] & RED_PAYLOAD_TYPE;
    timestamp_units = (header & 0x00FFFFFF) >> RED_LENGTH_BITS;
    block_bytes = header & RED_LENGTH_MASK;
    if (!is_audio(red->primary) ||
        (red->redundant != red->primary && red->redundant != RED_OWN_TYPE))
        return false;
    return timestamp_units > 0 && timestamp_units <= MAX_RED_TIMESTAMP_UNITS &&
           RED_HEADER_BYTES + RED_PRIMARY_BYTES + block_bytes < length_bytes;
}

bool clear_payload_is_red(const uint8_t *payload, size_t length_bytes)
{
    struct clear_red red;

    return clear_payload_red(payload, length_bytes, &red);
}

bool clear_payload_is_event(const uint8_t *payload, size_t length_bytes)
{
    return length_bytes == EVENT_BYTES && payload[0] <= MAX_EVENT &&
           !(payload[1] & EVENT_RESERVED);
}
