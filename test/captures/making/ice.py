# SPDX-License-Identifier: GPL-2.0-or-later
"""What the calls with ICE have in common.

A caller at 10.1.0.5 behind 203.0.113.5, a callee at 10.2.0.6 behind
203.0.113.6, and an Edge server at 198.51.100.10 that relays. c= and m= name
the relay, as Lync does, so that stock Wireshark knows no other endpoint.
"""

import socket
import struct

from . import shapes
from .capture import SAME, STOCK, Capture, expect_rtp, keeps
from .ice_sdp import DRAFT_06, RFC_8839, Candidate, Line, message, sdp
from .stream import Sender
from .wire import ETHERNET, Flow, checksum, udp, udp4

EDGE, PROXY = "198.51.100.10", "192.0.2.200"
SIP = Flow("10.1.0.5", PROXY, 5060, 5060)


def offered(host, public, port):
    """Host, reflexive and relay candidates of one side, RTP and RTCP."""
    out = []
    for component in (1, 2):
        number = port + 4 * (component - 1)
        out += [Candidate(host, number, component=component),
                Candidate(public, number, "srflx", component, base=host),
                Candidate(EDGE, number + 10000, "relay", component,
                          base=public)]
    return tuple(out)


A_OFFERS = offered("10.1.0.5", "203.0.113.5", 50000)
B_OFFERS = offered("10.2.0.6", "203.0.113.6", 50020)
A_LINE = Line((EDGE, 60000), A_OFFERS)
B_LINE = Line((EDGE, 60020), B_OFFERS)
HOSTS = Flow("10.1.0.5", "10.2.0.6", 50000, 50020)
CLOCK_RATES = {"opus": 48000, "x-msrta": 16000, "x-rtvc1": 90000,
               "X-H264UC": 90000}      # others: 8000


def ipv6(flow, dscp, payload):
    datagram = bytearray(udp(flow, payload))
    ends = (socket.inet_pton(socket.AF_INET6, flow.src) +
            socket.inet_pton(socket.AF_INET6, flow.dst))
    pseudo = ends + struct.pack("!II", len(datagram), 17)
    datagram[6:8] = struct.pack("!H", checksum(pseudo + bytes(datagram)))
    return (ETHERNET + b"\x86\xdd" +
            struct.pack("!IHBB", 6 << 28 | dscp << 22, len(datagram), 17, 64) +
            ends + bytes(datagram))


class Scene:
    """A capture of one call."""

    def __init__(self, name, what, grammar=RFC_8839, carry=udp4):
        self.capture = Capture(name, what)
        self.random = self.capture.random
        self.grammar, self.carry = grammar, carry
        self.cseq = 0

    def sip(self, flow, text):
        self.capture.add(udp4(flow, 0, text), SAME)

    def offer(self, lines=(A_LINE,), body=None, **more):
        """INVITE from the caller."""
        self.cseq += 1
        self.sip(SIP, message("", "%d INVITE" % self.cseq,
                              body or sdp(lines, self.grammar), **more))
        return self

    def answer(self, lines=(B_LINE,), grammar=None):
        self.sip(SIP.back(), message("SIP/2.0 200 OK", "%d INVITE" % self.cseq,
                                     sdp(lines, grammar or self.grammar)))
        self.sip(SIP, message("", "%d ACK" % self.cseq))
        return self

    def bye(self, more=""):
        self.sip(SIP, message("", "%d BYE" % (self.cseq + 1), more=more))
        self.sip(SIP.back(), message("SIP/2.0 200 OK",
                                     "%d BYE" % (self.cseq + 1)))
        return self.capture

    def binding(self, flow, kind=shapes.BINDING_REQUEST, transaction=None):
        """RFC 8489, or for draft-06 RFC 3489 without a cookie."""
        packet = shapes.stun(self.random, kind)
        transaction = transaction or packet[4:20]
        if self.grammar == DRAFT_06:
            user = b"user%028d" % 0
            packet = (struct.pack("!HH", kind, 4 + len(user)) + transaction +
                      shapes.attribute(0x0006, user))
        else:
            packet = shapes.stun_with_id(packet, transaction)
        self.capture.add(self.carry(flow, 0, packet),
                         SAME if self.grammar == DRAFT_06 else keeps("stun"))
        return transaction

    def check(self, *flows):
        """A connectivity check on each flow, answered."""
        for flow in flows:
            transaction = self.binding(flow)
            self.binding(flow.back(), shapes.BINDING_SUCCESS, transaction)
        return self

    def check_both(self, flow=HOSTS):
        return self.check(flow, flow.back())

    def stream(self, flow, pt=114, codec="opus", media="audio", count=6,
               dscp=0, first="rtp", sender=None, payload=None):
        """RTP that SDP names; returns its sender."""
        sender = sender or Sender(self.capture, flow, pt, dscp,
                                  carry=self.carry)
        sender.clock_rate_hz = CLOCK_RATES.get(codec, 8000)
        for _ in range(count):
            sender.send(payload=payload, expected=expect_rtp(
                "rtp" if sender.sent else first, stream=sender.label,
                media=media, codec=codec, dscp=dscp))
        return sender

    def talk(self, flow=HOSTS, **more):
        """RTP both ways."""
        self.stream(flow, **more)
        self.stream(flow.back(), **more)
        return self

    def noise(self, flow, packets, expected=STOCK):
        """What has to stay as stock shows it."""
        for packet in packets:
            self.capture.add(self.carry(flow, 0, packet), expected)
        return self
