/* The capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture.h"

#include "preferences.h"
#include "wireshark_compat.h"

static struct analysis *analysis; /* NULL: not asked for yet */

static G_GNUC_NO_INLINE void capture_open(void)
{
    const struct analysis_settings settings = lync_preferences_settings();

    analysis = analysis_new(&settings);
}

/* Called several times a packet: short enough to be inlined. */
struct analysis *capture_analysis(void)
{
    if (analysis == NULL)
        capture_open();
    return analysis;
}

static void capture_forget(void)
{
    g_clear_pointer(&analysis, analysis_free);
}

void capture_register(void)
{
    lync_forget_with_capture(capture_forget);
}
