# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls whose media runs between ICE candidates."""

from .ice import (A_LINE, A_OFFERS, B_LINE, B_OFFERS, EDGE, HOSTS, Scene, ipv6,
                  offered)
from .ice_sdp import (DRAFT_06, MICROSOFT, RFC_8839, Candidate, Line,
                      alternative, sdp)
from .rtp import receiver_report, sender_report
from .stream import Sender
from .wire import Flow


def plain(name, what, grammar=RFC_8839, **more):
    def build():
        scene = Scene(name, what, grammar).offer().answer()
        return scene.check_both().talk(**more).bye()
    return name, build


def multipart():
    """The newer SDP is last (RFC 2046 5.1.4), and the one that is answered."""
    scene = Scene("ice-multipart", "ms-proxy-2007fallback and Lync's own SDP",
                  MICROSOFT)
    old = A_LINE._replace(candidates=A_OFFERS[2:3], maps={114: "x-msrta/16000"})
    scene.offer(body=alternative(sdp([old], DRAFT_06),
                                 sdp([A_LINE], MICROSOFT)),
                kind="multipart/alternative;boundary=next")
    return scene.answer().check_both().talk().bye()


def multipart_fallback():
    """OCS 2007 answers the first part, whose candidates are others."""
    scene = Scene("ice-multipart-fallback", "the answer to the draft-06 part",
                  DRAFT_06)
    port = 51000
    old = A_LINE._replace(candidates=offered("10.1.0.5", "203.0.113.5", port))
    scene.offer(body=alternative(sdp([old], DRAFT_06),
                                 sdp([A_LINE], MICROSOFT)),
                kind="multipart/alternative;boundary=next")
    return scene.answer().check_both(HOSTS._replace(sport=port)).talk(
        HOSTS._replace(sport=port)).bye()


def v6():
    """a=x-candidate-ipv6 beside IPv4, [MS-SDPEXT]."""
    scene = Scene("ice-ipv6", "x-candidate-ipv6", MICROSOFT, carry=ipv6)
    flow = Flow("2001:db8:1::5", "2001:db8:2::6", 50000, 50020)
    scene.offer([A_LINE._replace(candidates=A_OFFERS + (
        Candidate(flow.src, flow.sport),))])
    scene.answer([B_LINE._replace(candidates=B_OFFERS + (
        Candidate(flow.dst, flow.dport),))])
    return scene.check_both(flow).talk(flow).bye()


def srflx():
    """The caller's side of its NAT: the callee is a reflexive address."""
    scene = Scene("ice-srflx", "host to reflexive candidate").offer().answer()
    flow = HOSTS._replace(dst="203.0.113.6")
    return scene.check_both(flow).talk(flow).bye()


def relay():
    """The callee's side: the caller is its address at the Edge server, which
    c= and m= name, too."""
    scene = Scene("ice-relay", "host to relay candidate").offer().answer()
    flow = Flow(EDGE, "10.2.0.6", 60000, 50020)
    return scene.check_both(flow).talk(flow).bye()


def prflx():
    """A port that no SDP names, proved by checks."""
    scene = Scene("ice-prflx", "a peer reflexive address").offer().answer()
    flow = HOSTS._replace(src="203.0.113.99", sport=1024)
    return scene.check_both(flow).talk(flow).bye()


def prflx_unchecked():
    """The same without its checks: two packets of a stream prove it."""
    scene = Scene("ice-prflx-unchecked", "a peer reflexive address; its "
                  "checks are not in the capture").offer().answer()
    flow = HOSTS._replace(src="203.0.113.99", sport=1024)
    scene.stream(flow, first="rtp_soon")
    scene.stream(flow.back())
    return scene.bye()


def unchecked():
    """Both ends were offered: no check needed."""
    scene = Scene("ice-unchecked", "candidates; the capture holds no checks")
    return scene.offer().answer().talk().bye()


def bare_relay():
    """RTP without an envelope after Set Active Destination, [MS-TURN]."""
    scene = Scene("ice-active-destination", "bare RTP to the Edge server after "
                  "an allocation", MICROSOFT).offer().answer()
    flow = Flow("10.1.0.5", EDGE, 50000, 3478)
    for kind in (0x0003, 0x0103):
        scene.binding(flow if kind == 0x0003 else flow.back(), kind)
    return scene.talk(flow).bye()


def rtcp_component():
    """RTCP at component 2, which is not RTP's port and one ([MS-SDPEXT] 4)."""
    scene = Scene("ice-rtcp-component", "RTCP between candidates of component "
                  "2").offer().answer()
    flow = Flow(HOSTS.src, HOSTS.dst, HOSTS.sport + 4, HOSTS.dport + 4)
    scene.check_both().check_both(flow)
    sender = scene.stream(HOSTS)
    for report in (sender_report, receiver_report):
        scene.noise(flow, [report(sender.ssrc)], {"is": "rtcp"})
    scene.stream(HOSTS.back())
    return scene.bye()


def rtcp_mux():
    scene = Scene("ice-rtcp-mux", "RTP, RTCP and checks on one pair")
    mux = "a=rtcp-mux\r\na=ssrc:1234 cname:a@b\r\na=x-ssrc-range:1234-1240\r\n"
    scene.offer([A_LINE._replace(candidates=A_OFFERS[:3], more=mux)])
    scene.answer([B_LINE._replace(candidates=B_OFFERS[:3], more=mux)])
    scene.check_both()
    sender = scene.stream(HOSTS)
    for _ in range(3):
        scene.noise(HOSTS, [sender_report(sender.ssrc)], {"is": "rtcp"})
        scene.check(HOSTS.back())
        scene.stream(HOSTS, sender=sender)
    return scene.bye()


def audio_video():
    scene = Scene("ice-audio-video", "audio and video, each its candidates",
                  MICROSOFT)
    video = {121: "x-rtvc1/90000", 122: "X-H264UC/90000"}
    lines = [A_LINE, Line((EDGE, 60100),
                          offered("10.1.0.5", "203.0.113.5", 50100), video,
                          "video")]
    answer = [B_LINE, Line((EDGE, 60120),
                           offered("10.2.0.6", "203.0.113.6", 50120), video,
                           "video")]
    flow = HOSTS._replace(sport=50100, dport=50120)
    scene.offer(lines).answer(answer).check_both().check_both(flow)
    return scene.talk().talk(flow, pt=121, codec="x-rtvc1",
                             media="video").bye()


def reinvite():
    """The second offer confirms the pair and renumbers: it counts from then."""
    scene = Scene("ice-reinvite", "remote-candidates, and 114 is x-msrta then",
                  MICROSOFT).offer().answer().check_both()
    there = scene.stream(HOSTS)
    back = scene.stream(HOSTS.back())
    maps = {114: "x-msrta/16000", 104: "SILK/16000"}
    scene.offer([Line((HOSTS.src, HOSTS.sport), A_OFFERS[:1], maps,
                      more="a=remote-candidates:1 %s %d \r\n" %
                      (HOSTS.dst, HOSTS.dport))])
    scene.answer([Line((HOSTS.dst, HOSTS.dport), B_OFFERS[:1], maps)])
    scene.stream(HOSTS, codec="x-msrta", sender=there)
    scene.stream(HOSTS.back(), codec="x-msrta", sender=back)
    return scene.bye()


def renumbered_candidates():
    """The same where c= and m= still name the relay."""
    scene = Scene("ice-renumbered", "a later offer with another name for 114")
    scene.offer().answer().check_both()
    there = scene.stream(HOSTS)
    maps = {114: "x-msrta/16000"}
    scene.offer([A_LINE._replace(maps=maps)])
    scene.answer([B_LINE._replace(maps=maps)])
    scene.stream(HOSTS, codec="x-msrta", sender=there)
    return scene.bye()


def asymmetric():
    """Each side's own numbers for what it receives (RFC 3264 5.1)."""
    scene = Scene("ice-asymmetric", "opus is 114 one way and 96 the other")
    scene.offer().answer([B_LINE._replace(maps={96: "opus/48000/2"})])
    scene.check_both()
    scene.stream(HOSTS, pt=96)
    scene.stream(HOSTS.back())
    return scene.bye()


def early():
    """Media of the callee before its answer."""
    scene = Scene("ice-early", "media to the offered candidate, then the "
                  "answer").offer().check_both()
    back = scene.stream(HOSTS.back())
    scene.answer()
    scene.stream(HOSTS.back(), sender=back)
    scene.stream(HOSTS)
    return scene.bye()


def marked_first():
    """By its mark at first, by SDP once that is there."""
    scene = Scene("ice-marked-first", "DSCP 40, then SDP names 114 opus")
    sender = Sender(scene.capture, HOSTS, 114, 40).send(4)
    scene.offer().answer()
    scene.stream(HOSTS, dscp=40, sender=sender)
    return scene.bye()


def mixed_types():
    """Static types, comfort noise and events beside opus."""
    scene = Scene("ice-types", "payload types 0, 13, 101 and 114")
    maps = {114: "opus/48000/2", 0: None, 13: "CN/8000",
            101: "telephone-event/8000"}
    scene.offer([A_LINE._replace(maps=maps)])
    scene.answer([B_LINE._replace(maps=maps)]).check_both()
    for number, (pt, codec) in enumerate([(0, "PCMU"), (13, "CN"),
                                          (101, "telephone-event"),
                                          (114, "opus")]):
        scene.stream(HOSTS if number % 2 else HOSTS.back(), pt=pt,
                     codec=codec)
    return scene.bye()


def srtp():
    """SAVP: shown as SRTP, and no payload dissector sees ciphertext."""
    scene = Scene("ice-srtp", "RTP/SAVP between candidates", MICROSOFT)
    crypto = ("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:"
              "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^31|1:1\r\n")
    scene.offer([A_LINE._replace(profile="RTP/SAVP", more=crypto)])
    scene.answer([B_LINE._replace(profile="RTP/SAVP", more=crypto)])
    return scene.check_both().talk(
        payload=scene.random.randbytes(71)).bye()


def crypto_offered():
    """a=crypto beside RTP/AVP: ciphertext may follow."""
    scene = Scene("ice-crypto-offered", "RTP/AVP with a=crypto", MICROSOFT)
    maps = {122: "X-H264UC/90000"}
    crypto = ("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:"
              "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^31|1:1\r\n")
    scene.offer([A_LINE._replace(maps=maps, kind="video", more=crypto)])
    scene.answer([B_LINE._replace(maps=maps, kind="video", more=crypto)])
    scene.check_both()
    return scene.talk(pt=122, codec="X-H264UC", media="video",
                      payload=scene.random.randbytes(71)).bye()


CASES = [
    plain("ice-host", "RFC 8839, unmarked"),
    plain("ice-host-46", "RFC 8839, DSCP 46", dscp=46),
    plain("ice-host-40", "RFC 8839, DSCP 40, 114 is opus", dscp=40),
    plain("ice-lync", "Lync's grammar, unmarked", MICROSOFT),
    plain("ice-draft-06", "draft-06 with STUN of RFC 3489", DRAFT_06),
    multipart, multipart_fallback, ("ice-ipv6", v6), ("ice-srflx", srflx),
    ("ice-relay", relay),
    ("ice-prflx", prflx), ("ice-prflx-unchecked", prflx_unchecked),
    ("ice-unchecked", unchecked), ("ice-active-destination", bare_relay),
    ("ice-rtcp-component", rtcp_component), ("ice-rtcp-mux", rtcp_mux),
    ("ice-audio-video", audio_video), ("ice-reinvite", reinvite),
    ("ice-renumbered", renumbered_candidates), ("ice-asymmetric", asymmetric),
    ("ice-early", early), ("ice-marked-first", marked_first),
    ("ice-types", mixed_types), ("ice-srtp", srtp),
    ("ice-crypto-offered", crypto_offered),
]
SCENES = dict([case if isinstance(case, tuple) else
               ("ice-" + case.__name__.replace("_", "-"), case)
               for case in CASES])
