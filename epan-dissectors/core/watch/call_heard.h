/* When the sides of a call were heard.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_HEARD_H
#define LYNC_CORE_CALL_HEARD_H

#include "watched_call.h"

/* Adds to FACTS, which have what the messages of CALL show, what its media
 * shows: for how long both sides sent RTP, and when RTP or RTCP of each was
 * last seen. */
void call_heard(const struct watched_call *call, struct call_facts *facts);

#endif
