/* What came of a client's Allocate requests to a TURN server. RFC 8656 7,
 * [MS-TURN].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TURN_CLIENT_H
#define LYNC_CORE_TURN_CLIENT_H

#include "turn_allocation.h"

/* One client at one server. */
struct turn_client {
    struct endpoint client;
    struct endpoint server;
    bool is_tcp;
    bool answered;    /* the server has answered a request */
    bool allocated;   /* the latest answer gave an address */
    uint16_t error;   /* of the latest answer, unless it is usual; 0: none */
    uint32_t n_sent;  /* of the latest request, at different times */
    uint32_t n_stale; /* answers in a row that call the nonce stale */
    uint64_t latest;  /* transaction of the latest request */
    bool latest_has_credentials;
    int64_t sent_ns; /* when that was sent last */
};

/* CLIENT sent ALLOCATION, a request, at NOW_NS. */
void turn_client_on_request(struct turn_client *client,
                            const struct turn_allocation *allocation,
                            int64_t now_ns);

/* The server sent ALLOCATION, a response. It is passed over unless it answers
 * the latest request. What is usual is no error: 401 without credentials
 * (RFC 8489 9.2.4), and up to three stale nonces (438) in a row. */
void turn_client_on_answer(struct turn_client *client,
                           const struct turn_allocation *allocation);

/* Whether the server refused the client, or answered none of its requests
 * though it repeated one. */
bool turn_client_is_refused(const struct turn_client *client);

/* What the error CODE means, in a few words; NULL for one that the documents
 * leave open. RFC 8489 14.8, RFC 8656 19. */
const char *turn_error_text(uint16_t code);

#endif
