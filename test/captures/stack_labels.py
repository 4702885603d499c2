# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the labels of recorded calls (stacks/labels.json) and says where a
report does not agree with one.

stacks/README.md says what each key of a label means.
"""

import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE / "stacks"
FINDING_ROWS = (HERE.parent.parent / "epan-dissectors" / "core" / "base" /
                "finding_rows.h")
VERDICTS = {"normal", "media-timeout", "session-expired", "refused",
            "cancelled", "failed", "no-ack", "capture-ended"}
SEVERE = {"Warn", "Error"}
KEYS = {
    "file": str, "stacks": list, "configured": str, "ended_by": str,
    "verdicts": dict, "n_calls": int, "legs": int, "findings_true": list,
    "healthy": bool, "loss": (dict, type(None)), "rtcp": dict,
    "seconds": float,
}
MAY_HAVE = {
    "findings_also": list, "note": str, "signalling": str, "path": str,
}


class BadLabel(Exception):
    """A label does not say what it should; the text names the place."""


class Label:
    """What was configured for one capture, and what follows from it."""

    def __init__(self, row):
        _check(row)
        self.file = row["file"]
        self.verdict = row["verdicts"]["call"]
        self.verdicts = {self.verdict, *row["verdicts"].get("also", ())}
        self.calls = row["n_calls"]
        self.seconds = row["seconds"]
        self.media_path = row.get("path")   # as lync.ice.path has it
        self.healthy = row["healthy"]
        # The findings that must be there, and those that may.
        self.true = frozenset(row["findings_true"])
        self.allowed = self.true | frozenset(row.get("findings_also", ()))
        # Without readable SIP no report can know how the call ended.
        self.readable = row.get("signalling") != "unreadable"

    @property
    def path(self):
        return FOLDER / self.file


def _check(row):
    missing = set(KEYS) - set(row)
    unknown = set(row) - set(KEYS) - set(MAY_HAVE)
    if missing or unknown:
        raise BadLabel("%s: keys %s" % (row.get("file"),
                                        sorted(missing | unknown)))
    for key, value in row.items():
        if not isinstance(value, (KEYS | MAY_HAVE)[key]):
            raise BadLabel("%s: %s is %r" % (row["file"], key, value))
    verdicts = row["verdicts"]
    if not {verdicts["call"], *verdicts.get("also", ())} <= VERDICTS:
        raise BadLabel("%s: verdict %s" % (row["file"], verdicts))
    if row["healthy"] and any(name != "lync.dup_burst.capture"
                              for name in row["findings_true"]):
        raise BadLabel("%s: healthy, with findings" % row["file"])


def load_labels():
    """The labels of all recorded calls, in the order of the file."""
    rows = json.loads((FOLDER / "labels.json").read_text())
    return [Label(row) for row in rows]


def said(report):
    """The verdicts of a report's calls."""
    return sorted(call["call.verdict"] for call in report["calls"])


def severe(report):
    """The findings of a report at Warn and above."""
    return [row for row in report["findings"] if row["severity"] in SEVERE]


def wrong_verdicts(label, report):
    """The verdicts of a report that are wrong."""
    right = label.verdicts if label.readable else {"capture-ended"}
    return [verdict for verdict in said(report) if verdict not in right]


def wrong_findings(label, report):
    """The findings at Warn and above that are not true of the call."""
    return [row for row in severe(report)
            if row["filter"] not in label.allowed]


def known_findings():
    """The names of all findings that the module can make: labels say what is
    true, and may name others."""
    return set(re.findall(r'^FINDING\(\w+, \w+, \w+,\s*"(lync[\w.]+)"',
                          FINDING_ROWS.read_text(), re.M))


def missing_findings(label, report):
    """The names of findings that are true of the call and not there."""
    return sorted((label.true & known_findings()) -
                  {row["filter"] for row in report["findings"]})
