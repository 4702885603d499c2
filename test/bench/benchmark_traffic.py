# SPDX-License-Identifier: GPL-2.0-or-later
"""What benchmark.py measures: kinds of traffic, sizes, and ways to run."""

from typing import Callable, NamedTuple

from making.bulk import STREAMS, write_bulk
from making.bulk_tcp import write_bulk_tcp
from making.bulk_udp import dns, other, stun, write_frames
from making.scale import write_scale

EXPERT = "-q -z expert"
JSON = "-q -z lync,json"
LISTS = {"packet list": [], EXPERT: ["-q", "-z", "expert"],
         "packet list, -2": ["-2"], JSON: ["-q", "-z", "lync,json"]}
MESSAGES_A_CALL, PACKETS_A_CALL = 7, 88
PACKETS_A_STREAM = 20
RTP_TIMES = 5


class Kind(NamedTuple):
    """A row of the table."""

    key: str                            # names files
    write: Callable[[str, int], int]    # a capture of so many packets
    ways: tuple = ("stock", "lua", "lync")
    target: float = 1.01                # lync to the best of Wireshark's own
    listings: tuple = tuple(LISTS)[:3]
    streams: bool = False   # a capture of N packets has as many as one of 2N


TRAFFIC = {
    "RTP packet": Kind("rtp", lambda path, n: write_bulk(path, RTP_TIMES * n)
                       or RTP_TIMES * n,
                       ("stock", "told", "rtp_udp", "lua", "lync"), 1.03,
                       tuple(LISTS), True),
    "DNS message": Kind("dns", lambda path, n: write_frames(path, dns(), n)),
    "other UDP": Kind("other", lambda path, n: write_frames(path, other(), n),
                      ("stock", "rtp_udp", "lua", "lync")),
    "STUN message": Kind("stun", lambda path, n: write_frames(path, stun(), n),
                         ("stock", "rtp_udp", "lua", "lync")),
    "TCP segment": Kind("tcp", lambda path, n: write_bulk_tcp(
        path, n, (443, 3260, 5061, 389)), target=1.015),
    "SIP message": Kind("sip", lambda path, n: write_scale(
        path, n // MESSAGES_A_CALL, with_media=False), target=1.20,
        listings=tuple(LISTS)),
    "packet of a call": Kind("call", lambda path, n: write_scale(
        path, n // PACKETS_A_CALL + 1), ("stock", "rtp_udp", "lua", "lync"),
        1.20, tuple(LISTS)),
}


class Curve(NamedTuple):
    sizes: tuple
    write: Callable[[str, int], int]
    stock: str          # the way that lync is compared with


def write_streams(path, count):
    packets = max(PACKETS_A_STREAM * count, 20_000)
    write_bulk(path, packets, n_streams=count)
    return packets


CURVES = {
    "RTP packets of %d streams" % STREAMS: Curve(
        (10_000, 100_000, 1_000_000, 10_000_000), write_bulk, "told"),
    "RTP streams": Curve((1, 10, 100, 1000, 10_000, 100_000), write_streams,
                         "told"),
    "calls": Curve((100, 1000, 10_000, 100_000), write_scale, "stock"),
}


def ways_of(kind):
    """(listing, way) of each cell of the table that is measured. Two passes
    are for Wireshark's own ways and for the module, JSON for the module."""
    for listing in kind.listings:
        for way in kind.ways:
            if (way == "lync" or listing in ("packet list", EXPERT) or
                    listing != JSON and way in ("stock", "told")):
                yield listing, way
