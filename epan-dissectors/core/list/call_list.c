/* The list of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_list.h"

#include "analysis_end.h"
#include "call_blame.h"
#include "call_legs.h"
#include "flow_of_call.h"

struct call_list {
    uint32_t built_at;       /* n_frames when it was worked out */
    struct judged_leg *legs; /* by number */
    uint32_t n_legs;
    GPtrArray *rows;       /* struct call_row, owned */
    GPtrArray *row_of_leg; /* the same, by number of the leg; NULL: none */
    GPtrArray *findings_of_stream; /* GArray of places, by lync.stream */
};

static GArray *numbers_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

static void row_free(void *data)
{
    struct call_row *row = data;

    g_array_unref(row->legs);
    g_array_unref(row->streams);
    g_array_unref(row->findings);
    g_free(row);
}

static struct call_row *row_new(struct call_list *list, uint32_t number)
{
    const struct judged_leg *leg = &list->legs[number];
    struct call_row *row = g_new0(struct call_row, 1);

    row->call = number;
    row->legs = numbers_new();
    row->streams = numbers_new();
    row->findings = numbers_new();
    row->signalling_seen = leg->record != NULL;
    row->begin = leg->facts.begin;
    row->end_ns = INT64_MIN;
    for (int side = 0; side < N_SIDES; side++) {
        row->parties[side] = leg->facts.parties[side];
        if (leg->record != NULL)
            row->names[side] = leg->record->names[side];
    }
    g_ptr_array_add(list->rows, row);
    return row;
}

static gint by_number(gconstpointer a, gconstpointer b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;

    return left < right ? -1 : left > right;
}

static void row_add(struct call_list *list, struct call_row *row,
                    uint32_t number)
{
    const struct judged_leg *leg = &list->legs[number];

    g_array_append_val(row->legs, number);
    if (leg->streams != NULL)
        g_array_append_vals(row->streams, leg->streams->data,
                            leg->streams->len);
    list->row_of_leg->pdata[number] = row;
}

/* Another leg has joined ROW; the weakest join is shown. */
static void row_joined(struct call_row *row, struct call_join join)
{
    if (join.confidence != CALL_JOIN_NONE &&
        (row->join.confidence == CALL_JOIN_NONE ||
         row->join.confidence > join.confidence))
        row->join = join;
}

/* Puts the legs with or without signalling into rows, as GROUPS has them. */
static void place_legs(struct call_list *list, const struct call_group *groups,
                       bool signalled)
{
    for (uint32_t i = 0; i < list->n_legs; i++) {
        const struct judged_leg *leg = &list->legs[i];
        struct call_row *row;

        if (!leg->known || (leg->record != NULL) != signalled)
            continue;
        row = groups[i].first == i ? row_new(list, i)
                                   : list->row_of_leg->pdata[groups[i].first];
        row_add(list, row, i);
        row_joined(row, groups[i].join);
    }
}

static void group_legs(struct call_list *list)
{
    uint32_t n = list->n_legs;
    const struct call_leg **signalled = g_new0(const struct call_leg *, n);
    const struct flow_leg **hidden = g_new0(const struct flow_leg *, n);
    struct call_group *groups = g_new(struct call_group, n);

    for (uint32_t i = 0; i < n; i++)
        if (list->legs[i].record != NULL)
            signalled[i] = &list->legs[i].leg;
        else if (list->legs[i].known)
            hidden[i] = &list->legs[i].flow;
    call_group_legs(signalled, n, groups);
    place_legs(list, groups, true);
    flow_join(hidden, n, groups);
    place_legs(list, groups, false);
    g_free(groups);
    g_free(hidden);
    g_free(signalled);
}

/* The media of the ROWS without signalling, by place; NULL for the others. Free
 * with g_free(). */
static const struct flow_leg **hidden_flows(const struct call_list *list)
{
    const struct flow_leg **flows =
        g_new0(const struct flow_leg *, list->rows->len);

    for (guint i = 0; i < list->rows->len; i++) {
        const struct call_row *row = list->rows->pdata[i];

        if (!row->signalling_seen)
            flows[i] = &list->legs[row->call].flow;
    }
    return flows;
}

/* Moves everything from HIDDEN, which is then empty, to ROW. */
static void row_take(struct call_list *list, struct call_row *row,
                     struct call_row *hidden)
{
    for (guint i = 0; i < hidden->legs->len; i++)
        row_add(list, row, g_array_index(hidden->legs, uint32_t, i));
    g_array_set_size(hidden->legs, 0);
    row->call = MIN(row->call, hidden->call);
    if (hidden->begin.time_ns < row->begin.time_ns)
        row->begin = hidden->begin;
    row_joined(row,
               (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_FLOW_OF_CALL});
}

/* Which leg without SDP takes which row without signalling: by place of the
 * row, the leg's number plus one; NO_INDEX: two would. Free with g_free(). */
static uint32_t *takers_of(const struct call_list *list)
{
    const struct flow_leg **flows = hidden_flows(list);
    struct flow_index *index = flow_index_new(flows, list->rows->len);
    uint32_t *takers = g_new0(uint32_t, list->rows->len + 1);

    for (uint32_t i = 0; i < list->n_legs; i++) {
        struct flow_call call;
        unsigned place;

        if (!judged_leg_lacks_media(&list->legs[i], &call))
            continue;
        place = flow_index_of_call(index, &call);
        if (place < list->rows->len)
            takers[place] = takers[place] == 0 ? i + 1 : NO_INDEX;
    }
    flow_index_free(index);
    g_free(flows);
    return takers;
}

/* Gives media without SDP to the calls whose SDP the capture lacks. */
static void group_without_sdp(struct call_list *list)
{
    uint32_t *takers = takers_of(list);

    for (guint i = list->rows->len; i-- > 0;) {
        if (takers[i] == 0 || takers[i] == NO_INDEX)
            continue;
        row_take(list, list->row_of_leg->pdata[takers[i] - 1],
                 list->rows->pdata[i]);
        g_ptr_array_remove_index_fast(list->rows, i);
    }
    g_free(takers);
}

/* The session timer of the leg that speaks, or of any that has one. */
static void tell_timer(const struct analysis *analysis,
                       const struct judged_leg *leg, struct call_row *row,
                       uint32_t number)
{
    struct session_dialog dialog;

    if (row->timer_seen || leg->record == NULL ||
        !watched_call_dialog(analysis_call(analysis, number), analysis->timer,
                             analysis->end_ns, &dialog) ||
        !dialog.timer_in_force)
        return;
    row->timer_seen = true;
    row->interval_s = dialog.interval_s;
    row->refresher_known = dialog.refresher_known;
    if (dialog.refresher_known)
        row->refresher = dialog.refresher_endpoint;
}

static void row_judge(const struct analysis *analysis,
                      const struct call_list *list, struct call_row *row)
{
    struct call_judgement *judgements =
        g_new(struct call_judgement, row->legs->len);
    const struct judged_leg *leg;

    for (guint i = 0; i < row->legs->len; i++)
        judgements[i] =
            list->legs[g_array_index(row->legs, uint32_t, i)].judgement;
    row->speaks = g_array_index(row->legs, uint32_t,
                                call_judge_choose(judgements, row->legs->len));
    g_free(judgements);
    leg = &list->legs[row->speaks];
    row->judgement = &leg->judgement;
    row->facts = &leg->facts;
    row->up = leg->record == NULL || leg->judgement.answered;
    row->up_ns = leg->facts.answer.frame != 0 && leg->facts.invite.frame != 0
                     ? leg->facts.answer.time_ns
                     : row->begin.time_ns;
    /* The end seems to be earlier if the capture's clock was set back. */
    row->end_ns = MAX(leg->end_ns, MAX(row->begin.time_ns, row->up_ns));
    tell_timer(analysis, leg, row, row->speaks);
    for (guint i = 0; i < row->legs->len; i++) {
        uint32_t number = g_array_index(row->legs, uint32_t, i);

        tell_timer(analysis, &list->legs[number], row, number);
    }
}

/* The worst that befell the media of ROW: a Warn before milder ones, a loss,
 * which tells where it was, before others, the first of equals. Or that nobody
 * has answered by the end of the capture. */
static void note_condition(const struct findings *findings,
                           struct call_row *row)
{
    const struct finding *worst = NULL;

    for (guint i = 0; i < row->findings->len; i++) {
        const struct finding *finding =
            findings_at(findings, g_array_index(row->findings, uint32_t, i));

        if (finding->what != NULL &&
            (worst == NULL || finding->severity > worst->severity ||
             (finding->severity == worst->severity &&
              finding->id == FINDING_LOSS && worst->id != FINDING_LOSS)))
            worst = finding;
    }
    if (worst != NULL)
        row->condition = worst->what;
    else if (row->judgement->verdict == CALL_VERDICT_CAPTURE_ENDED &&
             call_blame_is_unanswered(row->facts))
        row->condition = "no answer";
}

static void add_findings(const struct analysis *analysis,
                         struct call_list *list)
{
    uint32_t n_streams = analysis->streams.streams->len;

    list->findings_of_stream =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (uint32_t i = 0; i < n_streams; i++)
        g_ptr_array_add(list->findings_of_stream, numbers_new());
    for (uint32_t i = 0; i < findings_count(analysis->findings); i++) {
        const struct finding *finding = findings_at(analysis->findings, i);
        const struct call_row *row =
            finding->call < list->n_legs
                ? list->row_of_leg->pdata[finding->call]
                : NULL;

        if (row != NULL)
            g_array_append_val(row->findings, i);
        if (finding->stream < n_streams)
            g_array_append_val(
                (GArray *)list->findings_of_stream->pdata[finding->stream], i);
    }
    for (guint i = 0; i < list->rows->len; i++)
        note_condition(analysis->findings, list->rows->pdata[i]);
}

static gint by_first_leg(gconstpointer a, gconstpointer b)
{
    const struct call_row *left = *(const struct call_row *const *)a;
    const struct call_row *right = *(const struct call_row *const *)b;

    return left->call < right->call ? -1 : left->call > right->call;
}

static void sort_rows(struct call_list *list)
{
    for (guint i = 0; i < list->rows->len; i++) {
        struct call_row *row = list->rows->pdata[i];

        g_array_sort(row->legs, by_number);
        g_array_sort(row->streams, by_number);
    }
    g_ptr_array_sort(list->rows, by_first_leg);
}

static void list_free(struct call_list *list)
{
    g_ptr_array_unref(list->rows);
    g_ptr_array_unref(list->row_of_leg);
    g_ptr_array_unref(list->findings_of_stream);
    call_legs_free(list->legs, list->n_legs);
    g_free(list);
}

static struct call_list *list_new(const struct analysis *analysis)
{
    struct call_list *list = g_new0(struct call_list, 1);

    list->built_at = analysis->n_frames;
    list->legs = call_legs(analysis, &list->n_legs);
    list->rows = g_ptr_array_new_with_free_func(row_free);
    list->row_of_leg = g_ptr_array_new();
    g_ptr_array_set_size(list->row_of_leg, (gint)list->n_legs);
    group_legs(list);
    group_without_sdp(list);
    sort_rows(list);
    for (guint i = 0; i < list->rows->len; i++)
        row_judge(analysis, list, list->rows->pdata[i]);
    add_findings(analysis, list);
    return list;
}

/* The list as of the last frame that was read. */
static const struct call_list *list_now(struct analysis *analysis)
{
    struct call_list *list = analysis->list;

    analysis_end(analysis);
    if (list != NULL && list->built_at == analysis->n_frames)
        return list;
    if (list != NULL)
        list_free(list);
    analysis->list = list_new(analysis);
    analysis->list_free = list_free;
    return analysis->list;
}

const GPtrArray *call_list(struct analysis *analysis)
{
    return list_now(analysis)->rows;
}

const struct call_row *call_list_of_leg(struct analysis *analysis, uint32_t leg)
{
    const GPtrArray *row_of_leg = list_now(analysis)->row_of_leg;

    return leg < row_of_leg->len ? row_of_leg->pdata[leg] : NULL;
}

uint32_t call_list_number(struct analysis *analysis, uint32_t leg)
{
    const struct call_row *row = call_list_of_leg(analysis, leg);

    return row != NULL ? row->call : NO_INDEX;
}

const GArray *call_list_findings_of_stream(struct analysis *analysis,
                                           uint32_t stream)
{
    const GPtrArray *findings = list_now(analysis)->findings_of_stream;

    return stream < findings->len ? findings->pdata[stream] : NULL;
}
