# SPDX-License-Identifier: GPL-2.0-or-later
"""The windows of reports that need more than one call, and of what endpoints
reported, with rows in them; what these say is in the scripts of the captures."""

import subprocess

import pytest

from desktop import wait_for
from expected import CAPTURES, Expected
from making import qoe, trunk_scenes
from making.capture import Capture
from making.wire import Flow, udp4

CALL = CAPTURES / "stacks" / "baresip-pcmu-short.pcap"
JITTER_MS, LOSS = 7, 0.6


def rows_of(wireshark, picture, capture, expected, window):
    """What the window has; it says how to fill it again."""
    wireshark.open(capture, expected.packets)
    dialog = wireshark.opened("Wireshark · %s · Apply refreshes · " % window,
                              lambda: wireshark.menu("Telephony", window))
    rows = wait_for("rows", lambda: wireshark.rows(dialog))
    picture(window + " with rows")
    wireshark.close_windows()
    return rows


@pytest.mark.parametrize("name, command", [
    ("trunk-no-rtcp", 'Set-CsTrunkConfiguration -Identity "<IDENTITY>" '
     "-RTCPActiveCalls $False -RTCPCallsOnHold $False "
     "-EnableSessionTimer $True"),
    ("trunk-rtcp", "-")])
def test_trunks(wireshark, place, picture, tmp_path, name, command):
    """Three calls of a trunk: without RTCP of the peer, the setting that fits;
    with it, none."""
    capture = trunk_scenes.write(name, tmp_path)
    expected = Expected(place, capture)
    row, = rows_of(wireshark, picture, capture, expected, "Lync Trunks")
    assert (row["hosts"], row["calls"], row["command"]) == (
        "192.0.2.1, 198.51.100.2", "3", command)
    told, = expected.json["trunks"]
    assert (row["basis"], row["against"]) == (told["basis"], told["against"])


@pytest.fixture
def reported(place, tmp_path):
    """A call, and after it a SERVICE with a quality report of the receiver of
    its first stream: the capture and the stream."""
    call = Expected(place, CALL)
    stream = call.json["streams"][0]
    source, destination = (stream[end].rsplit(":", 1)[0] for end in ("source", "destination"))
    body = qoe.report(qoe.line(
        "main-audio", (destination, 1), (source, 1),
        qoe.inbound(int(stream["ssrc"], 16), 100, LOSS, JITTER_MS)))
    after = Capture("after", "a report")
    last = place.tshark("-r", call.path, "-T", "fields", "-e",
                        "frame.time_epoch").stdout.split()[-1]
    after.clock_us = int(float(last) * 1e6) + 1000000
    after.add(udp4(Flow(destination, source, 5060, 5060), 0,
                   qoe.message(body.encode())))
    (tmp_path / "after.pcap").write_bytes(after.pcap())
    path = tmp_path / "reported.pcap"
    subprocess.run(["mergecap", "-F", "pcap", "-a", "-w", path, CALL,
                    tmp_path / "after.pcap"], check=True)
    return path, destination, stream["stream"]


def test_quality_reports(wireshark, place, picture, reported):
    path, by, stream = reported
    row, = rows_of(wireshark, picture, path, Expected(place, path),
                   "Lync Quality Reports")
    assert [row[heading] for heading in (
        "by", "line", "ice", "direction", "stream", "packets", "lost (%)",
        "jitter (ms)")] == [by, "main-audio", "DIRECT", "inbound", str(stream),
                            "100", "60", str(JITTER_MS)]
