/* Q.850 causes: a table. ITU-T Q.850, 2.2.7 and table 1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "q850.h"

#include <stddef.h>

#define NUMBER  "check the number and its route"
#define CHANNEL "see why it has no free channel"
#define TRUNK   "look at the trunk or carrier behind it"
#define POLICY  "check its policy and subscription"
#define BEARER  "compare codec and bearer of both"
#define MESSAGE "compare the signalling of both"

/* clang-format off */
static const struct q850_cause rows[] = {
    {1, "number not assigned", NUMBER},
    {2, "no route to that network", NUMBER},
    {3, "no route to destination", NUMBER},
    {16, "normal clearing", NULL},
    {17, "user busy", NULL},
    {18, "no user responds", NULL},
    {19, "user does not answer", NULL},
    {20, "subscriber absent", NULL},
    {21, "call rejected", POLICY},
    {22, "number changed", NUMBER},
    {27, "destination out of order", TRUNK},
    {28, "number incomplete or invalid", NUMBER},
    {29, "facility rejected", POLICY},
    {31, "normal, unspecified", NULL},
    {34, "no channel available", CHANNEL},
    {38, "network out of order", TRUNK},
    {41, "temporary failure", TRUNK},
    {42, "switch congested", CHANNEL},
    {43, "access information discarded", MESSAGE},
    {44, "requested channel not available", CHANNEL},
    {47, "resource not available", CHANNEL},
    {50, "facility not subscribed", POLICY},
    {55, "incoming calls barred", POLICY},
    {57, "bearer not authorised", POLICY},
    {58, "bearer not available now", BEARER},
    {63, "service not available", TRUNK},
    {65, "bearer not implemented", BEARER},
    {69, "facility not implemented", MESSAGE},
    {79, "service not implemented", MESSAGE},
    {87, "not in the closed user group", POLICY},
    {88, "incompatible destination", BEARER},
    {95, "invalid message", MESSAGE},
    {96, "mandatory information missing", MESSAGE},
    {100, "invalid information", MESSAGE},
    {102, "a timer ran out", TRUNK},
    {111, "protocol error", MESSAGE},
    {127, "interworking", TRUNK},
};
/* clang-format on */

const struct q850_cause *q850_cause(unsigned cause)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].cause == cause)
            return &rows[i];
    return NULL;
}
