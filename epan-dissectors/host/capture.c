/* The capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture.h"

#include "preferences.h"
#include "wireshark_compat.h"

static struct {
    struct analysis *analysis;       /* NULL: not asked for yet */
    struct analysis_given_up before; /* when the last one was freed */
    nstime_t file_began;             /* as capture_begins() had them last */
    nstime_t first;
} capture;

static G_GNUC_NO_INLINE void capture_open(void)
{
    const struct analysis_settings settings = lync_preferences_settings();

    capture.analysis = analysis_new(&settings);
}

/* Called several times a packet: short enough to be inlined. */
struct analysis *capture_analysis(void)
{
    if (capture.analysis == NULL)
        capture_open();
    return capture.analysis;
}

/* Whether frames before FRAME, the first that is looked at, were closed with
 * the last capture, of a file that began at FILE_BEGAN. */
static bool goes_on(uint32_t frame, const nstime_t *file_began,
                    const nstime_t *first)
{
    if (frame == 1)
        return nstime_cmp(file_began, first) != 0;
    return capture.before.frames > 0 &&
           nstime_cmp(file_began, &capture.file_began) == 0 &&
           nstime_cmp(first, &capture.first) > 0;
}

void capture_begins(uint32_t frame, const nstime_t *file_began,
                    const nstime_t *first)
{
    struct analysis *analysis = capture_analysis();
    const nstime_t *began = file_began;

    if (goes_on(frame, file_began, first)) {
        analysis->given_up = capture.before;
        began = first;
    }
    clock_elapsed_ns(&analysis->clock, began->secs, began->nsecs);
    capture.file_began = *file_began;
    capture.first = *first;
}

static void capture_forget(void)
{
    if (capture.analysis != NULL)
        capture.before = analysis_give_up(capture.analysis);
    g_clear_pointer(&capture.analysis, analysis_free);
}

void capture_register(void)
{
    lync_forget_with_capture(capture_forget);
}
