/* What happened to a call: one verdict, its evidence, and the cause in a
 * sentence. RFC 3261 (ends and refusals of calls), RFC 3262 (PRACK), RFC 4028
 * (session timers), KB 981218, Set-CsTrunkConfiguration (media timeouts).
 *
 * The caller gathers facts and asks once the call has ended, or the capture.
 * A verdict is given only on evidence; without any it is CAPTURE_ENDED.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_JUDGE_H
#define LYNC_CORE_CALL_JUDGE_H

#include "call_facts.h"
#include "call_verdict.h"

#define CALL_EVIDENCE_MAX 8

struct call_evidence {
    uint32_t frame;
    const char *what; /* "BYE", "2xx repeated"; static */
};

/* The verdict on a call, or leg. */
struct call_judgement {
    enum call_verdict verdict;
    enum call_certainty certainty;
    enum call_drop drop;
    bool answered;
    int64_t begin_ns;
    int64_t end_ns;     /* BYE, CANCEL or final failure; INT64_MAX: not seen */
    uint32_t end_frame; /* of the same; 0: not seen */
    const char *rule;   /* name of the rule that decided; static */
    const char *source; /* its document; static */
    unsigned n_evidence;
    struct call_evidence evidence[CALL_EVIDENCE_MAX]; /* by frame */
    char *cause;  /* a sentence with its full stop; owned */
    char *advice; /* what an administrator can change; owned; NULL: nothing */
};

/* Judges FACTS by the table of rules in call_rule.c: the first that holds
 * decides, and there is always one. JUDGEMENT is set whole; free what it owns
 * with call_judgement_clear(). Never fails; inconsistent facts (an end before
 * the begin) lead to a rule that needs no times. */
void call_judge(const struct call_facts *facts,
                struct call_judgement *judgement);

/* Frees the sentence and makes JUDGEMENT all zero. */
void call_judgement_clear(struct call_judgement *judgement);

/* Which of the N judgements on the legs of one call represents the call; its
 * index, 0 if N is 0. If a leg was answered, only answered legs count (forks
 * that were cancelled or refused do not). Of these, the ones that ended within
 * 2 s of the first end count, as a B2BUA passes the end on at once; the highest
 * rank wins (call_verdict.h). Legs whose end was not seen count only if there
 * are no others. If no leg was answered, it is the leg that began first, the
 * caller's, which learns the outcome; if its end was not seen, the next one. */
unsigned call_judge_choose(const struct call_judgement *judgements, unsigned n);

#endif
