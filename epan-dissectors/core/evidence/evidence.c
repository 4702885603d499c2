/* Decides whether a packet that the capture lacks was really not sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence.h"

#include <glib.h>

/* How well one interface saw one direction in the span. */
struct sight {
    bool any;  /* it shows at least one IP packet of the direction */
    bool jump; /* its clock has just jumped */
    bool cut;  /* frames of the direction were cut in the span */
    double p;
    bool reported; /* receiver reports are among the sources of p */
    enum evidence_scope scope;
    enum capture_source source;
    struct loss_count count;
    int64_t dark_ns;
    int64_t silent_ns;
};

static int64_t limited_add(int64_t time_ns, int64_t more_ns)
{
    return CLAMP(time_ns, -CAPTURE_TIME_MAX_NS, CAPTURE_TIME_MAX_NS) + more_ns;
}

static bool is_enough(const struct loss_count *count)
{
    return count->n_seen + count->n_lacking >= EVIDENCE_SAMPLE_MIN;
}

/* Computes p from TALLIES between SINCE_NS and UNTIL_NS. If several sources
 * have enough packets, the largest p counts. Returns false if none has. */
static bool p_of(const struct loss_tally tallies[CAPTURE_SOURCES],
                 int64_t since_ns, int64_t until_ns, struct sight *sight)
{
    for (int i = 0; i < CAPTURE_SOURCES; i++) {
        struct loss_count count =
            loss_tally_between(&tallies[i], since_ns, until_ns);
        double p = chance_lacking(&count);

        if (!is_enough(&count))
            continue;
        if (sight->scope == EVIDENCE_SCOPE_NONE || p > sight->p) {
            sight->source = (enum capture_source)i;
            sight->count = count;
            sight->p = p;
        }
        sight->scope = EVIDENCE_SCOPE_DIRECTION;
        sight->reported |= i == CAPTURE_SOURCE_RECEIVER;
    }
    return sight->scope != EVIDENCE_SCOPE_NONE;
}

/* Computes p from the span, or if that has too few packets, from the time near
 * it too. */
static bool p_near(const struct loss_tally tallies[CAPTURE_SOURCES],
                   const struct evidence_question *question,
                   struct sight *sight)
{
    return p_of(tallies, question->since_ns, question->until_ns, sight) ||
           p_of(tallies, limited_add(question->since_ns, -EVIDENCE_NEAR_NS),
                limited_add(question->until_ns, EVIDENCE_NEAR_NS), sight);
}

static bool p_ever(const struct loss_tally tallies[CAPTURE_SOURCES],
                   struct sight *sight)
{
    return p_of(tallies, INT64_MIN, INT64_MAX, sight);
}

static bool lacks_nothing(const struct capture_interface *interface)
{
    for (int i = 0; i < CAPTURE_SOURCES; i++)
        if (interface->tallies[i].total.n_lacking > 0)
            return false;
    return true;
}

/* Finds p in the best scope that has enough packets. */
static void find_p(const struct capture_interface *interface,
                   const struct capture_direction *direction,
                   const struct evidence_question *question,
                   struct sight *sight)
{
    if (p_near(direction->tallies, question, sight))
        sight->scope = EVIDENCE_SCOPE_DIRECTION;
    else if (p_near(interface->tallies, question, sight))
        sight->scope = EVIDENCE_SCOPE_INTERFACE;
    else if (p_ever(direction->tallies, sight))
        sight->scope = EVIDENCE_SCOPE_HOSTS;
    else if (p_ever(interface->tallies, sight))
        sight->scope = EVIDENCE_SCOPE_CAPTURE;
    else if (question->p_assumed > 0.0 && lacks_nothing(interface)) {
        sight->scope = EVIDENCE_SCOPE_ASSUMED;
        sight->p = question->p_assumed;
    }
}

/* Raises p to CHANCE_LACKING_MIN, unless receiver reports of this direction and
 * time prove that it is lower. */
static void limit_p(struct sight *sight)
{
    if (sight->scope == EVIDENCE_SCOPE_NONE)
        return;
    if (!sight->reported || sight->scope != EVIDENCE_SCOPE_DIRECTION)
        sight->p = MAX(sight->p, CHANCE_LACKING_MIN);
}

/* Adds to DARK when the capture saw nothing of DIRECTION. Free DARK with
 * time_spans_clear(). */
static void collect_dark(const struct capture_interface *interface,
                         const struct capture_direction *direction,
                         struct time_spans *dark)
{
    time_spans_add_all(dark, &direction->holes);
    time_spans_add_all(dark, &interface->stopped);
}

static void find_dark(const struct capture_interface *interface,
                      const struct capture_direction *direction,
                      const struct evidence_question *question,
                      struct sight *sight)
{
    struct time_spans dark = {0};

    capture_interface_add_outside(interface, question->since_ns,
                                  question->until_ns, &dark);
    collect_dark(interface, direction, &dark);
    sight->dark_ns =
        time_spans_cover_ns(&dark, question->since_ns, question->until_ns);
    time_spans_add_all(&dark, &interface->silent);
    sight->silent_ns =
        time_spans_cover_ns(&dark, question->since_ns, question->until_ns) -
        sight->dark_ns;
    time_spans_clear(&dark);
}

/* How well an interface that has had a frame saw the direction. */
static struct sight look(const struct capture_model *model,
                         uint32_t interface_id,
                         const struct evidence_question *question)
{
    struct sight sight = {.p = -1.0};
    const struct capture_interface *interface =
        capture_model_interface(model, interface_id);
    const struct capture_direction *direction = capture_model_direction(
        model, interface_id, &question->from, &question->to);

    if (direction == NULL || direction->n_frames == 0)
        return sight;
    sight.any = true;
    sight.jump = interface->clock.jump_open &&
                 question->until_ns > interface->clock.jump_since_ns;
    sight.cut = loss_tally_between(&direction->cut, question->since_ns,
                                   question->until_ns)
                    .n_lacking > 0;
    find_p(interface, direction, question, &sight);
    limit_p(&sight);
    find_dark(interface, direction, question, &sight);
    return sight;
}

/* How many of K packets were due in the part of the span that was not dark. */
static uint64_t k_in_sight(const struct evidence_question *question, uint64_t k,
                           int64_t dark_ns)
{
    int64_t span_ns = question->until_ns - question->since_ns;

    if (question->together || span_ns <= 0 || dark_ns <= 0)
        return k;
    if (dark_ns >= span_ns)
        return 0;
    return (uint64_t)((double)k * (double)(span_ns - dark_ns) /
                      (double)span_ns);
}

/* The chance that packets that come together fell into the dark; 0 for packets
 * that are spread evenly. */
static double dark_share(const struct evidence_question *question,
                         int64_t dark_ns)
{
    int64_t span_ns = question->until_ns - question->since_ns;

    if (!question->together || span_ns <= 0 || dark_ns <= 0)
        return 0.0;
    return MIN((double)dark_ns / (double)span_ns, 1.0);
}

/* The chance that the capture missed all of the packets, of K, that were due
 * outside of DARK_NS of the span. */
static double missed(const struct evidence_question *question,
                     const struct sight *sight, uint64_t k, int64_t dark_ns)
{
    return chance_all_missed(sight->p, k_in_sight(question, k, dark_ns));
}

/* The chance that the packets of both directions were missed. The dark spans of
 * the two may be the same ones, so they are not taken as independent. SILENT:
 * count silent time as dark. */
static double both_missed(const struct evidence_question *question,
                          const struct sight sights[2], bool silent)
{
    const uint64_t k[2] = {question->k, question->k_back};
    double lit[2], dark[2];

    for (int i = 0; i < 2; i++) {
        int64_t dark_ns =
            sights[i].dark_ns + (silent ? sights[i].silent_ns : 0);

        lit[i] = k[i] == 0 ? 1.0 : missed(question, &sights[i], k[i], dark_ns);
        dark[i] = k[i] == 0 ? 1.0 : dark_share(question, dark_ns);
    }
    if (k[0] == 0 || k[1] == 0)
        return MIN(dark[k[0] == 0] + lit[k[0] == 0], 1.0);
    return MIN(MIN(dark[0], dark[1]) + dark[0] * lit[1] + dark[1] * lit[0] +
                   lit[0] * lit[1],
               1.0);
}

/* The view of the interface that shows the direction and proves most; any is
 * false if none shows it. */
static struct sight best_sight(const struct capture_model *model,
                               const struct evidence_question *question,
                               uint64_t k)
{
    struct sight best = {.p = -1.0};
    double least = 2.0;

    for (uint32_t i = 0; i < CAPTURE_MODEL_INTERFACES_MAX; i++) {
        struct sight sight;
        int64_t dark_ns;
        double chance;

        if (capture_model_interface(model, i) == NULL)
            continue;
        sight = look(model, i, question);
        if (!sight.any)
            continue;
        dark_ns = sight.dark_ns + sight.silent_ns;
        chance = missed(question, &sight, k, dark_ns) +
                 dark_share(question, dark_ns);
        if (chance < least) {
            least = chance;
            best = sight;
        }
    }
    return best;
}

static struct evidence_question turned(const struct evidence_question *question)
{
    struct evidence_question back = *question;

    back.from = question->to;
    back.to = question->from;
    return back;
}

/* Whether there is no answer whatever the chance. If so, sets answer and why of
 * EVIDENCE. */
static bool is_barred(const struct evidence_question *question,
                      const struct sight *sight, struct evidence *evidence)
{
    evidence->answer = EVIDENCE_UNKNOWN;
    if (!sight->any) {
        evidence->answer = EVIDENCE_NOT_SEEN;
        evidence->why = EVIDENCE_WHY_NO_PACKET;
    } else if (sight->jump) {
        evidence->why = EVIDENCE_WHY_JUMP;
    } else if (sight->cut && question->contents) {
        evidence->answer = EVIDENCE_NOT_SEEN;
        evidence->why = EVIDENCE_WHY_CUT;
    } else if (sight->scope == EVIDENCE_SCOPE_NONE) {
        evidence->why = EVIDENCE_WHY_NO_SOURCE;
    } else {
        return false;
    }
    return true;
}

/* Sets the answer from the chance that all packets were missed. */
static void judge(const struct evidence_question *question,
                  const struct sight sights[2], struct evidence *evidence)
{
    struct sight lit[2] = {sights[0], sights[1]};

    evidence->missed = both_missed(question, sights, true);
    if (chance_is_nil(evidence->missed)) {
        evidence->answer = EVIDENCE_NOT_THERE;
        evidence->why = EVIDENCE_WHY_PROVED;
        return;
    }
    if (chance_is_nil(both_missed(question, sights, false))) {
        evidence->why = EVIDENCE_WHY_SILENT;
        return;
    }
    evidence->answer = EVIDENCE_NOT_SEEN;
    lit[0].dark_ns = lit[1].dark_ns = 0;
    evidence->why = chance_is_nil(both_missed(question, lit, false))
                        ? EVIDENCE_WHY_DARK
                        : EVIDENCE_WHY_LOSS;
}

static void describe(const struct evidence_question *question,
                     const struct sight sights[2], struct evidence *evidence)
{
    const struct sight *sight =
        &sights[question->k == 0 && question->k_back > 0];

    evidence->p = sight->p;
    evidence->scope = sight->scope;
    evidence->source = sight->source;
    evidence->count = sight->count;
    evidence->dark_ns = sight->dark_ns;
    evidence->silent_ns = sight->silent_ns;
    evidence->k_due = question->k + question->k_back;
    evidence->k = k_in_sight(question, question->k, sights[0].dark_ns) +
                  k_in_sight(question, question->k_back, sights[1].dark_ns);
}

struct evidence evidence_absent(const struct capture_model *model,
                                const struct evidence_question *question)
{
    struct evidence evidence = {.answer = EVIDENCE_UNKNOWN, .missed = 1.0};
    struct evidence barred = evidence;
    struct evidence_question asked = *question;
    struct evidence_question back = turned(question);
    struct sight sights[2];

    sights[0] = best_sight(model, question, question->k);
    sights[1] = best_sight(model, &back, question->k_back);
    /* A direction without an answer does not keep the other from giving one. */
    if (asked.k_back > 0 && is_barred(question, &sights[1], &barred))
        asked.k_back = 0;
    if (asked.k > 0 && is_barred(question, &sights[0], &barred))
        asked.k = 0;
    describe(&asked, sights, &evidence);
    if (question->n_seen > 0) {
        evidence.answer = EVIDENCE_SEEN;
        evidence.why = EVIDENCE_WHY_SEEN;
    } else if (question->k == 0 && question->k_back == 0) {
        evidence.why = EVIDENCE_WHY_NONE_DUE;
    } else if (evidence.k_due == 0) {
        evidence.answer = barred.answer;
        evidence.why = barred.why;
    } else {
        judge(&asked, sights, &evidence);
    }
    return evidence;
}
