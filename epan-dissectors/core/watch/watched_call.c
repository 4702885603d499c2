/* All that is kept of a call with signalling.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "watched_call.h"

#include <string.h>

struct watched_call *watched_call_new(const struct media_limits *limits)
{
    struct watched_call *call = g_new0(struct watched_call, 1);

    media_lines_init(&call->media, limits);
    call->deadline_ns = SESSION_NEVER_NS;
    return call;
}

void watched_call_free(void *data)
{
    struct watched_call *call = data;

    if (call == NULL)
        return;
    call_record_clear(&call->record);
    call_messages_clear(&call->messages);
    media_lines_clear(&call->media);
    g_slist_free(call->early);
    for (int side = 0; side < N_SIDES; side++)
        g_free(call->ice[side]);
    g_free(call->dialogs);
    g_free(call);
}

static bool has_dialog(const struct watched_call *call, uint32_t dialog)
{
    for (unsigned i = 0; i < call->n_dialogs; i++)
        if (call->dialogs[i] == dialog)
            return true;
    return false;
}

/* There is room for one dialog, and twice as many each time that is full. */
static void dialog_add(struct watched_call *call, uint32_t dialog)
{
    unsigned n = call->n_dialogs;

    if ((n & (n - 1)) == 0)
        call->dialogs = g_renew(uint32_t, call->dialogs, MAX(2 * n, 1));
    call->dialogs[call->n_dialogs++] = dialog;
}

void watched_call_on_dialog(struct watched_call *call, uint32_t dialog,
                            const struct session_timer *timer)
{
    if (!has_dialog(call, dialog) && call->n_dialogs < WATCHED_DIALOGS_MAX)
        dialog_add(call, dialog);
    watched_call_update_deadline(call, timer);
}

void watched_call_update_deadline(struct watched_call *call,
                                  const struct session_timer *timer)
{
    call->deadline_ns = SESSION_NEVER_NS;
    for (unsigned i = 0; i < call->n_dialogs; i++)
        call->deadline_ns =
            MIN(call->deadline_ns,
                session_timer_media_deadline_ns(timer, call->dialogs[i]));
}

/* Whether A represents the call rather than B, the earlier one. */
static bool outranks(const struct session_dialog *a,
                     const struct session_dialog *b)
{
    return a->state > b->state ||
           (a->state == b->state && a->timer_seen && !b->timer_seen);
}

bool watched_call_dialog(const struct watched_call *call,
                         const struct session_timer *timer, int64_t now_ns,
                         struct session_dialog *row)
{
    struct session_dialog other;
    bool found = false;

    memset(row, 0, sizeof *row);
    for (unsigned i = 0; i < call->n_dialogs; i++) {
        if (!session_timer_dialog(timer, call->dialogs[i], now_ns, &other))
            continue;
        if (!found || outranks(&other, row))
            *row = other;
        found = true;
    }
    return found;
}
