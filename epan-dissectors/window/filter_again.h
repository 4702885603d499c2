/* Has Wireshark's window apply a display filter once more when a capture has
 * been read.
 *
 * While the window loads or redissects a capture, it applies the display filter
 * to each frame as it is read, so a filter on a verdict misses the frames that
 * come before the verdict is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FILTER_AGAIN_H
#define LYNC_FILTER_AGAIN_H

/* From now on watches the window, if there is one, whenever a capture is read:
 * as soon as it is idle, a filter that names a field whose value is only known
 * at the end is applied once more. Filters without such a field cost no pass.
 * In tshark and sharkd nothing is watched. */
void filter_again_register(void);

#endif
