# SPDX-License-Identifier: GPL-2.0-or-later
"""A capture that stood still for 38 s, or whose clock was set by 45 s or by a
day, accuses nobody: an ordinary call with a session timer stays one."""

import pathlib

import pytest

import degrade
from reports import document

HERE = pathlib.Path(__file__).resolve().parent
# 52 s, refreshed at 45 s; and 22 s without a timer.
RECORDINGS = ["recorded/asterisk-session-timer-dscp40.pcap",
              "stacks/b2bua-baresip-linphone.pcap"]
WAYS = [("hole", 5, 38), ("hole", 2, 12), ("step", 10, 45),
        ("step", 10, 86400), ("step", 10, -45)]


@pytest.mark.parametrize("recording", RECORDINGS)
@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_accused(tshark, tmp_path, recording, way):
    header, frames = degrade.read(HERE / recording)
    path = tmp_path / ("%s-%s-%s-%s" % (*way, pathlib.Path(recording).name))
    degrade.write(path, header, degrade.degrade(frames, *way))
    readable = tshark.readable(path)
    for passes in ([], ["-2"]):
        report = document(tshark, readable, passes)
        assert [row["text"] for row in report["findings"]
                if row["severity"] in ("Warn", "Error")] == []
        assert {call["call.verdict"] for call in report["calls"]} <= {
            "normal", "capture-ended"}
