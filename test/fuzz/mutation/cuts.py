# SPDX-License-Identifier: GPL-2.0-or-later
"""Small captures with each packet cut at each octet.

A file that Wireshark loads costs a tenth of a second, whatever is in it. So a
file has all of them one after the other, each with one packet cut."""

import itertools

from . import sources
from .packets import NS_PER_S, pcap, pcapng

N_CAPTURES, MOST_BYTES = 50, 1500
APART_NS = 3600 * NS_PER_S
RECORD_HEAD, FILE_HEAD = 16, 24


def files():
    """(how many cuts are in it, its octets) of each file."""
    captures = [packets for _, packets in sources.small(N_CAPTURES,
                                                        MOST_BYTES)]
    yield from _together(captures)
    for packets in captures:
        yield from ((1, content) for content in _short_files(packets))


def _together(captures):
    for i, some in enumerate(itertools.zip_longest(*map(_cut, captures))):
        n_cuts = sum(packets is not None for packets in some)
        some = [packets or whole for packets, whole in zip(some, captures)]
        turn = i % len(some)        # each is the last one in turn
        yield n_cuts, pcapng(_in_a_row(some[turn:] + some[:turn]))


def _cut(packets):
    """The packets, with each one cut at each of its octets in turn."""
    for i, packet in enumerate(packets):
        for length in range(len(packet.data)):
            yield packets[:i] + [packet._replace(
                data=packet.data[:length])] + packets[i + 1:]


def _in_a_row(captures):
    """All of them, each an hour after the one before."""
    begin = captures[0][0].time_ns
    return [packet._replace(time_ns=packet.time_ns - packets[0].time_ns +
                            begin + i * APART_NS)
            for i, packets in enumerate(captures) for packet in packets]


def _short_files(packets):
    """The file cut in the middle of each packet: wherever it is cut in one,
    Wireshark reads those before."""
    whole, at = pcap(packets), FILE_HEAD
    for packet in packets:
        yield whole[:at + RECORD_HEAD + len(packet.data) // 2]
        at += RECORD_HEAD + len(packet.data)
