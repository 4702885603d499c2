/* Facts of calls for the tests of verdicts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_CALL_SCENE_H
#define LYNC_TEST_CALL_SCENE_H

#include "call_verdict.h"
#include "call_facts.h"
#include "unit_test.h"

static const struct call_point not_seen = {0, 0};

/* A frame at a time; the frame is not 0. */
static inline struct call_point at(int64_t time_ns)
{
    return (struct call_point){(uint32_t)(time_ns / MS) + 1, time_ns};
}

static inline struct endpoint host(uint8_t last)
{
    const uint8_t address[] = {192, 0, 2, last};

    return endpoint_of(4, address, 5060);
}

/* An INVITE at 1 s from 192.0.2.1 to 192.0.2.2, that rings at 2 s; the capture
 * ends at 4000 s. */
static inline struct call_facts ringing(void)
{
    struct call_facts facts = {
        .signalling_seen = true,
        .begin = at(1 * S),
        .last = at(2 * S),
        .capture_end_ns = 4000 * S,
        .parties = {host(1), host(2)},
        .invite = at(1 * S),
        .callee_heard = true,
        .responded = true,
        .provisional_status = 180,
        .dialog = SESSION_DIALOG_EARLY,
        .bye_by = SIDE_UNKNOWN,
    };

    return facts;
}

/* The same answered at 10 s, with its ACK. */
static inline struct call_facts up(void)
{
    struct call_facts facts = ringing();

    facts.answer = at(10 * S);
    facts.ack = at(10 * S + 20 * MS);
    facts.last = at(10 * S + 20 * MS);
    facts.dialog = SESSION_DIALOG_UP;
    return facts;
}

/* The same with a BYE of side BY, AFTER_NS after the answer. */
static inline struct call_facts ended(enum side by, int64_t after_ns)
{
    struct call_facts facts = up();

    facts.bye = at(10 * S + after_ns);
    facts.last = facts.bye;
    facts.bye_by = by;
    facts.dialog = SESSION_DIALOG_BYE;
    return facts;
}

#endif
