/* Reading a session description. RFC 4566 5, RFC 8866 5.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_PARSE_H
#define LYNC_CORE_SDP_PARSE_H

#include "sdp.h"

enum sdp_parse_result {
    SDP_PARSE_OK,
    SDP_PARSE_NOT_SDP, /* does not begin with "v="; SDP has nothing */
};

/* Reads a session description.
 *
 * TEXT: any octets, not terminated; lines end with CRLF or LF, the last one
 * with or without; empty lines before it are skipped. SDP: filled in, but
 * for media[n_media] and what follows it, which are left alone.
 *
 * Names are matched without regard to case. Of a line that may appear once at
 * its level the first counts. Unknown lines are skipped. Never fails on bad
 * values: what could not be read stays absent, but an m= line always keeps its
 * place. Allocates nothing and keeps nothing. */
enum sdp_parse_result sdp_parse(struct text text, struct sdp *sdp);

#endif
