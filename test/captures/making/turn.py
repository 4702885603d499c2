# SPDX-License-Identifier: GPL-2.0-or-later
"""RTP and RTCP relayed by TURN; the packet that carries them is marked."""

from . import shapes
from .capture import RTCP, Capture, keeps
from .plain import AUDIO_DSCP
from .rtp import sender_report
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


def unmarked_relay():
    """Without a mark the relayed bytes stay as stock shows them."""
    capture = Capture("turn-unmarked", "ChannelData with RTP at DSCP 0")
    sender = Sender(capture, CLIENT, 114, 0)
    for _ in range(5):
        capture.add(udp4(CLIENT, 0, shapes.channel_data(sender.packet())))
    return capture


CASES = [
    relayed("turn-send", "RTP in TURN Send indications", send_indication),
    relayed("turn-data", "RTP in TURN Data indications", data_indication,
            CLIENT.back()),
    relayed("turn-ms-data", "RTP in [MS-TURN] Data indications (0x0115)",
            ms_data_indication, CLIENT.back()),
    relayed("turn-channel", "RTP in TURN ChannelData", channel_data),
    relayed("turn-ms-multiplex", "RTP in Microsoft's 0xFF10 multiplex",
            ms_multiplex),
    ("turn-unmarked", unmarked_relay),
]
