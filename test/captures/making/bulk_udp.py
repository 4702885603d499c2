# SPDX-License-Identifier: GPL-2.0-or-later
"""Long captures of UDP that is not RTP, for measurements."""

import itertools
import random
import struct

from .bulk import PACKET_US, RECORD
from .capture import ETHERNET_LINK, START_US
from .frame import Port, Route

HOSTS = 100
COOKIE = 0x2112a442             # RFC 8489, section 5
NAME = b"\x03www\x07example\x03com\x00"
QUESTION = NAME + struct.pack("!HH", 1, 1)


def _pairs(port):
    """There and back between HOSTS clients and a server at PORT."""
    ends = [(Port("10.1.0.%d" % (host + 1), 50000 + host),
             Port("10.2.0.1", port)) for host in range(HOSTS)]
    return [(Route(*pair), Route(*pair[::-1])) for pair in ends]


def dns():
    """Queries and their answers, RFC 1035."""
    pairs = _pairs(53)
    for number in itertools.count():
        there, back = pairs[number % HOSTS]
        query = struct.pack("!HHHHHH", number & 0xffff, 0x100, 1, 0, 0, 0)
        yield there.udp(query + QUESTION)
        answer = struct.pack("!HHHHHH", number & 0xffff, 0x8180, 1, 1, 0, 0)
        yield back.udp(answer + QUESTION + struct.pack(
            "!HHHIHI", 0xc00c, 1, 1, 300, 4, 0x0a020001))


def stun():
    """Binding requests and their responses, RFC 8489."""
    pairs, own = _pairs(50500), random.Random(1)
    for number in itertools.count():
        there, back = pairs[number % HOSTS]
        transaction = own.randbytes(12)
        yield there.udp(struct.pack("!HHI", 1, 0, COOKIE) + transaction)
        yield back.udp(struct.pack("!HHI", 0x101, 12, COOKIE) + transaction +
                       struct.pack("!HHHHI", 0x20, 8, 1, 0x8000 ^ 0x2112,
                                   0x0a010001 ^ COOKIE))


def other():
    """Payloads of no protocol that Wireshark knows."""
    pairs = _pairs(40000)
    for number in itertools.count():
        yield pairs[number % HOSTS][number // HOSTS % 2].udp(bytes([0x55]) * 100)


def write_frames(path, frames, count):
    """Writes COUNT of FRAMES to a pcap file, HOSTS of them every 20 ms."""
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144,
                              ETHERNET_LINK))
        for number, frame in enumerate(itertools.islice(frames, count)):
            time_us = START_US + number * PACKET_US // HOSTS
            out.write(RECORD.pack(time_us // 1_000_000, time_us % 1_000_000,
                                  len(frame), len(frame)))
            out.write(frame)
