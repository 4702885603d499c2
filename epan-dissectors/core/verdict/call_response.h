/* What a final response to the INVITE of a call makes of it. RFC 3261 21.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_RESPONSE_H
#define LYNC_CORE_CALL_RESPONSE_H

#include <stdbool.h>

enum call_response {
    CALL_RESPONSE_OTHER,     /* no final failure: below 300, above 699 */
    CALL_RESPONSE_REFUSED,   /* somebody said no, or nobody was there */
    CALL_RESPONSE_CANCELLED, /* 487 */
    CALL_RESPONSE_FAILED,    /* something did not work */
};

/* The outcome of a call whose INVITE ended with STATUS. 4xx and 6xx are
 * decisions of the called side; 5xx and the codes for timeouts, loops and lost
 * dialogs are failures. Any STATUS. */
enum call_response call_response_of(unsigned status);

/* Whether the caller is asked to send another INVITE: RFC 3261 8.1.3.4, 14.1
 * (491), 22; RFC 3329 2 (494); RFC 4028 7.3. STATUS: a failure. */
bool call_response_asks_again(unsigned status);

/* What STATUS means, as a clause: "busy here"; for a status that is not listed
 * what its class means, "refused by the called side". Never NULL. */
const char *call_response_meaning(unsigned status);

#endif
