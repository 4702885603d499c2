# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls that drop after 30 s or 32 s, and calls of the same lengths that
people ended (docs/calls.md, "How long a call lasts before it is dropped")."""

from .call_scenes import SERVER, TRUNK, ordinary, repeat

MEDIA = "30 s: no RTP, no RTCP"
RTCP = "30 s: no RTCP"
RTCP_HELD = "30 s: no RTCP on hold"
NO_ACK = "32 s: no ACK"
RELIABLE = [("Require", "100rel"), ("RSeq", "1")]


def talk(call, start_s, end_s, reports=(True, True), per_s=8):
    pair = call.talkers_of()
    for talker, wanted in zip(pair, reports):
        talker.speak(start_s, end_s, per_s)
        talker.spurt(end_s - 0.2, 5)
        if wanted:
            talker.report(start_s, end_s)
    return pair


# --- 30 s --------------------------------------------------------------

def silent_before_the_end(scene, talk_s, silent_s, by):
    """Both want to talk until TALK_S, but the callee falls silent at 20 s, and
    SILENT_S later side BY hangs up."""
    call = scene.call(SERVER, TRUNK)
    up_s = call.set_up(ring_s=2)
    pair = talk(call, up_s, talk_s)
    pair[1].stop(20)
    pair[1].spurt(20, 5)
    end_s = pair[1].last_s() + silent_s
    pair[0].stop(end_s)
    call.hang_up(end_s, by)


def one_side_reports(scene, talk_s, reports, by):
    """RTCP comes only from the side that REPORTS names; side BY hangs up."""
    call = scene.call(SERVER, TRUNK)
    up_s = call.set_up(ring_s=2)
    talk(call, up_s, up_s + talk_s, reports)
    call.hang_up(up_s + talk_s, by)


def drop_media(scene):
    """The callee falls silent; the server hangs up 31 s later."""
    silent_before_the_end(scene, 55, 31, 0)
    scene.expects("media-timeout", "media-silent", MEDIA, dramatic=True)


def drop_media_by_a_phone(scene):
    """KB 981218 applies to any server that checks: it does not matter who
    hangs up."""
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    pair = talk(call, up_s, 60)
    pair[0].stop(25)
    pair[0].spurt(25, 5)
    pair[1].stop(pair[0].last_s() + 34.5)
    call.hang_up(pair[0].last_s() + 34.5, 1)
    scene.expects("media-timeout", "media-silent", MEDIA, dramatic=True)


def thirty_seconds(scene):
    """30 s after the answer, with media from both sides all the time."""
    call = scene.call(SERVER, TRUNK)
    up_s = call.set_up(ring_s=2)
    talk(call, up_s, up_s + 30)
    call.hang_up(call.answered_s + 30, 0)
    scene.expects("normal", "hung-up")


def up_for(scene, seconds, *parties):
    """No media is in the capture; the caller hangs up after SECONDS."""
    call = scene.call(*parties)
    call.set_up(ring_s=2)
    call.hang_up(call.answered_s + seconds, 0)
    scene.expects("normal", "hung-up")


def thirty_seconds_without_media(scene):
    """No media at all proves no silence."""
    up_for(scene, 31, SERVER, TRUNK)


def silence_outlived(scene):
    """38 s of silence, after which nobody hung up: the limit was not in
    force."""
    silent_before_the_end(scene, 70, 38, 0)
    scene.expects("normal", "hung-up", dramatic=True)


def silent_side_hangs_up(scene):
    """The side that fell silent hangs up itself: no timeout of the other."""
    silent_before_the_end(scene, 60, 32, 1)
    scene.expects("normal", "hung-up", dramatic=True)


def drop_rtcp(scene):
    one_side_reports(scene, 32.5, (True, False), 0)
    scene.expects("media-timeout", "rtcp-silent", RTCP, dramatic=True)


def drop_rtcp_bye_again(scene):
    """The BYE is sent again, as its 200 was lost: one drop, reported once."""
    call = scene.call(SERVER, TRUNK, transport="UDP")
    up_s = call.set_up(ring_s=2)
    talk(call, up_s, up_s + 32.5, (True, False))
    leg = call.legs[0]
    bye = leg.request(up_s + 32.5, 0, "BYE")
    leg.again(up_s + 33)
    leg.again(up_s + 34)
    leg.response(up_s + 34.01, bye, 200)
    scene.expects("media-timeout", "rtcp-silent", RTCP, dramatic=True)


def held_inactive_for_30_s(scene):
    """Nobody sends during hold; hung up after 31 s of it."""
    call = scene.call(SERVER, TRUNK)
    up_s = call.set_up(ring_s=2)
    held_s = call.reinvite(up_s + 10, 1, ("inactive", "inactive"))
    talk(call, up_s, held_s)
    call.hang_up(held_s + 31, 0)
    scene.expects("normal", "hung-up")


def no_rtcp_hung_up_by_the_phone(scene):
    """Only Microsoft's servers and clients are known to check RTCP."""
    one_side_reports(scene, 32.5, (False, True), 1)
    scene.expects("normal", "hung-up", dramatic=True)


def no_rtcp_for_long(scene):
    one_side_reports(scene, 50, (True, False), 0)
    scene.expects("normal", "hung-up", dramatic=True)


def drop_rtcp_held(scene):
    """The phone holds with music and without RTCP: RTCPCallsOnHold."""
    call = scene.call(SERVER, TRUNK)
    up_s = call.set_up(ring_s=2)
    held_s = call.reinvite(up_s + 10, 1, ("sendonly", "recvonly"))
    pair = talk(call, up_s, held_s + 31.5)
    pair[1].reports = [t for t in pair[1].reports if t < held_s * 1e6]
    pair[1].reports.append(round((held_s - 0.01) * 1e6))
    pair[0].plan = [row for row in pair[0].plan if row[0] < held_s * 1e6]
    call.hang_up(held_s + 31.5, 0)
    scene.expects("media-timeout", "rtcp-silent", RTCP_HELD, dramatic=True)


def held_and_hung_up(scene):
    """The same with RTCP."""
    call = scene.call(SERVER, TRUNK)
    up_s = call.set_up(ring_s=2)
    held_s = call.reinvite(up_s + 10, 1, ("sendonly", "recvonly"))
    pair = talk(call, up_s, held_s + 31.5)
    pair[0].plan = [row for row in pair[0].plan if row[0] < held_s * 1e6]
    call.hang_up(held_s + 31.5, 0)
    scene.expects("normal", "hung-up")


# --- 32 s --------------------------------------------------------------

def answered(call, at_s=3.0):
    leg, request = call.legs[0], call.invite()[0]
    leg.response(0.5, request, 180)
    leg.response(at_s, request, 200, sdp=call.body(1))
    call.answered_s = at_s
    return request


def drop_no_ack(scene):
    call = scene.call(transport="UDP")
    answered(call)
    repeat(call.legs[0], 3, 35)
    talk(call, 3.1, 35)
    call.hang_up(35.1, 1)
    scene.expects("no-ack", "no-ack", NO_ACK)


def drop_no_ack_silent(scene):
    """RFC 3261 13.3.1.4 has BYE as a SHOULD; this one sends none."""
    call = scene.call(transport="UDP")
    answered(call)
    repeat(call.legs[0], 3, 35)
    scene.noise(45)
    scene.expects("no-ack", "no-ack-silent", NO_ACK)
    scene.at_once = {0: set()}


def no_ack_yet(scene):
    """The same, but the capture ends before 64*T1 are over."""
    call = scene.call(transport="UDP")
    answered(call)
    repeat(call.legs[0], 3, 30)
    scene.expects("capture-ended", "still-up")


def hung_up(scene, call, bye_s, by):
    """Talks until 35 s; then a user hangs up."""
    talk(call, 3.1, 35)
    call.hang_up(bye_s, by)
    scene.expects("normal", "hung-up")


def delayed_ack(scene):
    """ACK after three retransmissions; hung up 32 s after the answer."""
    call = scene.call(transport="UDP")
    request = answered(call)
    repeat(call.legs[0], 3, 6.6)
    call.legs[0].ack(6.8, request)
    hung_up(scene, call, 35.0, 1)


def thirty_two_seconds(scene):
    call = scene.call(transport="UDP")
    request = answered(call)
    call.legs[0].ack(3.02, request)
    hung_up(scene, call, 35.02, 1)


def no_ack_but_caller_hangs_up(scene):
    """ACKs are not in the capture, and no copy of the 200 either."""
    call = scene.call(transport="UDP")
    answered(call)
    hung_up(scene, call, 35.05, 0)


def reliable(call):
    leg = call.legs[0]
    request = leg.request(0, 0, "INVITE", [("Require", "100rel")],
                          call.body(0), to_tag="")
    leg.response(0.01, request, 100)
    leg.response(0.5, request, 183, RELIABLE, call.body(1))
    return leg, request


def acknowledge(leg, request, at_s):
    """PRACK of the 183, and its 200 (RFC 3262)."""
    prack = leg.request(at_s, 0, "PRACK", [
        ("RAck", "1 %d INVITE" % request.cseq)])
    leg.response(at_s + 0.02, prack, 200)


def drop_no_prack(scene):
    call = scene.call(transport="UDP")
    leg, request = reliable(call)
    repeat(leg, 0.5, 32.5, longest_s=64)
    leg.refuse(32.5, request, 504, 32.52)
    scene.expects("failed", "no-prack", up=False)


def slow_504(scene):
    """The same length, but the 183 was acknowledged: a plain 504."""
    call = scene.call(transport="UDP")
    leg, request = reliable(call)
    acknowledge(leg, request, 0.6)
    leg.refuse(32.5, request, 504, 32.52)
    scene.expects("failed", "final-failed", up=False)


def prack_late(scene):
    """PRACK at the third copy, then an ordinary call."""
    call = scene.call(transport="UDP")
    leg, request = reliable(call)
    repeat(leg, 0.5, 3, longest_s=64)
    acknowledge(leg, request, 3.1)
    up_s = call.answer(5, [request])
    talk(call, up_s, 35)
    call.hang_up(35.2, 1)
    scene.expects("normal", "hung-up")


def plain_call(scene):
    ordinary(scene)
    scene.expects("normal", "hung-up", up=True)


SCENES = [
    drop_media, drop_media_by_a_phone, thirty_seconds,
    thirty_seconds_without_media, silence_outlived, silent_side_hangs_up,
    drop_rtcp, drop_rtcp_bye_again, held_inactive_for_30_s,
    no_rtcp_hung_up_by_the_phone, no_rtcp_for_long,
    drop_rtcp_held, held_and_hung_up, drop_no_ack, drop_no_ack_silent,
    no_ack_yet, delayed_ack, thirty_two_seconds, no_ack_but_caller_hangs_up,
    drop_no_prack, slow_504, prack_late, plain_call,
]
