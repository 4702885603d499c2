# SPDX-License-Identifier: GPL-2.0-or-later
"""Media that a dissector of Wireshark gives up: cut by the snap length, or
with a payload that is not what its payload type says.

Each scene: both ends send 1000 RTP packets in 40 s, none lost, and RTCP every
5 s. So there is nothing to find.
"""

from .health import Call, Scene, Source
from .plain import AUDIO_DSCP
from .rtp import rtp, sender_report
from .wire import Flow

N_PACKETS, STEP_S = 1000, 0.04
REPORTS_S = range(2, 41, 5)
SNAPS = (56, 60, 68, 96, 128)   # octets of each frame
START_S = 1.1                   # the call is up


class _Cut(Scene):
    """A scene in a capture with a snap length. Of SIP everything is kept
    where WHOLE(frame) says so."""

    def __init__(self, name, what, snap=None, whole=lambda frame: False):
        super().__init__(name, what)
        self.snap, self.whole = snap, whole

    def build(self):
        capture = super().build()
        if self.snap is not None:
            capture.frames = [
                row if self.whole(row[1]) else
                (row[0], row[1][:self.snap], row[2])
                for row in capture.frames]
        return capture


def _is_sip(frame):
    return frame[36:38] == (5060).to_bytes(2, "big")


def _media(scene, sources, payload=lambda random: bytes(160),
           report=sender_report, **header):
    """What both send. payload(random): of each packet; report(ssrc)."""
    for source in sources:
        for i in range(N_PACKETS):
            at_s = START_S + i * STEP_S
            packet = rtp(source.pt, source.seq, i * 320, source.ssrc,
                         payload(scene.random), **header)
            source.seq += 1
            scene.add(at_s, source.wrap(packet))
        for at_s in REPORTS_S:
            source.control(at_s, report(source.ssrc))
    return scene


def _marked(name, what, snap, pt=114, **more):
    scene = _Cut(name, what, snap)
    settings = dict(pt=pt, dscp=AUDIO_DSCP)
    return _media(scene, (Source(scene, Flow(), **settings),
                          Source(scene, Flow().back(), **settings)),
                  **more).build()


def _call(name, what, snap=None, media=(), **more):
    scene = _Cut(name, what, snap, _is_sip)
    made = Call(scene, **dict(media))
    made.bye(42, 0)
    _media(scene, made.sources(), **more)
    return made.build()


def _random(random):
    return random.randbytes(60)


def _broken_report(ssrc):
    """SR with a report block, and of it 4 octets: RC says 31."""
    report = bytearray(sender_report(ssrc))
    report[0] = 0x80 | 31
    return bytes(report)


def _overlong_report(ssrc):
    """SR whose length lies: 65536 words."""
    report = bytearray(sender_report(ssrc))
    report[2:4] = b"\xff\xff"
    return bytes(report)


def scenes():
    """name -> function that makes it."""
    out = {}
    for snap in SNAPS:
        out["given-up-marked-%d" % snap] = lambda name, snap=snap: _marked(
            name, "marked media, snap length %d" % snap, snap)
        out["given-up-red-%d" % snap] = lambda name, snap=snap: _marked(
            name, "marked RED, snap length %d" % snap, snap, 97,
            payload=_random)
        out["given-up-call-%d" % snap] = lambda name, snap=snap: _call(
            name, "a call, its media cut at %d" % snap, snap)
        out["given-up-extension-%d" % snap] = (
            lambda name, snap=snap: _marked(
                name, "marked, 60 octets of extension, snap length %d" % snap,
                snap, extension=bytes(60)))
    out["given-up-vp8"] = lambda name: _call(
        name, "VP8 whose descriptor runs past the packet",
        media=dict(pt=100, kind="video"),
        payload=lambda random: b"\x90" + bytes(random.choice((0, 40))))
    out["given-up-red"] = lambda name: _call(
        name, "RED, encrypted under RTP/AVP", media=dict(pt=97, crypto=True),
        payload=_random)
    out["given-up-rtcp"] = lambda name: _call(
        name, "RTCP with fewer report blocks than it says",
        report=_broken_report)
    out["given-up-rtcp-length"] = lambda name: _call(
        name, "RTCP longer than its packet", report=_overlong_report)
    return {name: (lambda build=build, name=name: build(name))
            for name, build in out.items()}
