# SPDX-License-Identifier: GPL-2.0-or-later
"""What test/bench/evidence.py measures, of a few calls and one seed: captures
that lack frames make no report accuse anybody, and faults are still found."""

import concurrent.futures

import pytest

from degraded import (BARS, Copy, Reader, chosen_labels, copies, is_good,
                      judge, sums, violations)

CALLS = ("linphone-timer-update", "mt-tcp", "noack-switch-linphone",
         "se-update-481")


@pytest.fixture(scope="module")
def outcomes(tshark):
    """Of all copies of all CALLS."""
    labels = [label for name in CALLS for label in chosen_labels(name)]
    assert [label.path.stem for label in labels] == list(CALLS)
    reader = Reader(tshark, labels)
    todo = [copy for label in labels for copy in copies(label, 1)]
    complete = {label.file: reader.report(Copy(label, "", None, ()))
                for label in labels}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda copy: judge(
            copy, reader.report(copy), complete[copy.label.file]), todo))


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_made_up(outcomes, name):
    wrong = [line for outcome in outcomes
             if outcome.copy.label.path.stem == name
             and (outcome.verdicts or outcome.findings)
             for line in violations(outcome)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", BARS)
def test_enough_is_found(outcomes, kind):
    (row,) = [row for row in sums(outcomes) if row.kind == kind]
    assert row.n_true >= 5 and is_good(row), row
