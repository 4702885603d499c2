# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that end in the middle, and files with garbage in them."""

import random
import struct

import pytest

from capture import Capture, is_malformed
from making.catalogue import build

CUT = ["pt-audio-dscp40", "mixed-audio", "fragments-ipv4", "sdp-before",
       "turn-send", "tunnel-erspan", "link-any2"]
FILE_HEAD, RECORD_HEAD = 24, 16


def compare(tshark, path):
    """Same exit code, same words on stderr, same frames, none malformed."""
    capture = Capture(tshark, path)
    stock = capture.stock()
    for mode in ("one-pass", "two-pass"):
        ours = capture.frames(mode)
        assert ours.returncode == stock.returncode
        assert ours.stderr == stock.stderr
        assert ours.rows.keys() == stock.rows.keys()
        assert not [n for n, row in ours.rows.items() if is_malformed(row)
                    and not is_malformed(stock.rows[n])]
    return capture


@pytest.mark.parametrize("name", CUT)
def test_a_file_cut_anywhere(tshark, tmp_path, name):
    whole = build(name).pcap()
    where = random.Random(name)
    cuts = [0, FILE_HEAD - 1, FILE_HEAD, FILE_HEAD + RECORD_HEAD,
            len(whole) - 1] + [where.randrange(len(whole)) for _ in range(5)]
    for length in cuts:
        path = tmp_path / ("%s-%d.pcap" % (name, length))
        path.write_bytes(whole[:length])
        compare(tshark, path)


def test_what_comes_before_the_cut_is_analysed(generated, tshark, tmp_path):
    whole = build("pt-audio-dscp40").pcap()
    path = tmp_path / "before-the-cut.pcap"
    path.write_bytes(whole[:len(whole) // 2])
    rows = compare(tshark, path).frames().rows
    all_rows = generated("pt-audio-dscp40").capture.frames().rows
    assert len(rows) > 50
    assert rows == {number: all_rows[number] for number in rows}


def garbage(kind):
    rng = random.Random(kind)
    head = build("pt-audio-dscp40").pcap()[:FILE_HEAD]
    if kind == "no-capture":
        return rng.randbytes(4000)
    if kind == "random-records":
        return head + rng.randbytes(4000)
    if kind == "length-too-big":
        return head + struct.pack("<IIII", 1, 1, 0x7fffffff, 10) + bytes(50)
    if kind == "length-zero":
        return head + struct.pack("<IIII", 1, 1, 0, 0) * 20
    frames = [rng.randbytes(rng.randrange(14, 200)) for _ in range(200)]
    return head + b"".join(struct.pack("<IIII", 1, 1, len(f), len(f)) + f
                           for f in frames)


@pytest.mark.parametrize("kind", ["no-capture", "random-records",
                                  "length-too-big", "length-zero",
                                  "random-frames"])
def test_garbage(tshark, tmp_path, kind):
    path = tmp_path / ("garbage-%s.pcap" % kind)
    path.write_bytes(garbage(kind))
    compare(tshark, path)


def test_random_ip_packets(tshark, tmp_path):
    """Random octets after a valid IPv4 header with UDP and DSCP 40."""
    from making.capture import Capture as Making
    from making.wire import ETHERNET, Flow, ip4_header
    made = Making("random-udp", "random UDP headers and payload at DSCP 40")
    for _ in range(500):
        body = made.random.randbytes(made.random.randrange(0, 120))
        head = ip4_header(Flow(), 20 + len(body), 40)
        made.add(ETHERNET + b"\x08\x00" + head + body)
    path = tmp_path / "random-udp.pcap"
    path.write_bytes(made.pcap())
    compare(tshark, path)
