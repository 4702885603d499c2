# SPDX-License-Identifier: GPL-2.0-or-later
"""test/long/c_faults.py: the faults that it puts into a source."""
import sys

from conftest import PROJECT

sys.path.insert(0, str(PROJECT / "test/long"))
from c_faults import mutate, mutations  # noqa: E402

SOURCE = """
#define LEAST 3 /* > 2 */

static int sum(const int *a, int n)
{
    int total = 0;

    for (int i = 0; i < n; i++)
        total += a[i];
    if (total >= 7 && n > LEAST) {
        note(total * 2);
        g_free(made);
    }
    return total;
}
"""


def lines_of(kind):
    """The changed lines of SOURCE's mutants of this KIND."""
    return [line.strip() for one in mutations(SOURCE) if one.kind == kind
            for line in mutate(SOURCE, one).splitlines()
            if line not in SOURCE.splitlines()]


def test_boundaries_but_no_other_numbers():
    assert lines_of("constant") == [
        "#define LEAST 4 /* > 2 */", "#define LEAST 2 /* > 2 */",
        "if (total >= 8 && n > LEAST) {", "if (total >= 6 && n > LEAST) {"]


def test_operators():
    assert lines_of("relational") == [
        "for (int i = 0; i <= n; i++)", "for (int i = 0; i >= n; i++)",
        "if (total > 7 && n > LEAST) {", "if (total < 7 && n > LEAST) {",
        "if (total >= 7 && n >= LEAST) {", "if (total >= 7 && n <= LEAST) {"]
    assert lines_of("logical") == ["if (total >= 7 || n > LEAST) {"]
    assert lines_of("arithmetic") == [
        "for (int i = 0; i < n; i--)", "total -= a[i];", "total = a[i];",
        "note(total / 2);"]


def test_conditions_returns_and_statements():
    assert lines_of("condition") == ["if (!(total >= 7 && n > LEAST)) {"]
    assert lines_of("return") == ["return 0;", "return !(total);"]
    assert lines_of("statement") == [";", ";", ";"]
