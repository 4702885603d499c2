/* One RTP stream between observation points.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_path.h"

#define LOSS_MIN  3  /* packets; fewer are not reported */
#define LOSS_WARN 10 /* packets, and 1 % */
#define COMMON    50 /* numbers in common before points are compared */
#define REMARKED  10 /* packets; fewer are not reported */

#define N_DSCP       64
#define DSCP_DEFAULT 0
#define DSCP_CS1     8  /* below best effort (RFC 3662) */
#define SHARED_SHARE 4  /* at least one in four arrived at both */
#define BESIDE_SHARE 10 /* at most one in ten is only at THERE */
#define PERCENT      100

/* A stream at two points. */
struct step {
    uint32_t here; /* indexes of points; packets pass HERE first if
                      order_known */
    uint32_t there;
    bool order_known; /* by TTL; otherwise HERE lacks no more than THERE */
    bool comparable;  /* both saw the same packets, which went from HERE to
                         THERE */
    struct rtp_gaps_comparison numbers;
    bool remarked;
    uint32_t n_remarked; /* packets, at least */
    uint8_t dscp_here;   /* their code points */
    uint8_t dscp_there;
};

uint32_t rtp_path_order(const struct rtp_points *points,
                        uint32_t order[RTP_POINTS_MAX])
{
    for (uint32_t i = 0; i < points->n_points; i++) {
        const struct rtp_marks *marks = &rtp_points_at(points, i)->marks;
        uint32_t place = i;

        while (place > 0 &&
               rtp_marks_order(
                   marks, &rtp_points_at(points, order[place - 1])->marks) ==
                   RTP_MARKS_BEFORE) {
            order[place] = order[place - 1];
            place--;
        }
        order[place] = i;
    }
    return points->n_points;
}

/* Whether both points saw the same packets. THERE is behind HERE, or lacks
 * more. */
static bool is_one_way(const struct rtp_gaps_comparison *numbers)
{
    int64_t n_came = numbers->n_common - numbers->n_neither;
    int64_t n_both = n_came - numbers->n_here_only - numbers->n_there_only;

    return numbers->n_common >= COMMON && n_both * SHARED_SHARE >= n_came &&
           numbers->n_there_only * BESIDE_SHARE <= n_came;
}

/* The least number of packets with DSCP at A that also arrived at B. Leaves out
 * those that may lie outside of the common numbers, repeats, and those that B
 * lacks. */
static int64_t n_shared(const struct rtp_point *a, const struct rtp_point *b,
                        uint8_t dscp, int64_t n_common, int64_t n_a_only)
{
    int64_t outside = (int64_t)a->stats.seq.epoch_expected - n_common;
    int64_t repeats = (int64_t)(a->stats.n_packets -
                                (uint64_t)rtp_seq_received(&a->stats.seq));

    if ((b->marks.seen >> dscp & 1) != 0)
        return 0;
    return (int64_t)rtp_marks_count(&a->marks, dscp) - outside - repeats -
           n_a_only;
}

/* Returns the most frequent code point at A that no packet at B has, and sets N
 * to the least number of such packets; 0 if there is none. */
static uint8_t foreign_mark(const struct rtp_point *a,
                            const struct rtp_point *b, int64_t n_common,
                            int64_t n_a_only, int64_t *n)
{
    uint8_t found = 0;

    *n = 0;
    for (uint8_t dscp = 0; dscp < N_DSCP; dscp++) {
        int64_t n_of_it = n_shared(a, b, dscp, n_common, n_a_only);

        if (n_of_it <= *n)
            continue;
        *n = n_of_it;
        found = dscp;
    }
    return found;
}

static void compare_marks(struct step *step, const struct rtp_point *here,
                          const struct rtp_point *there)
{
    const struct rtp_gaps_comparison *numbers = &step->numbers;
    int64_t n_here, n_there;
    uint8_t dscp_here = foreign_mark(here, there, numbers->n_common,
                                     numbers->n_here_only, &n_here);
    uint8_t dscp_there = foreign_mark(there, here, numbers->n_common,
                                      numbers->n_there_only, &n_there);

    if (MAX(n_here, n_there) < REMARKED)
        return;
    step->remarked = true;
    step->n_remarked = (uint32_t)MAX(n_here, n_there);
    step->dscp_here =
        n_here >= REMARKED ? dscp_here : rtp_marks_main(&here->marks);
    step->dscp_there =
        n_there >= REMARKED ? dscp_there : rtp_marks_main(&there->marks);
}

/* Decides which of A and B is HERE. */
static void order_step(struct step *step, const struct rtp_point *a,
                       const struct rtp_point *b, uint32_t a_index,
                       uint32_t b_index)
{
    enum rtp_marks_order order = rtp_marks_order(&a->marks, &b->marks);
    int64_t highest_a = rtp_gaps_highest(&a->gaps, &a->stats.seq);
    int64_t highest_b = rtp_gaps_highest(&b->gaps, &b->stats.seq);
    bool swapped = order == RTP_MARKS_BEHIND;

    step->order_known = order != RTP_MARKS_UNKNOWN;
    step->numbers = rtp_gaps_compare(&a->gaps, highest_a, &b->gaps, highest_b,
                                     INT64_MIN, INT64_MAX);
    if (!step->order_known)
        swapped = step->numbers.n_there_only > step->numbers.n_here_only;
    step->here = swapped ? b_index : a_index;
    step->there = swapped ? a_index : b_index;
    if (swapped) {
        int64_t here_only = step->numbers.n_here_only;

        step->numbers.n_here_only = step->numbers.n_there_only;
        step->numbers.n_there_only = here_only;
    }
}

/* Compares two points. They are not comparable if the sender restarted, if they
 * have too few numbers in common, if less than a quarter of the packets arrived
 * at both, or if HERE lacks more than one in ten of those at THERE: they are
 * then on parallel paths. */
static struct step compare(const struct rtp_points *points, uint32_t here,
                           uint32_t there)
{
    const struct rtp_point *a = rtp_points_at(points, here);
    const struct rtp_point *b = rtp_points_at(points, there);
    struct step step = {.here = here, .there = there};

    if (a->stats.seq.n_restarts > 0 || b->stats.seq.n_restarts > 0)
        return step;
    order_step(&step, a, b, here, there);
    step.comparable = is_one_way(&step.numbers);
    if (step.comparable)
        compare_marks(&step, rtp_points_at(points, step.here),
                      rtp_points_at(points, step.there));
    return step;
}

/* Returns a name such as "interface 0 (eth0)"; free with g_free(). */
static char *name_of(const struct rtp_point *point,
                     const struct rtp_path_names *names)
{
    if (names->name != NULL)
        return g_strdup(names->name(names->context, point->interface_id));
    return g_strdup_printf("interface %u", point->interface_id);
}

/* The packets that the capture at a point dropped. */
struct dropped {
    int64_t n;
    int64_t first; /* numbers for which that is known */
    int64_t last;
};

static struct dropped dropped_at(const struct rtp_point *point,
                                 const struct rtp_path_names *names)
{
    struct dropped dropped = {0, INT64_MIN, INT64_MAX};

    if (names->n_dropped != NULL)
        dropped.n = (int64_t)names->n_dropped(names->context, point,
                                              &dropped.first, &dropped.last);
    return dropped;
}

/* Limits STEP to the numbers for which it is known whether the capture at THERE
 * dropped them: all of them, unless that capture drops packets. Returns how
 * many of the others arrived only at HERE. */
static int64_t leave_unknown(const struct rtp_point *here,
                             const struct rtp_point *there,
                             const struct dropped *dropped, struct step *step)
{
    int64_t n_here_only = step->numbers.n_here_only;

    if (dropped->n == 0)
        return 0;
    step->numbers = rtp_gaps_compare(
        &here->gaps, rtp_gaps_highest(&here->gaps, &here->stats.seq),
        &there->gaps, rtp_gaps_highest(&there->gaps, &there->stats.seq),
        dropped->first, dropped->last);
    return n_here_only - step->numbers.n_here_only;
}

static const char *order_text(const struct step *step)
{
    return step->order_known
               ? ""
               : " (which comes first is not told: equal TTL, or none)";
}

/* Text before the number of packets compared. */
static const char *first_text(const struct step *step)
{
    return step->numbers.cut ? "the first " : "";
}

/* Text about packets that were either lost or dropped; free with g_free(). */
static char *unknown_text(int64_t n_unknown)
{
    if (n_unknown == 0)
        return g_strdup("");
    return g_strdup_printf(" (%" G_GINT64_FORMAT " others it may have dropped: "
                           "no receiver report tells)",
                           n_unknown);
}

static void report_loss(GPtrArray *list, const struct step *step,
                        int64_t n_lost, int64_t n_unknown, const char *here,
                        const char *there, const char *who)
{
    char *unknown = unknown_text(n_unknown);
    int64_t n_common = step->numbers.n_common;
    bool is_much = n_lost >= LOSS_WARN && n_lost * PERCENT >= n_common;

    finding_add_as(
        list, FINDING_POINTS_LOSS, is_much ? FINDING_WARN : FINDING_NOTE,
        "%" G_GINT64_FORMAT " of %s%" G_GINT64_FORMAT
        " packets (%.1f %%) passed %s and never came to %s%s, %s: lost between "
        "the two\nLook between them (queues, policers, duplex, Wi-Fi, WAN), "
        "unless the capture at %s dropped them%s; %" G_GINT64_FORMAT
        " more came to neither: lost before.",
        n_lost, first_text(step), n_common,
        PERCENT * (double)n_lost / (double)n_common, here, there,
        order_text(step), who, there, unknown, step->numbers.n_neither);
    g_free(unknown);
}

/* Reports packets that HERE lacks although they arrived at THERE, behind it:
 * they were not lost on the path. */
static void report_dropped(GPtrArray *list, const struct step *step,
                           const char *here, const char *there, const char *who)
{
    finding_add(list, FINDING_CAPTURE_DROPS,
                "the capture at %s lacks %" G_GINT64_FORMAT
                " of %s%" G_GINT64_FORMAT
                " packets that came to %s behind it, %s: dropped by the "
                "capture, not by the network\nCapture with a larger buffer or "
                "a filter.",
                here, step->numbers.n_there_only, first_text(step),
                step->numbers.n_common, there, who);
}

static void report_marks(GPtrArray *list, const struct step *step,
                         const char *here, const char *there, const char *who)
{
    bool is_lost =
        step->order_known && step->dscp_here != DSCP_DEFAULT &&
        (step->dscp_there == DSCP_DEFAULT || step->dscp_there == DSCP_CS1);

    finding_add_as(
        list, FINDING_POINTS_REMARKED, is_lost ? FINDING_WARN : FINDING_NOTE,
        "at least %u packets have DSCP %u at %s and DSCP %u at %s%s, %s: "
        "%s between the two\nLook at the trust, policing and QoS settings of "
        "the switches, routers, firewalls and WAN links between them.",
        step->n_remarked, step->dscp_here, here, step->dscp_there, there,
        order_text(step), who,
        is_lost ? "the marking, and with it the priority, is lost"
                : "remarked");
}

static void report_step(GPtrArray *list, const struct rtp_points *points,
                        const struct step *step, const char *who,
                        const struct rtp_path_names *names)
{
    const struct rtp_point *here = rtp_points_at(points, step->here);
    const struct rtp_point *there = rtp_points_at(points, step->there);
    struct dropped dropped = dropped_at(there, names);
    struct step told = *step;
    int64_t n_unknown = leave_unknown(here, there, &dropped, &told);
    int64_t n_lost = told.numbers.n_here_only - dropped.n -
                     rtp_points_n_missing(points, step->here, step->there);
    char *here_name = name_of(here, names);
    char *there_name = name_of(there, names);

    if (n_lost >= LOSS_MIN)
        report_loss(list, &told, n_lost, n_unknown, here_name, there_name, who);
    if (step->order_known && step->numbers.n_there_only >= LOSS_MIN &&
        dropped_at(here, names).n == 0)
        report_dropped(list, step, here_name, there_name, who);
    if (step->remarked)
        report_marks(list, step, here_name, there_name, who);
    g_free(there_name);
    g_free(here_name);
}

void rtp_path_report(GPtrArray *list, const struct rtp_points *points,
                     const char *who, const struct rtp_path_names *names)
{
    uint32_t order[RTP_POINTS_MAX];
    uint32_t n = rtp_path_order(points, order);

    for (uint32_t i = 1; i < n; i++) {
        struct step step = compare(points, order[i - 1], order[i]);

        if (step.comparable)
            report_step(list, points, &step, who, names);
    }
}
