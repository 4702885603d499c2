# SPDX-License-Identifier: GPL-2.0-or-later
"""What runs near ICE candidates and must not become RTP."""

from . import shapes
from .capture import SAME
from .ice import A_LINE, A_OFFERS, B_LINE, B_OFFERS, EDGE, HOSTS, Scene
from .ice_sdp import MICROSOFT
from .rtp import rtp
from .wire import Flow


def rtp_like(random, pt=114, count=8, ssrc=None):
    """Packets with an RTP header that are no stream."""
    return [rtp(pt, random.getrandbits(16), random.getrandbits(32),
                random.getrandbits(32) if ssrc is None else ssrc,
                random.randbytes(40)) for _ in range(count)]


def counters(count=8, pt=114):
    """What looks like a stream and belongs to no call."""
    return [rtp(pt, 1000 + i, 160 * i, 0x1234, bytes(160))
            for i in range(count)]


def trap_unused():
    """Candidates that nothing uses; other UDP between the same hosts."""
    scene = Scene("ice-trap-unused", "unused candidates, other ports")
    scene.offer().answer()
    flow = Flow("10.1.0.5", "10.2.0.6", 40000, 40001)
    return scene.noise(flow, counters()).noise(flow.back(), counters()).bye()


def trap_other_stun():
    """STUN and what follows it, of a program that is in no call."""
    scene = Scene("ice-trap-other-stun", "another program's STUN and packets "
                  "like RTP").offer().answer()
    flow = Flow("10.1.0.5", "10.2.0.6", 41000, 41001)
    scene.check(flow)
    return scene.noise(flow, counters(), SAME).bye()


def trap_not_listed():
    """A payload type that no side lists."""
    scene = Scene("ice-trap-not-listed", "packets like RTP of type 99")
    scene.offer().answer().check_both()
    return scene.noise(HOSTS, counters(pt=99), SAME).bye()


def trap_dtls():
    scene = Scene("ice-trap-dtls", "DTLS and ZRTP between candidates")
    scene.offer().answer().check_both()
    for flow in (HOSTS, HOSTS.back()):
        scene.noise(flow, [shapes.dtls_client_hello(scene.random),
                           shapes.dtls(scene.random),
                           shapes.zrtp(scene.random)], SAME)
    return scene.bye()


def trap_one_end():
    """Anybody may send to an offered port: no stream, no RTP."""
    scene = Scene("ice-trap-one-end", "single packets like RTP to a candidate")
    scene.offer().answer()
    flow = Flow("192.0.2.77", "10.1.0.5", 7777, 50000)
    return scene.noise(flow, rtp_like(scene.random)).bye()


def trap_tcp():
    """TCP candidates say nothing of UDP."""
    scene = Scene("ice-trap-tcp", "UDP at the address of TCP candidates",
                  MICROSOFT)
    only = [tuple(c._replace(transport="TCP-PASS") for c in offers)
            for offers in (A_OFFERS, B_OFFERS)]
    scene.offer([A_LINE._replace(candidates=only[0])])
    scene.answer([B_LINE._replace(candidates=only[1])])
    return scene.noise(HOSTS, counters()).bye()


def trap_component():
    """RTP does not run between candidates of RTCP."""
    scene = Scene("ice-trap-component", "packets like RTP at component 2")
    scene.offer().answer()
    flow = Flow(HOSTS.src, HOSTS.dst, HOSTS.sport + 4, HOSTS.dport + 4)
    return scene.noise(flow, counters()).bye()


def trap_refused():
    """Port 0 refuses the m-line (RFC 3264 6)."""
    scene = Scene("ice-trap-refused", "candidates of a refused m-line")
    scene.offer([A_LINE._replace(default=(EDGE, 0))])
    scene.answer([B_LINE._replace(default=(EDGE, 0))])
    return scene.noise(HOSTS, counters()).bye()


def trap_not_rtp():
    """Candidates of a data channel (RFC 8841)."""
    scene = Scene("ice-trap-data-channel", "candidates of SCTP over DTLS")
    line = {"kind": "application", "profile": "UDP/DTLS/SCTP",
            "maps": {114: None}}
    scene.offer([A_LINE._replace(**line)])
    scene.answer([B_LINE._replace(**line)])
    return scene.noise(HOSTS, counters()).bye()


def trap_webrtc():
    """A browser's call, whose signalling nobody sees: checks, DTLS, then SRTP
    of type 114, unmarked."""
    scene = Scene("ice-trap-webrtc", "WebRTC beside a call").offer().answer()
    flow = Flow("10.1.0.5", "10.2.0.6", 42000, 42001)
    scene.check_both(flow)
    scene.noise(flow, [shapes.dtls_client_hello(scene.random),
                       shapes.dtls(scene.random)], SAME)
    return scene.noise(flow, counters(), SAME).bye()


def trap_quic():
    """From a stranger to an offered port."""
    scene = Scene("ice-trap-quic", "QUIC to a candidate").offer().answer()
    flow = Flow("192.0.2.77", "10.1.0.5", 443, 50000)
    packets = [shapes.quic_long(scene.random)] + [
        shapes.quic_short(scene.random) for _ in range(20)]
    return scene.noise(flow, packets).noise(flow.back(), packets).bye()


def trap_game():
    """A listed type, the time in ms where the sequence number is, a counter in
    the timestamp, and what changes kind where the SSRC is."""
    scene = Scene("ice-trap-game", "a game's commands to a candidate")
    scene.offer().answer()
    flow = Flow("192.0.2.77", "10.1.0.5", 27015, 50000)
    return scene.noise(flow, [rtp(114, 33 * n, n, 20 + n % 7 << 16 | n,
                                  scene.random.randbytes(20 + n % 7))
                              for n in range(40)]).bye()


TRAP_SCENES = dict([
    ("ice-trap-webrtc", trap_webrtc), ("ice-trap-quic", trap_quic),
    ("ice-trap-game", trap_game),
    ("ice-trap-unused", trap_unused), ("ice-trap-other-stun", trap_other_stun),
    ("ice-trap-not-listed", trap_not_listed), ("ice-trap-dtls", trap_dtls),
    ("ice-trap-one-end", trap_one_end), ("ice-trap-tcp", trap_tcp),
    ("ice-trap-component", trap_component),
    ("ice-trap-refused", trap_refused), ("ice-trap-data-channel", trap_not_rtp),
])
