# SPDX-License-Identifier: GPL-2.0-or-later
"""How streams sounded: scores by the formulas of ITU-T G.107, worked out here,
of streams whose loss is known."""

import struct

import pytest

from making.capture import START_US, Capture
from making.wire import Flow, udp4
from reports import document

THERE = Flow("10.1.0.1", "10.2.0.1", 20000, 20000)
PACKET_US = 20_000


class Talk:
    """Two streams of PCMA, 20 ms a packet, between the same two ports."""

    def __init__(self):
        self.packets = []

    def way(self, flow, ssrc, n, pt=8, lost=lambda seq: False,
            late_us=lambda seq: 0):
        for seq in range(n):
            if lost(seq):
                continue
            head = struct.pack("!BBHII", 0x80, pt, seq, seq * 160, ssrc)
            data = udp4(flow, 40, head + bytes([ssrc, seq % 251]) * 80, seq)
            self.packets.append((seq * PACKET_US + late_us(seq), data))
        return self

    def streams(self, tshark, tmp_path):
        """The rows of JSON, and the capture."""
        capture = Capture("talk", "two streams")
        for time_us, data in sorted(self.packets):
            capture.frames.append((START_US + time_us, data, len(data)))
        path = tmp_path / "talk.pcap"
        path.write_bytes(capture.pcap())
        path = tshark.readable(path)
        return document(tshark, path), path


def g711(percent):
    """R and MOS of G.711 with concealment (G.113: Ie 0, Bpl 25.1)."""
    r = 93.2 - 95 * percent / (percent + 25.1)
    return r, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r)


def scores(row):
    return row["r"], row["mos"], row["mos.scale"]


def test_score_of_loss(tshark, tmp_path):
    """One packet in 20 lost, evenly: BurstR is 1. The other way is complete."""
    read, path = Talk().way(THERE, 1, 1000, lost=lambda seq: seq % 20 == 10).way(
        THERE.back(), 2, 1000).streams(tshark, tmp_path)
    for row, percent in zip(read["streams"], (5, 0)):
        r, mos = g711(percent)
        assert scores(row) == (pytest.approx(r, abs=0.001),
                               pytest.approx(mos, abs=0.001), "narrowband")
        assert "G.711 appendix I" in row["mos.assumed"]
    call, = read["calls"]
    assert scores(call) == scores(read["streams"][0])
    shown = tshark.start(["-2", "-r", path, "-T", "fields", "-e", "lync.stream",
                          "-e", "lync.r", "-e", "lync.mos"]).stdout
    rows = {tuple(map(float, line.split("\t"))) for line in shown.splitlines()
            if "\t\t" not in line}
    assert {(number, round(r, 3), round(mos, 3)) for number, r, mos in rows} == {
        (row["stream"], row["r"], row["mos"]) for row in read["streams"]}


def test_no_score(tshark, tmp_path):
    """Both ways lack as much: the capture may have dropped it. Of SIREN nothing
    is published."""
    half = lambda seq: seq % 20 == 10
    read, _ = Talk().way(THERE, 1, 1000, lost=half).way(
        THERE.back(), 2, 1000, lost=half).streams(tshark, tmp_path)
    other, _ = Talk().way(THERE, 1, 1000, pt=111).streams(tshark, tmp_path)
    for row in read["streams"] + other["streams"] + read["calls"]:
        assert scores(row) == (None, None, None)
