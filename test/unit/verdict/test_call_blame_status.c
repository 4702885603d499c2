/* Tests of what to change for each final response, RFC 3261 21.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_blame.h"

#include "call_scene.h"
#include "unit_test.h"

#define CODEC  "give both sides a common codec"
#define NUMBER "check the number and its route"
#define LOG    "look at its log for this time"

/* An answer without a row: its class alone tells. */
static const struct {
    unsigned status;
    const char *change;
} own[] = {
    {401, "check the user name and password"}, /* Unauthorized */
    {403, "check its policy for the caller"},  /* Forbidden */
    {404, NUMBER},                             /* Not Found */
    {407, "check the user name and password"}, /* Proxy Authentication */
    {408, "find the silent hop behind it"},    /* Request Timeout */
    {410, NUMBER},                             /* Gone */
    {415, CODEC},                              /* Unsupported Media Type */
    {420, "compare the extensions of both"},   /* Bad Extension */
    {421, "compare the extensions of both"},   /* Extension Required */
    {422, "ask for the Min-SE of the 422"},    /* RFC 4028 6 */
    {480, NULL},                               /* Temporarily Unavailable */
    {481, "see why it lost the dialog"},       /* Does Not Exist */
    {482, "remove the loop in the routing"},   /* Loop Detected */
    {483, "remove the loop in the routing"},   /* Too Many Hops */
    {484, NUMBER},                             /* Address Incomplete */
    {485, NUMBER},                             /* Ambiguous */
    {486, NULL},                               /* Busy Here */
    {487, NULL},                               /* Request Terminated */
    {488, CODEC},                              /* Not Acceptable Here */
    {491, NULL},                               /* Request Pending */
    {502, "look at the server behind it"},     /* Bad Gateway */
    {503, "see if it is down or overloaded"},  /* Service Unavailable */
    {504, "look at the server behind it"},     /* Server Time-out */
    {604, NUMBER},                             /* Does Not Exist Anywhere */
    {606, CODEC},                              /* Not Acceptable */
};

static const char *change_for(unsigned status)
{
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        if (own[i].status == status)
            return own[i].change;
    return status >= 400 && status < 600 ? LOG : NULL;
}

TEST(change_for_each)
{
    const struct call_judgement judgement = {.verdict = CALL_VERDICT_REFUSED,
                                             .rule = "final"};
    struct call_facts facts = ringing();

    facts.final = at(3 * S);
    facts.final_from = host(9);
    facts.provisional_status = 0; /* else 408 only says that it rang */
    for (unsigned status = 300; status < 700; status++) {
        struct call_blame blame;

        g_test_message("%u", status);
        facts.final_status = status;
        blame = call_blame_of(&facts, &judgement);
        g_assert_cmpstr(blame.change, ==, change_for(status));
        g_assert_cmpint(blame.harm == CALL_HARM_NONE, ==,
                        change_for(status) == NULL);
    }
}
