# SPDX-License-Identifier: GPL-2.0-or-later
"""Ethernet frames with IPv4 or IPv6 and UDP or TCP, made fast with struct."""

import ipaddress
import struct
from typing import NamedTuple

TCP, UDP = 6, 17
ETHERNET_BYTES = 14
TTL = {4: 62, 6: 60}


class Port(NamedTuple):
    """An address as text and a port."""

    address: str
    number: int

    def plus(self, step):
        return Port(self.address, self.number + step)

    def __str__(self):
        form = "[%s]:%d" if ":" in self.address else "%s:%d"
        return form % self


def _sum16(data):
    """The sum of the 16-bit words, not yet folded (RFC 1071)."""
    if len(data) % 2:
        data += b"\0"
    return sum(struct.unpack("!%dH" % (len(data) // 2), data))


def _fold(total):
    while total > 0xffff:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def mac(address):
    """A locally administered address that follows from the IP address."""
    return b"\x02\x00" + ipaddress.ip_address(address).packed[-4:]


class Route:
    """One direction between two hosts; everything but length and ID is
    worked out once."""

    def __init__(self, source, target, dscp=0, proto=UDP):
        self.source, self.target = source, target
        self.dscp, self.proto = dscp, proto
        packed = [ipaddress.ip_address(port.address).packed
                  for port in (source, target)]
        self.version = 4 if len(packed[0]) == 4 else 6
        self.pseudo = _sum16(packed[0] + packed[1]) + proto
        self.link = mac(target.address) + mac(source.address) + (
            b"\x08\x00" if self.version == 4 else b"\x86\xdd")
        self.addresses = packed[0] + packed[1]
        self.ports = struct.pack("!HH", source.number, target.number)
        self.head4 = struct.pack("!BB", 0x45, dscp << 2)
        self.tail4 = struct.pack("!BB", TTL[4], proto)
        self.sum4 = _sum16(self.head4 + b"\x40\x00" + self.tail4 +
                           self.addresses)     # with the flag DF
        self.head6 = struct.pack("!I", 6 << 28 | dscp << 22)

    def network(self, length, ip_id):
        """Everything in front of the transport header."""
        if self.version == 6:
            return self.link + self.head6 + struct.pack(
                "!HBB", length, self.proto, TTL[6]) + self.addresses
        total = 20 + length
        return b"".join((
            self.link, self.head4,
            struct.pack("!HHH", total, ip_id, 0x4000), self.tail4,
            struct.pack("!H", _fold(self.sum4 + total + ip_id)),
            self.addresses))

    def checksum(self, segment):
        return _fold(self.pseudo + len(segment) + _sum16(segment))

    def udp(self, payload, ip_id=0):
        """A frame. IPv4 goes without a UDP checksum, IPv6 must not."""
        length = 8 + len(payload)
        check = 0
        if self.version == 6:
            check = self.checksum(self.ports + struct.pack(
                "!HH", length, 0) + payload) or 0xffff
        return self.network(length, ip_id) + self.ports + struct.pack(
            "!HH", length, check) + payload

    def tcp(self, flags, seq, ack, payload=b"", ip_id=0):
        head = self.ports + struct.pack("!IIBBHHH", seq, ack, 0x50, flags,
                                        64240, 0, 0)
        check = self.checksum(head + payload)
        head = head[:16] + struct.pack("!H", check) + head[18:]
        return self.network(20 + len(payload), ip_id) + head + payload
