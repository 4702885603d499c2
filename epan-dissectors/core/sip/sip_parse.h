/* Reading one SIP message.
 * RFC 3261 7 (grammar, folding) and 25.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_PARSE_H
#define LYNC_CORE_SIP_PARSE_H

#include "sip_message.h"

enum sip_parse_result {
    SIP_PARSE_OK,
    SIP_PARSE_NOT_SIP,    /* the first line is no SIP start line; MESSAGE is
                             all zero */
    SIP_PARSE_INCOMPLETE, /* headers end without an empty line: what stood
                             there is filled in */
};

/* Reads one SIP message.
 *
 * TEXT, LENGTH_BYTES: the message from its start line on (empty lines before
 * it are skipped, RFC 3261 7.5); need not be terminated; may hold any octets,
 * and may be longer than the message (what follows the headers is its body,
 * cut to Content-Length when that is shorter). NULL with length 0 is no SIP.
 * MESSAGE: filled in whole; its texts point into TEXT.
 *
 * Header names are matched without regard to case, in long and compact form;
 * folded lines (RFC 3261 7.3.1) belong to their header; LWS around ":", ";",
 * "=" and "," is skipped. Lines end with CRLF or LF. Unknown headers are
 * skipped. A last header line without a line end may have been cut short by
 * the capture and is not read. Never fails on bad values: a field that could
 * not be read stays absent. Methods are compared with regard to case
 * (RFC 3261 7.1), UPDATE in Allow without.
 *
 * A body with a Content-Encoding other than identity, and a part of a
 * multipart body with a Content-Transfer-Encoding other than 7bit, 8bit and
 * binary, is not searched for an SDP.
 *
 * Allocates nothing and keeps nothing. */
enum sip_parse_result sip_parse(const char *text, size_t length_bytes,
                                struct sip_message *message);

#endif
