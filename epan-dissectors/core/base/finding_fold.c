/* Findings of one kind about one stream or call, folded into one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding_fold.h"

#include "hash.h"
#include "seconds.h"

/* Several findings that are alike. */
struct fold {
    struct finding shown; /* first, so that a row of a report is a fold */
    unsigned n;
    const struct finding *last;
};

static void fold_free(void *data)
{
    struct fold *fold = data;

    g_free(fold->shown.grown);
    g_free(fold);
}

/* Whether another finding of its kind is the same again, with other figures:
 * those of a call may be about another party, those of the end about another
 * place. */
static bool is_episode(const struct finding *finding)
{
    return finding->stream != NO_INDEX && finding->frame != 0;
}

static guint fold_hash(gconstpointer key)
{
    const struct finding *finding = key;
    guint hash = hash_of_number(GUINT_TO_POINTER(
        (finding->stream * 31 + finding->call) * 31 + finding->id));

    return is_episode(finding) ? hash : hash ^ hash_of_text(finding->text);
}

static gboolean fold_equal(gconstpointer a, gconstpointer b)
{
    const struct finding *left = a, *right = b;

    return left->id == right->id && left->severity == right->severity &&
           left->call == right->call && left->stream == right->stream &&
           is_episode(left) == is_episode(right) &&
           (is_episode(left) || g_str_equal(left->text, right->text));
}

/* "4 times until 23.1 s". Free with g_free(). */
static char *times_text(const struct fold *fold)
{
    if (fold->last->frame == 0)
        return g_strdup_printf("%u times until the end", fold->n);
    return g_strdup_printf("%u times until %.1f s", fold->n,
                           seconds_of(fold->last->shown_ns));
}

static const char *text_of_finding(const struct finding *finding)
{
    return finding->grown != NULL ? finding->grown : finding->text;
}

/* Gives FOLD the text that says how many there were. */
static void fold_tell(struct fold *fold)
{
    char *times;

    if (fold->n == 1) {
        fold->shown.grown = g_strdup(fold->shown.grown);
        return;
    }
    times = times_text(fold);
    fold->shown.grown = g_strdup_printf("%s, the first: %s", times,
                                        text_of_finding(&fold->shown));
    g_free(times);
}

GPtrArray *finding_fold(const struct findings *findings)
{
    GPtrArray *folds = g_ptr_array_new_with_free_func(fold_free);
    GHashTable *by_kind = g_hash_table_new(fold_hash, fold_equal);

    for (uint32_t i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        struct fold *fold = g_hash_table_lookup(by_kind, finding);

        if (fold == NULL) {
            fold = g_new0(struct fold, 1);
            fold->shown = *finding;
            g_ptr_array_add(folds, fold);
            g_hash_table_insert(by_kind, &fold->shown, fold);
        }
        fold->n++;
        fold->last = finding;
    }
    g_hash_table_destroy(by_kind);
    for (guint i = 0; i < folds->len; i++)
        fold_tell(g_ptr_array_index(folds, i));
    return folds;
}
