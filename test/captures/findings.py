# SPDX-License-Identifier: GPL-2.0-or-later
"""What the module finds in a capture, in every mode."""

import json
import re
from collections import Counter
from typing import NamedTuple

from sharkd import ask_sharkd

BURST, BURST_CAPTURE = "lync.dup_burst", "lync.dup_burst.capture"
ABSENT = "lync.rtcp_absent"

_ROW = re.compile(r"\s*(\d+)\s+(-?[\d.]+)\s+(Chat|Note|Warn|Error)\s+"
                  r"(lync\.\S+)\s+(.*)")


class Finding(NamedTuple):
    frame: int
    severity: str
    name: str
    text: str


def printed(tshark, path, pattern, options=()):
    """The groups of each finding that matches as a row of -z lync,findings,
    the advice added to the last, the text. From JSON, where each finding is on
    its own. No tree is built for this."""
    done = tshark.start(["-n", "-r", path, "-q", "-z", "lync,json"] +
                        list(options))
    assert done.returncode == 0, done.stderr
    found = []
    document = done.stdout[done.stdout.rindex('{\n  "schema"'):]   # -V goes first
    for row in json.loads(document)["findings"]:
        since = row["since_start"]
        match = pattern.match("%s  %s  %s  %s  %s" % (
            row["frame"] or "end", "-" if since is None else "%.6f" % since,
            row["severity"], row["filter"], row["text"]))
        if match:
            found.append(match.groups())
            if row["advice"]:
                found[-1] = found[-1][:-1] + (
                    found[-1][-1] + " " + row["advice"],)
    return found


def reported(tshark, path, options=()):
    """The findings of frames."""
    return [Finding(int(row[0]), *row[2:])
            for row in printed(tshark, path, _ROW, options)]


def shown(tshark, path, names, options=()):
    """(frame, finding name) of each expert item, from a tree."""
    arguments = ["-n", "-r", path, "-T", "fields", "-e", "frame.number"]
    for name in names:
        arguments += ["-e", name]
    done = tshark.start(arguments + list(options))
    assert done.returncode == 0, done.stderr
    out = set()
    for line in done.stdout.splitlines():
        cells = line.split("\t")
        out |= {(int(cells[0]), name) for name, cell in zip(names, cells[1:])
                if cell}
    return out


def sharkd(tshark, path, names):
    """The same from sharkd, by filters; None when it is not installed."""
    answers = ask_sharkd(tshark, path, [("frames", {"filter": name})
                                        for name in names])
    if answers is None:
        return None
    return {(frame["num"], name) for name, frames in zip(names, answers)
            for frame in frames}


def all_kinds(tshark):
    """The names of all findings: expert fields have no value, FT_NONE."""
    text = tshark.start(["-G", "fields"]).stdout
    found = re.findall(r"^F\t[^\t]*\t(lync\.[^\t]+)\tFT_NONE\t", text, re.M)
    assert {BURST, BURST_CAPTURE, ABSENT} <= set(found)
    return sorted(found)


def severities(tshark, path, options=()):
    """(frame, severity) of each expert item of lync, from -V."""
    done = tshark.start(["-n", "-r", path, "-V"] + list(options))
    out, number = Counter(), 0
    for line in done.stdout.splitlines():
        start = re.match(r"Frame (\d+):", line)
        number = int(start.group(1)) if start else number
        item = re.search(r"Expert Info \((\w+)/\w+\): ", line)
        if item:
            out[number, item.group(1)] += 1
    return out


def assert_every_way_finds_the_same(tshark, path, kinds, findings,
                                    options=()):
    """path: readable; findings: from one pass without a tree."""
    options = list(options)
    expected = {(f.frame, f.name) for f in findings}
    assert len(expected) == len(findings)
    assert reported(tshark, path, options + ["-2"]) == findings
    for more in ([], ["-2"], ["-Y", "lync"], ["-2", "-Y", "lync"]):
        assert shown(tshark, path, kinds, options + more) == expected, more
    tree = severities(tshark, path, options)
    for finding in findings:
        severity = {"Warn": "Warning"}.get(finding.severity,
                                           finding.severity)
        assert tree[finding.frame, severity], finding
