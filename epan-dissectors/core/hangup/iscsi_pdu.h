/* The headers of iSCSI PDUs, as far as they tell why a connection ends.
 * RFC 7143 11.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ISCSI_PDU_H
#define LYNC_CORE_ISCSI_PDU_H

#include <stdbool.h>
#include <stdint.h>

#define ISCSI_HEADER_BYTES 48 /* the basic header segment */

enum iscsi_kind {
    ISCSI_OTHER,           /* commands, data, and whatever else is valid */
    ISCSI_LOGIN,           /* 11.12: initiator */
    ISCSI_LOGOUT,          /* 11.14: initiator */
    ISCSI_LOGOUT_RESPONSE, /* 11.15: target, and its response is "closed" */
    ISCSI_NOP_OUT,         /* 11.18: initiator */
    ISCSI_NOP_IN,          /* 11.19: target; asks for nothing */
    ISCSI_PING,            /* a NOP-In that asks for a NOP-Out */
    ISCSI_LEAVE,           /* 11.9: target; asks for a logout, or drops the
                              connection */
    ISCSI_INVALID,         /* no header that this side may send */
};

/* The kind of the header in OCTETS, ISCSI_HEADER_BYTES of them, which the
 * target sent or else the initiator. *LENGTH: octets of the whole PDU, without
 * digests; at least ISCSI_HEADER_BYTES; 0 if it is invalid. */
enum iscsi_kind iscsi_pdu_read(const uint8_t *octets, bool from_target,
                               uint32_t *length);

#endif
