# SPDX-License-Identifier: GPL-2.0-or-later
"""Traffic that looks nearly like marked RTP, and has to stay as it is."""

import struct

from scapy.layers.inet import IP, TCP
from scapy.packet import Raw

from . import carry
from .capture import Capture
from .plain import AUDIO_DSCP, VIDEO_DSCP
from .rtp import rtp
from .stream import Sender
from .wire import flow_number, udp4

OTHER_CODE_POINTS = (8, 10, 16, 18, 26, 34, 39, 41, 46, 48, 56)


def codepoints_other():
    """Sound RTP at code points that the preferences do not name."""
    capture = Capture("codepoints-other", "RTP at eleven other code points")
    for number, dscp in enumerate(OTHER_CODE_POINTS):
        sender = Sender(capture, flow_number(number), 114, dscp)
        for _ in range(5):
            capture.add(udp4(sender.flow, dscp, sender.packet()))
    return capture


def links_unmarked():
    """Sound RTP at DSCP 0 in IPv6, VLAN and tunnels."""
    capture = Capture("links-unmarked", "RTP at DSCP 0 in many wrappings")
    ways = [carry.ipv4_options, carry.ipv6, carry.ipv6_two_extensions,
            carry.vlan, carry.qinq, carry.gre, carry.ip6_in_ip4,
            carry.erspan]
    for number, way in enumerate(ways):
        sender = Sender(capture, flow_number(number), 114, 0)
        for _ in range(4):
            capture.add(way(sender.flow, 0, sender.packet()))
    return capture


def tunnel_outer_only():
    """Every outer header marked, no inner one."""
    capture = Capture("tunnel-outer-only", "tunnels marked outside alone")
    ways = [carry.gre, carry.ip_in_ip, carry.ip6_in_ip4, carry.ip4_in_ip6,
            carry.erspan]
    for number, way in enumerate(ways):
        sender = Sender(capture, flow_number(number), 114, 0)
        for _ in range(4):
            capture.add(way(sender.flow, 0, sender.packet(),
                            outer_dscp=AUDIO_DSCP))
    return capture


def _owned(name, what, packet, first_port):
    """1000 flows at DSCP 40 and 24, a protocol's port at one end: PACKET(i)
    is the i-th of a flow. Nothing of it becomes RTP."""
    capture = Capture(name, what)
    for number in range(1000):
        flow = flow_number(number % 500)._replace(
            sport=first_port, dport=first_port if number % 2 else 40000)
        dscp = VIDEO_DSCP if number % 3 == 0 else AUDIO_DSCP
        make = packet(capture.random)
        for i in range(3):
            capture.add(udp4(flow if number < 500 else flow.back(), dscp,
                             make(i)), step_us=100)
    return capture


def esp_marked():
    """ESP in UDP (RFC 3948): an SPI that reads as an RTP header's start, a
    number that counts up, ciphertext."""
    def packet(random):
        spi = struct.pack("!BBH", 0x80 | random.randrange(64),
                          random.choice((0, 8, 97, 114, 115, 121, 242)),
                          random.getrandbits(16))
        size = random.choice((60, 61, 76, 160, 170, 172, 200))
        return lambda i: spi + struct.pack("!I", i + 1) + random.randbytes(
            size + 4)
    return _owned("esp-marked", "marked ESP in UDP, 1000 flows", packet, 4500)


def dns_marked():
    """Answers with random identifiers from 0x8000 on, their flags counting
    up: SERVFAIL, NXDOMAIN."""
    def packet(random):
        size = random.choice((60, 61, 76, 160, 170, 172, 200))

        def make(i):
            ident = (0x80 | random.randrange(64)) << 8 | random.choice(
                (0, 8, 97, 114, 115, 121, 242))
            return struct.pack("!HHHHHH", ident, 0x8182 + i, 1, i & 1, 0,
                               random.randrange(2)) + random.randbytes(size)
        return make
    return _owned("dns-marked", "marked DNS, 1000 flows", packet, 53)


def types_rejected():
    """Payload types 35 to 63 are assigned to nobody (RFC 3551 6)."""
    capture = Capture("types-rejected", "version 2 with payload types 35-63")
    for pt in range(35, 64):
        for seq in range(3):
            packet = rtp(pt, seq, 160 * seq, 5000 + pt, bytes(160))
            capture.add(udp4(flow_number(pt), AUDIO_DSCP, packet))
    return capture


def other_version():
    """RTP in every bit but the version (RFC 3550 5.1)."""
    capture = Capture("other-version", "versions 0, 1 and 3 with PT 114")
    for version in (0, 1, 3):
        for seq in range(5):
            packet = bytearray(rtp(114, seq, 320 * seq, 77, bytes(60)))
            packet[0] = version << 6
            capture.add(udp4(flow_number(version), VIDEO_DSCP,
                             bytes(packet)))
    return capture


def tcp_marked():
    """Marked TCP, its payload framed RTP (RFC 4571): not UDP."""
    capture = Capture("tcp-marked", "RTP framed in TCP at DSCP 40")
    flow = flow_number(0)
    sender, seq = Sender(capture, flow, 114, AUDIO_DSCP), 1
    for _ in range(5):
        packet = sender.packet()
        data = struct.pack("!H", len(packet)) + packet
        capture.add(carry.ethernet(
            IP(src=flow.src, dst=flow.dst, tos=AUDIO_DSCP << 2, id=1) /
            TCP(sport=flow.sport, dport=flow.dport, seq=seq, ack=1,
                flags="PA") / Raw(data)))
        seq += len(data)
    return capture


CASES = [codepoints_other, links_unmarked, tunnel_outer_only, types_rejected,
         other_version, tcp_marked, esp_marked, dns_marked]
