# SPDX-License-Identifier: GPL-2.0-or-later
"""TURN over TCP: as RFC 8656 has it, and behind Microsoft's pseudo-TLS
([MS-TURN] 2.1), with and without the lengths of RFC 4571; and what is not."""

import struct

from . import shapes
from .capture import FREE, RTCP, SAME, STOCK, Capture, keeps
from .rtp import rtp, sender_report
from .sip_carry import PROTO_TCP, PSH_ACK
from .stream import Sender
from .turn import noise
from .wire import ETHERNET, Flow, ip4_header

ALLOCATE, ALLOCATE_RESPONSE = 0x0003, 0x0103
LIFETIME, XOR_RELAYED = 0x000d, 0x0016
CONTROL, END_TO_END = 2, 3
EXPEDITED = 46
CUT = 333               # octets of a segment
RELAYED = struct.pack("!BBHI", 0, 1, 50012 ^ shapes.MAGIC_COOKIE >> 16,
                      0xcb007107 ^ shapes.MAGIC_COOKIE)


class Connection:
    """One TCP connection, its segments in order."""

    def __init__(self, capture, port, dscp=0):
        self.capture, self.dscp = capture, dscp
        self.flow = Flow("192.0.2.1", "203.0.113.7", 50010, port)
        self.sent = {self.flow: 1000, self.flow.back(): 5000}

    def segment(self, flow, payload):
        head = struct.pack("!HHIIBBHHH", flow.sport, flow.dport,
                           self.sent[flow], self.sent[flow.back()], 5 << 4,
                           PSH_ACK, 65535, 0, 0)
        self.sent[flow] += len(payload)
        return (ETHERNET + b"\x08\x00" + ip4_header(
            flow, 40 + len(payload), self.dscp, proto=PROTO_TCP) + head +
                payload)

    def say(self, flow, payload, expected=SAME):
        self.capture.add(self.segment(flow, payload), expected)


def client_hello(random):
    """[MS-TURN] 2.1.1.1."""
    return (bytes.fromhex("160301002d010000290301") + random.randbytes(32) +
            bytes.fromhex("00000200180100"))


def server_hello(random):
    """[MS-TURN] 2.1.1.2: ServerHello and ServerHelloDone in one record."""
    return (bytes.fromhex("160301004e020000460301") + random.randbytes(32) +
            b"\x20" + random.randbytes(32) + bytes.fromhex("0018000e000000"))


def real_server_hello(random):
    """TLS 1.2: a suite that is in use, then a certificate."""
    hello = (bytes.fromhex("020000460303") + random.randbytes(32) + b"\x20" +
             random.randbytes(32) + bytes.fromhex("c02f00"))
    certificate = b"\x0b\0\x03\x06\0\x03\x03\0\x03\0" + random.randbytes(768)
    body = hello + certificate[:4 + 0x306]
    return b"\x16\x03\x03" + struct.pack("!H", len(body)) + body


def application_data(random, length_bytes=200):
    return (b"\x17\x03\x03" + struct.pack("!H", length_bytes) +
            random.randbytes(length_bytes))


def frame(kind, inner):
    """[MS-TURN] 2.1.4."""
    return struct.pack("!BBH", kind, 0, len(inner)) + inner


def allocate(random, kind=ALLOCATE):
    """[MS-TURN]: MAGIC-COOKIE and LIFETIME; in a frame."""
    body = shapes.MS_MAGIC_COOKIE + struct.pack("!HHI", LIFETIME, 4, 600)
    if kind == ALLOCATE_RESPONSE:
        body += struct.pack("!HHBBHI", 1, 8, 0, 1, 50012, 0xcb007107)
    return frame(CONTROL, struct.pack("!HH", kind, len(body)) +
                 random.randbytes(16) + body)


def plain_allocate(random, kind=ALLOCATE):
    body = shapes.attribute(LIFETIME, struct.pack("!I", 600))
    if kind == ALLOCATE_RESPONSE:
        body += shapes.attribute(XOR_RELAYED, RELAYED)
    return shapes.stun(random, kind, body)


def with_length(packet):
    """RFC 4571 2."""
    return struct.pack("!H", len(packet)) + packet


def channel_data(inner):
    """RFC 8656 12.5: over TCP padded to whole words."""
    return shapes.channel_data(inner) + bytes(-len(inner) % 4)


def talk(connection, wrap, expected=RTCP):
    """RTP both ways, and RTCP."""
    flow = connection.flow
    for way in (flow, flow.back()):
        sender = Sender(
            connection.capture, way, 0, connection.dscp,
            carry=lambda to, _dscp, packet: connection.segment(
                to, wrap(packet)))
        sender.send(2, expected=FREE).send(8)
        connection.say(way, wrap(sender_report(sender.ssrc)), expected)
        sender.send(2)


def plain(name, what, port, dscp=0):
    def build():
        capture = Capture(name, what)
        connection = Connection(capture, port, dscp)
        flow = connection.flow
        connection.say(flow, plain_allocate(capture.random))
        connection.say(flow.back(), plain_allocate(
            capture.random, ALLOCATE_RESPONSE), keeps("stun"))
        talk(connection, channel_data)
        return capture
    return name, build


def greet(connection):
    """The hellos of pseudo-TLS, as stock shows them, and an allocation."""
    flow, random = connection.flow, connection.capture.random
    connection.say(flow, client_hello(random))
    connection.say(flow.back(), server_hello(random))
    connection.say(flow, allocate(random), keeps("classicstun"))
    connection.say(flow.back(), allocate(random, ALLOCATE_RESPONSE),
                   keeps("classicstun"))


def framed(name, what, port, wrap, dscp=0, late=False):
    """late: the capture begins after the hellos."""
    def build():
        capture = Capture(name, what)
        connection = Connection(capture, port, dscp)
        if late:
            connection.say(connection.flow, allocate(capture.random))
        else:
            greet(connection)
        talk(connection, wrap)
        return capture
    return name, build


def end_to_end(packet):
    return frame(END_TO_END, packet)


def end_to_end_with_length(packet):
    return frame(END_TO_END, with_length(packet))


def spread(packet):
    """A packet behind its length in three frames, as libnice sends it."""
    octets = with_length(packet)
    return b"".join(frame(END_TO_END, octets[at:at + 40])
                    for at in range(0, len(octets), 40))


class Fixed:
    """The randomness of what is the same in each message."""

    @staticmethod
    def randbytes(count):
        return bytes(range(1, count + 1))


def send_request(packet):
    return frame(CONTROL, shapes.ms_turn(Fixed, packet))


def data_with_length(packet):
    return frame(CONTROL, shapes.ms_turn(Fixed, with_length(packet),
                                         shapes.MS_DATA_INDICATION))


def cut_up(name, what, wrap):
    """Frames over segments of 333 octets, several in one."""
    capture = Capture(name, what + " cut every 333 octets, port 443")
    connection = Connection(capture, 443)
    greet(connection)
    flow = connection.flow
    sender = Sender(capture, flow, 0, 0)
    whole = b"".join(wrap(sender.packet(bytes(160)))
                     for _ in range(40))
    capture.notes["packets"] = 40
    for at in range(0, len(whole), CUT):
        connection.say(flow, whole[at:at + CUT], FREE)
    return capture


def not_media():
    """Behind the hellos: checks of ICE, DTLS, noise, and what is no frame."""
    capture = Capture("turn-tcp-no-media", "frames of pseudo-TLS without RTP")
    connection = Connection(capture, 443)
    greet(connection)
    random, flow = capture.random, connection.flow
    connection.say(flow, end_to_end(shapes.stun(random)), keeps("stun"))
    for inner in [shapes.dtls(random)] * 5 + noise(random):
        connection.say(flow, end_to_end(inner), keeps("data"))
    connection.say(flow, b"\x80\x00" + random.randbytes(300), keeps("data"))
    return capture


def trap(name, what, segments, port=443):
    """segments(random): what one connection carries; as stock shows it."""
    def build():
        capture = Capture(name, what)
        connection = Connection(capture, port)
        for number, segment in enumerate(segments(capture.random)):
            way = connection.flow.back() if number % 2 else connection.flow
            connection.say(way, segment, STOCK)
        return capture
    return name, build


def real_tls(random):
    return [client_hello(random), real_server_hello(random)] + [
        application_data(random) for _ in range(10)]


def almost_hello(random):
    """The same octets but for the suite; then what looks like frames."""
    hello = server_hello(random)
    return [client_hello(random), hello[:77] + b"\x2f" + hello[78:]] + [
        end_to_end(rtp(0, n, 160 * n, 7, bytes(160))) for n in range(10)]


def tls_after_stun(random):
    """As some applications do to find out what a proxy lets through."""
    return [shapes.stun(random)] + real_tls(random)


def near_frames(random):
    """Type and length fit, but MAGIC-COOKIE is another number."""
    out = []
    for _ in range(10):
        octets = bytearray(allocate(random))
        octets[31] ^= 1
        out.append(bytes(octets))
    return out


CASES = [
    plain("turn-tcp-443", "TURN over TCP, port 443", 443),
    plain("turn-tcp-3478", "TURN over TCP, port 3478, DSCP 46", 3478,
          EXPEDITED),
    plain("turn-tcp-port", "TURN over TCP, port 5443", 5443),
    framed("turn-tls-443", "pseudo-TLS, RTP as it is, port 443", 443,
           end_to_end),
    framed("turn-tls-length", "pseudo-TLS, RTP behind its length, port 443, "
           "DSCP 46", 443, end_to_end_with_length, EXPEDITED),
    framed("turn-tls-port", "pseudo-TLS, port 5443", 5443,
           end_to_end_with_length),
    framed("turn-tls-send", "pseudo-TLS, RTP in Send requests, port 443", 443,
           send_request),
    framed("turn-tls-data", "pseudo-TLS, RTP behind its length in Data "
           "indications, port 50443", 50443, data_with_length),
    framed("turn-tls-late", "pseudo-TLS without its hello, port 443", 443,
           end_to_end, late=True),
    framed("turn-tls-late-port", "pseudo-TLS without its hello, port 5443",
           5443, end_to_end_with_length, late=True),
    framed("turn-tls-spread", "pseudo-TLS, each packet in several frames, "
           "port 443", 443, spread),
    ("turn-tcp-cut", lambda: cut_up("turn-tcp-cut", "frames of pseudo-TLS",
                                    end_to_end_with_length)),
    ("turn-tcp-spread", lambda: cut_up(
        "turn-tcp-spread", "packets in several frames of pseudo-TLS", spread)),
    ("turn-tcp-no-media", not_media),
    trap("turn-real-tls", "TLS whose client says what pseudo-TLS does",
         real_tls),
    trap("turn-almost-hello", "a hello with another suite, then frames",
         almost_hello),
    trap("turn-tls-after-stun", "STUN, then TLS, port 443", tls_after_stun),
    trap("turn-near-frames", "control frames with a wrong cookie",
         near_frames, 5443),
]
