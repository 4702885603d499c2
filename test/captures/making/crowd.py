# SPDX-License-Identifier: GPL-2.0-or-later
"""Twenty thousand marked packets that are not RTP: the false alarm rate."""

from . import shapes
from .capture import Capture, keeps
from .plain import AUDIO_DSCP, VIDEO_DSCP
from .stream import Sender
from .wire import flow_number, udp4

PACKETS = 20_000
FLOWS = 200
GAP_US = 500


def random_payload():
    """Every octet at random: encrypted or compressed data that is marked."""
    capture = Capture("random-payload", "20 000 packets of 20 to 1400 random "
                      "octets at DSCP 40 on 200 flows")
    for number in range(PACKETS):
        payload = capture.random.randbytes(capture.random.randint(20, 1400))
        capture.add(udp4(flow_number(number % FLOWS), AUDIO_DSCP, payload),
                    step_us=GAP_US)
    return capture


def shaped_packet(capture, number):
    """STUN, DTLS, QUIC or SIP in turn, with the dissector it belongs to."""
    random = capture.random
    makers = [
        ("stun", lambda: shapes.stun(random, random.choice(
            (shapes.BINDING_REQUEST, shapes.BINDING_SUCCESS)))),
        ("dtls", lambda: shapes.dtls(
            random, random.choice((20, 21, 22, 23)),
            random.randrange(16, 200))),
        ("quic", lambda: shapes.quic_short(random) if random.random() < .8
         else shapes.quic_long(random)),
        ("sip", lambda: shapes.sip_options(random)),
    ]
    proto, make = makers[number % len(makers)]
    return proto, make()


def shaped_payload():
    """50 flows of each shape; half of the flows at 40, half at 24."""
    capture = Capture("shaped-payload", "20 000 STUN, DTLS, QUIC and SIP "
                      "shaped packets at DSCP 40 and 24")
    for number in range(PACKETS):
        flow = number % FLOWS
        dscp = AUDIO_DSCP if flow % 8 < 4 else VIDEO_DSCP
        _, packet = shaped_packet(capture, flow)
        capture.add(udp4(flow_number(flow), dscp, packet), step_us=GAP_US)
    return capture


def shaped_on_streams():
    """The same shapes on 5-tuples that carry marked RTP, too."""
    capture = Capture("shaped-on-streams", "shapes between RTP packets of the "
                      "same 5-tuple")
    senders = [Sender(capture, flow_number(n), 114, AUDIO_DSCP).send(2)
               for n in range(4)]
    for number in range(400):
        sender = senders[number % 4]
        proto, packet = shaped_packet(capture, number % 2)
        capture.add(udp4(sender.flow, AUDIO_DSCP, packet), keeps(proto),
                    step_us=GAP_US)
        if number % 10 == 0:
            sender.send(1)
    return capture


CASES = [random_payload, shaped_payload, shaped_on_streams]
