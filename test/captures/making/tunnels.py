# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the code point sits: link layers, IP headers, tunnels, fragments."""

from . import carry
from .capture import (COOKED2_LINK, COOKED_LINK, ETHERNET_LINK, FREE,
                      RAW_LINK, Capture)
from .plain import AUDIO_DSCP, VIDEO_DSCP
from .stream import Sender
from .wire import flow_number


def one_stream(name, what, how, link=ETHERNET_LINK):
    """Audio and video streams in the same wrapping."""
    def build():
        capture = Capture(name, what, link)
        Sender(capture, flow_number(0), 114, AUDIO_DSCP, carry=how).send(5)
        Sender(capture, flow_number(1), 121, VIDEO_DSCP, carry=how).send(5)
        return capture
    return name, build


def tunnel(name, what, how):
    """Inner header marked: media. Outer marked alone: not media."""
    def build():
        capture = Capture(name, what)
        Sender(capture, flow_number(0), 114, AUDIO_DSCP, carry=how).send(5)
        hidden = Sender(capture, flow_number(1), 114, 0)
        for _ in range(5):
            capture.add(how(hidden.flow, 0, hidden.packet(),
                            outer_dscp=AUDIO_DSCP))
        Sender(capture, flow_number(2), 114, AUDIO_DSCP,
               carry=lambda flow, dscp, payload: how(
                   flow, dscp, payload, outer_dscp=46)).send(5)
        return capture
    return name, build


def fragments(name, what, split):
    """The datagram becomes RTP in the frame that completes it."""
    def build():
        capture = Capture(name, what)
        sender = Sender(capture, flow_number(0), 121, VIDEO_DSCP)
        for number in range(5):
            packet = sender.packet(bytes([0x55]) * 1000)
            first, last = split(sender.flow, VIDEO_DSCP, packet, 512,
                                7000 + number)
            capture.add(first, FREE)
            capture.add(last, sender.expected("rtp" if number else "rtp_soon",
                                              VIDEO_DSCP), step_us=100)
        return capture
    return name, build


CASES = [
    one_stream("link-ipv4-options", "IPv4 with options", carry.ipv4_options),
    one_stream("link-ipv6", "IPv6", carry.ipv6),
    one_stream("link-ipv6-hop-by-hop", "IPv6 with hop-by-hop options",
               carry.ipv6_hop_by_hop),
    one_stream("link-ipv6-extensions",
               "IPv6 with hop-by-hop and destination options",
               carry.ipv6_two_extensions),
    one_stream("link-vlan", "one VLAN tag", carry.vlan),
    one_stream("link-qinq", "two VLAN tags", carry.qinq),
    one_stream("link-any", "capture on any, LINUX_SLL", carry.cooked,
               COOKED_LINK),
    one_stream("link-any2", "capture on any, LINUX_SLL2", carry.cooked2,
               COOKED2_LINK),
    one_stream("link-raw", "raw IP without a link layer", carry.raw_ip,
               RAW_LINK),
    tunnel("tunnel-gre", "GRE", carry.gre),
    tunnel("tunnel-ipip", "IPv4 in IPv4", carry.ip_in_ip),
    tunnel("tunnel-6in4", "IPv6 in IPv4", carry.ip6_in_ip4),
    tunnel("tunnel-4in6", "IPv4 in IPv6", carry.ip4_in_ip6),
    tunnel("tunnel-erspan", "ERSPAN type II", carry.erspan),
    fragments("fragments-ipv4", "each packet in two IPv4 fragments",
              carry.ip4_fragments),
    fragments("fragments-ipv6", "each packet in two IPv6 fragments",
              carry.ip6_fragments),
]
