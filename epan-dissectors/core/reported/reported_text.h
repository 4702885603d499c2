/* What a quality report comes down to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_REPORTED_TEXT_H
#define LYNC_CORE_REPORTED_TEXT_H

#include "qoe_reports.h"

/* Returns a sentence such as "Quality report of 192.0.2.10: main-audio DIRECT,
 * 3.3 % lost, jitter 7 ms, MOS 3.41; main-video RELAY (UDP allocation at the
 * TURN server failed)."; what it does not say is left out, and of ICE's
 * warnings those that are documented. Free it with g_free(); NULL if it has no
 * lines. */
char *reported_text(const struct qoe_entry *entry);

#endif
