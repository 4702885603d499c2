# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls with SRTP, and for each frame what it holds in clear."""

from . import shapes
from .capture import Capture
from .rtp import receiver_report, rtp, sender_report
from .signalling import MEDIA, SIP, message, sdp
from .srtp import SUITES, Key
from .turn import CLIENT
from .wire import udp4

PLAIN_LINE = "m=audio %d RTP/SAVP 0\r\n"
OPTIONAL_LINE = "m=audio %d RTP/AVP 0\r\n"
VIDEO = MEDIA._replace(sport=20010, dport=30010)
CALLER_SSRC, CALLEE_SSRC = 0x0A11CE00, 0x0B0B0000
BOUNDARY = "next"
RTP_BYTES = 160


class Scene(Capture):
    """clear: frame number -> the RTP or RTCP that its sender encrypted, for
    the frames that can be opened; sealed: numbers of those that cannot."""

    def __init__(self, name, what):
        super().__init__(name, what)
        self.clear, self.sealed = {}, set()
        self.keys = []
        self.carry = lambda sent: sent      # what UDP holds

    def key(self, *arguments, **named):
        self.keys.append(Key(self.random, *arguments, **named))
        return self.keys[-1]

    def signal(self, flow, start, body, sender, cseq=1):
        """One SIP message with a description, BODY."""
        text = message(start, body, sender, cseq)
        if body.startswith("--"):
            text = text.replace(b"application/sdp", (
                "multipart/alternative;boundary=%s" % BOUNDARY).encode(), 1)
        self.add(udp4(flow, 0, text))

    def offer(self, body, cseq=1):
        self.signal(SIP, "INVITE sip:bobby@%s SIP/2.0" % SIP.dst, body,
                    "caller", cseq)

    def answer(self, body, cseq=1):
        self.signal(SIP.back(), "SIP/2.0 200 OK", body, "callee", cseq)

    def set_up(self, offered, answered, media=PLAIN_LINE, cseq=1):
        """offered, answered: keys."""
        self.offer(sdp(MEDIA.src, MEDIA.sport, lines(offered), media), cseq)
        self.answer(sdp(MEDIA.dst, MEDIA.dport, lines(answered), media), cseq)

    def packet(self, flow, ssrc, number, **shape):
        """RTP number 0, 1, ... 2^16 and so on, with a payload of its own."""
        payload = self.random.randbytes(RTP_BYTES)
        return rtp(0, number, number * 160, ssrc, payload, **shape)

    def send(self, flow, key, clear, roc=0, opens=True, damage=False,
             cut=None, step_us=5000):
        """One packet of RTP, sealed by key; None: in clear."""
        sent = key.seal(clear, roc) if key else clear
        if damage:
            sent = sent[:-1] + bytes([sent[-1] ^ 1])
        frame = udp4(flow, 0, self.carry(sent))
        self.add(frame if cut is None else frame[:cut], step_us=step_us,
                 wire_length=len(frame))
        if opens and not damage and cut is None:
            self.clear[len(self.frames)] = clear
        else:
            self.sealed.add(len(self.frames))

    def talk(self, flow, ssrc, key, numbers, **how):
        for number in numbers:
            self.send(flow, key, self.packet(flow, ssrc, number),
                      roc=number >> 16, **how)

    def report(self, flow, ssrc, key, index, opens=True, clear=None,
               mux=False, **how):
        """One compound of RTCP on the port above, or on that of RTP."""
        clear = clear or sender_report(ssrc)
        self.add(udp4(flow if mux else flow.next_port(), 0, self.carry(
            key.seal_rtcp(clear, index, **how))))
        if opens:
            self.clear[len(self.frames)] = clear
        else:
            self.sealed.add(len(self.frames))


def lines(keys):
    return "".join(key.line() for key in keys)


def both_ways(scene, caller, callee, n=10, first=65530, **how):
    for number in range(first, first + n):
        scene.talk(MEDIA, CALLER_SSRC, caller, [number], **how)
        scene.talk(MEDIA.back(), CALLEE_SSRC, callee, [number], **how)


def all_suites():
    """Sixteen m-lines, each with a suite of its own, without and with an MKI:
    both ways over a rollover, with RTCP, in all shapes of a header."""
    scene = Scene("srtp-suites", "every suite, without and with MKI")
    sides = [[scene.key(name, mki) for name in SUITES
              for mki in (None, b"\1")] for _ in range(2)]
    scene.offer(many_lines(MEDIA.src, MEDIA.sport, sides[0]))
    scene.answer(many_lines(MEDIA.dst, MEDIA.dport, sides[1]))
    for number, (caller, callee) in enumerate(zip(*sides)):
        flow = MEDIA._replace(sport=MEDIA.sport + 2 * number,
                              dport=MEDIA.dport + 2 * number)
        all_shapes(scene, flow, number, caller, callee)
    return scene


def many_lines(host, port, keys):
    """A description with one m-line a key."""
    return sdp(host, port, keys[0].line(), PLAIN_LINE) + "".join(
        PLAIN_LINE % (port + 2 * number) + key.line()
        for number, key in enumerate(keys[1:], start=1))


def all_shapes(scene, flow, ssrc, caller, callee):
    for number in range(65533, 65540):
        scene.talk(flow, ssrc, caller, [number])
        scene.talk(flow.back(), CALLEE_SSRC + ssrc, callee, [number])
    for shape in ({"csrcs": (1, 2)}, {"extension": bytes(8)}, {"padding": 3},
                  {"marker": True, "csrcs": (7,), "extension": b"ext4"}):
        scene.send(flow, caller, scene.packet(flow, ssrc, 65540, **shape),
                   roc=1)
    for index in (1, 300):
        scene.report(flow, ssrc, caller, index)
        scene.report(flow.back(), CALLEE_SSRC + ssrc, callee, index,
                     clear=receiver_report(CALLEE_SSRC + ssrc))
    scene.report(flow, ssrc, caller, 301, encrypted=False)


def lync():
    """What Lync 2013 offers: in both parts of multipart/alternative a
    cryptoscale line, tag 2 with MKI, tag 3 without, all keys different, for
    two m-lines; the answer chooses tag 3 and tag 2. A server that holds the
    scale key sends with it."""
    scene = Scene("srtp-lync", "an offer of Lync 2013")
    offered = {}
    for media in ("audio", "video"):
        offered[media] = [
            scene.key(mki=b"\1", attribute="cryptoscale", tag=1),
            scene.key(mki=b"\1", tag=2), scene.key(tag=3)]
    parts = []
    for which in (1, 2):
        chosen = [key[:which + 1] if which == 1 else key[1:]
                  for key in offered.values()]
        parts.append(sdp(MEDIA.src, MEDIA.sport, lines(chosen[0]), PLAIN_LINE)
                     + "m=video %d RTP/SAVP 31\r\n" % VIDEO.sport +
                     lines(chosen[1]))
    scene.offer("".join("--%s\r\nContent-Type: application/sdp\r\n\r\n%s\r\n" %
                        (BOUNDARY, part) for part in parts) +
                "--%s--\r\n" % BOUNDARY)
    answered = [scene.key(tag=3), scene.key(mki=b"\1", tag=2)]
    scene.answer(sdp(MEDIA.dst, MEDIA.dport, lines(answered[:1]), PLAIN_LINE) +
                 "m=video %d RTP/SAVP 31\r\n" % VIDEO.dport +
                 lines(answered[1:]))
    both_ways(scene, offered["audio"][2], answered[0])
    for number in range(100, 110):
        scene.talk(VIDEO, CALLER_SSRC + 1, offered["video"][1], [number])
        scene.talk(VIDEO.back(), CALLEE_SSRC + 1, answered[1], [number])
    scene.talk(MEDIA, CALLER_SSRC + 2, offered["audio"][0], range(7, 17))
    return scene


def late(name="AES_CM_128_HMAC_SHA1_80"):
    """The capture begins after three rollovers, with a refresh of the session
    that repeats the keys; a fourth follows. 5 % is lost, packets are out of
    order and doubled."""
    scene = Scene("srtp-late", "begins after three rollovers")
    caller, callee = scene.key(name), scene.key(name)
    scene.set_up([caller], [callee])
    first = (3 << 16) + 65336
    numbers = [n for n in range(first, first + 400)
               if n == first or scene.random.random() >= 0.05]
    for _ in range(40):
        place = scene.random.randrange(5, len(numbers) - 5)
        numbers.insert(place, numbers[place - scene.random.randrange(1, 5)])
        place = scene.random.randrange(5, len(numbers) - 5)
        numbers.insert(place + 4, numbers.pop(place))
    sent = {}
    for number in numbers:
        for flow, ssrc, key in ((MEDIA, CALLER_SSRC, caller),
                                (MEDIA.back(), CALLEE_SSRC, callee)):
            clear = sent.setdefault((ssrc, number),
                                    scene.packet(flow, ssrc, number))
            scene.send(flow, key, clear, roc=number >> 16)
    return scene


def rekeyed():
    """New keys by re-INVITE: one side goes on with its rollover counter, the
    other begins anew with 0; late packets of the old key come after."""
    scene = Scene("srtp-rekeyed", "new keys by re-INVITE")
    old, new = ([scene.key(mki=mki), scene.key(mki=mki)]
                for mki in (b"\0\0\1\5", b"\0\0\1\6"))
    scene.set_up(old[:1], old[1:])
    both_ways(scene, *old, n=20)
    scene.set_up(new[:1], new[1:], cseq=2)
    scene.talk(MEDIA, CALLER_SSRC, old[0], [65550])
    scene.talk(MEDIA, CALLER_SSRC, new[0], [65552])
    scene.talk(MEDIA, CALLER_SSRC, old[0], [65551])
    scene.talk(MEDIA, CALLER_SSRC, new[0], range(65553, 65570))
    scene.talk(MEDIA.back(), CALLEE_SSRC, new[1], range(20, 40))
    return scene


def wrong_key():
    """The sender of one direction uses another key than its SDP says."""
    scene = Scene("srtp-wrong-key", "a key that fits nothing")
    caller, callee = scene.key(), scene.key()
    other = Key(scene.random)
    scene.set_up([caller], [callee])
    for number in range(100, 140):
        scene.talk(MEDIA, CALLER_SSRC, other, [number], opens=False)
        scene.talk(MEDIA.back(), CALLEE_SSRC, callee, [number])
    scene.report(MEDIA, CALLER_SSRC, other, 1, opens=False)
    return scene


def cut():
    """The snap length cuts each packet."""
    scene = Scene("srtp-cut", "cut by the snap length")
    caller, callee = scene.key(), scene.key()
    scene.set_up([caller], [callee])
    both_ways(scene, caller, callee, n=40, cut=128)
    return scene


def damaged():
    """One packet in forty has a wrong tag."""
    scene = Scene("srtp-damaged", "a wrong tag now and then")
    caller, callee = scene.key(), scene.key()
    scene.set_up([caller], [callee])
    for number in range(500, 900):
        scene.talk(MEDIA, CALLER_SSRC, caller, [number],
                   damage=number % 40 == 17)
    return scene


def optional():
    """RTP/AVP with keys in the offer; the answer has none: RTP in clear."""
    scene = Scene("srtp-optional", "encryption that is not accepted")
    scene.set_up([scene.key()], [], OPTIONAL_LINE)
    both_ways(scene, None, None, n=30, opens=False)
    return scene


def optional_accepted():
    """RTP/AVP with keys in offer and answer is SRTP."""
    scene = Scene("srtp-optional-accepted", "encryption over RTP/AVP")
    caller, callee = scene.key(), scene.key()
    scene.set_up([caller], [callee], OPTIONAL_LINE)
    both_ways(scene, caller, callee)
    return scene


def short_rtcp_tag():
    """SRTCP with the tag of SRTP, which RFC 4568 6.2.2 does not ask for."""
    scene = Scene("srtp-short-rtcp-tag", "32 bits of tag on RTCP")
    caller, callee = (scene.key("AES_CM_128_HMAC_SHA1_32") for _ in range(2))
    scene.set_up([caller], [callee])
    both_ways(scene, caller, callee)
    for index in range(1, 4):
        scene.report(MEDIA, CALLER_SSRC, caller, index, tag_bytes=4)
    return scene


def relayed():
    """A relay or NAT that no SDP names stands between: other addresses."""
    scene = Scene("srtp-relayed", "addresses that no SDP names")
    caller, callee = scene.key(), scene.key()
    scene.set_up([caller], [callee])
    path = MEDIA._replace(src="203.0.113.7", dst="203.0.113.9", sport=41000,
                          dport=42000)
    scene.talk(path, CALLER_SSRC, caller, range(300, 320))
    scene.talk(path.back(), CALLEE_SSRC, callee, range(300, 320))
    return scene


def turned():
    """ChannelData of TURN, in packets without a code point."""
    scene = Scene("srtp-turned", "inside TURN")
    caller, callee = scene.key(), scene.key()
    scene.offer(sdp(CLIENT.src, CLIENT.sport, caller.line(), PLAIN_LINE))
    scene.answer(sdp(MEDIA.dst, MEDIA.dport, callee.line(), PLAIN_LINE))
    scene.carry = shapes.channel_data
    scene.talk(CLIENT, CALLER_SSRC, caller, range(65530, 65545))
    scene.talk(CLIENT.back(), CALLEE_SSRC, callee, range(65530, 65545))
    for index in (1, 2):
        scene.report(CLIENT._replace(sport=CLIENT.sport - 1,
                                     dport=CLIENT.dport - 1), CALLER_SSRC,
                     caller, index)
    return scene


def muxed():
    """RTCP on the port of RTP (RFC 5761), and before it."""
    scene = Scene("srtp-muxed", "RTCP and RTP on one port")
    caller, callee = scene.key(), scene.key()
    offer, answer = (key.line() + "a=rtcp-mux\r\n" for key in scene.keys)
    scene.offer(sdp(MEDIA.src, MEDIA.sport, offer, PLAIN_LINE))
    scene.answer(sdp(MEDIA.dst, MEDIA.dport, answer, PLAIN_LINE))
    scene.report(MEDIA, CALLER_SSRC, caller, 1, mux=True)
    both_ways(scene, caller, callee)
    scene.report(MEDIA.back(), CALLEE_SSRC, callee, 1, mux=True)
    return scene


SCENES = [all_suites, lync, late, rekeyed, wrong_key, cut, damaged, optional,
          optional_accepted, short_rtcp_tag, relayed, turned,
          muxed]
