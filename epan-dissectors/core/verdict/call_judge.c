/* What happened to a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_judge.h"

#include <string.h>

#include "call_condition.h"
#include "call_rule.h"
#include "call_vanished.h"
#include "call_verdict.h"
#include "call_facts.h"
#include "finding.h"

/* A B2BUA passes the end of one leg on to the other at once. */
#define SAME_END_NS INT64_C(2000000000)

#define POINT(rule, member, what)                                              \
    {                                                                          \
        CALL_RULE_##rule, offsetof(struct call_facts, member), what            \
    }

/* clang-format off */
/* The points of the facts that can be evidence. */
static const struct evidence_row {
    enum call_rule_evidence bit;
    size_t offset;
    const char *what;
} evidence_rows[] = {
    POINT(BEGIN, begin, "first frame"),
    POINT(INVITE, invite, "INVITE"),
    POINT(INVITE_REPEAT, invite_repeat, "INVITE repeated for the last time"),
    POINT(RELIABLE, reliable, "reliable provisional response"),
    POINT(RELIABLE_REPEAT, reliable_repeat, "the same repeated for the last time"),
    POINT(ANSWER, answer, "2xx"),
    POINT(ANSWER_REPEAT, answer_repeat, "2xx repeated for the last time"),
    POINT(ACK, ack, "ACK"),
    POINT(FINAL, final, "final response"),
    POINT(CANCEL, cancel, "CANCEL"),
    POINT(REFRESH, refresh, "last 2xx of the session timer"),
    POINT(MEDIA_TIMEOUT, media_timeout, "media timeout"),
    POINT(BYE, bye, "BYE"),
    POINT(LAST, last, "last frame"),
};
/* clang-format on */

/* Inserts FRAME into the list, which is ordered by frame. */
static void evidence_add(struct call_judgement *judgement, uint32_t frame,
                         const char *what)
{
    unsigned place = judgement->n_evidence;

    if (frame == 0 || place == CALL_EVIDENCE_MAX)
        return;
    for (; place > 0 && judgement->evidence[place - 1].frame > frame; place--)
        judgement->evidence[place] = judgement->evidence[place - 1];
    judgement->evidence[place] = (struct call_evidence){frame, what};
    judgement->n_evidence++;
}

static void evidence_collect(struct call_judgement *judgement,
                             const struct call_facts *facts, uint32_t bits)
{
    for (size_t i = 0; i < G_N_ELEMENTS(evidence_rows); i++) {
        const struct evidence_row *row = &evidence_rows[i];
        const struct call_point *point =
            (const struct call_point *)((const char *)facts + row->offset);

        if (bits & row->bit)
            evidence_add(judgement, point->frame, row->what);
    }
}

static struct call_point end_of(const struct call_facts *facts)
{
    static const struct call_point not_seen = {0, INT64_MAX};

    if (facts->bye.frame != 0)
        return facts->bye;
    if (call_condition_answered(facts))
        return not_seen;
    if (facts->final.frame != 0)
        return facts->final;
    return facts->cancel.frame != 0 ? facts->cancel : not_seen;
}

/* Moves what follows a line break in the cause to the advice. */
static void split_advice(struct call_judgement *judgement)
{
    char *advice = strchr(judgement->cause, '\n');

    if (advice != NULL) {
        *advice++ = '\0';
        judgement->advice = text_shorten(g_strdup(advice), FINDING_TEXT_MAX);
    }
    text_shorten(judgement->cause, FINDING_TEXT_MAX);
}

void call_judge(const struct call_facts *facts,
                struct call_judgement *judgement)
{
    const struct call_rule *rule = call_rule_find(facts);
    GString *cause = g_string_new(NULL);

    *judgement = (struct call_judgement){
        .verdict = rule->verdict,
        .certainty = call_rule_certainty(rule, facts),
        .drop = call_rule_drop(rule, facts),
        .answered = facts->signalling_seen && call_condition_answered(facts),
        .begin_ns = facts->begin.time_ns,
        .end_ns = end_of(facts).time_ns,
        .end_frame = end_of(facts).frame,
        .rule = rule->name,
        .source = rule->source,
    };
    evidence_collect(judgement, facts, rule->evidence);
    rule->explain(facts, cause);
    if (call_vanished(facts, rule->verdict))
        call_vanished_explain(facts, cause);
    judgement->cause = g_string_free(cause, FALSE);
    split_advice(judgement);
}

void call_judgement_clear(struct call_judgement *judgement)
{
    g_free(judgement->cause);
    g_free(judgement->advice);
    *judgement = (struct call_judgement){0};
}

/* Whether a leg that ended at END_NS shares the end at FIRST_END_NS. */
static bool same_end(int64_t end_ns, int64_t first_end_ns)
{
    if (end_ns == INT64_MAX || first_end_ns == INT64_MAX)
        return end_ns == first_end_ns;
    return end_ns - first_end_ns <= SAME_END_NS;
}

/* Whether A ranks above B, two answered legs of the same end. */
static bool tells_more(const struct call_judgement *a,
                       const struct call_judgement *b)
{
    unsigned a_rank = call_verdict_info(a->verdict)->rank;
    unsigned b_rank = call_verdict_info(b->verdict)->rank;

    if (a_rank != b_rank)
        return a_rank > b_rank;
    return a->end_ns < b->end_ns;
}

static unsigned choose_answered(const struct call_judgement *judgements,
                                unsigned n)
{
    int64_t first_end_ns = INT64_MAX;
    unsigned chosen = n;

    for (unsigned i = 0; i < n; i++)
        if (judgements[i].answered)
            first_end_ns = MIN(first_end_ns, judgements[i].end_ns);
    for (unsigned i = 0; i < n; i++) {
        const struct call_judgement *judgement = &judgements[i];

        if (!judgement->answered || !same_end(judgement->end_ns, first_end_ns))
            continue;
        if (chosen == n || tells_more(judgement, &judgements[chosen]))
            chosen = i;
    }
    return chosen;
}

/* Whether A comes before B among legs that nobody answered. */
static bool comes_before(const struct call_judgement *a,
                         const struct call_judgement *b)
{
    bool a_ended = a->verdict != CALL_VERDICT_CAPTURE_ENDED;
    bool b_ended = b->verdict != CALL_VERDICT_CAPTURE_ENDED;

    if (a_ended != b_ended)
        return a_ended;
    return a->begin_ns < b->begin_ns;
}

unsigned call_judge_choose(const struct call_judgement *judgements, unsigned n)
{
    unsigned chosen = choose_answered(judgements, n);

    if (n == 0 || chosen < n)
        return n == 0 ? 0 : chosen;
    chosen = 0;
    for (unsigned i = 1; i < n; i++)
        if (comes_before(&judgements[i], &judgements[chosen]))
            chosen = i;
    return chosen;
}
