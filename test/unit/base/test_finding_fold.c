/* Tests of findings folded into one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding_fold.h"

#include "unit_test.h"

static struct findings *findings;

BEFORE_EACH()
{
    findings = findings_new();
}

AFTER_EACH()
{
    findings_free(findings);
}

/* A finding on FRAME, at FRAME seconds, of STREAM and CALL. */
static void add(enum finding_id id, uint32_t frame, uint32_t stream,
                uint32_t call)
{
    const struct moment moment = {
        .frame = frame, .time_ns = frame * S, .shown_ns = frame * S};

    finding_add(findings->pending, id, "at %u", frame);
    findings_keep(findings, &moment, stream, call);
}

/* The text to print of row PLACE of N. */
static void assert_row(guint n, guint place, const char *text)
{
    GPtrArray *folded = finding_fold(findings);
    const struct finding *row;

    g_assert_cmpuint(folded->len, ==, n);
    row = g_ptr_array_index(folded, place);
    g_assert_cmpstr(row->grown != NULL ? row->grown : row->text, ==, text);
    g_ptr_array_unref(folded);
}

/* Another stream, call or kind is another row; without a stream another text
 * is. */
TEST(alike)
{
    add(FINDING_DUP_BURST, 1, 0, 7);
    add(FINDING_DUP_BURST, 2, 1, 7);
    add(FINDING_DUP_BURST, 3, 0, 7);
    add(FINDING_DUP_BURST, 4, 0, 8);
    add(FINDING_LOSS, 5, 0, 7);
    add(FINDING_DUP_BURST, 6, 0, 7);
    assert_row(4, 0, "3 times until 6.0 s, the first: at 1");
    assert_row(4, 1, "at 2");
    assert_row(4, 3, "at 5");
    add(FINDING_LOSS, 8, NO_INDEX, NO_INDEX);
    add(FINDING_LOSS, 9, NO_INDEX, NO_INDEX);
    assert_row(6, 5, "at 9");
    add(FINDING_LOSS, 9, NO_INDEX, NO_INDEX);
    assert_row(6, 5, "2 times until 9.0 s, the first: at 9");
}

TEST(at_end)
{
    for (int i = 0; i < 2; i++) {
        finding_add(findings->pending, FINDING_LOSS, "later");
        findings_keep_at_end(findings, 0, 0);
    }
    assert_row(1, 0, "2 times until the end, the first: later");
    finding_add(findings->pending, FINDING_LOSS, "elsewhere");
    findings_keep_at_end(findings, 0, 0);
    assert_row(2, 1, "elsewhere");
}

/* What grew is told as it was in the end. */
TEST(grown)
{
    struct finding *first;

    add(FINDING_DUP_BURST, 1, 0, 7);
    first = g_ptr_array_index(findings->of_frames, 0);
    first->grown = g_strdup("100");
    assert_row(1, 0, "100");
    add(FINDING_DUP_BURST, 2, 0, 7);
    assert_row(1, 0, "2 times until 2.0 s, the first: 100");
}
