/* The trunks of the capture as reports show them: pairs of hosts, what each
 * does over all calls between them, and the settings that fit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_LIST_H
#define LYNC_CORE_TRUNK_LIST_H

#include <glib.h>

#include "analysis.h"
#include "trunk_profile.h"
#include "trunk_recommendation.h"

struct trunk_row {
    struct trunk_profile profile;
    struct trunk_recommendation recommendation;
};

/* The trunks in the order of their first calls, as far as the capture has been
 * read: an array of struct trunk_row pointers that owns them, for the caller to
 * unref. Two hosts are a trunk when a call between them was up and one of them
 * is Microsoft's. Any other two are one when TRUNK_CALLS_MIN calls were up:
 * fewer would say too little. */
GPtrArray *trunk_list(struct analysis *analysis);

#endif
