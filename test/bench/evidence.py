#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What reports still say, rightly or wrongly, when captures lack frames.

Usage: evidence.py [--list] [--write] [--two-pass] [--seeds N] [--jobs N]
                   [--only TEXT] [--kind TEXT]

Takes recorded calls whose truth is known (test/captures/stacks), makes copies
that are worse in stated ways, has tshark with the module report on each, and
compares with the labels (test/captures/degraded.py). Prints a Markdown table:

  wrong verdicts  not true of the call by its label, and not marked as unknown
                  by call.certainty
  wrong findings  at Warn or above, and not true of the call by its label, or
                  naming other hosts than on the complete capture
  known verdicts  those of any call that are not marked as unknown
  found           of the verdicts and findings that are true of faulty calls

  --list        names each wrong verdict and finding, and what was not found
  --write       puts the table into docs/evidence.md, section "Measured"
  --two-pass    has tshark read each copy with -2
  --seeds N     how many random copies of each kind (10)
  --jobs N      how many tshark run at once (one a core)
  --only TEXT   only calls whose file name contains TEXT
  --kind TEXT   only copies whose kind begins with TEXT, such as "lose 5 %"

LYNC_MODULE_DIR and TSHARK name the module and the program, as for the tests.
Exit status: 0 when nothing is wrong and enough is found, 1 when not.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DOCUMENT = ROOT / "docs" / "evidence.md"
sys.path.insert(0, str(ROOT / "test" / "captures"))

from degraded import (Copy, Reader, chosen_labels, copies, is_good,  # noqa: E402
                      judge, sums, violations)
from tshark import LYNC, Tshark                             # noqa: E402

HEAD = """\
| what was done to the capture | copies | wrong verdicts | wrong findings | \
known verdicts | found, of what is true of faulty calls |
|---|---|---|---|---|---|"""


def share(part, whole):
    """ "38 of 40 (95.0 %)"; "-" of nothing."""
    return ("%d of %d (%.1f %%)" % (part, whole, 100 * part / whole)
            if whole else "-")


def table(rows):
    """The Markdown table."""
    return "\n".join([HEAD] + ["| %s | %d | %d | %d | %s | %s |" % (
        row.kind, row.n_copies, row.n_verdicts, row.n_findings,
        share(row.n_known, row.n_calls), share(row.found, row.n_true))
        for row in rows])


def write(text):
    """Replaces the table in the document's section "Measured"."""
    before, section = DOCUMENT.read_text().split("\n## Measured\n")
    section, n_replaced = re.subn(r"^\|.*\|$(\n^\|.*\|$)*", lambda _: text,
                                  section, count=1, flags=re.M)
    if not n_replaced:
        raise SystemExit("%s: no table in section Measured" % DOCUMENT)
    DOCUMENT.write_text("%s\n## Measured\n%s" % (before, section))


def measure(tshark, labels, todo, options):
    """The outcome of each copy, in their order."""
    reader = Reader(tshark, labels, ["-2"] if options.two_pass else [])
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        complete = dict(zip((label.file for label in labels), pool.map(
            reader.report, (Copy(label, "as recorded", None, ())
                            for label in labels))))
        yield from pool.map(lambda copy: judge(
            copy, reader.report(copy), complete[copy.label.file]), todo)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--two-pass", action="store_true")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", default="")
    parser.add_argument("--kind", default="")
    options = parser.parse_args()
    labels = chosen_labels(options.only)
    todo = [copy for label in labels for copy in copies(label, options.seeds)
            if copy.kind.startswith(options.kind)]
    tshark, outcomes = Tshark(ROOT), []
    try:
        if "lync.so" not in tshark.plugins(LYNC):
            raise SystemExit("tshark does not load the module")
        for outcome in measure(tshark, labels, todo, options):
            outcomes.append(outcome)
            if options.list:
                for line in violations(outcome):
                    print(line, flush=True)
    finally:
        tshark.close()
    rows = list(sums(outcomes))
    print(table(rows))
    if options.write:
        write(table(rows))
    return 0 if all(map(is_good, rows)) else 1


if __name__ == "__main__":
    sys.exit(main())
