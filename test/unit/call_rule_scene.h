/* What the tests of the rules by which a call is judged share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_CALL_RULE_SCENE_H
#define LYNC_TEST_CALL_RULE_SCENE_H

#include "call_rule.h"
#include "call_scene.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

/* The facts under judgement. */
static struct call_facts facts;

/* That the rule called NAME decides on FACTS, and DROP is what dropped the
 * call. */
static inline void assert_rule(const char *name, enum call_drop drop)
{
    const struct call_rule *rule = call_rule_find(&facts);

    g_assert_cmpstr(rule->name, ==, name);
    g_assert_nonnull(rule->source);
    g_assert_nonnull(rule->explain);
    g_assert_cmpuint(rule->evidence, !=, 0);
    g_assert_cmpint(call_rule_drop(rule, &facts), ==, drop);
}

/* The same, where nothing dropped the call. */
static inline void assert_no_drop(const char *name)
{
    assert_rule(name, CALL_DROP_NONE);
}

static inline void assert_normal(void)
{
    assert_no_drop("hung-up");
}

#endif
