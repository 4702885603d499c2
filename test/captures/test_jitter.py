# SPDX-License-Identifier: GPL-2.0-or-later
"""Jitter of RTP streams: equal to Wireshark's own analysis on recorded calls,
and to RFC 3550 6.4.1 on streams with loss, copies, reordering and pauses."""

import random
import statistics
import struct

import pytest

from making.capture import START_US, Capture
from making.wire import Flow, udp4
from reports import document
from stack_labels import FOLDER

# Lossless calls by four stacks; codecs with clocks of 8, 16 and 48 kHz, video.
RECORDED = ["asterisk-gsm-timer", "baresip-opus", "gst-video", "linphone-timer-update",
            "asterisk-ipv6", "baresip-pcmu-short"]
STREAMS, PACKETS, TICKS = 200, 400, 160     # of 20 ms at 8000 Hz
FIRST_PORT = 20000


def stock_analysis(tshark, path):
    """SSRC -> mean and greatest jitter in ms, by tshark's rtp,streams, of
    those streams whose clock rate stock tshark knows."""
    done = tshark.start(["-q", "-z", "rtp,streams", "-r", path])
    rows = [row.split() for row in done.stdout.splitlines() if " 0x" in row]
    return {int(row[6], 16): (float(row[15]), float(row[16]))
            for row in rows if float(row[15]) > 0}


@pytest.mark.parametrize("name", RECORDED)
def test_equals_wiresharks_analysis(tshark, name):
    path = tshark.readable(FOLDER / (name + ".pcap"))
    expected = stock_analysis(tshark, path)
    told = {int(stream["ssrc"], 16): stream
            for stream in document(tshark, path)["streams"]}
    assert len(expected) >= 2
    for ssrc, (mean, most) in expected.items():
        assert told[ssrc]["jitter.mean_ms"] == pytest.approx(mean, abs=0.01)
        assert told[ssrc]["jitter.max_ms"] == pytest.approx(most, abs=0.01)


def packets_of(number):
    """Arrivals (us, sequence number, timestamp) of a stream in trouble."""
    own = random.Random("jitter/%d" % number)
    clock = skew = 0
    seq, timestamp = own.randrange(65536), own.randrange(1 << 32)
    sent = []
    for index in range(PACKETS):
        pause = own.randrange(50, 1500) if own.random() < 0.02 else 1
        clock += 20_000 * pause
        timestamp += TICKS * pause
        skew += number % 5                      # a clock that drifts
        seq += 1
        late = int(own.expovariate(1 / (1 + 300 * (number % 40))))
        if index < 5:
            late = 0    # so that the first packet is taken for RTP
        elif own.random() < 0.03 * (number % 3):
            late += own.randrange(20_000, 90_000)   # overtaken
        if own.random() >= 0.05 * (number % 4):
            sent.append((clock + skew + late, seq % 65536,
                         timestamp % (1 << 32)))
        if own.random() < 0.04 * (number % 2):
            sent.append((clock + skew + late + own.randrange(200, 9000),
                         seq % 65536, timestamp % (1 << 32)))
    return sorted(sent)


def rfc_jitter(packets):
    """RFC 3550 6.4.1: J after each packet, in ms, copies left out."""
    seen, values, jitter, before = set(), [], 0.0, None
    for time_us, seq, timestamp in packets:
        if (seq, timestamp) in seen:
            continue
        seen.add((seq, timestamp))
        if before is not None:
            ticks = (timestamp - before[1] + (1 << 31)) % (1 << 32) - (1 << 31)
            difference = (time_us - before[0]) / 1e3 - ticks / 8
            jitter += (abs(difference) - jitter) / 16
            values.append(jitter)
        before = time_us, timestamp
    return values


def frame(number, seq, timestamp):
    flow = Flow("10.1.0.1", "10.2.0.1", FIRST_PORT + 2 * number,
                FIRST_PORT + 2 * number)
    head = struct.pack("!BBHII", 0x80, 0, seq, timestamp, 0x1000 + number)
    return udp4(flow, 40, head + bytes([number]) * TICKS, seq)


@pytest.fixture(scope="module")
def troubled(tshark, tmp_path_factory):
    """JSON's streams by SSRC, of a capture with all of them."""
    capture = Capture("jitter", "streams in trouble")
    packets = [packet + (number,) for number in range(STREAMS)
               for packet in packets_of(number)]
    # One stream runs all along, so that no pause is one of the capture.
    packets += [(at * 20_000, at % 65536, at * TICKS, STREAMS)
                for at in range(max(packets)[0] // 20_000)]
    for time_us, seq, timestamp, number in sorted(packets):
        data = frame(number, seq, timestamp)
        capture.frames.append((START_US + time_us, data, len(data)))
    path = tmp_path_factory.mktemp("jitter") / "jitter.pcap"
    path.write_bytes(capture.pcap())
    return {int(stream["ssrc"], 16): stream for stream in
            document(tshark, tshark.readable(path))["streams"]}


@pytest.mark.parametrize("number", range(STREAMS))
def test_equals_the_rfc(troubled, number):
    values = rfc_jitter(packets_of(number))
    told = troubled[0x1000 + number]
    p95 = sorted(values)[-(-len(values) * 95 // 100) - 1]
    assert told["jitter.mean_ms"] == pytest.approx(statistics.fmean(values),
                                                   abs=1e-3)
    assert told["jitter.max_ms"] == pytest.approx(max(values), abs=1e-3)
    assert p95 - 1e-3 <= told["jitter.p95_ms"] <= max(p95 * 1.126, 17e-3)
