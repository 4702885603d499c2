# SPDX-License-Identifier: GPL-2.0-or-later
"""Packets of a capture, where their payload is, and files of them."""

import struct
from typing import NamedTuple

from making.points import block, option

RAW, ETHERNET, COOKED, UPPER_PDU, COOKED2 = 101, 1, 113, 252, 276
IP4, IP6, VLAN = 0x0800, 0x86dd, (0x8100, 0x88a8)
UDP, TCP = 17, 6
# Where a link type has its EtherType, and what follows it.
TYPES = {ETHERNET: (12, 14), COOKED: (14, 16), COOKED2: (0, 20)}
# Tags of an exported PDU, epan/exported_pdu.h
TAG_PROTOCOL, TAG_PORT_TYPE, TAG_PORTS = 12, 24, (25, 26)
TAG_ADDRESSES = {True: (20, 21), False: (22, 23)}  # IPv4, IPv6
PORT_TYPE_UDP = 3
NS_PER_S = 1_000_000_000
LONGEST = 65_000            # of a packet's payload


class Packet(NamedTuple):
    """time_ns: since 1970; length: of the packet on the wire."""

    time_ns: int
    link: int
    length: int
    data: bytes


class Place(NamedTuple):
    """Where an IP header, the one behind it and the payload begin."""

    ip: int
    transport: int
    payload: int
    protocol: int


def _ip_at(packet):
    if packet.link == RAW:
        return 0
    if packet.link not in TYPES:
        return None
    at, behind = TYPES[packet.link]
    kind = int.from_bytes(packet.data[at:at + 2], "big")
    while kind in VLAN and len(packet.data) > behind + 4:
        kind = int.from_bytes(packet.data[behind + 2:behind + 4], "big")
        behind += 4
    return behind if kind in (IP4, IP6) else None


def place_of(packet):
    """Its Place; None when it is no UDP or TCP, or is cut before the payload."""
    ip, data = _ip_at(packet), packet.data
    if ip is None or len(data) < ip + 28:
        return None
    four = data[ip] >> 4 == 4
    protocol = data[ip + (9 if four else 6)]
    transport = ip + ((data[ip] & 15) * 4 if four else 40)
    if protocol == UDP:
        payload = transport + 8
    elif protocol == TCP and len(data) > transport + 12:
        payload = transport + (data[transport + 12] >> 4) * 4
    else:
        return None
    return (Place(ip, transport, payload, protocol)
            if payload < len(data) else None)


def payload_of(packet):
    """The octets behind UDP or TCP; none when there are not any."""
    place = place_of(packet)
    return packet.data[place.payload:] if place else b""


def with_payload(packet, payload):
    """The packet with another payload, and the lengths that go with it."""
    place, payload = place_of(packet), payload[:LONGEST]
    data = bytearray(packet.data[:place.payload] + payload)
    rest = len(data) - place.ip
    if data[place.ip] >> 4 == 4:
        struct.pack_into("!H", data, place.ip + 2, rest & 0xffff)
    else:
        struct.pack_into("!H", data, place.ip + 4, (rest - 40) & 0xffff)
    if place.protocol == UDP:
        struct.pack_into("!H", data, place.transport + 4,
                         (len(data) - place.transport) & 0xffff)
    return packet._replace(data=bytes(data), length=len(data))


def on_link(packet, link, tags=()):
    """The packet as an interface of another link type captures it; tags: of
    VLANs, for Ethernet. Unchanged when it is no UDP or TCP."""
    place = place_of(packet)
    if place is None:
        return packet
    inner = packet.data[place.ip:]
    kind = IP4 if inner[0] >> 4 == 4 else IP6
    if link == UPPER_PDU:
        data = _exported(packet, place)
    elif link == COOKED:
        data = struct.pack("!HHH8xH", 0, 1, 6, kind) + inner
    elif link == COOKED2:
        data = struct.pack("!HHIHBB8x", kind, 0, 1, 1, 0, 6) + inner
    elif link == ETHERNET:
        head = b"".join(struct.pack("!HH", VLAN[0], tag) for tag in tags)
        data = bytes(12) + head + struct.pack("!H", kind) + inner
    else:
        data = inner
    return packet._replace(link=link, data=data,
                           length=packet.length - len(packet.data) + len(data))


def _exported(packet, place):
    data, four = packet.data, packet.data[place.ip] >> 4 == 4
    size, at = (4, place.ip + 12) if four else (16, place.ip + 8)
    tags = [(TAG_PROTOCOL, b"sip" if is_sip(data[place.payload:]) else b"rtp")]
    tags += [(tag, data[at + i * size:at + (i + 1) * size])
             for i, tag in enumerate(TAG_ADDRESSES[four])]
    tags.append((TAG_PORT_TYPE, struct.pack("!I", PORT_TYPE_UDP)))
    tags += [(tag, bytes(2) + data[place.transport + 2 * i:][:2])
             for i, tag in enumerate(TAG_PORTS)]
    return b"".join(struct.pack("!HH", tag, len(value)) + value
                    for tag, value in tags + [(0, b"")]) + data[place.payload:]


def is_sip(payload):
    """Whether it begins as a SIP message does."""
    return b"SIP/2.0" in payload.split(b"\r\n", 1)[0]


def pcap(packets, order="<", unit_ns=1000):
    """A file of the first packet's link type. order: of its octets; unit_ns:
    of its times, 1000 or 1."""
    magic = 0xa1b2c3d4 if unit_ns == 1000 else 0xa1b23c4d
    link = packets[0].link if packets else ETHERNET
    out = [struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 262144, link)]
    for packet in packets:
        seconds, rest_ns = divmod(packet.time_ns, NS_PER_S)
        out += [struct.pack(order + "IIII", seconds & 0xffffffff,
                            rest_ns // unit_ns, len(packet.data),
                            packet.length & 0xffffffff), packet.data]
    return b"".join(out)


def pcapng(packets, digits=6):
    """A file with an interface for each link type; digits: of a second that
    its times have."""
    links = list(dict.fromkeys(packet.link for packet in packets))
    out = [block(0x0a0d0d0a, struct.pack("<IHHq", 0x1a2b3c4d, 1, 0, -1))]
    out += [block(1, struct.pack("<HHI", link, 0, 262144) +
                  option(9, bytes([digits])) + option(0, b""))
            for link in links]
    for packet in packets:
        at = packet.time_ns * 10 ** digits // NS_PER_S
        out.append(block(6, struct.pack(
            "<IIIII", links.index(packet.link), at >> 32 & 0xffffffff,
            at & 0xffffffff, len(packet.data), packet.length & 0xffffffff) +
            packet.data))
    return b"".join(out)
