# SPDX-License-Identifier: GPL-2.0-or-later
"""-z rtp,streams on streams recognised by their code point alone."""

import pytest

from making.capture import Capture
from making.payload_types import BY_PT, WITHOUT_JITTER
from making.rtp import receiver_report
from making.stream import Sender
from making.wire import Flow, udp4

PACKETS = 60
RED = 97
# |D| = 4 ms from the second packet on: J = 4 (1 - (15/16)^59) = 3.911 ms by
# RFC 3550 6.4.1; the first packet of a stream may be missing: 3.906 ms.
MIN_MAX_JITTER_MS, MAX_MAX_JITTER_MS = 3.90, 3.92


@pytest.fixture(scope="module")
def by_pt(generated):
    case = generated("jitter")
    return {case.notes[stream.ssrc]: stream
            for stream in case.capture.rtp_streams()}


def test_every_stream_is_listed_once(generated, by_pt):
    case = generated("jitter")
    assert len(case.capture.rtp_streams()) == len(case.notes)
    assert set(by_pt) == set(case.notes.values())


@pytest.mark.parametrize("pt", sorted(BY_PT))
def test_every_packet_counts_and_none_is_lost(by_pt, pt):
    assert PACKETS - 1 <= by_pt[pt].packets <= PACKETS
    assert by_pt[pt].lost == 0


def is_unpacked(stream):
    """From 4.2 on RED is listed as what it carries: x-msrta, 16 000 Hz."""
    return stream.payload == "x-msrta"


@pytest.mark.parametrize("pt", sorted(set(BY_PT) - WITHOUT_JITTER - {119}))
def test_jitter_is_worked_out_with_the_clock_rate(by_pt, pt):
    if pt == RED and is_unpacked(by_pt[pt]):
        return      # the capture's clock is that of RED, 8000 Hz
    assert MIN_MAX_JITTER_MS <= by_pt[pt].max_jitter_ms <= MAX_MAX_JITTER_MS


@pytest.mark.parametrize("pt", [row.pt for row in BY_PT.values()
                                if row.pt >= 96 and row.codec])
def test_dynamic_types_are_listed_by_name(by_pt, pt):
    if pt == RED and is_unpacked(by_pt[pt]):
        return
    assert by_pt[pt].payload.lower() == BY_PT[pt].codec.lower()


def test_quoted_packets_are_not_counted(generated):
    case = generated("icmp-and-stream")
    streams = case.capture.rtp_streams()
    assert len(streams) == 1
    assert streams[0].packets in (case.notes["stream_packets"] - 1,
                                  case.notes["stream_packets"])


def test_both_directions_are_streams(generated):
    streams = generated("other-direction").capture.rtp_streams()
    assert sorted((s.sport, s.dport) for s in streams) == [
        (20000, 30000), (30000, 20000)]


def test_tunnels_without_an_inner_mark_are_no_streams(generated):
    for name in ("tunnel-gre", "tunnel-ipip", "tunnel-6in4", "tunnel-4in6",
                 "tunnel-erspan"):
        assert len(generated(name).capture.rtp_streams()) == 2


def setups(tshark, path, protocol):
    """(frame, the frame that it was set up by) of PROTOCOL."""
    done = tshark.start(["-r", path, "-Y", protocol, "-T", "fields",
                         "-e", "frame.number",
                         "-e", protocol + ".setup-frame"])
    assert done.returncode == 0, done.stderr
    return [tuple(int(number) for number in row.split("\t"))
            for row in done.stdout.splitlines()]


@pytest.mark.parametrize("third", [0, 2])
def test_what_is_sent_to_an_end_is_set_up_by_the_first_frame(
        tshark, tmp_path, third):
    """Also to the sender of that frame, whoever is first to send there: it has
    named both of its ends."""
    capture = Capture("one-port", "who is set up by which frame")
    flow = Flow(sport=50002, dport=50004)  # nobody owns these ports
    sender = Sender(capture, flow, 114, 40).send(3)
    Sender(capture, Flow("203.0.113.3", flow.src, 50006, flow.sport),
           114, 40).send(third)
    answer = sender.reply().send(2)
    for one in (sender, answer):
        capture.add(udp4(one.flow, 40, receiver_report(one.ssrc)), "rtcp")
    path = tmp_path / "one-port.pcap"
    path.write_bytes(capture.pcap())
    path = tshark.readable(path)
    n_rtp = 3 + third + 2
    assert setups(tshark, path, "rtp") == [
        (frame, 1) for frame in range(1, n_rtp + 1)]
    assert setups(tshark, path, "rtcp") == [(n_rtp + 1, 1), (n_rtp + 2, 1)]
