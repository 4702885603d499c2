# SPDX-License-Identifier: GPL-2.0-or-later
"""Media that SDP names by its SSRC, by a=rtcp or by the pair that ICE chose,
where the first candidates do not; and types that draft-06 does not say."""

import socket
import struct

from . import shapes
from .capture import keeps
from .ice import A_LINE, B_LINE, EDGE, HOSTS, Scene, offered
from .ice_sdp import DRAFT_06, MICROSOFT, Line, user
from .ice_traps import rtp_like
from .rtp import receiver_report, rtp
from .stream import Sender
from .wire import Flow, udp4

A_SSRC, B_SSRC = 2954825728, 0x4b5a6978
VIDEO = {121: "x-rtvc1/90000"}
# An Edge server's address and that of the other side, behind their NATs.
INSIDE = Flow("172.16.0.10", "172.16.9.9", 52000, 1024)
TURN = Flow("172.16.0.5", EDGE, 50300, 443)
EDGE_RELAY = (EDGE, 60020)


def ms_response(random, relayed):
    """[MS-TURN] 2.2.2.1: MAPPED-ADDRESS of an Allocate response."""
    body = shapes.MS_MAGIC_COOKIE + struct.pack(
        "!HHBBH4s", 1, 8, 0, 1, relayed[1], socket.inet_aton(relayed[0]))
    return struct.pack("!HH", 0x0103, len(body)) + random.randbytes(16) + body


def named(line, ssrc, width=1):
    """a=ssrc and a=x-ssrc-range as Lync writes them."""
    more = ("a=ssrc:%d cname:a@b\r\n" % ssrc if width == 1 else
            "a=x-ssrc-range:%d-%d\r\n" % (ssrc, ssrc + width - 1))
    return line._replace(more=more)


def call(name, what, a_line=named(A_LINE, A_SSRC, 100),
         b_line=named(B_LINE, B_SSRC)):
    return Scene(name, what, MICROSOFT).offer([a_line]).answer([b_line])


def sender(scene, flow, ssrc, pt=114):
    return Sender(scene.capture, flow, pt, 0, ssrc, carry=scene.carry)


def elsewhere():
    """Neither end is in SDP: the second packet of a stream proves it."""
    scene = call("ice-ssrc", "a=x-ssrc-range and a=ssrc; addresses of no SDP")
    for flow, ssrc in (INSIDE, A_SSRC + 99), (INSIDE.back(), B_SSRC):
        # The other way is known by then.
        scene.stream(flow, first="rtp_soon" if flow == INSIDE else "rtp",
                     sender=sender(scene, flow, ssrc))
    return scene.bye()


def one_end():
    """One end is in SDP: the SSRC proves the first packet."""
    scene = call("ice-ssrc-port", "a=ssrc, from a port of no SDP, unchecked")
    flow = HOSTS._replace(src="203.0.113.99", sport=1024).back()
    scene.stream(flow, sender=sender(scene, flow, B_SSRC))
    return scene.bye()


def mcu():
    """The streams of a conference are within one range."""
    lines = [named(Line((EDGE, port + 10000), offered(
        "10.1.0.5" if side == "a" else "10.2.0.6", "203.0.113.%d" % last, port),
        VIDEO, "video"), ssrc, 100) for side, last, port, ssrc in (
            ("a", 5, 50100, 1000), ("b", 6, 50120, A_SSRC))]
    scene = call("ice-ssrc-mcu", "four video streams of one x-ssrc-range",
                 *lines)
    for number in (0, 1, 50, 99):
        flow = INSIDE._replace(sport=52000 + number)
        scene.stream(flow, 121, "x-rtvc1", "video", first="rtp_soon",
                     sender=sender(scene, flow, A_SSRC + number, 121))
    return scene.bye()


def turn():
    """In TURN the SSRC is proof enough, though the capture lacks the
    allocation and the client's address is in no SDP."""
    scene = call("ice-ssrc-turn", "SSRCs of SDP in [MS-TURN] data, port 443")
    scene.carry = lambda flow, dscp, packet: udp4(
        flow, dscp, shapes.ms_turn(scene.random, packet))
    for flow, ssrc in (TURN, A_SSRC), (TURN.back(), B_SSRC):
        scene.stream(flow, sender=sender(scene, flow, ssrc))
    return scene.bye()


def rtcp_port():
    """The receiver of a one-way stream reports from and to the ports of
    a=rtcp (RFC 3605) with an SSRC that nothing else names."""
    lines = [line._replace(candidates=line.candidates[:1],
                           more="a=rtcp:%d IN IP4 %s\r\n" % (port, host))
             for line, port, host in ((A_LINE, 51515, "10.1.0.5"),
                                      (B_LINE, 52525, "10.2.0.6"))]
    scene = call("ice-rtcp-port", "RTCP at the ports of a=rtcp", *lines)
    scene.check_both().stream(HOSTS, count=100)
    flow = Flow(HOSTS.dst, HOSTS.src, 52525, 51515)
    return scene.noise(flow, [receiver_report(0x77)] * 3,
                       {"is": "rtcp"}).bye()


def chosen():
    """A second offer names the pair (RFC 8839 5.2): an address that checks
    alone had shown, and those are not in the capture."""
    scene = Scene("ice-chosen", "a=remote-candidates of a peer reflexive "
                  "address", MICROSOFT).offer().answer()
    flow = HOSTS._replace(dst="203.0.113.99", dport=1024)
    scene.offer([A_LINE._replace(
        candidates=A_LINE.candidates[:1],
        more="a=remote-candidates:1 %s %d \r\n" % (flow.dst, flow.dport))])
    scene.answer([B_LINE._replace(candidates=B_LINE.candidates[:1])])
    return scene.talk(flow).bye()


def chosen_unseen():
    """Draft-06 names the candidate by its user, and no media is there."""
    scene = Scene("ice-chosen-unseen", "a=remote-candidate:<user>", DRAFT_06)
    scene.offer().answer()
    scene.offer([A_LINE._replace(
        default=(HOSTS.src, HOSTS.sport), candidates=A_LINE.candidates[:1],
        more="a=remote-candidate:%s\r\n" % user(HOSTS.dst))])
    return scene.answer([B_LINE._replace(
        default=(HOSTS.dst, HOSTS.dport),
        candidates=B_LINE.candidates[:1])]).bye()


def draft_relay():
    """Draft-06 has no types: an allocation shows what is a relay's."""
    scene = Scene("ice-draft-06-relay", "the Edge server's address, offered "
                  "without a type", DRAFT_06)
    response = ms_response(scene.random, EDGE_RELAY)
    scene.capture.add(udp4(Flow(EDGE, "10.2.0.6", 3478, 50020), 0, response),
                      keeps("classicstun"))
    scene.offer().answer()
    flow = Flow("10.1.0.5", EDGE, 50000, EDGE_RELAY[1])
    return scene.check_both(flow).talk(flow).bye()


def draft_unknown():
    """A public address that nothing explains: host, NAT or relay."""
    scene = Scene("ice-draft-06-unknown", "a public address without a type",
                  DRAFT_06).offer().answer()
    flow = HOSTS._replace(dst="203.0.113.6")
    return scene.check_both(flow).talk(flow).bye()


def counters(ssrcs, pt=114):
    """Two streams' worth of each SSRC."""
    return [rtp(pt, 1000 + i, 160 * i, ssrc, bytes(160))
            for ssrc in ssrcs for i in range(8)]


def trap_outside():
    """One below and one above the range, and a type that no m-line lists."""
    scene = call("ice-trap-ssrc", "streams whose SSRC is not quite in SDP")
    scene.noise(INSIDE, counters([A_SSRC - 1, A_SSRC + 100, B_SSRC ^ 1]))
    return scene.noise(INSIDE, counters([A_SSRC], pt=99)).bye()


def trap_single():
    """Packets of such an SSRC that are no stream."""
    scene = call("ice-trap-ssrc-single", "single packets with SSRCs of SDP")
    return scene.noise(INSIDE, rtp_like(scene.random, ssrc=A_SSRC)).bye()


def trap_no_clock():
    """The SSRC is right, but the clock runs backwards."""
    scene = call("ice-trap-ssrc-ticks", "an SSRC of SDP behind a countdown")
    return scene.noise(INSIDE, [rtp(114, n, 90000 - n, A_SSRC, bytes(40))
                                for n in range(20)]).bye()


def trap_everything():
    """A range that takes in all SSRCs names none."""
    scene = call("ice-trap-ssrc-all", "a=x-ssrc-range:1-4294967295",
                 named(A_LINE, 1, 0xffffffff))
    return scene.noise(INSIDE, counters([5, A_SSRC])).bye()


def trap_refused():
    """The m-line is refused, and its SSRCs with it (RFC 3264 6)."""
    scene = call("ice-trap-ssrc-refused", "SSRCs of a refused m-line",
                 named(A_LINE, A_SSRC)._replace(default=(EDGE, 0)),
                 B_LINE._replace(default=(EDGE, 0)))
    return scene.noise(INSIDE, counters([A_SSRC])).bye()


SSRC_SCENES = {"ice-ssrc": elsewhere, "ice-ssrc-port": one_end,
               "ice-ssrc-mcu": mcu, "ice-ssrc-turn": turn,
               "ice-rtcp-port": rtcp_port}
CHOSEN_SCENES = {"ice-chosen": chosen, "ice-chosen-unseen": chosen_unseen,
                 "ice-draft-06-relay": draft_relay,
                 "ice-draft-06-unknown": draft_unknown}
SSRC_TRAPS = {"ice-trap-ssrc-ticks": trap_no_clock,
              "ice-trap-ssrc": trap_outside, "ice-trap-ssrc-single": trap_single,
              "ice-trap-ssrc-all": trap_everything,
              "ice-trap-ssrc-refused": trap_refused}
