/* Findings of one kind about one stream or call, folded into one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FINDING_FOLD_H
#define LYNC_CORE_FINDING_FOLD_H

#include "findings.h"

/* Returns what to print of FINDINGS, in their order: struct finding, each of
 * its own or the first of several, whose text then begins "4 times until 23.1
 * s, the first: ". Several are those of one kind and severity on frames of one
 * stream, and those of one call whose texts are the same. Only that text is
 * their own (member grown); the rest belongs to FINDINGS. Free with
 * g_ptr_array_unref. */
GPtrArray *finding_fold(const struct findings *findings);

#endif
