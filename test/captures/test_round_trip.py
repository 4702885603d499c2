# SPDX-License-Identifier: GPL-2.0-or-later
"""Round trips by RTCP, at three places on the way between two endpoints whose
delays are known, and on recorded calls as Wireshark itself has them."""

import json
import statistics

import pytest

from making.two_ends import Ends, SECONDS, capture_at, half_ms, ssrc
from reports import document
from stack_labels import FOLDER

NEAR_FIRST, MIDDLE, NEAR_SECOND = PLACES = 0.01, 0.5, 0.99
WITHIN_MS = 1
PATHS = {
    "steady": Ends(0),
    "short": Ends(1, forth_ms=0.4, back_ms=0.3),
    "long": Ends(2, forth_ms=310, back_ms=290),
    "jitter": Ends(3, jitter_ms=60),
    "often": Ends(4, report_s=0.5, jitter_ms=5),
    "drift": Ends(5, drift=60e-6),
    "copies": Ends(6, copies=True),
    "extended": Ends(7, extended=True),
}
HALF, UNNAMED = Ends(8, only_first=True), Ends(9, named=False)
# The second clock is set between the fifth SR's arrival and the report on it.
SET = {by_s: Ends(10 + number, step=(22.5, by_s))
       for number, by_s in enumerate((-3, -1.2, 1.2, 3, 3600))}
PAIRS = [*PATHS.values(), HALF, UNNAMED, *SET.values()]


class Seen:
    """A capture at one place: what is true and what was told."""

    def __init__(self, tshark, path, place):
        capture, self.seen = capture_at(PAIRS, place)
        path.write_bytes(capture.pcap())
        path = tshark.readable(path)
        self.place = place
        self.fields, again = (self.read(tshark, path, options)
                              for options in ([], ["-2"]))
        assert self.fields == again
        self.streams = {int(stream["ssrc"], 16): stream for stream in
                        document(tshark, path)["streams"]}
        assert len(self.streams) == 2 * len(PAIRS)

    @staticmethod
    def read(tshark, path, options):
        """Frame number -> lync.rtt and lync.rtt.half, of all RTCP."""
        done = tshark.start(
            ["-r", path, *options, "-Y", "rtcp", "-T", "fields"] +
            [word for name in ("frame.number", "lync.rtt", "lync.rtt.half")
             for word in ("-e", name)])
        rows = [row.split("\t") for row in done.stdout.splitlines()]
        return {int(number): tuple(rest) for number, *rest in rows}

    def streams_of(self, ends):
        return [self.streams[ssrc(ends, side)] for side in range(2)]

    def halves(self, ends, way):
        """The truth: what the endpoint that sends on WAY proves here, in ms,
        by frame."""
        return {number: half_ms(control, self.place)
                for number, control in self.seen[ends.number].items()
                if control.way == way and control.sr is not None}


@pytest.fixture(scope="module", name="at")
def at_each_place(tshark, tmp_path_factory):
    folder = tmp_path_factory.mktemp("round-trip")
    return {place: Seen(tshark, folder / ("at-%g.pcap" % place), place)
            for place in PLACES}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", PATHS)
def test_equals_the_truth(at, name, place):
    seen, ends, means = at[place], PATHS[name], []
    proving = set()
    for way in range(2):
        truth = seen.halves(ends, way)
        assert len(truth) >= 7
        for number, half in truth.items():
            assert float(seen.fields[number][1]) == pytest.approx(
                half, abs=WITHIN_MS)
        proving |= set(truth)
        means.append(statistics.fmean(truth.values()))
    for number in set(seen.seen[ends.number]) - proving:
        assert seen.fields[number] == ("", "")
    for way, stream in enumerate(seen.streams_of(ends)):
        for key, truth in (("rtt_ms", sum(means)),
                           ("rtt.sender_ms", means[way]),
                           ("rtt.receiver_ms", means[1 - way])):
            assert stream[key] == pytest.approx(truth, abs=WITHIN_MS)


def test_each_packet_proves_both_halves(at):
    """lync.rtt is the half of this packet and the latest of the other side."""
    seen, ends = at[MIDDLE], PATHS["jitter"]
    latest, wholes = [None, None], []
    for number, control in seen.seen[ends.number].items():
        if control.sr is None:
            continue
        half = half_ms(control, MIDDLE)
        other = latest[1 - control.way]
        if other is None:
            assert seen.fields[number][0] == ""
        else:
            wholes.append(half + other)
            assert float(seen.fields[number][0]) == pytest.approx(
                wholes[-1], abs=WITHIN_MS)
        latest[control.way] = half
    assert seen.streams_of(ends)[0]["rtt.max_ms"] == pytest.approx(
        max(wholes), abs=WITHIN_MS)


def test_a_half_is_not_a_whole(at):
    seen = at[NEAR_FIRST]
    first, second = seen.streams_of(HALF)
    assert first["rtt_ms"] is second["rtt_ms"] is None
    assert first["rtt.receiver_ms"] == pytest.approx(105 * (1 - NEAR_FIRST),
                                                     abs=WITHIN_MS)
    assert first["rtt.sender_ms"] is None
    assert all(seen.fields[number][0] == "" for number in seen.seen[HALF.number])


def test_nothing_named_proves_nothing(at):
    """RFC 3550 6.4.1: LSR 0, no SR was received."""
    for stream in at[MIDDLE].streams_of(UNNAMED):
        assert {stream[key] for key in stream if key.startswith("rtt")} == {None}
        assert stream["receiver"]["reports"] == SECONDS // 5
    assert {at[MIDDLE].fields[number]
            for number in at[MIDDLE].seen[UNNAMED.number]} == {("", "")}


@pytest.mark.parametrize("by_s", SET)
def test_a_clock_that_is_set_proves_nothing(at, by_s):
    for stream in at[MIDDLE].streams_of(SET[by_s]):
        assert stream["rtt_ms"] == pytest.approx(105, abs=WITHIN_MS)
        assert stream["rtt.max_ms"] == pytest.approx(105, abs=WITHIN_MS)


@pytest.mark.parametrize("name", ["baresip-opus", "linphone-timer-update",
                                  "gst-video", "asterisk-gsm-timer",
                                  "bridge-slow"])
def test_equals_wiresharks_own(tshark, name):
    """rtcp.roundtrip-delay is the half at the capture point: in whole ms, as
    the seconds and the rest of a time without their fraction of a ms, less a
    delay without its own, it is less than 1 too low and 2 too high."""
    path = tshark.readable(FOLDER / (name + ".pcap"))
    done = tshark.start(
        ["-r", path, "-o", "rtcp.show_roundtrip_calculation:TRUE",
         "-o", "rtcp.roundtrip_min_threshhold:0", "-Y", "rtcp", "-T", "fields",
         "-e", "rtcp.roundtrip-delay", "-e", "lync.rtt.half"])
    rows = [row.split("\t") for row in done.stdout.splitlines()]
    both = [(float(stock), float(half)) for stock, half in rows
            if stock and half]
    assert len(both) >= 2
    for stock, half in both:
        assert stock - 2 <= half <= max(stock, 0) + 1


def test_a_recorded_call_on_a_slow_way(tshark):
    """The bridge held RTP and RTCP for 40 ms each way, 10 ms more or less: the
    round trip is the mean of what it held RTCP for, of which the reports show
    most; of two uniform times as far apart the mean difference, the jitter, is
    20/3 ms (6.67)."""
    label, = [row for row in json.loads((FOLDER / "labels.json").read_text())
              if row["file"] == "bridge-slow.pcap"]
    held_ms = sum(way["rtcp_held_ms"] for way in label["loss"].values())
    to_caller, to_callee = sorted(
        document(tshark, tshark.readable(FOLDER / label["file"]))["streams"],
        key=lambda stream: stream["destination"])
    for stream in (to_caller, to_callee):
        assert stream["rtt_ms"] == pytest.approx(held_ms, abs=5)
        assert stream["receiver"]["jitter_ms"] == pytest.approx(6.67, abs=2)
        assert stream["receiver"]["lost"] == 16
    assert to_callee["jitter.mean_ms"] == pytest.approx(6.67, abs=1)
    assert (to_caller["lost"], to_callee["lost"]) == (0, 16)
