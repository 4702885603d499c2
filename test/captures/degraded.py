# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies of recorded calls that are worse in stated ways (degrade.py), and
what the reports on them say wrongly, or no longer say.

A verdict counts unless call.certainty is "unknown". A finding counts as found
at the severity that it has on the complete capture, or above: the Note that
says why an absence proves nothing is none.
"""

import collections
import json
import re

import degrade
from reports import document
from stack_labels import (known_findings, load_labels, severe,
                          wrong_findings, wrong_verdicts)

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
BARS = {"as recorded": 1, "lose 1 %": 0.95, "lose 5 %": 0.95,
        "lose 25 %": 0.8}
SEVERITIES = ("Chat", "Note", "Warn", "Error")

ADDRESS = re.compile(r"\b\d+\.\d+\.\d+\.\d+\b|\b[0-9a-f]+:[0-9a-f:]*:[0-9a-f]+")

Copy = collections.namedtuple("Copy", "label kind way arguments")
# n_known: calls whose verdict is known, of n_calls. verdicts, findings: texts
# of the wrong ones. not_found: what is true of a faulty call and not in its
# report, of n_true.
Outcome = collections.namedtuple(
    "Outcome", "copy n_known n_calls verdicts findings not_found n_true")


def chosen_labels(text=""):
    """The labels of the calls, or of those with TEXT in their file's name."""
    labels = {label.path.stem: label for label in load_labels()}
    return [labels[name] for name in NORMAL + FAULTY if text in name]


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


class Reader:
    """Makes copies one by one, and reads the reports on them."""

    def __init__(self, tshark, labels, options=()):
        self.tshark = tshark
        self.options = list(options)
        self.captures = {label.file: degrade.read(label.path)
                         for label in labels}

    def report(self, copy):
        """Makes the copy, has it reported on, removes it."""
        header, frames = self.captures[copy.label.file]
        if copy.way:
            frames = degrade.degrade(frames, copy.way, *copy.arguments)
        name = "-".join([copy.label.file, copy.way or "whole"] +
                        [str(argument) for argument in copy.arguments])
        path = self.tshark.folder / (name + ".pcap")
        degrade.write(path, header, frames)
        path.chmod(0o644)
        try:
            return document(self.tshark, path, self.options)
        except json.JSONDecodeError as problem:
            raise RuntimeError("%s: tshark wrote no report" % name) from problem
        finally:
            path.unlink()


def judge(copy, report, complete):
    """What is wrong with a report on a copy; COMPLETE: that on the call as it
    was recorded."""
    label = copy.label
    known = dict(report, calls=[call for call in report["calls"] if
                                call["call.certainty"] != "unknown"])
    wrong = set(wrong_verdicts(label, known))
    verdicts = ["%s, is %s: %s" % (call["call.verdict"], label.verdict,
                                   call["cause"])
                for call in known["calls"] if call["call.verdict"] in wrong]
    findings = ["%s: %s" % (row["filter"], row["text"])
                for row in wrong_findings(label, report) +
                blaming_others(report, complete)]
    not_found, n_true = [], 0
    if not label.healthy:
        n_true = len(label.true & known_findings()) + 1
        not_found = missing(label, known, complete)
    return Outcome(copy, len(known["calls"]), len(report["calls"]), verdicts,
                   findings, not_found, n_true)


def missing(label, report, complete):
    """What is true of a faulty call, and not found by REPORT."""
    lines = [name for name in sorted(label.true & known_findings())
             if found_at(report, name) < found_at(complete, name)]
    if label.verdict not in [call["call.verdict"] for call in report["calls"]]:
        lines.append("verdict %s" % label.verdict)
    return lines


def found_at(report, name):
    """The greatest severity of a finding; -1 when there is none."""
    return max((SEVERITIES.index(row["severity"])
                for row in report["findings"] if row["filter"] == name),
               default=-1)


def blaming_others(report, complete):
    """The findings at Warn and above whose texts name the hosts in an order in
    which that of the complete capture does not."""
    right = {named(row) for row in severe(complete)}
    kinds = {name for name, _ in right}
    return [row for row in severe(report)
            if row["filter"] in kinds and named(row) not in right]


def named(row):
    """The finding's name, and the hosts that it names, in their order."""
    return row["filter"], tuple(dict.fromkeys(ADDRESS.findall(row["text"])))


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


Sum = collections.namedtuple(
    "Sum", "kind n_copies n_verdicts n_findings n_known n_calls found n_true")


def sums(outcomes):
    """What the outcomes of each kind of copy come to."""
    for kind in dict.fromkeys(row.copy.kind for row in outcomes):
        rows = [row for row in outcomes if row.copy.kind == kind]
        n_true = sum(row.n_true for row in rows)
        yield Sum(kind, len(rows), sum(len(row.verdicts) for row in rows),
                  sum(len(row.findings) for row in rows),
                  sum(row.n_known for row in rows),
                  sum(row.n_calls for row in rows),
                  n_true - sum(len(row.not_found) for row in rows), n_true)


def is_good(row):
    """Whether a Sum meets its bars: nothing is wrong, enough is found."""
    return (not row.n_verdicts and not row.n_findings and
            row.found >= BARS.get(row.kind, 0) * row.n_true)
