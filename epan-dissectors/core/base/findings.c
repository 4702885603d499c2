/* The findings of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "findings.h"

#include "hash.h"

struct findings *findings_new(void)
{
    struct findings *findings = g_new0(struct findings, 1);

    findings->pending = finding_list_new();
    findings->of_frames = finding_list_new();
    findings->at_end = finding_list_new();
    findings->of_call = g_hash_table_new(hash_of_number, g_direct_equal);
    return findings;
}

void findings_free(struct findings *findings)
{
    g_ptr_array_unref(findings->pending);
    g_ptr_array_unref(findings->of_frames);
    g_ptr_array_unref(findings->at_end);
    g_hash_table_destroy(findings->of_call);
    g_free(findings);
}

static void link_to_frame(struct findings *findings, struct finding *kept)
{
    const GPtrArray *of_frames = findings->of_frames;
    struct finding *last =
        of_frames->len > 0 ? g_ptr_array_index(of_frames, of_frames->len - 1)
                           : NULL;

    if (last != NULL && last->frame == kept->frame)
        last->next_of_frame = kept;
}

static void link_to_call(struct findings *findings, struct finding *kept)
{
    gpointer call = GUINT_TO_POINTER(kept->call);

    if (kept->call == NO_INDEX)
        return;
    kept->older_of_call = g_hash_table_lookup(findings->of_call, call);
    g_hash_table_insert(findings->of_call, call, kept);
}

/* How many findings of LIST there is room for in KEPT. */
static guint n_to_keep(const GPtrArray *list, const GPtrArray *kept)
{
    return MIN(list->len, FINDINGS_MAX - kept->len);
}

void findings_keep_list(struct findings *findings, GPtrArray *list,
                        const struct moment *moment, uint32_t stream,
                        uint32_t call)
{
    guint n;

    if (list->len == 0)
        return;
    n = n_to_keep(list, findings->of_frames);
    for (guint i = 0; i < n; i++) {
        struct finding *kept = g_steal_pointer(&list->pdata[i]);

        kept->frame = moment->frame;
        kept->time_ns = moment->time_ns;
        kept->shown_ns = moment->shown_ns;
        kept->stream = stream;
        kept->call = call;
        kept->in_full = findings->n_kept[kept->severity]++ < FINDINGS_IN_FULL;
        link_to_frame(findings, kept);
        link_to_call(findings, kept);
        g_ptr_array_add(findings->of_frames, kept);
    }
    findings->n_not_kept += list->len - n;
    g_ptr_array_set_size(list, 0);
}

void findings_keep(struct findings *findings, const struct moment *moment,
                   uint32_t stream, uint32_t call)
{
    findings_keep_list(findings, findings->pending, moment, stream, call);
}

void findings_keep_at_end(struct findings *findings, uint32_t stream,
                          uint32_t call)
{
    GPtrArray *pending = findings->pending;
    guint n = n_to_keep(pending, findings->at_end);

    for (guint i = 0; i < n; i++) {
        struct finding *kept = g_steal_pointer(&pending->pdata[i]);

        kept->stream = stream;
        kept->call = call;
        g_ptr_array_add(findings->at_end, kept);
    }
    findings->n_not_kept += pending->len - n;
    findings->n_not_kept_at_end += pending->len - n;
    g_ptr_array_set_size(pending, 0);
}

void findings_forget_end(struct findings *findings)
{
    g_ptr_array_set_size(findings->at_end, 0);
    findings->n_not_kept -= findings->n_not_kept_at_end;
    findings->n_not_kept_at_end = 0;
}

const struct finding *findings_of_latest_frame(const struct findings *findings,
                                               uint32_t frame)
{
    const struct finding *first = NULL;

    for (guint i = findings->of_frames->len; i > 0; i--) {
        const struct finding *kept =
            g_ptr_array_index(findings->of_frames, i - 1);

        if (kept->frame != frame)
            break;
        first = kept;
    }
    return first;
}

const struct finding *findings_of_call(const struct findings *findings,
                                       uint32_t call)
{
    return g_hash_table_lookup(findings->of_call, GUINT_TO_POINTER(call));
}

uint32_t findings_count(const struct findings *findings)
{
    return findings->of_frames->len + findings->at_end->len;
}

const struct finding *findings_at(const struct findings *findings,
                                  uint32_t place)
{
    uint32_t n_of_frames = findings->of_frames->len;

    return place < n_of_frames
               ? g_ptr_array_index(findings->of_frames, place)
               : g_ptr_array_index(findings->at_end, place - n_of_frames);
}
