# SPDX-License-Identifier: GPL-2.0-or-later
"""What is measured of RTP streams: equal to Wireshark's own analysis on recorded
calls, and to what the RFCs say of streams with loss, copies, reordering, pauses,
comfort noise, RED, drift and a change of codec (making/troubled.py)."""

import pytest

from making.capture import START_US, Capture
from making.troubled import figures, jitter_ms, packets_of, times_ms
from making.wire import Flow, udp4
from reports import document
from stack_labels import FOLDER

# Lossless calls by four stacks; codecs with clocks of 8, 16 and 48 kHz, video.
RECORDED = ["asterisk-gsm-timer", "baresip-opus", "gst-video", "linphone-timer-update",
            "asterisk-ipv6", "baresip-pcmu-short"]
STREAMS = 200
FIRST_PORT, FIRST_SSRC = 20000, 0x1000
WITHIN = 0.002      # JSON has three decimals


def stock_analysis(tshark, path):
    """SSRC -> packets lost, mean and greatest jitter in ms, by tshark's
    rtp,streams, of those streams whose clock rate stock tshark knows."""
    done = tshark.start(["-q", "-z", "rtp,streams", "-r", path])
    rows = [row.split() for row in done.stdout.splitlines() if " 0x" in row]
    return {int(row[6], 16): (int(row[9]), float(row[15]), float(row[16]))
            for row in rows if float(row[15]) > 0}


@pytest.mark.parametrize("name", RECORDED)
def test_equals_wiresharks_analysis(tshark, name):
    path = tshark.readable(FOLDER / (name + ".pcap"))
    expected = stock_analysis(tshark, path)
    told = {int(stream["ssrc"], 16): stream
            for stream in document(tshark, path)["streams"]}
    assert len(expected) >= 2
    for ssrc, (lost, mean, most) in expected.items():
        assert told[ssrc]["lost"] == lost
        assert told[ssrc]["jitter.mean_ms"] == pytest.approx(mean, abs=0.01)
        assert told[ssrc]["jitter.max_ms"] == pytest.approx(most, abs=0.01)


def rows_of_all():
    """(time, number of the stream, sequence number, packet as octets)."""
    rows = [(packet.time_us, number, packet.seq,
             packet.octets(FIRST_SSRC + number))
            for number in range(STREAMS) for packet in packets_of(number)]
    # One stream runs all along, so that no pause is one of the capture.
    steady = packets_of(0)[0]._replace(payload_type=0)
    for index in range(max(rows)[0] // 20_000):
        packet = steady._replace(seq=index % 65536, timestamp=index * 160)
        rows.append((index * 20_000, STREAMS, index,
                     packet.octets(FIRST_SSRC + STREAMS)))
    return sorted(rows)


class Troubled:
    """A capture with all of them: JSON's streams, and the fields of frames."""

    def __init__(self, tshark, path):
        capture = Capture("troubled", "streams in trouble")
        for time_us, number, seq, packet in rows_of_all():
            port = FIRST_PORT + 2 * number
            data = udp4(Flow("10.1.0.1", "10.2.0.1", port, port), 40, packet,
                        seq & 0xffff)
            capture.frames.append((START_US + time_us, data, len(data)))
        path.write_bytes(capture.pcap())
        self.tshark, self.path = tshark, tshark.readable(path)
        self.streams = {int(stream["ssrc"], 16): stream
                        for stream in document(tshark, self.path)["streams"]}

    def times(self, options):
        """(SSRC, time in us) -> lync.jitter, lync.transit; "" if absent."""
        done = self.tshark.start(
            ["-r", self.path, *options, "-Y", "rtp", "-T", "fields"] +
            [word for name in ("rtp.ssrc", "frame.time_epoch", "lync.jitter",
                               "lync.transit") for word in ("-e", name)])
        rows = [row.split("\t") for row in done.stdout.splitlines()]
        return {(int(ssrc, 16), round(float(time[-14:]) * 1e6)): values
                for ssrc, time, *values in rows}


@pytest.fixture(scope="module", name="troubled")
def of_all(tshark, tmp_path_factory):
    return Troubled(tshark, tmp_path_factory.mktemp("measured") / "all.pcap")


@pytest.mark.parametrize("number", range(STREAMS))
def test_equals_the_rfcs(troubled, number):
    packets = packets_of(number)
    told = troubled.streams[FIRST_SSRC + number]
    for name, value in figures(packets).items():
        assert told[name] == (None if value is None else
                              pytest.approx(value, abs=WITHIN)), name
    values = sorted(jitter_ms(packets))
    p95 = values[-(-len(values) * 95 // 100) - 1]
    assert p95 - WITHIN <= told["jitter.p95_ms"] <= max(p95 * 1.126, 0.018)


def test_the_fields_of_packets(troubled):
    """They can be plotted; one pass and two show the same."""
    shown = troubled.times([])
    assert shown == troubled.times(["-2"])
    start = START_US % 10**10
    for number in range(0, STREAMS, 20):
        for time_us, (jitter, transit) in times_ms(packets_of(number)).items():
            key = FIRST_SSRC + number, (start + time_us) % 10**10
            told = [float(value) for value in shown[key]]
            assert told == pytest.approx([jitter, transit], abs=WITHIN)
