# SPDX-License-Identifier: GPL-2.0-or-later
"""The captures that are changed: recorded ones and generated ones."""

import functools
import pathlib

import degrade
from making import catalogue

from .packets import Packet, is_sip, payload_of

CAPTURES = pathlib.Path(__file__).resolve().parents[2] / "captures"
FOLDERS = ("recorded", "stacks", "hangups", "srtp")
LINK_AT = 20                # in the header of a pcap file
MOST_PACKETS = 5000         # of a capture that is generated


@functools.cache
def names():
    """All of them, in an order that stays."""
    recorded = [str(path.relative_to(CAPTURES)) for folder in FOLDERS
                for path in sorted((CAPTURES / folder).rglob("*.pcap"))]
    return recorded + sorted(catalogue.catalogue())


@functools.lru_cache(maxsize=128)
def packets(name):
    """The packets of one."""
    if not name.endswith(".pcap"):
        made = catalogue.build(name)
        return [Packet(time_us * 1000, made.link, length, frame)
                for time_us, frame, length in made.frames[:MOST_PACKETS]]
    header, frames = degrade.read(CAPTURES / name)
    order = degrade.MAGIC[header[:4]][0]
    link = int.from_bytes(header[LINK_AT:LINK_AT + 2],
                          "little" if order == "<" else "big")
    return [Packet(frame.time_ns, link, frame.length_bytes, frame.data)
            for frame in frames]


def piece(rng, most):
    """Of one of them, at most so many packets: those in a row, or the SIP of
    all of it and a part of the rest."""
    whole = packets(rng.choice(names()))
    while not whole:
        whole = packets(rng.choice(names()))
    if len(whole) <= most:
        return list(whole)
    if rng.random() < 0.5:
        at = rng.randrange(len(whole) - most + 1)
        return whole[at:at + most]
    every = len(whole) // most + 1
    return [packet for i, packet in enumerate(whole)
            if i % every == 0 or is_sip(payload_of(packet))][:2 * most]


def small(n_captures, most_bytes):
    """So many captures of at most so many octets of packets: the beginnings of
    as many captures, spread over all of them."""
    found = []
    for name in names():
        taken, size = [], 0
        for packet in packets(name):
            size += len(packet.data)
            if size > most_bytes:
                break
            taken.append(packet)
        if taken:
            found.append((name, taken))
    step = len(found) / n_captures
    return [found[int(i * step)] for i in range(n_captures)]
