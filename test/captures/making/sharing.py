# SPDX-License-Identifier: GPL-2.0-or-later
"""What shares a port with marked RTP, or its mark, and is not RTP."""

from . import shapes
from .capture import RTCP, STOCK, Capture, keeps
from .plain import AUDIO_DSCP, VIDEO_DSCP
from .rtp import (RTCP_RTPFB, feedback, receiver_report, rtp, sender_report,
                  srtcp)
from .stream import Sender
from .wire import Flow, flow_number, udp4


def others(random):
    """One packet of each neighbour, with the dissector it belongs to."""
    return [
        ("stun", shapes.stun(random)),
        ("stun", shapes.stun(random, shapes.BINDING_SUCCESS)),
        ("dtls", shapes.dtls_client_hello(random)),
        ("dtls", shapes.dtls(random)),
        ("zrtp", shapes.zrtp(random)),
        ("stun", shapes.channel_data(b"\x16\xfe\xfd" + bytes(30))),
    ]


def mixed(name, what, dscp, other_dscp, others_first):
    """Marked RTP and its neighbours on one 5-tuple, both directions."""
    def build():
        capture = Capture(name, what)
        pt = 114 if dscp == AUDIO_DSCP else 121
        sender = Sender(capture, flow_number(0), pt, dscp)
        back = sender.reply()
        if not others_first:
            sender.send(2)
        for _ in range(3):
            for proto, packet in others(capture.random):
                capture.add(udp4(sender.flow, other_dscp, packet),
                            keeps(proto))
                sender.send(1)
                capture.add(udp4(back.flow, other_dscp, packet),
                            keeps(proto))
                back.send(1, kind="rtp" if back.sent or sender.sent > 2
                          else "rtp_soon")
        return capture
    return name, build


def mixed_once():
    """Each neighbour in a stream of its own, which had only RTP before."""
    capture = Capture("mixed-once", "one other packet in the middle of marked "
                      "RTP")
    packets = [(packet, keeps(proto)) for proto, packet in
               others(capture.random) + [("rtcp", sender_report(5))]]
    packets.append((b"hello world" * 4, STOCK))
    for number, (packet, expected) in enumerate(packets):
        sender = Sender(capture, flow_number(number), 114, AUDIO_DSCP).send(3)
        capture.add(udp4(sender.flow, 0, packet), expected)
        sender.send(3)
    return capture


def rtcp_mixed():
    """RTCP on the RTP port (RFC 5761), marked and not."""
    capture = Capture("rtcp-mux", "RTP and RTCP on one port")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    ssrc = sender.ssrc
    packets = [sender_report(ssrc), receiver_report(ssrc),
               feedback(ssrc, 7), feedback(ssrc, 7, RTCP_RTPFB)]
    for dscp in (AUDIO_DSCP, 0):
        for packet in packets:
            capture.add(udp4(sender.flow, dscp, packet), RTCP)
            capture.add(udp4(sender.flow.back(), dscp, packet), RTCP)
            sender.send(1)
    return capture


def rtcp_next_port():
    """RTCP on a port of its own, beside marked RTP."""
    capture = Capture("rtcp-next-port", "RTCP on RTP's port plus one")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    beside = sender.flow.next_port()
    for dscp in (AUDIO_DSCP, 0):
        for packet in (sender_report(sender.ssrc),
                       receiver_report(sender.ssrc)):
            capture.add(udp4(beside, dscp, packet), RTCP)
            sender.send(1)
    return capture


def rtcp_first():
    """RTCP before any RTP: marked, and on RTP's own port."""
    capture = Capture("rtcp-first", "marked RTCP, then RTP on the same port")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP)
    for _ in range(3):
        capture.add(udp4(sender.flow, AUDIO_DSCP,
                         sender_report(sender.ssrc)), keeps("rtcp"))
    sender.send(5)
    return capture


TRAILERS = [(tag, mki) for tag in (4, 10) for mki in (0, 1)]


def srtcp_mux():
    """Stock does not know SRTCP when a trailer makes its length odd."""
    capture = Capture("srtcp-mux", "SRTCP, tags of 4 and 10 octets, MKI of "
                      "0 and 1, on RTP's port")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    for tag_bytes, mki_bytes in TRAILERS * 2:
        packet = srtcp(sender.ssrc, capture.random, tag_bytes, mki_bytes)
        capture.add(udp4(sender.flow, AUDIO_DSCP, packet), RTCP)
        sender.send(1)
    return capture


def srtcp_next_port():
    capture = Capture("srtcp-next-port", "the same on RTP's port plus one")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    for tag_bytes, mki_bytes in TRAILERS * 2:
        packet = srtcp(sender.ssrc, capture.random, tag_bytes, mki_bytes)
        capture.add(udp4(sender.flow.next_port(), AUDIO_DSCP, packet), RTCP)
        sender.send(1)
    return capture


def srtcp_alone():
    """Marked SRTCP without RTP near it: whatever it is, it is not RTP."""
    capture = Capture("srtcp-alone", "marked SRTCP and no RTP anywhere")
    for tag_bytes, mki_bytes in TRAILERS * 3:
        packet = srtcp(0x1234, capture.random, tag_bytes, mki_bytes)
        capture.add(udp4(flow_number(0), AUDIO_DSCP, packet), keeps("rtcp"))
    return capture


def quic():
    capture = Capture("quic", "QUIC at DSCP 40 and 24")
    for number, dscp in enumerate((AUDIO_DSCP, VIDEO_DSCP)):
        flow = flow_number(number).to_port(443)
        capture.add(udp4(flow, dscp, shapes.quic_long(capture.random)))
        capture.add(udp4(flow.back(), dscp, shapes.quic_long(capture.random)))
        for _ in range(8):
            capture.add(udp4(flow, dscp, shapes.quic_short(capture.random)))
    return capture


def sip_marked():
    """DSCP 24 is Cisco's class of signalling; 40 is one, too."""
    capture = Capture("sip-marked", "SIP at DSCP 40 and 24, ports 5060, 5070")
    for number, dscp in enumerate((AUDIO_DSCP, VIDEO_DSCP)):
        for port in (5060, 5070):
            flow = flow_number(number)._replace(sport=port, dport=port)
            for _ in range(3):
                capture.add(udp4(flow, dscp,
                                 shapes.sip_options(capture.random)))
    return capture


def not_rtp_marked():
    """The neighbours alone at both code points, each on its own flow."""
    capture = Capture("neighbours-alone", "STUN, DTLS, ZRTP, ChannelData, "
                      "RTCP at DSCP 40 and 24 without RTP")
    for dscp in (AUDIO_DSCP, VIDEO_DSCP):
        packets = others(capture.random) + [
            ("rtcp", sender_report(5)), ("rtcp", receiver_report(5)),
            ("rtcp", feedback(5, 6))]
        for number, (proto, packet) in enumerate(packets):
            for _ in range(4):
                capture.add(udp4(flow_number(dscp * 100 + number), dscp,
                                 packet), keeps(proto))
    return capture


def text_marked():
    """Version bits by chance: text, zeros, a counter, a version-1 header."""
    capture = Capture("other-udp", "marked UDP that is no known protocol")
    payloads = [b"hello world, this is text" * 4, bytes(172),
                b"\xff" * 172, b"\x40\x72" + bytes(170),
                b"\xc0\x72" + bytes(170)]
    for number, payload in enumerate(payloads):
        for count in range(6):
            body = payload[:-2] + bytes([0, count])
            capture.add(udp4(flow_number(number), AUDIO_DSCP, body))
    return capture


OWNED_PORTS = {"sip": 5060, "dns": 53, "ssdp": 1900, "stun": 3478,
               "ntp": 123, "snmp": 161, "tftp": 69, "rip": 520,
               "h225": 1719, "mgcp": 2427, "iax2": 4569, "skinny-like": 2000}


def owned_ports():
    """Marked RTP on a port that some other dissector registered."""
    capture = Capture("owned-ports", "marked RTP to and from ports 5060, 53, "
                      "1900, 3478 and others")
    for number, port in enumerate(OWNED_PORTS.values()):
        Sender(capture, flow_number(number).to_port(port), 114,
               AUDIO_DSCP).send(5)
        Sender(capture, flow_number(100 + number)._replace(sport=port), 121,
               VIDEO_DSCP).send(5)
    return capture


# Their dissectors look for a magic number or a version, and refuse RTP.
REFUSING_PORTS = {"tapa": 5000, "dnp3": 20000, "snmp": 161, "radius": 1812,
                  "gtp": 2152, "rx": 7000}
# These take whatever comes.
TAKING_PORTS = {"dns": 53, "udpencap": 4500}


def owner_refuses():
    """Marked RTP on ports whose owner refuses it: RTP from the first packet
    on, also where the second has the same timestamp or was lost."""
    capture = Capture("owner-refuses", "marked RTP to and from ports 5000, "
                      "20000, 161 and others")
    for number, port in enumerate(REFUSING_PORTS.values()):
        audio = Sender(capture, flow_number(number).to_port(port), 114,
                       AUDIO_DSCP).send(kind="rtp")
        audio.seq += number
        audio.send(3)
        video = Sender(capture, flow_number(100 + number)._replace(sport=port),
                       121, VIDEO_DSCP)
        begun = video.timestamp
        for _ in range(4):
            video.timestamp = begun
            video.send(kind="rtp")
        video.send()
    return capture


def owner_takes():
    """One packet of RTP, marked, on ports whose owner takes it: not enough."""
    capture = Capture("owner-takes", "single marked RTP at ports 53 and 4500")
    number = 0
    for port in TAKING_PORTS.values():
        for flow in (flow_number(0).to_port(port),
                     flow_number(0).to_port(port).back()):
            for payload_type, dscp in ((0, AUDIO_DSCP), (114, AUDIO_DSCP),
                                       (121, VIDEO_DSCP)):
                number += 1
                capture.add(udp4(flow._replace(src="10.9.0.%d" % number), dscp,
                                 rtp(payload_type, 1, 160, 7, bytes(160))))
    return capture


def owner_keeps_port():
    """The port's own protocol, marked, on such a port: nothing changes."""
    capture = Capture("owner-keeps-port", "DNS and SSDP at DSCP 40 and 24")
    dns = bytes.fromhex("123401000001000000000000"
                        "076578616d706c6503636f6d0000010001")
    ssdp = (b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"
            b"MAN: \"ssdp:discover\"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n")
    for dscp in (AUDIO_DSCP, VIDEO_DSCP):
        for port, packet in ((53, dns), (1900, ssdp)):
            for _ in range(3):
                capture.add(udp4(Flow(dport=port), dscp, packet))
    return capture


def dns_like_rtp():
    """DNS whose transaction id looks like RTP version 2, payload type 0."""
    capture = Capture("dns-like-rtp", "marked DNS with ids 0x8000 and up")
    question = bytes.fromhex("01000001000000000000"
                             "076578616d706c6503636f6d0000010001")
    for number in range(8):
        packet = bytes([0x80, number]) + question
        capture.add(udp4(Flow(dport=53, sport=40000 + number), AUDIO_DSCP,
                         packet))
    return capture


CASES = [
    mixed("mixed-audio", "STUN, DTLS, ZRTP, ChannelData after marked RTP",
          AUDIO_DSCP, AUDIO_DSCP, False),
    mixed("mixed-video", "the same at DSCP 24", VIDEO_DSCP, VIDEO_DSCP,
          False),
    mixed("mixed-unmarked", "neighbours unmarked", AUDIO_DSCP, 0, False),
    mixed("mixed-first", "neighbours before the first RTP (ICE)", AUDIO_DSCP,
          AUDIO_DSCP, True),
    mixed_once, ("rtcp-mux", rtcp_mixed), rtcp_next_port, rtcp_first, srtcp_mux,
    srtcp_next_port, srtcp_alone, quic, sip_marked,
    ("neighbours-alone", not_rtp_marked), ("other-udp", text_marked),
    owned_ports, owner_refuses, owner_takes, owner_keeps_port,
    dns_like_rtp,
]
