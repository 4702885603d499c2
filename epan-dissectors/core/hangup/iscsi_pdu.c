/* Reads the basic header segment of iSCSI.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "iscsi_pdu.h"

#include "big_endian.h"

#define BIT_RESERVED    0x80 /* of the first byte */
#define OPCODE_MASK     0x3f
#define BIT_FINAL       0x80 /* of the second byte */
#define RESPONSE_AT     2
#define AHS_LENGTH_AT   4 /* one byte, in words */
#define DATA_LENGTH_AT  5 /* three bytes */
#define TRANSFER_TAG_AT 20
#define ASYNC_EVENT_AT  36
#define NO_TAG          0xffffffffu
#define RESPONSE_CLOSED 0 /* "connection or session closed successfully" */
#define LOGOUT_REASON   0x7f
#define LOGOUT_RECOVERY 2 /* the highest reason code */

enum opcode {
    OP_NOP_OUT = 0x00,
    OP_LOGIN = 0x03,
    OP_LOGOUT = 0x06,
    OP_SNACK = 0x10,
    OP_NOP_IN = 0x20,
    OP_DATA_IN = 0x25,
    OP_LOGOUT_RESPONSE = 0x26,
    OP_R2T = 0x31,
    OP_ASYNC = 0x32,
    OP_REJECT = 0x3f,
};

/* Event codes of an asynchronous message. */
enum event {
    EVENT_LOGOUT_ASKED = 1,
    EVENT_CONNECTION_DROPPED = 2,
    EVENT_ALL_DROPPED = 3,
};

static enum iscsi_kind kind_from_initiator(const uint8_t *octets)
{
    switch (octets[0] & OPCODE_MASK) {
    case OP_NOP_OUT:
        return octets[1] == BIT_FINAL ? ISCSI_NOP_OUT : ISCSI_INVALID;
    case OP_LOGIN:
        return ISCSI_LOGIN;
    case OP_LOGOUT:
        return (octets[1] & BIT_FINAL) != 0 &&
                       (octets[1] & LOGOUT_REASON) <= LOGOUT_RECOVERY
                   ? ISCSI_LOGOUT
                   : ISCSI_INVALID;
    case OP_SNACK:
        return ISCSI_OTHER;
    default:
        return (octets[0] & OPCODE_MASK) < OP_LOGOUT ? ISCSI_OTHER
                                                     : ISCSI_INVALID;
    }
}

static enum iscsi_kind kind_of_async(const uint8_t *octets)
{
    uint8_t event = octets[ASYNC_EVENT_AT];

    return event >= EVENT_LOGOUT_ASKED && event <= EVENT_ALL_DROPPED
               ? ISCSI_LEAVE
               : ISCSI_OTHER;
}

static enum iscsi_kind kind_from_target(const uint8_t *octets)
{
    switch (octets[0] & OPCODE_MASK) {
    case OP_NOP_IN:
        if (octets[1] != BIT_FINAL)
            return ISCSI_INVALID;
        return read_be32(octets + TRANSFER_TAG_AT) != NO_TAG ? ISCSI_PING
                                                             : ISCSI_NOP_IN;
    case OP_LOGOUT_RESPONSE:
        return octets[RESPONSE_AT] == RESPONSE_CLOSED ? ISCSI_LOGOUT_RESPONSE
                                                      : ISCSI_OTHER;
    case OP_ASYNC:
        return octets[1] == BIT_FINAL ? kind_of_async(octets) : ISCSI_INVALID;
    case OP_R2T:
    case OP_REJECT:
        return ISCSI_OTHER;
    default:
        return (octets[0] & OPCODE_MASK) > OP_NOP_IN &&
                       (octets[0] & OPCODE_MASK) <= OP_DATA_IN
                   ? ISCSI_OTHER
                   : ISCSI_INVALID;
    }
}

enum iscsi_kind iscsi_pdu_read(const uint8_t *octets, bool from_target,
                               uint32_t *length)
{
    enum iscsi_kind kind =
        from_target ? kind_from_target(octets) : kind_from_initiator(octets);
    uint32_t data = (uint32_t)octets[DATA_LENGTH_AT] << 16 |
                    read_be16(octets + DATA_LENGTH_AT + 1);

    *length = 0;
    if (kind == ISCSI_INVALID || (octets[0] & BIT_RESERVED) != 0)
        return ISCSI_INVALID;
    /* The data is padded to a multiple of 4 bytes. */
    *length =
        ISCSI_HEADER_BYTES + octets[AHS_LENGTH_AT] * 4u + (data + 3) / 4 * 4;
    return kind;
}
