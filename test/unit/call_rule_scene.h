/* What the tests of the rules by which a call is judged share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_CALL_RULE_SCENE_H
#define LYNC_TEST_CALL_RULE_SCENE_H

#include <glib.h>

#include "call_rule.h"
#include "call_scene.h"

#define A SIDE_A
#define B SIDE_B

/* That the rule called NAME decides on FACTS, and DROP is what dropped the
 * call. */
static inline void assert_rule(struct call_facts facts, const char *name,
                               enum call_drop drop)
{
    const struct call_rule *rule = call_rule_find(&facts);

    g_assert_cmpstr(rule->name, ==, name);
    g_assert_nonnull(rule->source);
    g_assert_nonnull(rule->explain);
    g_assert_cmpuint(rule->evidence, !=, 0);
    g_assert_cmpint(call_rule_drop(rule, &facts), ==, drop);
}

static inline void assert_normal(struct call_facts facts)
{
    assert_rule(facts, "hung-up", CALL_DROP_NONE);
}

#endif
