/* Why the capture answers as it does, in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_reason.h"

#include <glib.h>

#include "seconds.h"

static double percent(const struct loss_count *count)
{
    double all = (double)count->n_seen + (double)count->n_lacking;

    return all > 0.0 ? 100.0 * (double)count->n_lacking / all : 0.0;
}

static const char *scope_text(enum evidence_scope scope)
{
    static const char *const texts[] = {
        [EVIDENCE_SCOPE_NONE] = "",
        [EVIDENCE_SCOPE_DIRECTION] = "of this direction",
        [EVIDENCE_SCOPE_INTERFACE] = "of what its interface saw at that time",
        [EVIDENCE_SCOPE_HOSTS] = "of this direction at other times",
        [EVIDENCE_SCOPE_CAPTURE] = "of what its interface saw",
        [EVIDENCE_SCOPE_ASSUMED] = "as far as can be seen",
    };

    return texts[scope];
}

const char *evidence_reason(const struct evidence *evidence,
                            char text[EVIDENCE_REASON_BYTES])
{
    const gsize size = EVIDENCE_REASON_BYTES;
    double lacks = percent(&evidence->count);
    const char *scope = scope_text(evidence->scope);
    double dark_s = (double)evidence->dark_ns / (double)NS_PER_S;
    double silent_s = (double)evidence->silent_ns / (double)NS_PER_S;

    switch (evidence->why) {
    case EVIDENCE_WHY_SEEN:
        g_strlcpy(text, "it is in the capture", size);
        break;
    case EVIDENCE_WHY_PROVED:
        g_snprintf(text, size,
                   "%" G_GUINT64_FORMAT
                   " were due, none is in the capture, which lacks %.1f %% %s",
                   evidence->k, lacks, scope);
        break;
    case EVIDENCE_WHY_NONE_DUE:
        g_strlcpy(text, "none was due", size);
        break;
    case EVIDENCE_WHY_NO_PACKET:
        g_strlcpy(text, "the capture holds no packet of this direction", size);
        break;
    case EVIDENCE_WHY_DARK:
        g_snprintf(text, size,
                   "the capture saw nothing of this direction for %.1f s of "
                   "the time",
                   dark_s);
        break;
    case EVIDENCE_WHY_LOSS:
        g_snprintf(text, size,
                   "the capture lacks %.1f %% %s, and could miss all "
                   "%" G_GUINT64_FORMAT " that were due",
                   lacks, scope, evidence->k);
        break;
    case EVIDENCE_WHY_SILENT:
        g_snprintf(text, size,
                   "the capture holds nothing at all for %.1f s of the time",
                   silent_s);
        break;
    case EVIDENCE_WHY_JUMP:
        g_strlcpy(text,
                  "the capture's clock has just jumped, and what follows must "
                  "tell why",
                  size);
        break;
    case EVIDENCE_WHY_CUT:
        g_strlcpy(text, "frames of this direction are cut too short to be read",
                  size);
        break;
    case EVIDENCE_WHY_NO_SOURCE:
        g_strlcpy(text, "nothing tells how much the capture lacks", size);
        break;
    }
    return text;
}
