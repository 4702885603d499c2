/* The rules by which a call is judged: one table, one row a rule.
 * For call_verdict.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_RULE_H
#define LYNC_CORE_CALL_RULE_H

#include "call_cause.h"
#include "call_condition.h"
#include "call_verdict.h"

/* What a rule rests on. */
enum call_rule_rests {
    CALL_RULE_ON_SIGHT,   /* messages that are there; if media is not, the judge
                             of media has asked whether that is proof */
    CALL_RULE_ON_ABSENCE, /* a message that was not seen, too */
    CALL_RULE_ON_EXCLUSION, /* a BYE that nothing else explains */
};

struct call_rule {
    const char *name; /* "bye-names-timer" */
    enum call_verdict verdict;
    enum call_drop drop; /* of session timers: the end, or see
                            call_rule_drop() */
    call_condition_h *holds;
    call_cause_h *explain;
    uint32_t evidence; /* set of enum call_rule_evidence */
    const char *source;
    enum call_certainty
        certainty; /* when it holds; see call_rule_certainty() */
    enum call_rule_rests rests;
};

/* Points of struct call_facts that a rule rests on, as bits. */
enum call_rule_evidence {
    CALL_RULE_BEGIN = 1 << 0,
    CALL_RULE_INVITE = 1 << 1,
    CALL_RULE_INVITE_REPEAT = 1 << 2,
    CALL_RULE_RELIABLE = 1 << 3,
    CALL_RULE_RELIABLE_REPEAT = 1 << 4,
    CALL_RULE_ANSWER = 1 << 5,
    CALL_RULE_ANSWER_REPEAT = 1 << 6,
    CALL_RULE_ACK = 1 << 7,
    CALL_RULE_FINAL = 1 << 8,
    CALL_RULE_CANCEL = 1 << 9,
    CALL_RULE_REFRESH = 1 << 10,
    CALL_RULE_MEDIA_TIMEOUT = 1 << 11,
    CALL_RULE_BYE = 1 << 12,
    CALL_RULE_LAST = 1 << 13,
};

/* The first rule that holds for FACTS; none that rests on absence if theirs is
 * unproved. Never NULL: the last one always holds. */
const struct call_rule *call_rule_find(const struct call_facts *facts);

/* What dropped the call, according to RULE, which holds for FACTS. */
enum call_drop call_rule_drop(const struct call_rule *rule,
                              const struct call_facts *facts);

/* How far the capture carries the verdict of RULE, which is the first that
 * holds for FACTS. UNKNOWN if a rule of another verdict was passed over because
 * the absence that it rests on is unproved; also if RULE rests on nothing else
 * having caused the BYE, and the capture leaves room for something else. */
enum call_certainty call_rule_certainty(const struct call_rule *rule,
                                        const struct call_facts *facts);

#endif
