/* The window, watched from the begin of a capture until it has been read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "filter_again.h"

#include <cfile.h>
#include <epan/funnel.h>
#include <epan/plugin_if.h>

#include <string.h>

#include "capture.h"
#include "wireshark_compat.h"

#define TICK_MS 500

/* Its address marks our event source, which runs in the loop of the window. */
static const char watching;

/* Whether FILTER names a field, or one below it, whose value changes on frames
 * before the last when the capture has been read. */
static bool names_late_field(const char *filter)
{
    static const char *const fields[] = {"lync.advice", "lync.call", "lync.mos",
                                         "lync.r"};
    static const char word[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
                               "abcdefghijklmnopqrstuvwxyz-";

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        for (const char *at = filter; (at = strstr(at, fields[i])) != NULL;) {
            at += strlen(fields[i]);
            if (*at == '\0' || strchr(word, *at) == NULL)
                return true;
        }
    return false;
}

/* Applies the filter that is in force; what the user is typing stays. */
static void apply_again(const capture_file *file)
{
    const funnel_ops_t *ops = funnel_get_funnel_ops();
    char *filter = lync_expand_filter(file->dfilter);
    char *typed = g_strdup(ops->get_filter(ops->ops_id));

    if (filter != NULL && names_late_field(filter)) {
        ops->set_filter(ops->ops_id, file->dfilter);
        ops->apply_filter(ops->ops_id);
        if (g_strcmp0(typed, file->dfilter) != 0)
            ops->set_filter(ops->ops_id, typed);
    }
    g_free(typed);
    g_free(filter);
}

static void *the_file(capture_file *file, void *data _U_)
{
    return file;
}

/* Whether a capture is being read, or will be read again at once. This is asked
 * in the middle of reading, too, while a progress dialog is shown. */
static bool is_busy(const capture_file *file)
{
    return file->state != FILE_READ_DONE || file->read_lock ||
           file->redissecting || file->redissection_queued != RESCAN_NONE;
}

static gboolean on_tick(gpointer data _U_)
{
    const capture_file *file = plugin_if_get_capture_file(the_file, NULL);
    struct analysis *analysis = capture_analysis();

    if (file == NULL)
        return G_SOURCE_CONTINUE;
    /* A live capture is locked, too, while a window reads its packets. */
    analysis->is_live = file->state == FILE_READ_IN_PROGRESS &&
                        (analysis->is_live || !file->read_lock);
    if (is_busy(file))
        return G_SOURCE_CONTINUE;
    if (file->dfilter != NULL)
        apply_again(file);
    return G_SOURCE_REMOVE;
}

static void stop(void)
{
    g_source_remove_by_user_data((gpointer)&watching);
}

static void start(void)
{
    const funnel_ops_t *ops = funnel_get_funnel_ops();

    stop();
    if (ops != NULL && ops->get_filter != NULL && ops->set_filter != NULL &&
        ops->apply_filter != NULL)
        g_timeout_add(TICK_MS, on_tick, (gpointer)&watching);
}

void filter_again_register(void)
{
    register_init_routine(start);
    register_cleanup_routine(stop);
}
