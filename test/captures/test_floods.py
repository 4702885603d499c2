# SPDX-License-Identifier: GPL-2.0-or-later
"""Whoever floods a capture hides no call in it. What the floods cost is
measured by test/bench/floods.py."""

import pytest

from making.floods import FLOODS, live_verdicts, write_flood
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
