# SPDX-License-Identifier: GPL-2.0-or-later
"""Plain Ethernet, IPv4 and UDP as bytes, written fast with struct."""

import socket
import struct
from typing import NamedTuple

ETHERNET = bytes.fromhex("020000000002020000000001")


class Flow(NamedTuple):
    """One direction of a 5-tuple."""

    src: str = "192.0.2.1"
    dst: str = "198.51.100.2"
    sport: int = 20000
    dport: int = 30000

    def back(self):
        return Flow(self.dst, self.src, self.dport, self.sport)

    def to_port(self, dport):
        return self._replace(dport=dport)

    def next_port(self):
        return self._replace(sport=self.sport + 1, dport=self.dport + 1)


def flow_number(number):
    """A flow that shares no address and port with another number's."""
    return Flow("10.%d.%d.1" % (number >> 8, number & 255),
                "172.16.%d.%d" % (number >> 8, number & 255),
                20000 + number * 2, 30000 + number * 2)


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total & 0xffff) + (total >> 16)
    return ~((total & 0xffff) + (total >> 16)) & 0xffff


def udp(flow, payload):
    """UDP without a checksum, which IPv4 allows."""
    return struct.pack("!HHHH", flow.sport, flow.dport, 8 + len(payload),
                       0) + payload


def ip4_header(flow, length_bytes, dscp, ip_id=0, ttl=64, proto=17):
    head = struct.pack("!BBHHHBBH4s4s", 0x45, dscp << 2, length_bytes, ip_id,
                       0, ttl, proto, 0, socket.inet_aton(flow.src),
                       socket.inet_aton(flow.dst))
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:]


def udp4(flow, dscp, payload, ip_id=0):
    """An Ethernet frame with IPv4 and UDP."""
    datagram = udp(flow, payload)
    return (ETHERNET + b"\x08\x00" +
            ip4_header(flow, 20 + len(datagram), dscp, ip_id) + datagram)


def ip4_of(frame):
    """The IPv4 packet of a frame that udp4() made."""
    return frame[14:]
