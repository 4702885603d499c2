/* All that is known of one capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis.h"

#include "evidence.h"
#include "evidence_span.h"
#include "hash.h"

/* Of a jump, so much is not held back: capture_clock_held_ns() leaves 1 ns, and
 * analysis_now_ns() another. */
#define NOT_HELD_NS 2

/* A media_witness; CONTEXT is the capture model. */
static struct media_proof examine(void *context,
                                  const struct media_absence *absence)
{
    const struct evidence_silence silence = {
        .from = absence->from,
        .to = absence->to,
        .since_ns = absence->since_ns,
        .until_ns = absence->until_ns,
        .gap_ns = absence->gap_ns,
    };
    struct evidence_span span = evidence_span(context, &silence);
    const struct evidence_question question = {
        .from = absence->from,
        .to = absence->to,
        .since_ns = span.since_ns,
        .until_ns = span.until_ns,
        .k = (uint64_t)((span.until_ns - span.since_ns) / absence->gap_ns),
    };

    return (struct media_proof){
        .proved =
            evidence_absent(context, &question).answer == EVIDENCE_NOT_THERE,
        .least_ns = span.least_ns,
        .most_ns = span.most_ns,
    };
}

struct analysis *analysis_new(const struct analysis_settings *settings)
{
    struct analysis *analysis = g_new0(struct analysis, 1);

    analysis->settings = *settings;
    capture_model_init(&analysis->model);
    analysis->witness = (struct media_witness){examine, &analysis->model};
    analysis->settings.media.witness = &analysis->witness;
    analysis->findings = findings_new();
    capture_points_init(&analysis->points);
    analysis->copies = capture_copies_new();
    analysis->drops = capture_drops_new();
    analysis->one_way = capture_one_way_new();
    media_streams_init(&analysis->streams);
    media_sessions_init(&analysis->sessions, &analysis->settings.media);
    turn_clients_init(&analysis->turn);
    analysis->srtp = settings->open_srtp ? srtp_new() : NULL;
    analysis->qoe = qoe_reports_new();
    analysis->timer = session_timer_new(settings->session_grace_s, 0);
    analysis->of_message = finding_list_new();
    analysis->registrations = registrations_new(settings->session_grace_s);
    analysis->keep_alives = keep_alives_new(settings->session_grace_s);
    analysis->calls = call_table_new(0);
    analysis->waiting = call_waiting_new();
    analysis->sdps = g_new(struct sdp, 2);
    analysis->watched = g_ptr_array_new_with_free_func(watched_call_free);
    analysis->outlived = trunk_outlived_new();
    analysis->jump_calls = g_hash_table_new(NULL, NULL);
    analysis->jump_media = g_hash_table_new(NULL, NULL);
    analysis->jump_dialogs = g_hash_table_new(hash_of_number, g_direct_equal);
    analysis->bursts = g_array_new(FALSE, TRUE, sizeof(struct rtp_dup_burst));
    return analysis;
}

void analysis_free(struct analysis *analysis)
{
    if (analysis == NULL)
        return;
    if (analysis->list != NULL)
        analysis->list_free(analysis->list);
    g_hash_table_destroy(analysis->jump_dialogs);
    g_hash_table_destroy(analysis->jump_media);
    g_hash_table_destroy(analysis->jump_calls);
    g_array_unref(analysis->bursts);
    g_hash_table_destroy(analysis->outlived);
    g_ptr_array_unref(analysis->watched);
    call_waiting_free(analysis->waiting);
    g_free(analysis->sdps);
    call_table_free(analysis->calls);
    keep_alives_free(analysis->keep_alives);
    g_ptr_array_unref(analysis->of_message);
    registrations_free(analysis->registrations);
    session_timer_free(analysis->timer);
    qoe_reports_free(analysis->qoe);
    srtp_free(analysis->srtp);
    turn_clients_clear(&analysis->turn);
    media_sessions_clear(&analysis->sessions);
    media_streams_clear(&analysis->streams);
    g_hash_table_destroy(analysis->one_way);
    g_hash_table_destroy(analysis->drops);
    capture_copies_free(analysis->copies);
    capture_points_clear(&analysis->points);
    findings_free(analysis->findings);
    capture_model_clear(&analysis->model);
    g_free(analysis);
}

struct analysis_given_up analysis_give_up(const struct analysis *analysis)
{
    struct analysis_given_up sum = analysis->given_up;

    sum.frames += analysis->now.frame;
    for (guint i = 0; i < analysis->watched->len; i++)
        sum.legs += analysis->watched->pdata[i] != NULL;
    sum.streams += analysis->streams.streams->len;
    sum.findings += findings_count(analysis->findings);
    return sum;
}

int64_t analysis_now_ns(const struct analysis *analysis, uint32_t interface_id)
{
    const struct capture_interface *interface =
        capture_model_interface(&analysis->model, interface_id);

    return capture_model_now_ns(&analysis->model, interface_id) +
           (interface != NULL && interface->clock.jump_open);
}

struct analysis_jump analysis_jump_before(const struct analysis *analysis,
                                          uint32_t interface_id)
{
    const struct capture_interface *interface =
        capture_model_interface(&analysis->model, interface_id);
    const struct capture_clock *clock;

    if (interface == NULL || !interface->clock.jump_open)
        return (struct analysis_jump){0};
    clock = &interface->clock;
    return (struct analysis_jump){true, clock->jump_since_ns,
                                  clock->jump_until_ns, clock->offset_ns,
                                  clock->wait_ns};
}

/* Corrects what has changed since the jump BEFORE began. */
static void pass_time(struct analysis *analysis,
                      const struct analysis_jump *before)
{
    int64_t leap_ns = before->until_ns - before->since_ns;
    int64_t settled_ns = before->since_ns + before->wait_ns;
    GHashTableIter each;
    gpointer key;

    g_hash_table_iter_init(&each, analysis->jump_dialogs);
    while (g_hash_table_iter_next(&each, &key, NULL))
        session_timer_on_leap(analysis->timer, GPOINTER_TO_UINT(key),
                              before->since_ns, settled_ns, leap_ns);
    g_hash_table_iter_init(&each, analysis->jump_media);
    while (g_hash_table_iter_next(&each, &key, NULL))
        media_timeout_on_leap(&((struct media_call *)key)->timeout,
                              before->since_ns, settled_ns, leap_ns);
    g_hash_table_iter_init(&each, analysis->jump_calls);
    while (g_hash_table_iter_next(&each, &key, NULL)) {
        struct watched_call *call = key;

        call_record_on_leap(&call->record, before->since_ns, settled_ns,
                            leap_ns - NOT_HELD_NS);
        watched_call_update_deadline(call, analysis->timer);
    }
}

/* Notes what changes from now on if a jump of a clock is undecided; else
 * forgets it. */
static void note_changes(struct analysis *analysis)
{
    bool open = false;

    for (uint32_t i = 0; i < CAPTURE_MODEL_INTERFACES_MAX; i++)
        open |= analysis_jump_before(analysis, i).open;
    analysis->sessions.limits.changed = open ? analysis->jump_media : NULL;
    if (open)
        return;
    g_hash_table_remove_all(analysis->jump_calls);
    g_hash_table_remove_all(analysis->jump_media);
    g_hash_table_remove_all(analysis->jump_dialogs);
}

/* Rest of analysis_jump_after(), for an open jump. */
static void follow_jump(struct analysis *analysis, uint32_t interface_id,
                        const struct analysis_jump *before)
{
    const struct capture_clock *clock =
        &capture_model_interface(&analysis->model, interface_id)->clock;

    if (clock->jump_open && clock->jump_since_ns == before->since_ns)
        return;
    if (clock->offset_ns == before->offset_ns)
        pass_time(analysis, before);
    note_changes(analysis);
}

void analysis_jump_after(struct analysis *analysis, uint32_t interface_id,
                         const struct analysis_jump *before)
{
    if (before->open)
        follow_jump(analysis, interface_id, before);
}

void analysis_call_changes(struct analysis *analysis, struct watched_call *call)
{
    if (analysis->sessions.limits.changed != NULL)
        g_hash_table_add(analysis->jump_calls, call);
}

void analysis_dialog_changes(struct analysis *analysis, uint32_t dialog)
{
    if (analysis->sessions.limits.changed != NULL)
        session_timer_add_changed(analysis->timer, dialog,
                                  analysis->jump_dialogs);
}

bool analysis_time_is_open(const struct analysis *analysis,
                           const struct moment *moment)
{
    return analysis_jump_before(analysis, moment->interface_id).open;
}

void analysis_time_passed(struct analysis *analysis, struct moment *moment)
{
    struct analysis_jump jump =
        analysis_jump_before(analysis, moment->interface_id);

    capture_model_on_time_passed(&analysis->model, moment->interface_id);
    analysis_jump_after(analysis, moment->interface_id, &jump);
    moment->time_ns = analysis_now_ns(analysis, moment->interface_id);
    analysis->now = *moment;
    analysis->end_ns = MAX(analysis->end_ns, moment->time_ns);
}

/* Rest of analysis_begin_frame(), where it is not clear at once that time just
 * went on. Not inlined: most frames do without. */
static G_GNUC_NO_INLINE void begin_slowly(struct analysis *analysis,
                                          struct moment *moment)
{
    if (analysis->now.frame != moment->frame) {
        struct analysis_jump jump =
            analysis_jump_before(analysis, moment->interface_id);

        capture_model_on_frame(&analysis->model, moment->interface_id,
                               moment->frame, moment->shown_ns);
        analysis_jump_after(analysis, moment->interface_id, &jump);
        if (!jump.open &&
            analysis_jump_before(analysis, moment->interface_id).open)
            note_changes(analysis);
    }
    moment->time_ns = analysis_now_ns(analysis, moment->interface_id);
}

void analysis_begin_frame(struct analysis *analysis, struct moment *moment)
{
    if (analysis->now.frame == moment->frame ||
        !capture_model_advance(&analysis->model, moment->interface_id,
                               moment->shown_ns, &moment->time_ns))
        begin_slowly(analysis, moment);
    analysis->now = *moment;
}

void analysis_on_ip(struct analysis *analysis, const struct moment *moment,
                    const struct endpoint *from, const struct endpoint *to,
                    bool cut)
{
    struct capture_direction *direction;

    direction =
        capture_model_on_ip(&analysis->model, moment->interface_id, from, to);
    if (cut)
        capture_model_on_cut(&analysis->model, moment->interface_id, direction);
}

bool analysis_on_ip4(struct analysis *analysis, const struct moment *moment,
                     const uint8_t *from, const uint8_t *to)
{
    return capture_model_on_ip4(&analysis->model, moment->interface_id, from,
                                to) != NULL;
}

void analysis_on_frame(struct analysis *analysis, const struct moment *moment)
{
    analysis->n_frames++;
    analysis->end_ns = MAX(analysis->end_ns, moment->time_ns);
    analysis->shown_end_ns = MAX(analysis->shown_end_ns, moment->shown_ns);
}

int64_t analysis_shown_ns(const struct analysis *analysis, uint32_t frame,
                          int64_t time_ns)
{
    const struct capture_interface *first =
        capture_model_interface(&analysis->model, 0);

    return first != NULL
               ? time_ns + capture_clock_offset_ns(&first->clock, frame)
               : time_ns;
}

struct watched_call *analysis_call_known(struct analysis *analysis,
                                         uint32_t call)
{
    return call < analysis->watched->len
               ? g_ptr_array_index(analysis->watched, call)
               : NULL;
}

const struct watched_call *analysis_call(const struct analysis *analysis,
                                         uint32_t call)
{
    return analysis_call_known((struct analysis *)analysis, call);
}

struct watched_call *analysis_call_get(struct analysis *analysis, uint32_t call)
{
    GPtrArray *watched = analysis->watched;

    if (watched->len <= call)
        g_ptr_array_set_size(watched, (gint)call + 1);
    if (watched->pdata[call] == NULL)
        watched->pdata[call] = watched_call_new(&analysis->sessions.limits);
    return watched->pdata[call];
}
