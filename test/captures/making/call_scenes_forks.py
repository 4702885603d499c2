# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls that proxies fork and forward (RFC 3261 13.2.2.4, 16.7)."""

from .call_scenes import (CALLEE, CALLER, NUMBERS, PROXY, SERVER, TRUNK, hops,
                          person, repeat)
from .offer import audio


def ended(call, up_s, seconds=20, side=0):
    call.talk(up_s, up_s + seconds)
    call.hang_up(up_s + seconds, side)


# --- forks -------------------------------------------------------------

SECOND_TAG = "0123456789"


def two_answers(call, request, tags=(None, SECOND_TAG), kept=0):
    """Two phones answer with TAGS, where None is the leg's own; the caller
    acknowledges both, and hangs up on the one that is not KEPT."""
    leg = call.legs[0]
    for at_s, tag in zip((2, 2.1), tags):
        leg.response(at_s, request, 200, sdp=call.body(1), tag=tag)
        leg.ack(at_s + 0.02, request, tag=tag)
    bye = leg.request(2.14, 0, "BYE", to_tag=tags[1 - kept])
    leg.response(2.16, bye, 200)
    call.answered_s = 2


def fork_two_answers(scene):
    """Two phones answer; the caller hangs up on the second one at once (RFC
    3261 13.2.2.4) and talks on with the first."""
    call = scene.call()
    leg, request = call.legs[0], call.invite()[0]
    leg.response(0.4, request, 180)
    leg.response(0.5, request, 180, tag=SECOND_TAG)
    two_answers(call, request)
    ended(call, 2.2, 25, 1)
    scene.expects("normal", "hung-up", lasts=27.2)


def fork_two_answers_dropped(scene):
    """The same; then the call that went on falls silent and is dropped."""
    call = scene.call(SERVER, TRUNK)
    two_answers(call, call.invite()[0])
    pair = call.talk(2.2, 60)[0]
    pair[1].stop(20)
    pair[1].spurt(20, 5)
    end_s = pair[1].last_s() + 31
    pair[0].stop(end_s)
    call.hang_up(end_s, 0)
    scene.expects("media-timeout", "media-silent", "30 s: no RTP, no RTCP",
                  dramatic=True)


def fork_second_answer_kept(scene):
    """The caller takes the second answer, and hangs up on the first."""
    call = scene.call()
    two_answers(call, call.invite()[0], (SECOND_TAG, None), kept=1)
    ended(call, 2.2, 25, 1)
    scene.expects("normal", "hung-up", lasts=27.2)


def fork_second_answer_unheeded(scene):
    """The caller does not acknowledge the second answer: it is repeated for
    32 s, then hung up on by its own side. The call goes on."""
    call = scene.call(transport="UDP")
    leg, request = call.legs[0], call.invite()[0]
    leg.response(2, request, 200, sdp=call.body(1))
    leg.ack(2.02, request)
    own = leg.tags[1]
    leg.tags[1] = SECOND_TAG
    leg.response(2.1, request, 200, sdp=call.body(1))
    repeat(leg, 2.1, 34)
    leg.request(34.2, 1, "BYE")
    leg.tags[1] = own
    call.answered_s = 2
    ended(call, 2.2, 60)
    scene.expects("normal", "hung-up", lasts=62.2)


def fork_two_answers_still_up(scene):
    """One of two answers is hung up on; the capture ends in the other."""
    call = scene.call()
    two_answers(call, call.invite()[0])
    call.talk(2.2, 25)
    scene.expects("capture-ended", "still-up")


def two_branches(scene, second_s=0.02):
    """A proxy asks two phones with the Call-ID and the caller's tag."""
    proxy = person(NUMBERS[1], "10.0.0.9", PROXY)
    call = scene.call(CALLER, proxy)
    first = call.legs[0]
    for number in (1, 2):
        leg = call.leg(proxy, person(NUMBERS[1], "10.0.1.%d" % number),
                       "UDP", call_id=first.call_id)
        leg.tags = [first.tags[0], leg.tags[1]]
        leg.cseq = list(first.cseq)
    first.tags[1] = call.legs[2].tags[1]
    requests = [leg.request(at_s, 0, "INVITE", [], call.body(0), to_tag="")
                for at_s, leg in zip((0, 0.01, second_s), call.legs)]
    first.response(0.005, requests[0], 100)
    call.legs[1].response(0.3, requests[1], 180)
    first.response(0.31, requests[0], 180)
    return call, requests


def fork_busy_and_answered(scene):
    """Behind the proxy one phone is busy, one is cancelled, one answers: all
    branches have the Call-ID and the caller's tag."""
    phones = [person(NUMBERS[1], "10.0.1.%d" % n) for n in (1, 2, 3)]
    proxy = person(NUMBERS[1], "10.0.0.9", PROXY)
    call = scene.call(CALLER, proxy)
    first = call.legs[0]
    for phone in phones:
        leg = call.leg(proxy, phone, "UDP", call_id=first.call_id)
        leg.tags = [first.tags[0], leg.tags[1]]
        leg.cseq = list(first.cseq)
    first.tags[1] = call.legs[3].tags[1]
    requests = [leg.request(0.01 * n, 0, "INVITE", [], call.body(0),
                            to_tag="") for n, leg in enumerate(call.legs)]
    first.response(0.015, requests[0], 100)
    for n in (1, 2, 3):
        call.legs[n].response(0.2 + 0.1 * n, requests[n], 180)
    first.response(0.35, requests[0], 180)
    call.legs[1].refuse(3, requests[1], 486, 3.01)
    body = audio(phones[2], call.media[3], 1, offered=False)
    call.legs[3].response(5, requests[3], 200, sdp=body)
    first.response(5.01, requests[0], 200, sdp=body)
    first.ack(5.02, requests[0])
    call.legs[3].ack(5.03, requests[3])
    cancel = call.legs[2].request(5.04, 0, "CANCEL", like=requests[2])
    call.legs[2].response(5.05, cancel, 200)
    call.legs[2].refuse(5.06, requests[2], 487, 5.07)
    for n, leg in ((0, first), (3, call.legs[3])):
        bye = leg.request(30 + 0.003 * n, 0, "BYE")
        leg.response(30.02 - 0.003 * n, bye, 200)
    scene.expects("normal", "hung-up")


def fork_busy_then_cancelled(scene):
    """One branch is busy, the other rings on; the caller gives up."""
    call, requests = two_branches(scene)
    first, busy, rings = call.legs
    busy.refuse(3, requests[1], 486, 3.01)
    for n, leg, request in ((0, first, requests[0]), (1, rings, requests[2])):
        cancel = leg.request(20 + 0.01 * n, 0, "CANCEL", like=request)
        leg.response(20.005 + 0.01 * n, cancel, 200)
    rings.refuse(20.02, requests[2], 487, 20.03)
    first.refuse(20.04, requests[0], 487, 20.05)
    scene.expects("cancelled", "cancelled", up=False)


def fork_declined(scene):
    """One branch declines with 603: the proxy cancels the other, and the
    caller learns 603 (RFC 3261 16.7)."""
    call, requests = two_branches(scene)
    first, declines, rings = call.legs
    declines.refuse(6, requests[1], 603, 6.01)
    cancel = rings.request(6.02, 0, "CANCEL", like=requests[2])
    rings.response(6.03, cancel, 200)
    rings.refuse(6.04, requests[2], 487, 6.05)
    first.refuse(6.06, requests[0], 603, 6.07)
    scene.expects("refused", "final-refused", up=False)


def no_answer_then_voicemail(scene):
    """The proxy cancels the phone after 15 s and asks the voice mail."""
    call, requests = two_branches(scene, 15.1)
    first, phone, mailbox = call.legs
    cancel = phone.request(15, 0, "CANCEL", like=requests[1])
    phone.response(15.01, cancel, 200)
    phone.refuse(15.02, requests[1], 487, 15.03)
    body = audio(mailbox.parties[1], call.media[2], 1, offered=False)
    mailbox.response(15.5, requests[2], 200, sdp=body)
    first.response(15.51, requests[0], 200, sdp=body)
    first.ack(15.52, requests[0])
    mailbox.ack(15.53, requests[2])
    for n, leg in enumerate((first, mailbox)):
        bye = leg.request(30 + 0.01 * n, 0, "BYE")
        leg.response(30.03 - 0.01 * n, bye, 200)
    scene.expects("normal", "hung-up")


def voicemail_rings(scene):
    """The same, and the capture ends while the second phone rings."""
    call, requests = two_branches(scene, 15.1)
    phone, second = call.legs[1:]
    cancel = phone.request(15, 0, "CANCEL", like=requests[1])
    phone.response(15.01, cancel, 200)
    phone.refuse(15.02, requests[1], 487, 15.03)
    second.response(15.5, requests[2], 180)
    scene.noise(18)
    scene.expects("capture-ended", "not-answered", up=False)


# --- hops ---------------------------------------------------------------

def proxy_hops(scene):
    """Three hops: one Call-ID, one call."""
    one = person(NUMBERS[1], "10.0.0.8", PROXY)
    two = person(NUMBERS[1], "10.0.0.9", PROXY)
    call = hops(scene, [CALLER, one, two, CALLEE])
    up_s = call.set_up(ring_s=2)
    call.hang_up(up_s + 20, 1)
    scene.expects("normal", "hung-up")


def proxy_hops_busy(scene):
    one = person(NUMBERS[1], "10.0.0.8", PROXY)
    call = hops(scene, [CALLER, one, CALLEE])
    call.refuse(0.8, call.invite(), 486)
    scene.expects("refused", "final-refused", up=False)


def proxy_hops_cancelled(scene):
    one = person(NUMBERS[1], "10.0.0.8", PROXY)
    call = hops(scene, [CALLER, one, CALLEE])
    requests = call.invite()
    call.respond(0.4, requests, 180)
    for n, leg in enumerate(call.legs):
        cancel = leg.request(8 + 0.01 * n, 0, "CANCEL", like=requests[n])
        leg.response(8.005 + 0.01 * n, cancel, 200)
    call.refuse(8.05, requests, 487)
    scene.expects("cancelled", "cancelled", up=False)


SCENES = [
    fork_two_answers, fork_two_answers_dropped, fork_second_answer_kept,
    fork_second_answer_unheeded,
    fork_two_answers_still_up, fork_busy_and_answered,
    fork_busy_then_cancelled, fork_declined, no_answer_then_voicemail,
    voicemail_rings, proxy_hops, proxy_hops_busy, proxy_hops_cancelled,
]
