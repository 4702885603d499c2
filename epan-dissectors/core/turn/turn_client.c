/* Clients of TURN servers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_client.h"

#include "seconds.h"

#define UNAUTHENTICATED 401
#define STALE_NONCE     438
#define MANY_STALE      4

/* Two copies that come closer are the capture's own. */
#define COPY_NS (NS_PER_S / 20)

#define MIN_COPIES 3 /* of a request in vain; RFC 8489 6.2.1 sends seven */

void turn_client_on_request(struct turn_client *client,
                            const struct turn_allocation *allocation,
                            int64_t now_ns)
{
    if (client->latest != allocation->transaction || client->n_sent == 0) {
        client->latest = allocation->transaction;
        client->latest_has_credentials = allocation->has_credentials;
        client->n_sent = 1;
    } else if (now_ns - client->sent_ns >= COPY_NS) {
        client->n_sent++;
    }
    client->sent_ns = now_ns;
}

/* Whether CODE, an answer to CLIENT's latest request, is a trouble. */
static bool is_trouble(struct turn_client *client, uint16_t code)
{
    if (code == STALE_NONCE)
        return ++client->n_stale >= MANY_STALE;
    client->n_stale = 0;
    return code != UNAUTHENTICATED || client->latest_has_credentials;
}

void turn_client_on_answer(struct turn_client *client,
                           const struct turn_allocation *allocation)
{
    if (client->n_sent == 0 || allocation->transaction != client->latest)
        return;
    client->answered = true;
    client->n_sent = 0; /* the same answer again says nothing */
    client->allocated = allocation->kind == TURN_ALLOCATION_SUCCESS;
    client->error = !client->allocated && is_trouble(client, allocation->error)
                        ? allocation->error
                        : 0;
    if (client->allocated)
        client->n_stale = 0;
}

bool turn_client_is_refused(const struct turn_client *client)
{
    return client->error != 0 ||
           (!client->answered && client->n_sent >= MIN_COPIES);
}

const char *turn_error_text(uint16_t code)
{
    switch (code) {
    case UNAUTHENTICATED:
        return "credentials wrong or expired";
    case 403:
        return "forbidden";
    case 437:
        return "allocation mismatch";
    case STALE_NONCE:
        return "stale nonce, again and again";
    case 441:
        return "wrong credentials";
    case 442:
        return "transport not supported";
    case 486:
        return "quota reached";
    case 508:
        return "no capacity left";
    default:
        return NULL;
    }
}
