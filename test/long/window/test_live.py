# SPDX-License-Identifier: GPL-2.0-or-later
"""A live capture, without rights: a named pipe into which this test writes the
packets of a recorded capture: a hundred, up to a half, then the rest."""

import os
import struct
import time

import pytest

from expected import (CAPTURES, WINDOWS, Expected, assert_same,
                      assert_same_expert)
from place import NOBODY
from wireshark import Wireshark, until_equal

CAPTURE = CAPTURES / "recorded" / "sipp-asterisk-missed-refresh.pcap"
FIRST, HALF, PACKETS = 100, 3000, 6016
FILE_HEADER, PACKET_HEADER = 24, 16


def cut(data, packets):
    """The octets of a capture's file header and its first PACKETS packets."""
    at = FILE_HEADER
    for _ in range(packets):
        at += PACKET_HEADER + struct.unpack_from("<I", data, at + 8)[0]
    return at


@pytest.fixture
def live(desktop, place):
    """A Wireshark that captures from a pipe, and the pipe's writing end."""
    pipe = place.folder / "home" / "pipe"
    os.mkfifo(pipe)
    if os.geteuid() == 0:
        os.chown(pipe, NOBODY, NOBODY)
    wireshark = Wireshark(place, "-k", "-i", place.inside(pipe))
    try:
        with open(pipe, "wb", buffering=0) as end:
            yield wireshark, end
    finally:
        wireshark.kill()
        pipe.unlink()


def test_live(live, place, picture):
    """While it goes on, a call without an end is up, on its packets too, and in
    all else the windows have what tshark finds in the packets so far; at its end
    they have what tshark finds in the file."""
    wireshark, end = live
    data = CAPTURE.read_bytes()
    half = place.folder / "half.pcap"
    half.write_bytes(data[:cut(data, HALF)])
    half.chmod(0o644)
    end.write(data[:cut(data, FIRST)])
    assert until_equal(wireshark.status, (FIRST, FIRST), 30) == (FIRST, FIRST)
    time.sleep(1)
    end.write(data[cut(data, FIRST):cut(data, HALF)])
    assert until_equal(wireshark.status, (HALF, HALF), 30) == (HALF, HALF)
    last = dict(zip(wireshark.packets.headings, wireshark.packets.row(HALF - 1)))
    assert last["Verdict"] == "up"

    calls = wireshark.rows(wireshark.opened(
        "Lync Calls", lambda: wireshark.menu("Telephony", "Lync Calls")))
    picture("live")
    wireshark.close_windows()
    assert [row["verdict"] for row in calls] == ["up"]
    expected = Expected(place, half)
    for window in ("Lync Streams", "Lync Findings"):
        assert_same(window, wireshark.table(window), expected)

    end.write(data[cut(data, HALF):])
    end.close()
    assert until_equal(wireshark.status, (PACKETS, PACKETS),
                       30) == (PACKETS, PACKETS)
    expected = Expected(place, CAPTURE)
    for window in WINDOWS:
        assert_same(window, wireshark.table(window), expected)
    picture("live-ended")
    assert_same_expert(wireshark.expert(), expected)
    wireshark.filter('sip && lync.call.verdict == "session-expired"')
    assert until_equal(wireshark.displayed, 6) == 6
    assert not wireshark.windows() and not wireshark.said()
