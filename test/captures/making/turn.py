# SPDX-License-Identifier: GPL-2.0-or-later
"""RTP and RTCP relayed by TURN over UDP, and what else is."""

import struct

from . import shapes
from .capture import RTCP, SAME, Capture, expect_rtp, keeps
from .plain import AUDIO_DSCP
from .rtp import rtp, sender_report
from .signalling import SIP, message, sdp
from .stream import Sender
from .wire import Flow, udp4

CLIENT = Flow("192.0.2.1", "203.0.113.7", 50010, 3478)


def send_indication(random):
    return lambda inner: shapes.turn_indication(random, inner)


def data_indication(random):
    return lambda inner: shapes.turn_indication(
        random, inner, shapes.DATA_INDICATION)


def ms_data_indication(random):
    return lambda inner: shapes.turn_indication(
        random, inner, shapes.MS_DATA_INDICATION)


def channel_data(random):
    return shapes.channel_data


def ms_multiplex(random):
    return shapes.ms_multiplex


def relayed(name, what, wrapping, flow=CLIENT):
    def build():
        capture = Capture(name, what)
        wrap = wrapping(capture.random)

        def relay(flow, dscp, payload):
            return udp4(flow, dscp, wrap(payload))

        capture.add(relay(flow, 0, b"\x01\x02\x03\x04" * 5), keeps("stun"))
        sender = Sender(capture, flow, 114, AUDIO_DSCP, carry=relay).send(5)
        capture.add(relay(flow, AUDIO_DSCP, sender_report(sender.ssrc)),
                    RTCP)
        capture.add(udp4(flow, AUDIO_DSCP, shapes.stun(capture.random)),
                    keeps("stun"))
        sender.send(3)
        return capture
    return name, build


def allocated(random, port):
    """A response that gives the client that port at the server. RFC 8656
    18.5."""
    return shapes.stun(random, 0x0103, shapes.attribute(0x0016, struct.pack(
        "!BBHI", 0, 1, port ^ shapes.MAGIC_COOKIE >> 16,
        0xcb007107 ^ shapes.MAGIC_COOKIE)))


def unmarked(name, what, wrapping, flow=CLIENT, dscp=0):
    """RTP both ways and RTCP. It takes three packets in a row; what has no mark
    has no medium and no codec, except by the number of its payload type."""
    def build():
        capture = Capture(name, what)
        wrap = wrapping(capture.random)

        def relay(flow, dscp, payload):
            return udp4(flow, dscp, wrap(payload))

        for way in (flow, flow.back()):
            sender = Sender(capture, way, 0, dscp, carry=relay)
            sender.send(2, kind="rtp_soon").send(8)
            capture.add(relay(way, dscp, sender_report(sender.ssrc)), RTCP)
            sender.send(2)
        return capture
    return name, build


def trap(name, what, inners, wrapping=channel_data, dscp=0, flow=CLIENT):
    """inners(random): what is relayed, none of which is RTP."""
    def build():
        capture = Capture(name, what)
        wrap = wrapping(capture.random)
        for inner in inners(capture.random):
            capture.add(udp4(flow, dscp, wrap(inner)))
        return capture
    return name, build


def noise(random):
    """Octets that begin as RTP's do."""
    return [bytes([0x80, random.choice((0, 8, 96, 114))]) +
            random.randbytes(170) for _ in range(60)]


def pairs(random):
    """Two packets in a row of each SSRC, never three."""
    return [rtp(96, seq, 160 * seq, ssrc, bytes(160))
            for ssrc in range(1, 12) for seq in (9, 10, 12, 13, 15)]


def ticks(random):
    """A counter where the sequence number is, and no clock, or one that goes
    backwards."""
    return [rtp(96, n, 77, 5, random.randbytes(40)) for n in range(20)] + [
        rtp(96, n, 90000 - n, 6, random.randbytes(40)) for n in range(20)]


def commands(random):
    """As games do: a peer's number, the time in ms, and what changes kind."""
    return [struct.pack("!HHBBHHH", 0x8001, 33 * n & 0xffff, 0x86, n % 3, n,
                        20 + n % 7, n) + random.randbytes(20 + n % 7)
            for n in range(40)]


def others(random):
    return [shapes.stun(random), shapes.dtls_client_hello(random),
            shapes.zrtp(random), shapes.quic_long(random),
            shapes.quic_short(random)] + [
                shapes.dtls(random) for _ in range(20)]


def coap(random):
    """RFC 7252 3: begins as ChannelData does, and here its message ID is what
    the length would be."""
    out = []
    for _ in range(20):
        body = random.randbytes(4) + b"\xb4test\xff" + random.randbytes(20)
        out.append(struct.pack("!BBH", 0x44, 1, len(body)) + body)
    return out


def as_it_is(_random):
    return lambda inner: inner


def with_ports(sport, dport):
    return CLIENT._replace(sport=sport, dport=dport)


def rtcp_apart():
    """Each component has an allocation: RTCP comes first, and is known by its
    SSRC afterwards."""
    capture = Capture("turn-rtcp-apart", "RTP and RTCP on two allocations")

    def relay(flow, dscp, payload):
        return udp4(flow, dscp, shapes.channel_data(payload))

    flow = with_ports(50012, 3478)
    senders = [Sender(capture, way, 0, 0, carry=relay)
               for way in (flow, flow.back())]
    reports = [with_ports(50013, 3478), with_ports(50013, 3478).back()]
    for number in range(45 * 50):
        for sender, way in zip(senders, reports):
            if number % 250 == 0:
                capture.add(relay(way, 0, sender_report(sender.ssrc)), RTCP, 0)
            sender.send(kind="rtp_soon" if sender.sent < 2 else "rtp",
                        step_us=10_000)
    capture.notes["streams"] = ["0x%08x" % each.ssrc for each in senders]
    return capture


def two_calls():
    """Two callers at one TURN server, whose SDP names the address that it gave
    to each; payload type 96 is Opus for the one and Speex for the other."""
    capture = Capture("turn-two-calls", "two calls through one TURN server")
    senders = []
    for number, codec in enumerate(("opus/48000/2", "speex/16000"), start=1):
        client, relayed_port = "192.0.2.%d" % number, 50010 + number
        flow = Flow(client, CLIENT.dst, 50010, CLIENT.dport)
        capture.add(udp4(flow.back(), 0, allocated(capture.random,
                                                   relayed_port)),
                    keeps("stun"))
        for way, start, host, port in (
                (SIP, "INVITE sip:bobby@%s SIP/2.0" % SIP.dst, CLIENT.dst,
                 relayed_port),
                (SIP.back(), "SIP/2.0 200 OK", SIP.dst, 30000 + number)):
            body = sdp(host, port, "a=rtpmap:96 %s\r\n" % codec,
                       "m=audio %d RTP/AVP 96\r\n")
            text = message(start, body, "caller" if way == SIP else "callee")
            capture.add(udp4(way._replace(
                **{"src" if way == SIP else "dst": client}), 0,
                text.replace(b"one@", b"%d@" % number)
                .replace(b"192.0.2.1", client.encode())), SAME)
        senders.append(Sender(capture, flow, 96, 0, carry=lambda to, dscp,
                              packet: udp4(to, dscp,
                                           shapes.channel_data(packet))))
        for sender in senders * 5:
            sender.send(expected=expect_rtp(
                stream=sender.label, media="audio", dscp=0))
    return capture


def ms_turn(kind):
    def wrapping(random):
        return lambda inner: shapes.ms_turn(random, inner, kind)
    return wrapping


MS_SEND = ms_turn(shapes.MS_SEND_REQUEST)
MS_DATA = ms_turn(shapes.MS_DATA_INDICATION)
EXPEDITED = 46

CASES = [
    relayed("turn-send", "RTP in TURN Send indications", send_indication),
    relayed("turn-data", "RTP in TURN Data indications", data_indication,
            CLIENT.back()),
    relayed("turn-ms-data", "RTP in [MS-TURN] Data indications (0x0115)",
            ms_data_indication, CLIENT.back()),
    relayed("turn-channel", "RTP in TURN ChannelData", channel_data),
    relayed("turn-ms-multiplex", "RTP in Microsoft's 0xFF10 multiplex",
            ms_multiplex),
    relayed("turn-ms-classic", "[MS-TURN] Send requests without a cookie",
            MS_SEND, with_ports(50010, 443)),
    unmarked("turn-unmarked", "ChannelData with RTP at DSCP 0", channel_data),
    unmarked("turn-expedited", "ChannelData at DSCP 46, port 443",
             channel_data, with_ports(50010, 443), EXPEDITED),
    unmarked("turn-unmarked-send", "Send indications at DSCP 0, port 50500",
             send_indication, with_ports(50010, 50500)),
    unmarked("turn-ms-send", "[MS-TURN] Send requests, no cookie, DSCP 0",
             MS_SEND),
    unmarked("turn-ms-expedited", "[MS-TURN] Data indications, no cookie, "
             "DSCP 46, port 443", MS_DATA, with_ports(50010, 443), EXPEDITED),
    unmarked("turn-ms-port", "[MS-TURN] Data indications, no cookie, DSCP 0, "
             "port 50500", MS_DATA, with_ports(50010, 50500)),
    ("turn-rtcp-apart", rtcp_apart),
    ("turn-two-calls", two_calls),
    trap("turn-noise", "ChannelData that only begins as RTP does", noise),
    trap("turn-pairs", "two packets in a row of eleven SSRCs", pairs),
    trap("turn-ticks", "a counter and no clock in ChannelData", ticks),
    trap("turn-commands", "a game's commands in ChannelData", commands),
    trap("turn-others", "STUN, DTLS, ZRTP and QUIC in ChannelData", others,
         dscp=EXPEDITED),
    trap("turn-send-noise", "Send indications of what only begins as RTP does",
         noise, send_indication),
    trap("turn-data-pairs", "Data indications: two packets in a row", pairs,
         data_indication, flow=CLIENT.back()),
    trap("turn-multiplex-noise", "0xFF10 with what only begins as RTP does",
         noise, ms_multiplex),
    trap("turn-ms-ticks", "a counter and no clock in [MS-TURN] data", ticks,
         MS_DATA, flow=with_ports(50010, 443)),
    trap("turn-coap", "CoAP that could be ChannelData, port 50500", coap,
         as_it_is, flow=with_ports(50010, 50500)),
    trap("turn-ms-noise", "[MS-TURN] data that only begins as RTP does", noise,
         MS_DATA),
    trap("turn-ms-others", "STUN, DTLS, ZRTP and QUIC in [MS-TURN] data",
         others, MS_SEND, flow=with_ports(50010, 443)),
]
