/* Reads the iSCSI headers that explain why a connection ends. RFC 7143 11.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ISCSI_PDU_H
#define LYNC_CORE_ISCSI_PDU_H

#include <stdbool.h>
#include <stdint.h>

#define ISCSI_HEADER_BYTES 48 /* basic header segment */

enum iscsi_kind {
    ISCSI_OTHER,           /* commands, data, and any other valid PDU */
    ISCSI_LOGIN,           /* 11.12, by the initiator */
    ISCSI_LOGOUT,          /* 11.14, by the initiator */
    ISCSI_LOGOUT_RESPONSE, /* 11.15, by the target: connection closed
                              successfully */
    ISCSI_NOP_OUT,         /* 11.18, by the initiator */
    ISCSI_NOP_IN,          /* 11.19, by the target; needs no answer */
    ISCSI_PING,            /* a NOP-In that requests a NOP-Out */
    ISCSI_LEAVE, /* 11.9, by the target: requests a logout or drops connections
                    (events 1 to 3) */
    ISCSI_INVALID, /* not a header that this side may send */
};

/* Returns the kind of the header in OCTETS, which must hold ISCSI_HEADER_BYTES
 * bytes. FROM_TARGET: the target sent it, else the initiator. Sets *LENGTH to
 * the bytes of the whole PDU without digests, at least ISCSI_HEADER_BYTES; 0 if
 * the kind is ISCSI_INVALID. */
enum iscsi_kind iscsi_pdu_read(const uint8_t *octets, bool from_target,
                               uint32_t *length);

#endif
