# SPDX-License-Identifier: GPL-2.0-or-later
"""Whoever floods a capture hides no call in it. What the floods cost is
measured by test/bench/floods.py."""

import re

import pytest

from making.floods import CALL_US, FLOODS, live_verdicts, write_flood
from reports import document


@pytest.mark.parametrize("name", FLOODS)
def test_live_call(tshark, tmp_path, name):
    path = tmp_path / "flood.pcap"
    write_flood(path, FLOODS[name], 500)
    report = document(tshark, tshark.readable(path))
    assert live_verdicts(report) == ["normal"]
    live = [call["call"] for call in report["calls"]
            if call["call.verdict"] == "normal" and call["signalling"]]
    assert not [row for row in report["findings"] if row["call"] in live
                and row["severity"] in ("Warn", "Error")]


def test_call_after_invites(tshark, tmp_path):
    """70 000 calls that nobody answered take half of the table, and have half of
    the dialogs. The call after them has its place, with all it said."""
    path = tmp_path / "flood.pcap"
    write_flood(path, FLOODS["INVITEs"], 70_000, 2 * CALL_US)
    report = document(tshark, tshark.readable(path))
    assert live_verdicts(report) == ["normal"]
    assert len(report["calls"]) == 65_536 + 1
    assert report["capture"]["not_kept"]["calls"] == 70_000 - 65_536


@pytest.mark.parametrize("passes", [[], ["-2"]])
def test_texts_of_expert_items(tshark, tmp_path, passes):
    """Wireshark's -z expert compares each text with all others, so the first
    1000 of a severity are told in full. A later one has the summary of its kind
    there, and its text beside its name in the tree."""
    path = tmp_path / "flood.pcap"
    write_flood(path, FLOODS["refreshes too short"], 1100)
    path = tshark.readable(path)
    found = [row for row in document(tshark, path)["findings"]
             if row["severity"] == "Error" and row["frame"]]
    assert len({row["text"] for row in found}) > 1090
    shown = tshark.start([*passes, "-r", path, "-Y", "lync.session.bad_retry",
                          "-V"]).stdout
    items = re.findall(r"\[Expert Info \(Error/Protocol\): (.*)\]", shown)
    assert items == [row["text"] for row in found[:1000]] + [
        "The retry after 422 does not follow the Min-SE it was given"
    ] * (len(found) - 1000)
    assert re.findall(r"\[Finding: lync.session.bad_retry: (.*)\]", shown) == [
        row["text"] for row in found[1000:]]
