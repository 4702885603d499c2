# SPDX-License-Identifier: GPL-2.0-or-later
"""Link layers and tunnels: (flow, dscp, payload) -> one frame, by scapy."""

import struct

from scapy.layers.inet import GRE, IP, UDP, IPOption_RR
from scapy.layers.inet6 import (IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrHopByHop,
                                PadN)
from scapy.layers.l2 import Dot1AD, Dot1Q, Ether
from scapy.packet import Raw

from .wire import ETHERNET, ip4_header, udp

ERSPAN_PROTOCOL = 0x88be
OUTER = dict(src="203.0.113.1", dst="203.0.113.2")
V6 = dict(src="2001:db8::1", dst="2001:db8::2")


def ethernet(next_layer):
    head = Ether(dst="02:00:00:00:00:02", src="02:00:00:00:00:01")
    return bytes(head / next_layer)


def packet4(flow, dscp, payload, **more):
    return (IP(src=flow.src, dst=flow.dst, tos=dscp << 2, id=1, **more) /
            UDP(sport=flow.sport, dport=flow.dport) / Raw(payload))


def datagram(flow, payload):
    return UDP(sport=flow.sport, dport=flow.dport) / Raw(payload)


def packet6(flow, dscp, payload, extensions=()):
    """IPv6 between fixed addresses; the flow gives the ports."""
    packet = IPv6(tc=dscp << 2, hlim=64, **V6)
    for header in extensions:
        packet = packet / header
    return packet / datagram(flow, payload)


def ipv4_options(flow, dscp, payload):
    options = [IPOption_RR(routers=["0.0.0.0"] * 3)]
    return ethernet(packet4(flow, dscp, payload, options=options))


def ipv6(flow, dscp, payload):
    return ethernet(packet6(flow, dscp, payload))


def ipv6_hop_by_hop(flow, dscp, payload):
    header = IPv6ExtHdrHopByHop(options=[PadN(optdata=b"\0" * 4)])
    return ethernet(packet6(flow, dscp, payload, [header]))


def ipv6_two_extensions(flow, dscp, payload):
    headers = [IPv6ExtHdrHopByHop(options=[PadN(optdata=b"\0" * 4)]),
               IPv6ExtHdrDestOpt(options=[PadN(optdata=b"\0" * 12)])]
    return ethernet(packet6(flow, dscp, payload, headers))


def vlan(flow, dscp, payload):
    return ethernet(Dot1Q(vlan=100, prio=5) / packet4(flow, dscp, payload))


def qinq(flow, dscp, payload):
    return ethernet(Dot1AD(vlan=10) / Dot1Q(vlan=100) /
                    packet4(flow, dscp, payload))


def gre(flow, dscp, payload, outer_dscp=0):
    return ethernet(IP(tos=outer_dscp << 2, id=2, **OUTER) / GRE() /
                    packet4(flow, dscp, payload))


def ip_in_ip(flow, dscp, payload, outer_dscp=0):
    return ethernet(IP(tos=outer_dscp << 2, id=2, proto=4, **OUTER) /
                    packet4(flow, dscp, payload))


def ip6_in_ip4(flow, dscp, payload, outer_dscp=0):
    return ethernet(IP(tos=outer_dscp << 2, id=2, proto=41, **OUTER) /
                    packet6(flow, dscp, payload))


def ip4_in_ip6(flow, dscp, payload, outer_dscp=0):
    return ethernet(IPv6(tc=outer_dscp << 2, nh=4, **V6) /
                    packet4(flow, dscp, payload))


def erspan(flow, dscp, payload, outer_dscp=0):
    """ERSPAN type II: GRE with a sequence number, then eight octets."""
    inner = ethernet(packet4(flow, dscp, payload))
    head = struct.pack("!HHI", 0x1000 | 100, 0x0001, 0)
    tunnel = GRE(proto=ERSPAN_PROTOCOL, seqnum_present=1, sequence_number=1)
    return ethernet(IP(tos=outer_dscp << 2, id=2, **OUTER) / tunnel /
                    Raw(head + inner))


def cooked(flow, dscp, payload):
    """LINUX_SLL, what tcpdump wrote for "any" up to libpcap 1.9."""
    head = struct.pack("!HHH8sH", 0, 1, 6, b"\x02\0\0\0\0\x01\0\0", 0x0800)
    return head + bytes(packet4(flow, dscp, payload))


def cooked2(flow, dscp, payload):
    """LINUX_SLL2, what newer tcpdump writes for "any"."""
    head = struct.pack("!HHIHBB8s", 0x0800, 0, 2, 1, 0, 6,
                       b"\x02\0\0\0\0\x01\0\0")
    return head + bytes(packet4(flow, dscp, payload))


def raw_ip(flow, dscp, payload):
    return bytes(packet4(flow, dscp, payload))


def ip4_fragments(flow, dscp, payload, first_bytes, ip_id):
    """Two Ethernet frames with the halves of one IPv4 datagram."""
    whole = udp(flow, payload)
    frames = []
    for offset, part in ((0, whole[:first_bytes]),
                         (first_bytes, whole[first_bytes:])):
        head = bytearray(ip4_header(flow, 20 + len(part), dscp, ip_id))
        more = 0x2000 if offset == 0 else 0
        head[6:8] = struct.pack("!H", more | offset // 8)
        frames.append(ETHERNET + b"\x08\x00" + bytes(IP(bytes(head) + part)))
    return frames


def ip6_fragments(flow, dscp, payload, first_bytes, ident):
    """The same for IPv6, with a fragment header (next header 44)."""
    whole = bytes(packet6(flow, dscp, payload))
    upper = whole[40:]
    frames = []
    for offset, part in ((0, upper[:first_bytes]),
                         (first_bytes, upper[first_bytes:])):
        more = 1 if offset == 0 else 0
        fragment = struct.pack("!BBHI", 17, 0, offset | more, ident)
        head = bytearray(whole[:40])
        head[4:6] = struct.pack("!H", len(fragment) + len(part))
        head[6] = 44
        frames.append(ETHERNET + b"\x86\xdd" + bytes(head) + fragment + part)
    return frames
