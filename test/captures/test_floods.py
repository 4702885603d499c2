# SPDX-License-Identifier: GPL-2.0-or-later
"""Whoever floods a capture hides no call in it. What the floods cost is
measured by test/bench/floods.py."""

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
