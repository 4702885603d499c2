# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways in which a capture is changed.

Each takes a random.Random, the list of packets and those of another capture,
and returns a list of packets."""

import struct

from . import sip
from .packets import (COOKED, COOKED2, ETHERNET, NS_PER_S, RAW, UPPER_PDU,
                      is_sip, on_link, payload_of, with_payload)

INTERESTING = (0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff,
               0x80000000, 0xffffffff)
SIZES = {1: "!B", 2: "!H", 4: "!I"}
LINKS = ((ETHERNET, ()), (ETHERNET, (7,)), (ETHERNET, (7, 4095)), (RAW, ()),
         (COOKED, ()), (COOKED2, ()), (UPPER_PDU, ()))
FARTHEST_NS = 2 ** 63 - 1


def _some(rng, packets, change, which=lambda packet: True):
    """change(packet) of a share of those that are meant."""
    share = rng.choice((0.01, 0.05, 0.2, 1))
    fit = [i for i, packet in enumerate(packets) if which(packet)]
    if not fit:
        return packets
    taken = set(rng.sample(fit, max(1, round(share * len(fit)))))
    return [change(packet) if i in taken else packet
            for i, packet in enumerate(packets)]


def change_octets(rng, data):
    """A few octets of data are others, more or fewer."""
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at, what = rng.randrange(len(data) + 1), rng.randrange(6)
        behind = min(at + rng.choice((1, 2, 4, 32)), len(data))
        if what == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif what == 1:
            data[at:behind] = rng.randbytes(behind - at)
        elif what == 2:
            size = rng.choice(tuple(SIZES))
            value = rng.choice(INTERESTING) & (1 << 8 * size) - 1
            data[at:at + size] = struct.pack(SIZES[size], value)
        elif what == 3:
            data[at:at] = rng.randbytes(rng.choice((1, 4, 100)))
        elif what == 4:
            del data[at:behind]
        else:
            data[at:at] = data[at:behind] * rng.choice((1, 8))
    return bytes(data)


def octets(rng, packets, _other):
    """Anywhere in the packets."""
    def change(packet):
        data = change_octets(rng, packet.data)
        return packet._replace(data=data, length=len(data))
    return _some(rng, packets, change)


def payloads(rng, packets, _other):
    """In what UDP and TCP carry."""
    return _some(rng, packets, lambda packet: with_payload(
        packet, change_octets(rng, payload_of(packet))), payload_of)


def heads(rng, packets, _other):
    """In the first 28 octets of what UDP carries: headers of RTP, RTCP, STUN
    and TURN."""
    def change(packet):
        payload = payload_of(packet)
        return with_payload(packet, change_octets(rng, payload[:28]) +
                            payload[28:])
    return _some(rng, packets, change, lambda packet: payload_of(packet)
                 and not is_sip(payload_of(packet)))


def messages(rng, packets, _other):
    """SIP messages, by their grammar."""
    payload = {i: payload_of(packet) for i, packet in enumerate(packets)}
    others = [octets for octets in payload.values() if is_sip(octets)]

    def change(packet):
        message = payload_of(packet)
        for _ in range(rng.choice((1, 1, 2, 6))):
            message = rng.choice(sip.CHANGES)(rng, message, others)
        return with_payload(packet, message)
    return _some(rng, packets, change,
                 lambda packet: is_sip(payload_of(packet)))


def cut_packets(rng, packets, _other):
    """Captured in part, or shorter on the wire too."""
    def change(packet):
        data = packet.data[:rng.randrange(len(packet.data) + 1)]
        return packet._replace(data=data, length=rng.choice(
            (packet.length, packet.length, len(data))))
    return _some(rng, packets, change)


def order(rng, packets, _other):
    """Packets change places; their times go with them, or stay."""
    out, far = list(packets), rng.choice((1, 5, len(packets)))
    for _ in range(rng.choice((1, 5, len(packets)))):
        at = rng.randrange(len(out))
        out.insert(min(at + rng.randint(1, far), len(out)), out.pop(at))
    if rng.random() < 0.1:
        out.reverse()
    if rng.random() < 0.5:
        return out
    return [packet._replace(time_ns=place.time_ns)
            for packet, place in zip(out, packets)]


def numbers(rng, packets, _other):
    """Packets are missing, or there several times."""
    share = rng.choice((0.02, 0.2, 0.6))
    copies = (0, 0, 2, 2, 3, 20)
    out = [packet for packet in packets
           for _ in range(rng.choice(copies) if rng.random() < share else 1)]
    return out or packets


def times(rng, packets, _other):
    """The clock runs fast or slow, stands still, is set, or is senseless."""
    start, what = packets[0].time_ns, rng.randrange(6)
    factor = rng.choice((0, 0.001, 0.5, 30, 2000, 1e6))
    jump = rng.choice((-1, 1)) * rng.choice((1, 60, 86400, 10 ** 9)) * NS_PER_S
    at = rng.randrange(len(packets))

    def change(i, time_ns):
        if what == 0:
            return start + round((time_ns - start) * factor)
        if what == 1:
            return time_ns + (jump if i >= at else 0)
        if what == 2:
            return time_ns + rng.randrange(-NS_PER_S, NS_PER_S)
        if what == 3:
            return 2 * start - time_ns
        if what == 4:
            return rng.randrange(2 ** 32) * NS_PER_S if i == at else time_ns
        return rng.choice((0, FARTHEST_NS, -1, time_ns, -FARTHEST_NS))
    return [packet._replace(time_ns=change(i, packet.time_ns))
            for i, packet in enumerate(packets)]


def links(rng, packets, _other):
    """Each is captured on one of several interfaces, of other link types."""
    some = rng.sample(LINKS, rng.randint(1, 4))
    return [on_link(packet, *rng.choice(some)) for packet in packets]


def merge(rng, packets, other):
    """With the packets of another capture, at the same time or after."""
    late = packets[0].time_ns - other[0].time_ns + rng.choice(
        (0, 0, NS_PER_S, packets[-1].time_ns - packets[0].time_ns))
    moved = [packet._replace(time_ns=packet.time_ns + late)
             for packet in other]
    return sorted(packets + moved, key=lambda packet: packet.time_ns)


def addresses(rng, packets, _other):
    """Two addresses or ports become one."""
    data = rng.choice(packets).data
    at = rng.randrange(max(len(data) - 40, 1))
    size = rng.choice((2, 4))
    old, new = data[at:at + size], rng.choice(packets).data[at:at + size]
    if len(old) != size or len(new) != size:
        return packets
    return [packet._replace(data=packet.data[:60].replace(old, new) +
                            packet.data[60:]) for packet in packets]


WAYS = (octets, payloads, heads, heads, messages, messages, messages,
        cut_packets, order, numbers, times, links, merge, addresses)


def mutate(rng, packets, other):
    """The packets, changed in one to four ways; and the names of these."""
    names = []
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
        way = rng.choice(WAYS)
        names.append(way.__name__)
        packets = way(rng, packets, other)
    return packets, names
