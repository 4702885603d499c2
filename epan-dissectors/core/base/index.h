/* The number that stands for "none" wherever calls, streams and findings are
 * known by their index.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_INDEX_H
#define LYNC_CORE_INDEX_H

#include <stdint.h>

#define NO_INDEX UINT32_MAX

#endif
