/* The capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hangup_capture.h"

#include <epan/packet.h>

static struct hangup_watch *watch; /* NULL: not asked for yet */

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
    hangup_watch_free(watch);
    watch = NULL;
}

void hangup_capture_register(void)
{
    register_init_routine(hangup_capture_forget);
    register_cleanup_routine(hangup_capture_forget);
    register_shutdown_routine(hangup_capture_forget);
}
