# SPDX-License-Identifier: GPL-2.0-or-later
"""SIP over each transport: messages in, Ethernet frames out."""

import base64
import hashlib
import struct
import zlib

from .carry import ip4_fragments
from .capture import Capture
from .wire import ETHERNET, ip4_header, udp4

PROTO_TCP, PROTO_SCTP = 6, 132
PSH_ACK = 0x18
CHUNK_DATA, WHOLE_MESSAGE = 0, 3        # RFC 9260 3.3.1
TEXT_FRAME, FINAL, MASKED = 1, 0x80, 0x80   # RFC 6455 5.2
MEDIA_PORT = 40000
MASK = b"\x5a\xc3\x0f\x99"
UPGRADE_KEY = base64.b64encode(b"sixteen octets!!")
WEBSOCKET_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Udp:
    """One datagram a message."""

    def frames(self, flow, text):
        return [udp4(flow, 0, text)]


class Fragments:
    """One datagram a message, in two IPv4 fragments."""

    def __init__(self):
        self.ip_id = 0

    def frames(self, flow, text):
        self.ip_id += 1
        return ip4_fragments(flow, 0, text, 64, self.ip_id)


class Tcp:
    """Segments of one message each, or of parts of it.

    reach: how each message is cut, as offsets in it.
    """

    def __init__(self, cuts=()):
        self.cuts = cuts
        self.sent = {}

    def segment(self, flow, payload):
        seq = self.sent.get(flow, 1)
        ack = self.sent.get(flow.back(), 1)
        self.sent[flow] = seq + len(payload) & 0xffffffff
        head = struct.pack("!HHIIBBHHH", flow.sport, flow.dport, seq, ack,
                           5 << 4, PSH_ACK, 65535, 0, 0)
        whole = head + payload
        return (ETHERNET + b"\x08\x00" +
                ip4_header(flow, 20 + len(whole), 0, proto=PROTO_TCP) + whole)

    def frames(self, flow, text):
        ends = [cut for cut in self.cuts if cut < len(text)] + [len(text)]
        return [self.segment(flow, text[start:end])
                for start, end in zip([0] + ends, ends)]


class Sctp:
    """One DATA chunk a message; the checksum is not computed."""

    def __init__(self):
        self.tsn = {}

    def frames(self, flow, text):
        tsn = self.tsn[flow] = self.tsn.get(flow, 0) + 1
        chunk = struct.pack("!BBHIHHI", CHUNK_DATA, WHOLE_MESSAGE,
                            16 + len(text), tsn, 0, tsn - 1 & 0xffff, 0)
        tag = zlib.crc32(repr(flow).encode())
        whole = (struct.pack("!HHII", flow.sport, flow.dport, tag, 0) +
                 chunk + text + bytes(-len(text) % 4))
        return [ETHERNET + b"\x08\x00" + ip4_header(
            flow, 20 + len(whole), 0, proto=PROTO_SCTP) + whole]


class WebSocket(Tcp):
    """RFC 7118: SIP in text frames; who sends first is the client."""

    def __init__(self):
        super().__init__()
        self.clients = {}

    def _open(self, flow):
        self.clients[frozenset((flow, flow.back()))] = flow
        accept = base64.b64encode(hashlib.sha1(
            UPGRADE_KEY + WEBSOCKET_GUID).digest())
        yield self.segment(flow, (
            b"GET / HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Key: " + UPGRADE_KEY +
            b"\r\nSec-WebSocket-Protocol: sip\r\n"
            b"Sec-WebSocket-Version: 13\r\n\r\n"))
        yield self.segment(flow.back(), (
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept +
            b"\r\nSec-WebSocket-Protocol: sip\r\n\r\n"))

    def frames(self, flow, text):
        out = []
        pair = frozenset((flow, flow.back()))
        if pair not in self.clients:
            out += self._open(flow)
        if self.clients[pair] == flow:
            text = bytes(octet ^ MASK[i % 4] for i, octet in enumerate(text))
            head = struct.pack("!BBH", FINAL | TEXT_FRAME, MASKED | 126,
                               len(text)) + MASK
        else:
            head = struct.pack("!BBH", FINAL | TEXT_FRAME, 126, len(text))
        return out + [self.segment(flow, head + text)]


def write(name, messages, carrier, path, change=lambda flow: flow):
    """Writes (time_us, flow, text) messages; returns the number of the frame
    that ends each of them. Without text it is a packet that is no SIP."""
    capture = Capture(name, name)
    numbers = []
    start_us = capture.clock_us
    for time_us, flow, text in messages:
        frames = (carrier.frames(change(flow), text) if text else
                  [udp4(flow.to_port(MEDIA_PORT), 0, bytes(60))])
        for frame in frames:
            capture.add(frame, step_us=start_us + time_us - capture.clock_us)
        numbers.append(len(capture.frames))
    path.write_bytes(capture.pcap())
    return numbers
