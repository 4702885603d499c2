/* The capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture.h"

#include <epan/packet.h>

#include "preferences.h"

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
    analysis_free(analysis);
    analysis = NULL;
}

void capture_register(void)
{
    register_init_routine(capture_forget);
    register_cleanup_routine(capture_forget);
    register_shutdown_routine(capture_forget);
}
