# SPDX-License-Identifier: GPL-2.0-or-later
"""Frames that are neither UDP nor TCP nor SCTP, of which nothing is looked at,
still count: the capture begins at frame 1, and tshark -M gives them up."""

import json

import pytest

from making.corpus import write_pcap
from making.trunk_scenes import TUTORIAL, frames
from tshark import STOCK

ARP = (b"\xff" * 6 + b"\x02\0\0\0\0\1" + b"\x08\x06" +
       b"\0\1\x08\0\6\4\0\1" + b"\x02\0\0\0\0\1" + bytes([192, 0, 2, 1]) +
       bytes(6) + bytes([192, 0, 2, 2]))
CHUNK = 100     # the first of so many frames is ARP
BEFORE_S = 5    # the first of all comes so long before the first call


@pytest.fixture(scope="module")
def capture(tshark, tmp_path_factory):
    path = tmp_path_factory.mktemp("other") / "arp.pcap"
    call = sorted(frames(TUTORIAL))
    mixed = []
    for at in range(0, len(call), CHUNK - 1):
        first_us = call[at][0] - (BEFORE_S * 1_000_000 if at == 0 else 1)
        mixed += [(first_us, ARP)] + call[at:at + CHUNK - 1]
    write_pcap(path, mixed)
    return tshark.readable(path), len(mixed)


def document(tshark, path, *options):
    done = tshark.start(["-q", "-z", "lync,json", "-r", path, *options])
    return json.loads(done.stdout)


@pytest.mark.parametrize("options", [[], ["-2"]])
def test_times_count_from_frame_1(tshark, capture, options):
    shown = document(tshark, capture[0], *options)
    times = tshark.start(["-r", capture[0], "-c", "2", "-T", "fields", "-e",
                          "frame.time_epoch"], STOCK).stdout.split()
    assert float(times[1]) - float(times[0]) == BEFORE_S
    assert shown["capture"]["start"] == "2023-11-14T22:13:15.000000000Z"
    assert shown["calls"][0]["start"] == "2023-11-14T22:13:20.000000000Z"
    text = tshark.start(["-q", "-z", "lync,calls", "-r", capture[0]]).stdout
    assert "5.000000  2023-11-14" in text


def test_what_is_given_up_before_arp_is_counted(tshark, capture):
    path, n_frames = capture
    shown = document(tshark, path, "-M", str(CHUNK))["capture"]
    assert not shown["complete"]
    assert shown["given_up"]["frames"] == (n_frames - 1) // CHUNK * CHUNK
    assert document(tshark, path)["capture"]["given_up"]["frames"] == 0
