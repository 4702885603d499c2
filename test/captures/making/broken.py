# SPDX-License-Identifier: GPL-2.0-or-later
"""Bad input: frames that are cut, too short, or claim more than they hold."""

import struct

from . import carry
from .capture import FREE, Capture
from .plain import AUDIO_DSCP, VIDEO_DSCP
from .rtp import rtp, sender_report
from .payload_types import AUDIO, VIDEO
from .shapes import ms_multiplex, turn_indication
from .stream import Sender
from .wire import Flow, flow_number, udp4

RTP_HEADER_END = 14 + 20 + 8 + 12       # Ethernet, IPv4, UDP, RTP
AFTERWARDS = Flow("192.0.2.77", "198.51.100.77", 41000, 43000)


def good_stream_after(capture):
    """The rest of the capture must still be analysed."""
    Sender(capture, AFTERWARDS, 114, AUDIO_DSCP).send(5)
    return capture


def cut(frame, length):
    return dict(frame=frame[:length], wire_length=len(frame))


def snap_known():
    """Packets of a known stream, cut at every snap length."""
    capture = Capture("snap-known", "a stream, then snap lengths 14 to 80")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    for snap in range(14, 81):
        frame = udp4(sender.flow, AUDIO_DSCP, sender.packet())
        capture.add(expected=FREE, **cut(frame, snap))
    return good_stream_after(capture)


def snap_alone():
    """Every packet of the capture is cut; one flow for each snap length."""
    capture = Capture("snap-alone", "flows cut at 14 to 80 from the start")
    for snap in range(14, 81):
        sender = Sender(capture, flow_number(snap), 114, AUDIO_DSCP)
        for _ in range(3):
            frame = udp4(sender.flow, AUDIO_DSCP, sender.packet())
            capture.add(expected=FREE if snap >= RTP_HEADER_END else None,
                        **cut(frame, snap))
    return good_stream_after(capture)


def snap_types():
    """Every payload type and extension, cut within and after the header."""
    capture = Capture("snap-types", "all payload types cut at 54 to 80")
    rows = AUDIO + VIDEO
    for number, row in enumerate(rows):
        dscp = VIDEO_DSCP if row in VIDEO else AUDIO_DSCP
        sender = Sender(capture, flow_number(number), row.pt, dscp)
        for snap in range(RTP_HEADER_END, 81, 2):
            frame = udp4(sender.flow, dscp, sender.packet(bytes(80)))
            capture.add(expected=FREE, **cut(frame, snap))
    return capture


def snap_extension():
    capture = Capture("snap-extension", "header extension and CSRCs cut off")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    for snap in range(RTP_HEADER_END, 100):
        packet = sender.packet(csrcs=(1, 2, 3), extension=bytes(20))
        capture.add(expected=FREE, **cut(
            udp4(sender.flow, AUDIO_DSCP, packet), snap))
    return good_stream_after(capture)


def snap_stream():
    """A whole capture with a snap length of 68: all headers are complete."""
    capture = Capture("snap-stream", "DSCP 40 and 24 streams, snap length 68")
    for number, (pt, dscp) in enumerate(((114, 40), (121, 24))):
        sender = Sender(capture, flow_number(number), pt, dscp)
        for index in range(5):
            frame = udp4(sender.flow, dscp, sender.packet())
            capture.add(expected=sender.expected(
                "rtp" if index else "rtp_soon", dscp), **cut(frame, 68))
    return capture


def snap_relay():
    """TURN and tunnels cut anywhere."""
    capture = Capture("snap-relay", "TURN and GRE frames cut at 14 to 150")
    sender = Sender(capture, flow_number(0).to_port(3478), 114, AUDIO_DSCP)
    wraps = [lambda p: turn_indication(capture.random, p), ms_multiplex]
    for snap in range(14, 151, 2):
        for wrap in wraps:
            frame = udp4(sender.flow, AUDIO_DSCP, wrap(sender.packet()))
            capture.add(expected=FREE, **cut(frame, snap))
        frame = carry.gre(sender.flow, AUDIO_DSCP, sender.packet())
        capture.add(expected=FREE, **cut(frame, snap))
    return capture


def tiny_payload():
    """UDP payloads of 0 to 11 octets cannot be RTP (RFC 3550 5.1)."""
    capture = Capture("tiny-payload", "0 to 11 octets, known flow and not")
    known = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    head = rtp(114, 1, 2, known.ssrc, b"")
    for length in range(12):
        capture.add(udp4(flow_number(1 + length), AUDIO_DSCP, head[:length]))
        capture.add(udp4(known.flow, AUDIO_DSCP, head[:length]))
    for length in range(12):
        capture.add(udp4(known.flow, AUDIO_DSCP,
                         sender_report(1)[:length]), FREE)
    known.send(2)
    return good_stream_after(capture)


def with_first(first, rest=b"", body=bytes(40), count=4):
    """RTP packets that differ from good ones in the first octet."""
    packets = []
    for number in range(count):
        head = bytearray(rtp(114, 100 + number, 320 * number, 77, b""))
        head[0] = first
        packets.append(bytes(head) + rest + body)
    return packets


def beyond_packet():
    """CSRC count, extension length, padding that the packet cannot hold."""
    capture = Capture("beyond-packet", "lengths beyond the packet")
    bad = []
    for csrcs in range(11, 16):
        bad.append(with_first(0x80 | csrcs))            # 40 octets: 10 fit
    bad.append(with_first(0x90, b"\xbe\xde\xff\xff"))
    bad.append(with_first(0x90, b"\xbe\xde\x00\x0b"))   # 44 of 40 octets
    bad.append(with_first(0x90, b"\xbe\xde", b""))      # head cut in two
    for padding in (0, 41, 200, 255):
        bad.append(with_first(0xa0, body=bytes(39) + bytes([padding])))
    for number, packets in enumerate(bad):
        for packet in packets:
            capture.add(udp4(flow_number(number), AUDIO_DSCP, packet))
    known = Sender(capture, flow_number(100), 114, AUDIO_DSCP).send(3)
    for packets in bad:
        capture.add(udp4(known.flow, AUDIO_DSCP, packets[0]), FREE)
    known.send(3)
    return good_stream_after(capture)


def at_the_limit():
    """The same lengths where they just fit: these are RTP."""
    capture = Capture("at-the-limit", "lengths that just fit")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    sender.send(1, payload=b"", csrcs=range(15))
    sender.send(1, payload=b"", extension=bytes(4 * 30))
    sender.send(1, payload=b"", padding=200).send(1, padding=255)
    return sender.send(1, payload=b"\x01").capture


def ip_length_zero():
    """IPv4 total length 0: segmentation offload on the capturing host."""
    capture = Capture("ip-length-zero", "IP total length 0, then too long")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP)
    for value in (0, 0, 0, 19, 27, 28, 39, 65535):
        frame = bytearray(udp4(sender.flow, AUDIO_DSCP, sender.packet()))
        frame[16:18] = struct.pack("!H", value)
        capture.add(bytes(frame), FREE)
    for value in (0, 7, 8, 11, 65535):
        frame = bytearray(udp4(sender.flow, AUDIO_DSCP, sender.packet()))
        frame[38:40] = struct.pack("!H", value)
        capture.add(bytes(frame), FREE)
    return good_stream_after(capture)


def flipped_bits():
    """RTP frames with random bits flipped anywhere after the Ethernet
    header."""
    capture = Capture("flipped-bits", "2000 RTP frames with damaged octets")
    senders = [Sender(capture, flow_number(number), pt, dscp)
               for number, (pt, dscp) in enumerate(
                   [(114, 40), (97, 40), (101, 40), (121, 24), (122, 24)])]
    for number in range(2000):
        sender = senders[number % 5]
        frame = bytearray(udp4(sender.flow, sender.dscp, sender.packet()))
        for _ in range(capture.random.randrange(1, 4)):
            where = capture.random.randrange(14, min(len(frame), 70))
            frame[where] ^= 1 << capture.random.randrange(8)
        capture.add(bytes(frame), FREE, step_us=1000)
    return good_stream_after(capture)


CASES = [snap_known, snap_alone, snap_types, snap_extension, snap_stream,
         snap_relay, tiny_payload, beyond_packet, at_the_limit,
         ip_length_zero, flipped_bits]
