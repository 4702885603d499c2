/* A side that was gone when the other one hung up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_vanished.h"

#include <string.h>

#include "chance.h"

/* Three copies of a BYE come 0.5, 1.5 and 3.5 s after it (RFC 3261
 * 17.1.2.2). */
#define REPEATS_MIN 3

/* A side that lives sends something in this time: RTP, or RTCP (RFC 3550
 * 6.2). */
#define SILENCE_NS (5 * NS_PER_S)

bool call_vanished(const struct call_facts *facts, enum call_verdict verdict)
{
    int64_t heard_ns;

    if ((verdict != CALL_VERDICT_SESSION_EXPIRED &&
         verdict != CALL_VERDICT_MEDIA_TIMEOUT) ||
        facts->bye.frame == 0 || facts->bye_by >= SIDE_UNKNOWN ||
        facts->bye_answered || facts->n_bye_repeats < REPEATS_MIN ||
        !chance_is_nil(
            chance_all_missed(facts->missed, facts->n_bye_repeats + 1)))
        return false;
    if (facts->route.bye_to.family != 0 &&
        !endpoint_same_address(&facts->route.bye_to,
                               &facts->parties[side_other(facts->bye_by)]))
        return false; /* the BYE went elsewhere */
    heard_ns = facts->heard_ns[side_other(facts->bye_by)];
    return heard_ns > 0 && facts->bye.time_ns - heard_ns >= SILENCE_NS;
}

void call_vanished_explain(const struct call_facts *facts, GString *cause)
{
    enum side side = side_other(facts->bye_by);
    char address[ENDPOINT_TEXT_BYTES];
    char *sentence = g_strdup_printf(
        "%s %s vanished at %.2f s: nothing of it came after that, and %u BYEs "
        "went unanswered. ",
        side == SIDE_A ? "The caller" : "The called side",
        endpoint_address_text(&facts->parties[side], address),
        seconds_of(facts->heard_ns[side]), facts->n_bye_repeats + 1);

    g_string_truncate(cause, strcspn(cause->str, "\n"));
    g_string_prepend(cause, sentence);
    g_string_append(cause,
                    "\nLook at that host and the way to it at that time: "
                    "crash, power, link, VPN, NAT, firewall.");
    g_free(sentence);
}
