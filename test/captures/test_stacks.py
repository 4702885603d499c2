# SPDX-License-Identifier: GPL-2.0-or-later
"""Recorded calls of real programs: each label holds, in one pass and with -2.

The labels say what was configured (stacks/README.md). One tshark a capture
and mode writes the report that all tests of that capture read.
"""

import concurrent.futures
import functools

import pytest

from reports import document
from stack_labels import (FOLDER, load_labels, missing_findings, said,
                          wrong_findings, wrong_verdicts)

LABELS = {label.file: label for label in load_labels()}
MODES = {"one-pass": [], "two-pass": ["-2"]}


@pytest.fixture(scope="module")
def report(tshark):
    """report(file, mode): the JSON document; both modes are read at once."""
    with concurrent.futures.ThreadPoolExecutor(len(MODES)) as pool:
        @functools.cache
        def documents(name):
            path = tshark.readable(FOLDER / name)
            return dict(zip(MODES, pool.map(
                lambda options: document(tshark, path, options),
                MODES.values())))
        yield lambda name, mode: documents(name)[mode]


def test_every_capture_has_a_label():
    captures = {path.name for path in FOLDER.glob("*.pcap*")}
    assert captures == set(LABELS)
    assert len(captures) >= 100


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", LABELS)
def test_label(report, name, mode):
    """The calls, what became of them, the findings that are true; and nothing
    else at Warn or above, so nothing at all on a healthy call."""
    label, found = LABELS[name], report(name, mode)
    problems = []
    fewest = label.calls if label.readable else 0
    if not fewest <= len(found["calls"]) <= label.calls:
        problems.append("calls: %d, expected %d" % (len(found["calls"]),
                                                    label.calls))
    if wrong_verdicts(label, found):
        problems.append("verdicts: %s, expected %s" % (
            ", ".join(said(found)), label.verdict))
    problems += ["missing: %s" % missing
                 for missing in missing_findings(label, found)]
    problems += ["not true: %s: %s" % (row["filter"], row["text"])
                 for row in wrong_findings(label, found)]
    assert not problems, "\n".join(problems)
