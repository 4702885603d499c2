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

void capture_goes_on(void)
{
    capture_analysis()->given_up = capture.before;
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
