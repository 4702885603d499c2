#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What reports still say, rightly or wrongly, when captures lack frames.

Usage: evidence.py [--list] [--seeds N] [--jobs N] [--only TEXT] [--kind TEXT]

Takes recorded calls whose truth is known (test/captures/stacks), makes copies
that are worse in stated ways (test/captures/degrade.py), has tshark with the
module report on each, and compares with the labels. Prints a Markdown table
for docs/evidence.md.

  wrong verdict  neither the true verdict nor "capture-ended", and not marked
                 as unknown by call.certainty
  wrong finding  at Warn or above, and not true of the call by its label
  calls too many a call that the report has as several (no bar)
  found          of the verdicts and findings that are true of faulty calls

  --list      names each wrong verdict and finding, and what was not found
  --seeds N   how many random copies of each kind (10)
  --jobs N    how many tshark run at once (one a core)
  --only TEXT   only calls whose file name contains TEXT
  --kind TEXT   only copies whose kind begins with TEXT, such as "lose 5 %"

LYNC_MODULE_DIR and TSHARK name the module and the program, as for the tests.
Exit status: 0 when nothing is wrong and enough is found, 1 when not.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))

import degrade                                              # noqa: E402
from reports import document                                # noqa: E402
from stack_labels import (load_labels, missing_findings,    # noqa: E402
                          wrong_findings, wrong_verdicts)
from tshark import Tshark                                   # noqa: E402

DAY_S = 86400
# Normal calls longer than 45 s, and calls in which something is wrong.
NORMAL = """asterisk-gsm-timer asterisk-kamailio-reinvite asterisk-silent-ivr
    asterisk-tcp-timer baresip-asterisk-echo baresip-coturn
    baresip-hold-resume baresip-ipv6 baresip-opus-long gst-dtx
    linphone-asterisk-timer linphone-timer-update""".split()
FAULTY = """bridge-loss-20-callee dup-network-nft expired-unheeded
    frozen-returns mt-baresip-asterisk mt-gsm-asterisk-caller mt-kamailio
    mt-linphone-timer mt-tcp noack-asterisk-pair noack-switch-linphone
    one-way-long rtcp-absent-callee rtcp-absent-caller rtcp-stops
    se-asterisk-sipp se-peer-gone se-sipp-asterisk se-update-481
    silence-returns""".split()
SHARES = (0.01, 0.05, 0.25, 0.5)
PLACES = (0.2, 0.5, 0.8)    # of the call's length
# Kind of copy -> the share of what is true that must be found.
BARS = {"lose 1 %": 0.95, "lose 5 %": 0.95, "lose 25 %": 0.8}

Copy = collections.namedtuple("Copy", "label kind way arguments")
# verdicts, findings: texts of the wrong ones; not_found: what is true of a
# faulty call and not in its report, of n_true
Outcome = collections.namedtuple(
    "Outcome", "copy verdicts findings not_found n_true n_calls_over")


def copies(label, n_seeds):
    """All copies of a call that are made."""
    def row(kind, way, *arguments):
        return Copy(label, kind, way, arguments)
    yield row("as recorded", None)
    for share in SHARES:
        for seed in range(1, n_seeds + 1):
            yield row("lose %d %%" % round(share * 100), "lose", share, seed)
    for place in PLACES:
        at_s = round(place * label.seconds, 1)
        for length_s in (12, 38):
            yield row("hole of %d s" % length_s, "hole", at_s, length_s)
        yield row("clock on by 45 s", "step", at_s, 45)
        yield row("clock on by a day", "step", at_s, DAY_S)
        yield row("clock back by 45 s", "step", at_s, -45)
    for place in PLACES:
        yield row("begins late", "mid", round(place * label.seconds, 1))
    for which in ("first", "other"):
        yield row("one side only", "side", which)
    for length_bytes in (60, 96, 128, 200, 400):
        yield row("snaplen %d" % length_bytes, "snap", length_bytes)
    for seed in (1, 2):
        yield row("neighbours swapped", "swap", 0.1, seed)


def judge(copy, report):
    """What is wrong with a report on a copy."""
    label, whole = copy.label, copy.way is None
    known = dict(report, calls=[call for call in report["calls"] if
                                call.get("call.certainty") != "unknown"])
    verdicts = ["%s, is %s: %s" % (verdict, label.verdict, cause)
                for verdict, cause in _pairs(
                    wrong_verdicts(label, known, whole), known["calls"])]
    findings = ["%s: %s" % (row["filter"], row["text"])
                for row in wrong_findings(label, report)]
    not_found, n_true = [], 0
    if not label.healthy:
        not_found = missing_findings(label, report)
        n_true = len(label.true) + 1
        if label.verdict not in [call["call.verdict"]
                                 for call in report["calls"]]:
            not_found.append("verdict %s" % label.verdict)
    return Outcome(copy, verdicts, findings, not_found, n_true,
                   max(0, len(report["calls"]) - label.calls))


def _pairs(wrong, calls):
    """(verdict, why) of each call whose verdict is wrong."""
    return [(call["call.verdict"], call["cause"]) for call in calls
            if call["call.verdict"] in wrong]


def examine(tshark, read, copy):
    """Makes a copy, has it reported on, removes it."""
    header, frames = read[copy.label.file]
    if copy.way:
        frames = degrade.degrade(frames, copy.way, *copy.arguments)
    name = "-".join([copy.label.file, copy.way or "whole"] +
                    [str(argument) for argument in copy.arguments])
    path = tshark.folder / (name + ".pcap")
    degrade.write(path, header, frames)
    path.chmod(0o644)
    try:
        return judge(copy, document(tshark, path))
    except json.JSONDecodeError:
        raise SystemExit("%s: tshark wrote no report" % name)
    finally:
        path.unlink()


def table(outcomes):
    """The Markdown table, and whether all bars are met."""
    lines = ["| what was done to the capture | copies | wrong verdicts | "
             "wrong findings | calls too many | found, of what is true of "
             "faulty calls |", "|---|---|---|---|---|---|"]
    kinds, good = dict.fromkeys(row.copy.kind for row in outcomes), True
    for kind in kinds:
        rows = [row for row in outcomes if row.copy.kind == kind]
        verdicts = sum(len(row.verdicts) for row in rows)
        findings = sum(len(row.findings) for row in rows)
        n_true = sum(row.n_true for row in rows)
        found = n_true - sum(len(row.not_found) for row in rows)
        lines.append("| %s | %d | %d | %d | %d | %s |" % (
            kind, len(rows), verdicts, findings,
            sum(row.n_calls_over for row in rows), "%d of %d (%.1f %%)" % (
                found, n_true, 100 * found / n_true) if n_true else "-"))
        good &= not verdicts and not findings and (
            found >= BARS.get(kind, 0) * n_true)
    return "\n".join(lines), good


def violations(outcome):
    """A line for each thing that is wrong, or was not found."""
    copy = outcome.copy
    where = "%s: %s" % (copy.label.file, " ".join(
        [copy.way or "as recorded"] +
        [str(argument) for argument in copy.arguments]))
    for text in outcome.verdicts:
        yield "%s: wrong verdict %s" % (where, text)
    for text in outcome.findings:
        yield "%s: wrong finding %s" % (where, text)
    for text in outcome.not_found:
        yield "%s: not found: %s" % (where, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", default="")
    parser.add_argument("--kind", default="")
    options = parser.parse_args()
    labels = {label.path.stem: label for label in load_labels()}
    chosen = [labels[name] for name in NORMAL + FAULTY
              if options.only in name]
    todo = [copy for label in chosen for copy in copies(label, options.seeds)
            if copy.kind.startswith(options.kind)]
    read = {label.file: degrade.read(label.path) for label in chosen}
    tshark, outcomes = Tshark(ROOT), []
    try:
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for outcome in pool.map(
                    lambda copy: examine(tshark, read, copy), todo):
                outcomes.append(outcome)
                if options.list:
                    for line in violations(outcome):
                        print(line, flush=True)
    finally:
        tshark.close()
    text, good = table(outcomes)
    print(text)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
