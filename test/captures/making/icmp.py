# SPDX-License-Identifier: GPL-2.0-or-later
"""RTP quoted in ICMP errors: not traffic, so not a stream (RFC 792)."""

import struct

from scapy.layers.inet6 import ICMPv6DestUnreach, IPv6
from scapy.packet import Raw

from . import carry
from .capture import QUOTED, Capture
from .plain import AUDIO_DSCP
from .stream import Sender
from .wire import ETHERNET, checksum, flow_number, ip4_header, ip4_of, udp4

ETHERNET_IP_UDP_BYTES = 14 + 20 + 8


def unreachable(flow, quoted_frame, dscp=0):
    """ICMP port unreachable from the receiver, with the whole datagram."""
    body = struct.pack("!BBHI", 3, 3, 0, 0) + ip4_of(quoted_frame)
    body = body[:2] + struct.pack("!H", checksum(body)) + body[4:]
    back = flow.back()
    return (ETHERNET + b"\x08\x00" +
            ip4_header(back, 20 + len(body), dscp, proto=1) + body)


def icmp_alone():
    """Only the errors are in the capture: nothing becomes RTP."""
    capture = Capture("icmp-alone", "ICMP errors that quote marked RTP")
    for number in range(3):
        sender = Sender(capture, flow_number(number), 114, AUDIO_DSCP)
        for _ in range(4):
            quoted = udp4(sender.flow, AUDIO_DSCP, sender.packet())
            capture.add(unreachable(sender.flow, quoted, AUDIO_DSCP))
    return capture


def icmp_and_stream():
    capture = Capture("icmp-and-stream", "a stream and errors that quote it")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    for _ in range(4):
        packet = sender.packet()
        frame = udp4(sender.flow, AUDIO_DSCP, packet)
        capture.add(frame, sender.expected("rtp", AUDIO_DSCP))
        capture.add(unreachable(sender.flow, frame, AUDIO_DSCP), QUOTED)
    capture.notes["stream_packets"] = 7
    return capture


def icmp_short():
    """Errors that quote no more of RTP than 0 to 16 octets (RFC 792: 8 octets
    of the datagram, which is the UDP header), each in a stream of its own."""
    capture = Capture("icmp-short", "streams and errors that quote their "
                      "beginning")
    for octets in range(17):
        sender = Sender(capture, flow_number(octets), 114, AUDIO_DSCP).send(3)
        frame = udp4(sender.flow, AUDIO_DSCP, sender.packet())
        quoted = frame[:ETHERNET_IP_UDP_BYTES + octets]
        capture.add(unreachable(sender.flow, quoted), QUOTED)
        sender.send(1)
    return capture


def icmp6_alone():
    capture = Capture("icmp6-alone", "ICMPv6 errors that quote marked RTP")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP)
    for _ in range(4):
        quoted = carry.packet6(sender.flow, AUDIO_DSCP, sender.packet())
        error = (IPv6(src=carry.V6["dst"], dst=carry.V6["src"],
                      tc=AUDIO_DSCP << 2) /
                 ICMPv6DestUnreach(code=4) / Raw(bytes(quoted)))
        capture.add(carry.ethernet(error))
    return capture


CASES = [icmp_alone, icmp_and_stream, icmp_short, icmp6_alone]
