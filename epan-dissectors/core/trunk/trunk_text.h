/* A trunk in words: what each end does, and the settings that fit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_TEXT_H
#define LYNC_CORE_TRUNK_TEXT_H

#include <glib.h>

#include "trunk_profile.h"
#include "trunk_recommendation.h"

/* Appends a paragraph on PROFILE and the RECOMMENDATION that was worked out for
 * it to TEXT: lines, the last with its end. */
void trunk_text_append(GString *text, const struct trunk_profile *profile,
                       const struct trunk_recommendation *recommendation);

#endif
