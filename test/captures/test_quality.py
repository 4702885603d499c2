# SPDX-License-Identifier: GPL-2.0-or-later
"""How streams sounded: scores by the formulas of ITU-T G.107, worked out here,
of streams whose loss is known."""

import datetime
import json
import statistics
import struct

import pytest

from making.capture import START_US, Capture
from making.wire import Flow, udp4
from reports import document
from stack_labels import FOLDER

THERE = Flow("10.1.0.1", "10.2.0.1", 20000, 20000)
PACKET_US = 20_000
RECORDED = FOLDER.parent / "recorded"


class Talk:
    """Two streams of PCMA, 20 ms a packet, between the same two ports. The
    second byte of RTP (marker, payload type), its timestamp, and how late a
    packet comes may depend on its number."""

    def __init__(self):
        self.packets = []

    def way(self, flow, ssrc, n, pt=lambda seq: 8, lost=lambda seq: False,
            late_us=lambda seq: 0, timestamp=lambda seq: seq * 160, dscp=40):
        for seq in range(n):
            if lost(seq):
                continue
            head = struct.pack("!BBHII", 0x80, pt(seq), seq,
                               int(timestamp(seq)), ssrc)
            data = udp4(flow, dscp, head + bytes([ssrc, seq % 251]) * 80, seq)
            self.packets.append((seq * PACKET_US + late_us(seq), data))
        return self

    def path(self, tshark, tmp_path):
        capture = Capture("talk", "two streams")
        for time_us, data in sorted(self.packets):
            capture.frames.append((START_US + time_us, data, len(data)))
        path = tmp_path / "talk.pcap"
        path.write_bytes(capture.pcap())
        return tshark.readable(path)

    def streams(self, tshark, tmp_path):
        """The JSON document, and the capture."""
        path = self.path(tshark, tmp_path)
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
    other, _ = Talk().way(THERE, 1, 1000, pt=lambda seq: 111).streams(tshark, tmp_path)
    for row in read["streams"] + other["streams"] + read["calls"]:
        assert scores(row) == (None, None, None)


def bunched(seq):
    """Four packets together, 1 ms apart: |D| is 19, 19, 19 and 57 ms."""
    return (3 - seq % 4) * 19_000


def quality(read):
    """The classes of the streams by SSRC, and the findings about them."""
    rows = sorted(read["streams"], key=lambda row: row["ssrc"])
    return ([row["quality"] for row in rows],
            [row for row in read["findings"]
             if row["filter"].startswith("lync.quality")])


def mean_ms(late_us, n):
    """RFC 3550 6.4.1: the mean of J after each packet."""
    jitter, values = 0.0, []
    arrivals = sorted((seq * PACKET_US + late_us(seq), seq) for seq in range(n))
    for (before_us, before), (time_us, seq) in zip(arrivals, arrivals[1:]):
        difference = (time_us - before_us) - (seq - before) * PACKET_US
        jitter += (abs(difference) / 1000 - jitter) / 16
        values.append(jitter)
    return statistics.fmean(values)


def test_poor_by_jitter(tshark, tmp_path):
    """Poor after a minute, on one packet, in each mode; the other direction
    shows that the capture's clock is right. CQD's limit is 30 ms."""
    path = Talk().way(THERE, 1, 3500, late_us=bunched).way(
        THERE.back(), 2, 3500).path(tshark, tmp_path)
    read = document(tshark, path)
    classes, (finding,) = quality(read)
    assert classes == ["poor", "good"]
    assert read["calls"][0]["quality"] == "poor"
    assert 25 < mean_ms(bunched, 3500) < 30
    assert finding["severity"] == "Warn"
    told_s = datetime.datetime.fromisoformat(finding["time"][:26] + "+00:00")
    assert told_s.timestamp() - START_US / 1e6 == pytest.approx(60.057, abs=0.01)
    assert "mean jitter %.1f ms (limit 25)" % mean_ms(bunched, 3000) in (
        finding["text"])
    found = [tshark.start(options + ["-r", path, "-Y", "lync.quality.poor",
                                     "-T", "fields", "-e", "frame.number"])
             for options in ([], ["-2"], ["-2", "-V"])]
    assert [done.stdout.split()[:1] for done in found[:2]] == 2 * [
        [str(finding["frame"])]]
    cqd = document(tshark, path, ["-o", "lync.quality_thresholds:cqd"])
    assert quality(cqd) == (["good", "good"], [])


def talkspurts(seq):
    """A pause of 100 ms before every fifth packet, ..."""
    return seq // 5 * 100_000


def frozen(seq):
    """... with the marker on it, and without time in its timestamp."""
    return 0x88 if seq % 5 == 0 else 8


TRAPS = {
    "frozen talkspurts": dict(late_us=talkspurts, pt=frozen),
    "comfort noise": dict(late_us=talkspurts,
                          pt=lambda seq: 13 if seq % 5 == 4 else 8),
    "RED of 16 kHz": dict(pt=lambda seq: 97, timestamp=lambda seq: seq * 320),
    "video": dict(pt=lambda seq: 121, dscp=24,
                  timestamp=lambda seq: seq // 20 * 36_000),
    "skewed clock": dict(late_us=lambda seq: seq * 200),
    "batches of the capture": dict(late_us=lambda seq: (3 - seq % 4) * 20_000),
    "too few": dict(late_us=bunched, lost=lambda seq: seq >= 499),
    "rough start": dict(late_us=lambda seq: bunched(seq) if seq < 250 else 0),
}


@pytest.mark.parametrize("name", TRAPS)
def test_not_the_network(tshark, tmp_path, name):
    """Nothing is told of what a sender or the capture does."""
    read, _ = Talk().way(THERE, 1, 1500, **TRAPS[name]).way(
        THERE.back(), 2, 1500).streams(tshark, tmp_path)
    classes, findings = quality(read)
    assert findings == []
    assert classes[1] == "good"
    assert classes[0] in ("good", "unclassified")


def test_without_a_witness(tshark, tmp_path):
    """The clock of the capture may be the cause: a Note, and no class."""
    read, _ = Talk().way(THERE, 1, 1000, late_us=bunched).way(
        THERE.back(), 2, 1000, late_us=bunched).streams(tshark, tmp_path)
    classes, findings = quality(read)
    assert classes == ["unclassified", "unclassified"]
    assert [(row["filter"], row["severity"]) for row in findings] == 2 * [
        ("lync.quality.degraded", "Note")]


@pytest.mark.parametrize("side, way", [("callee", "caller_to_callee"),
                                       ("caller", "callee_to_caller")])
def test_poor_by_loss_of_a_bridge(tshark, side, way):
    """More than 5 % of what the bridge got for the side of the capture."""
    name = "bridge-mixed-%s.pcap" % side
    label = next(row["loss"][way] for row in
                 json.loads((FOLDER / "labels.json").read_text())
                 if row["file"] == name)
    read = document(tshark, tshark.readable(FOLDER / name))
    finding, = (row for row in quality(read)[1] if row["severity"] == "Warn")
    percent = 100 * label["rtp_lost"] / label["rtp_in"]
    assert percent > 5
    assert "was poor: loss %.1f %%" % percent in finding["text"]
    assert len([fault for fault in read["answer"]
                if " lost " in fault["what"]]) == 1
    assert not [fault for fault in read["answer"]
                if "quality" in fault["what"]]


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.pcap")),
                         ids=lambda path: path.stem)
def test_recorded_streams_are_not_accused(tshark, path):
    """QUALITY.md says what each of them is."""
    read = document(tshark, tshark.readable(path))
    classes, findings = quality(read)
    assert findings == []
    assert set(classes) <= {"good", "unclassified"}
    notes = (FOLDER.parent / "QUALITY.md").read_text()
    for row in read["streams"]:
        assert "| %s | %d | %s | %d | %d |" % (
            path.name, row["stream"], row["codec"], row["packets"],
            row["lost"]) in notes
