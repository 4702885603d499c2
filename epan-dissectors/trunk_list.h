/* The trunks of the capture as reports show them: pairs of hosts, what each
 * does over all calls between them, and the settings that fit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TRUNK_LIST_H
#define LYNC_TRUNK_LIST_H

#include <glib.h>

#include "trunk_profile.h"
#include "trunk_recommendation.h"

struct trunk_row {
    struct trunk_profile profile;
    struct trunk_recommendation recommendation;
};

/* The trunks in the order of their first calls, as far as the capture has been
 * read: struct trunk_row pointers, worked out anew and valid until the next
 * call. Two hosts are a trunk when a call between them was up, and one of them
 * is Microsoft's, or there were TRUNK_CALLS_MIN calls: what others do is worth
 * a look too, but says nothing in a call or two. */
const GPtrArray *trunk_list(void);

/* Registers the routine that frees the list. */
void trunk_list_register(void);

#endif
