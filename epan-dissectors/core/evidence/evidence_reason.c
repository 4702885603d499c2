/* Puts the reason for an answer into words.
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

/* The text of a reason without numbers; NULL for the others. */
static const char *plain_text(enum evidence_why why)
{
    static const char *const texts[EVIDENCE_WHY_NO_SOURCE + 1] = {
        [EVIDENCE_WHY_SEEN] = "it is in the capture",
        [EVIDENCE_WHY_NONE_DUE] = "none was due",
        [EVIDENCE_WHY_NO_PACKET] =
            "the capture holds no packet of this direction",
        [EVIDENCE_WHY_JUMP] = "the capture's clock has just jumped, and what "
                              "follows must tell why",
        [EVIDENCE_WHY_CUT] =
            "frames of this direction are cut too short to be read",
        [EVIDENCE_WHY_NO_SOURCE] = "nothing tells how much the capture lacks",
    };

    return texts[why];
}

static void loss_text(const struct evidence *evidence,
                      char text[EVIDENCE_REASON_BYTES])
{
    double lacks = percent(&evidence->count);
    const char *scope = scope_text(evidence->scope);

    if (evidence->why == EVIDENCE_WHY_PROVED)
        g_snprintf(text, EVIDENCE_REASON_BYTES,
                   "%" G_GUINT64_FORMAT
                   " were due, none is in the capture, which lacks %.1f %% %s",
                   evidence->k, lacks, scope);
    else
        g_snprintf(text, EVIDENCE_REASON_BYTES,
                   "the capture could miss all %" G_GUINT64_FORMAT
                   " that were due: it lacks %.1f %% %s",
                   evidence->k, lacks, scope);
}

static void dark_text(const struct evidence *evidence,
                      char text[EVIDENCE_REASON_BYTES])
{
    bool dark = evidence->why == EVIDENCE_WHY_DARK;
    int64_t ns = dark ? evidence->dark_ns : evidence->silent_ns;

    g_snprintf(text, EVIDENCE_REASON_BYTES,
               "the capture %s for %.1f s of the time",
               dark ? "saw nothing of this direction" : "holds nothing at all",
               (double)ns / (double)NS_PER_S);
}

const char *evidence_reason(const struct evidence *evidence,
                            char text[EVIDENCE_REASON_BYTES])
{
    const char *plain = plain_text(evidence->why);

    if (plain != NULL)
        g_strlcpy(text, plain, EVIDENCE_REASON_BYTES);
    else if (evidence->why == EVIDENCE_WHY_DARK ||
             evidence->why == EVIDENCE_WHY_SILENT)
        dark_text(evidence, text);
    else
        loss_text(evidence, text);
    return text;
}
