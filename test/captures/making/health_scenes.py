# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenes of media health; beside what raises something, what must not."""

import struct

from . import carry
from .health import Call, Scene, Source, flowing, seconds
from .icmp import unreachable
from .plain import AUDIO_DSCP, VIDEO_DSCP
from .rtp import RTCP_BYE, receiver_report, sender_report, srtcp
from .wire import Flow

BURST = "lync.dup_burst"
ABSENT, RESUMED = "lync.rtcp_absent", "lync.rtcp_resumed"
STEP_S = 0.02
SHOWN_S = 10
BURST_COUNT = 3
MEDIATED = 46           # policy-based QoS, RFC 4594

# --- repeats -----------------------------------------------------------


def thinned(name, what, copies):
    """200 numbers across 65535, every tenth lost. copies(i): when packet i
    comes again, or None."""
    scene = Scene(name, "20 of 200 lost, " + what)
    source = Source(scene)
    repeats = []
    for i in range(200):
        at_s, packet = i * STEP_S, source.packet(i * STEP_S)
        if i % 10 == 5:
            continue
        scene.add(at_s, source.wrap(packet))
        if copies(i):
            repeats.append((at_s + copies(i), source.wrap(packet)))
    repeats.sort(key=lambda row: row[0])
    for number, (at_s, frame) in enumerate(repeats, start=1):
        scene.add(at_s, frame, BURST if number == BURST_COUNT else None,
                  "sender")
    return scene.build()


def health_loss():
    return thinned("health-loss", "no copies", lambda i: None)


def health_loss_adjacent():
    """As many copies as lost."""
    return thinned("health-loss-adjacent", "20 come twice",
                   lambda i: 0.001 if i % 10 == 4 else None)


def health_loss_interleaved():
    """Two of three come again, after 12 to 13 others."""
    return thinned("health-loss-interleaved", "120 come twice, later",
                   lambda i: 0.25 if i % 3 else None)


def health_wrap():
    """65534, 65535, 0 and 1 come twice."""
    scene = Scene("health-wrap", "repeats on both sides of 65535")
    source = Source(scene)
    source.seq = 65532
    source.send(0).send(STEP_S)
    for i in range(4):
        source.copied((2 + i) * STEP_S,
                      finding=BURST if i == BURST_COUNT - 1 else None)
    return scene.build()


def health_ipv6():
    """Nothing tells who copies: IPv6 has no ID."""
    scene = Scene("health-ipv6", "five IPv6 packets twice")
    source = Source(scene)
    for i in range(5):
        frame = carry.ipv6(source.flow, source.dscp, source.packet(i * STEP_S))
        scene.add(i * STEP_S, frame)
        scene.add(i * STEP_S + 0.01, frame,
                  BURST if i == BURST_COUNT - 1 else None, "unknown")
    return scene.build()


def health_two_repeats():
    """One below the count that makes a burst."""
    scene = Scene("health-two-repeats", "two repeats, no burst")
    source = Source(scene).send(0).send(STEP_S)
    return source.copied(0.04).copied(0.06).scene.build()


def health_conflict():
    """The same number with other content is no copy."""
    scene = Scene("health-conflict", "five numbers with two payloads each")
    source = Source(scene).send(0).send(STEP_S)
    for i in range(5):
        at_s = (2 + i) * STEP_S
        source.send(at_s)
        source.seq -= 1
        other = source.packet(at_s, bytes([0x60 + i]) * 60)
        scene.add(at_s + 0.005, source.wrap(other), origin="conflict")
    return scene.build()


def health_two_tuples():
    """Forking or recording: each receiver gets its own copy."""
    scene = Scene("health-two-tuples", "one SSRC and seq to two receivers")
    one = Source(scene)
    two = Source(scene, Flow(dst="203.0.113.9", dport=40000), ssrc=one.ssrc)
    for i in range(10):
        one.send(i * STEP_S)
        two.send(i * STEP_S + 0.0001)
    return scene.build()


def health_icmp():
    scene = Scene("health-icmp", "each packet quoted in an ICMP error")
    source = Source(scene)
    for i in range(10):
        frame = source.wrap(source.packet(i * STEP_S))
        scene.add(i * STEP_S, frame)
        scene.add(i * STEP_S + 0.001,
                  unreachable(source.flow, frame, source.dscp))
    return scene.build()


# --- RTCP --------------------------------------------------------------


def health_rtcp_never():
    """At 30.02 s the limit has passed wherever the stream became known."""
    scene = Scene("health-rtcp-never", "40 s of RTP, no RTCP")
    return Source(scene).talk(flowing(0, 40), {30.5: ABSENT}).scene.build()


def health_rtcp_below_limit():
    scene = Scene("health-rtcp-below-limit", "30 s of RTP, no RTCP")
    return Source(scene).talk(flowing(0, 30)).scene.build()


def stopped(name, what, again_s):
    """RTCP until 11.2 s, and again from again_s on, if not None."""
    scene = Scene(name, what)
    source = Source(scene)
    for at_s in (1.2, 6.2, 11.2):
        source.control(at_s, sender_report(source.ssrc))
    if again_s:
        source.control(again_s, sender_report(source.ssrc), RESUMED)
    for at_s in flowing(0, 50):
        silence_s = at_s - 11.2
        if again_s and at_s > again_s:
            silence_s = 0
        source.send(at_s, ABSENT if at_s == 41.5 else None,
                    silence_s=silence_s if silence_s > SHOWN_S else None)
    return scene.build()


def health_rtcp_stopped():
    return stopped("health-rtcp-stopped", "RTCP stops while RTP flows", None)


def health_rtcp_resumed():
    return stopped("health-rtcp-resumed", "RTCP stops and comes back", 45.2)


def health_rtcp_idle():
    """5 s without RTP: it does not flow, and nobody waits for RTCP."""
    scene = Scene("health-rtcp-idle", "RTP, 42 s of nothing, RTP; no RTCP")
    source = Source(scene).talk(flowing(0, 3))
    return source.talk(flowing(45, 48)).scene.build()


def kept_up(name, what, packet, mux, dscp=0):
    """RTCP every 5 s in this form; RTP for 50 s."""
    def build():
        scene = Scene(name, what)
        source = Source(scene).talk(flowing(0, 50))
        for at_s in range(1, 50, 5):
            source.control(at_s + 0.2, packet(source), mux=mux, dscp=dscp)
        return scene.build()
    return name, build


def report(source):
    return sender_report(source.ssrc)


def encrypted(source):
    """RFC 3711 with AES_CM_128_HMAC_SHA1_80."""
    return srtcp(source.ssrc, source.scene.random, tag_bytes=10)


def goodbye(source):
    return receiver_report(source.ssrc) + struct.pack(
        "!BBHI", 0x81, RTCP_BYE, 1, source.ssrc)


def health_rtcp_bye():
    """RTP of the next second may be late; then it goes on."""
    scene = Scene("health-rtcp-bye", "RTP goes on after RTCP BYE")
    source = Source(scene).talk(flowing(0, 12),
                                {7.5: "lync.rtcp_bye_continued"})
    return source.control(6.2, goodbye(source)).scene.build()


def health_rtcp_bye_new_talk():
    scene = Scene("health-rtcp-bye-new-talk", "RTCP BYE, a pause, RTP")
    source = Source(scene).talk(flowing(0, 6))
    source.control(6.2, goodbye(source))
    return source.talk(seconds(12, 16)).scene.build()


# --- mute --------------------------------------------------------------


def muted(name, what, back_s, finding):
    def build():
        scene = Scene(name, what)
        source = Source(scene).talk(flowing(0, 10)).send(9.8, pt=13)
        source.talk(seconds(back_s, back_s + 5),
                    {back_s + 0.5: finding} if finding else {})
        for at_s in range(1, back_s + 5, 5):
            source.control(at_s + 0.2, report(source))
        return scene.build()
    return name, build


# --- calls -------------------------------------------------------------


def controlled(source, times_s):
    for at_s in times_s:
        source.control(at_s, report(source))


def health_no_rtcp_promised():
    """b=RS:0 and b=RR:0 on both sides (RFC 3556 2)."""
    scene = Scene("health-no-rtcp-promised", "60 s of RTP, RTCP switched off")
    call = Call(scene, rtcp=False)
    for source in call.sources():
        source.talk(flowing(2, 60))
    return call.bye(61, 0).build()


def health_rtcp_promised():
    """The same call without that: a warning, and a note for the other."""
    scene = Scene("health-rtcp-promised", "60 s of RTP, RTCP promised")
    call = Call(scene)
    one, other = call.sources()
    one.talk(flowing(2, 60), {32.5: ABSENT})
    other.talk([at + 0.1 for at in flowing(2, 60)], {32.6: ABSENT})
    return call.bye(61, 0).build()


def health_hold():
    """a=inactive on both sides explains 50 s without a packet."""
    scene = Scene("health-hold", "50 s on hold")
    call = Call(scene)
    call.reinvite(11, "inactive", "inactive")
    call.reinvite(61, "sendrecv", "sendrecv")
    for source in call.sources():
        source.talk(flowing(2, 11)).talk(flowing(62, 70))
        controlled(source, (3.2, 8.2, 63.2, 68.2))
    return call.bye(71, 0).build()


def fallen_silent(scene, rtcp_end_s):
    """The caller's RTP ends at 20.5, its RTCP before rtcp_end_s."""
    call = Call(scene)
    caller, callee = call.sources()
    caller.talk(flowing(2, 21))
    controlled(caller, [at + 0.2 for at in range(3, rtcp_end_s, 5)])
    controlled(callee, [at + 0.3 for at in range(3, 52, 5)])
    return call, callee


def health_media_timeout():
    """Nothing of the caller from 20.5 s on; the callee hangs up at 52 s."""
    scene = Scene("health-media-timeout", "one side falls silent, BYE")
    call, callee = fallen_silent(scene, 20)
    callee.talk([at + 0.1 for at in flowing(2, 51)])
    return call.bye(52, 1, ["lync.media_timeout",
                            "lync.media_timeout.bye"]).build()


def health_media_no_timeout():
    """Its RTCP goes on: either one keeps the call (KB 981218)."""
    scene = Scene("health-media-no-timeout", "RTP ends, RTCP goes on, BYE")
    call, callee = fallen_silent(scene, 52)
    callee.talk([at + 0.1 for at in flowing(2, 51)])
    return call.bye(52, 1).build()


def health_session_expired():
    """90 s from the 200 at 1 s, and 5 s of grace: nobody refreshes."""
    scene = Scene("health-session-expired", "RTP flows past the session")
    call = Call(scene, timer=True)
    caller, callee = call.sources()
    caller.talk(flowing(2, 100), {96.5: "lync.session.expired"})
    callee.talk([at + 0.1 for at in flowing(2, 100)])
    controlled(caller, [at + 0.2 for at in range(3, 100, 5)])
    controlled(callee, [at + 0.3 for at in range(3, 100, 5)])
    return call.build()


def health_session_alive():
    """The same without session timer."""
    scene = Scene("health-session-alive", "100 s of RTP, no session timer")
    call = Call(scene)
    for source in call.sources():
        source.talk(flowing(2, 100))
        controlled(source, [at + 0.2 for at in range(3, 100, 5)])
    return call.build()


# --- DSCP --------------------------------------------------------------


def health_dscp_changed():
    """60 packets at 40, then 0, 40, 0: the first change is told."""
    scene = Scene("health-dscp-changed", "DSCP 40, later 0")
    source = Source(scene).talk([i * STEP_S for i in range(60)])
    source.send(1.2, "lync.dscp.changed", dscp=0)
    source.send(1.22).send(1.24, dscp=0)
    return scene.build()


def health_dscp_two_streams():
    """Audio at 40, video at 24, RTCP at 0: each has its own."""
    scene = Scene("health-dscp-two-streams", "DSCP 40 and 24, RTCP at 0")
    times_s = [i * STEP_S for i in range(60)]
    for source in (Source(scene).talk(times_s),
                   Source(scene, Flow(sport=20002, dport=30002), 121,
                          VIDEO_DSCP).talk(times_s)):
        source.control(0.5, report(source))
    return scene.build()


def one_way(name, unmarked, finding):
    """Ten packets at DSCP 40 one way, `unmarked` at 0 the other way."""
    def build():
        scene = Scene(name, "DSCP 40 one way, %d at 0 back" % unmarked)
        call = Call(scene)
        caller, callee = call.sources()
        for i in range(10):
            caller.send(2 + i * STEP_S, dscp=AUDIO_DSCP)
        for i in range(unmarked):
            callee.send(2.01 + i * STEP_S, finding if i == 9 else None)
        return call.bye(3, 0).build()
    return name, build


def classed(name, dscp, finding):
    """PCMU by SDP under this code point, both ways."""
    def build():
        scene = Scene(name, "audio at DSCP %d" % dscp)
        call = Call(scene)
        for source in call.sources(dscp=dscp):
            source.talk([2 + i * STEP_S for i in range(12)], {2: finding})
        return call.bye(3, 0).build()
    return name, build


CASES = [
    health_loss, health_loss_adjacent, health_loss_interleaved, health_wrap,
    health_ipv6, health_two_repeats, health_conflict, health_two_tuples,
    health_icmp,
    health_rtcp_never, health_rtcp_below_limit, health_rtcp_stopped,
    health_rtcp_resumed, health_rtcp_idle,
    kept_up("health-rtcp-mux", "RTCP on RTP's port", report, True),
    kept_up("health-rtcp-mux-marked", "RTCP on RTP's port at DSCP 40",
            report, True, AUDIO_DSCP),
    kept_up("health-rtcp-next-port", "unmarked RTCP on RTP's port plus one",
            report, False),
    kept_up("health-srtcp-mux", "SRTCP, tag of 80 bits, on RTP's port",
            encrypted, True),
    kept_up("health-srtcp-next-port", "the same on RTP's port plus one",
            encrypted, False),
    health_rtcp_bye, health_rtcp_bye_new_talk,
    muted("health-mute", "one CN packet, 40 s of RTCP alone, RTP", 50,
          "lync.comfort_noise_silence"),
    muted("health-short-mute", "the same for 20 s", 30, None),
    health_no_rtcp_promised, health_rtcp_promised, health_hold,
    health_media_timeout, health_media_no_timeout,
    health_session_expired, health_session_alive,
    health_dscp_changed, health_dscp_two_streams,
    one_way("health-dscp-one-way", 10, "lync.dscp.one_way"),
    one_way("health-dscp-few-back", 9, None),
    classed("health-dscp-class", VIDEO_DSCP, "lync.dscp.class"),
    classed("health-dscp-policy", MEDIATED, None),
]


def scenes():
    """Name -> builder."""
    named = [case if isinstance(case, tuple) else
             (case.__name__.replace("_", "-"), case) for case in CASES]
    assert len(dict(named)) == len(named), "two scenes of one name"
    return dict(named)
