# SPDX-License-Identifier: GPL-2.0-or-later
"""How many marked packets that are not RTP are taken for it."""

import random
import struct

import pytest

from capture import Capture as Read
from capture import is_rtp, same_dissectors
from making.capture import Capture
from making.wire import Flow, udp4

# Stock's own rtp_udp heuristic takes 5.9 % of the random packets.
MAX_RANDOM_CLAIMS = 20      # of 20 000


FLOWS = 20_000
SIZES = (60, 61, 76, 160, 170, 172, 200)
MARKS = (40, 24)


def esp(at_random):
    """Two packets of ESP in UDP (RFC 3948): SPI, number, ciphertext."""
    spi, size = at_random.randbytes(4), at_random.choice(SIZES)
    return [spi + struct.pack("!I", number) + at_random.randbytes(size + 4)
            for number in (1, 2)]


def dns(at_random):
    """A query and one more, with ciphertext for names: RFC 1035 4.1.1."""
    return [struct.pack("!HHHHHH", at_random.getrandbits(16),
                        at_random.choice((0x0100, 0x8180, 0x8183)), 1,
                        at_random.randrange(3), 0, at_random.randrange(2)) +
            at_random.randbytes(at_random.choice(SIZES)) for _ in range(2)]


OWNED = {"esp": (esp, 4500), "dns": (dns, 53)}


def claims(case):
    rows, stock = case.capture.frames().rows, case.capture.stock().rows
    assert len(rows) == 20_000
    return [n for n, row in rows.items() if is_rtp(row)
            and not is_rtp(stock[n])]


def changes(case):
    rows, stock = case.capture.frames().rows, case.capture.stock().rows
    return [n for n, row in rows.items()
            if not same_dissectors(row, stock[n])]


def test_random_payload_is_hardly_ever_rtp(generated):
    assert len(claims(generated("random-payload"))) <= MAX_RANDOM_CLAIMS


def test_random_payload_changes_little_else(generated):
    """A wrong claim must not cost the other frames of its flow more."""
    assert len(changes(generated("random-payload"))) <= MAX_RANDOM_CLAIMS


def test_shaped_payload_is_never_rtp(generated):
    case = generated("shaped-payload")
    assert claims(case) == []
    assert changes(case) == []


def test_no_stream_on_shaped_payload(generated):
    case = generated("shaped-payload")
    assert not [n for n, row in case.capture.frames().rows.items()
                if row["lync.stream"]]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("protocol", OWNED)
def test_another_protocols_port_is_never_rtp(tshark, tmp_path, protocol,
                                             seed):
    """20 000 marked flows, to and from the protocol's port."""
    packets, port = OWNED[protocol]
    capture = Capture("%s-%d" % (protocol, seed), "marked " + protocol)
    at_random = random.Random("%s %d" % (protocol, seed))
    for number in range(FLOWS):
        flow = Flow("10.1.%d.%d" % (number >> 8, number & 255), "10.2.0.1",
                    at_random.choice((port, 40000)), port)
        for packet in packets(at_random):
            capture.add(udp4(flow if number % 2 else flow.back(),
                             MARKS[number % 3 == 0], packet), step_us=100)
    capture.write(tmp_path)
    rows = Read(tshark, tmp_path / (capture.name + ".pcap")).fields(
        "rtp or lync.stream").rows
    assert not rows
