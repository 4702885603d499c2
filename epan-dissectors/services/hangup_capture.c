/* The TCP services of the capture that is open in Wireshark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hangup_capture.h"

#include "wireshark_compat.h"

static struct hangup_watch *watch; /* NULL: not created yet */

struct hangup_watch *hangup_capture(void)
{
    if (watch == NULL) {
        uint64_t seed = (uint64_t)g_random_int() << 32 | g_random_int();

        watch = hangup_watch_new(seed, CONNECTIONS_MAX, SERVICES_MAX);
    }
    return watch;
}

static void hangup_capture_forget(void)
{
    g_clear_pointer(&watch, hangup_watch_free);
}

void hangup_capture_register(void)
{
    lync_forget_with_capture(hangup_capture_forget);
}
