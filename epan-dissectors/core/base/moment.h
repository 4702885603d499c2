/* Where in the capture something was seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MOMENT_H
#define LYNC_CORE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

struct moment {
    uint32_t frame;   /* frame number, from 1 */
    int64_t shown_ns; /* since the first frame, as the file says; negative
                         for a frame whose clock stepped back behind it */
    int64_t time_ns;  /* the same without the steps of the capture's clock: for
                         timers */
    uint32_t interface_id; /* of the interface or merged file; 0 if not known */
    bool interface_known;  /* the file says which interface it was */
};

#endif
