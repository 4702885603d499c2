# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the labels of a corpus that generate_corpus.py wrote.

A test compares a program's output about the corpus with the labels like this:

    labels = load_labels(folder)
    for path in labels.files:           # corpus.pcap, or one file a call
        calls = labels.of_file(path.name)       # Call-ID -> label
        ... run the program on path ...
        for each call it reports, by any of its Call-IDs:
            assert verdict == calls[call_id]["verdict"]
            assert findings at Warn and above == calls[call_id]["findings"]

corpus.md says what each key of a label means.
"""

import json
import pathlib

SCHEMA = "lync-corpus/1"
VERDICTS = ("normal", "media-timeout", "session-expired", "refused",
            "cancelled", "failed", "no-ack", "capture-ended")
KEYS = {
    "kind": str, "call_id": str, "sip_messages": dict, "legs": int,
    "transport": str, "start": float, "answered": (float, type(None)),
    "ended": (float, type(None)), "duration": float,
    "talk": (float, type(None)), "caller": str, "callee": str,
    "caller_address": str, "callee_address": str, "media": list,
    "begins_before_capture": bool, "verdict": str, "end_cause": str,
    "findings": list, "file": str, "frames": int,
}


class BadLabels(Exception):
    """labels.json is not as it should be; the text says where."""


class Labels:
    """calls: the labels, by start; files: the captures; about: the rest."""

    def __init__(self, folder, about):
        self.about = about
        self.calls = about["calls"]
        self.files = [folder / row["file"] for row in about["files"]]

    def of_file(self, name):
        """Call-ID -> label, of the calls in the file; a call with two Call-IDs
        is listed twice."""
        return {call_id: call for call in self.calls if call["file"] == name
                for call_id in call["sip_messages"]}


def _check(call):
    if set(call) != set(KEYS):
        raise BadLabels("%s: keys %s" % (call.get("call_id"), sorted(
            set(call) ^ set(KEYS))))
    for key, kind in KEYS.items():
        if not isinstance(call[key], kind):
            raise BadLabels("%s: %s is %r" % (call["call_id"], key,
                                              call[key]))
    if call["verdict"] not in VERDICTS:
        raise BadLabels("%s: verdict %s" % (call["call_id"],
                                            call["verdict"]))


def load_labels(folder):
    """The labels of the corpus in a folder, all keys of all calls there and
    of their kind. Raises BadLabels, OSError, or a JSON error."""
    folder = pathlib.Path(folder)
    about = json.loads((folder / "labels.json").read_text())
    if about.get("schema") != SCHEMA:
        raise BadLabels("schema is %r" % about.get("schema"))
    for call in about["calls"]:
        _check(call)
    return Labels(folder, about)
