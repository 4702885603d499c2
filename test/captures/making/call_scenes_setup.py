# SPDX-License-Identifier: GPL-2.0-or-later
"""How calls are set up, moved, crossed, and ended."""

from .call_scenes import CALLER, NUMBERS, SERVER, TRUNK, ordinary, person
from .scenarios_plain import challenge

THIRD = person("+4940555666", "10.0.0.3")


def ended(call, up_s, seconds=20, side=0):
    call.talk(up_s, up_s + seconds)
    call.hang_up(up_s + seconds, side)


def acknowledged(scene, request, answered_s, ack_s, bye_s, by):
    """The ACK of the only call, and the BYE with which it ends as usual."""
    call = scene.calls[0]
    call.legs[0].ack(ack_s, request)
    call.answered_s = answered_s
    call.hang_up(bye_s, by)
    scene.expects("normal", "hung-up", up=True)


def invite_without_sdp(call):
    """The INVITE, whose offer the other side has to make."""
    return call.legs[0].request(0, 0, "INVITE", [], to_tag="")


# --- transfers ---------------------------------------------------------

def transfer(scene):
    """The callee refers the caller to a third party (RFC 3515)."""
    call = scene.call()
    leg = call.legs[0]
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + 15)
    refer = leg.request(up_s + 10, 1, "REFER", [
        ("Refer-To", "<sip:%s@example.com>" % THIRD.user)])
    leg.response(up_s + 10.02, refer, 200)
    second = scene.call(CALLER, THIRD, up_s + 10.1)
    second_up_s = second.set_up(ring_s=2)
    notify = leg.request(up_s + 13, 0, "NOTIFY", [
        ("Event", "refer"), ("Subscription-State", "terminated")])
    leg.response(up_s + 13.02, notify, 200)
    call.hang_up(up_s + 15, 1)
    ended(second, second_up_s, 30)
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def replaced(scene):
    """A third party takes the call over: INVITE with Replaces (RFC 3891),
    and the side that was replaced gets BYE."""
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + 12)
    second = scene.call(THIRD, CALLER, up_s + 10)
    replaces = "%s;to-tag=%s;from-tag=%s" % (
        call.legs[0].call_id, *call.legs[0].tags)
    requests = second.invite(0, [("Replaces", replaces)])
    second_up_s = second.answer(0.2, requests)
    call.hang_up(up_s + 10.3, 0)
    ended(second, second_up_s, 30)
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def hold_and_resume(scene):
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    held_s = call.reinvite(up_s + 10, 0, ("inactive", "inactive"))
    back_s = call.reinvite(up_s + 55, 0)
    pair = call.talk(up_s, up_s + 80)[0]
    for talker in pair:
        talker.pause(held_s, back_s)
        talker.spurt(back_s + 0.01, 5)
        talker.reports.append(round((back_s + 0.2) * 1e6))
        talker.reports.sort()
    call.hang_up(up_s + 80, 1)
    scene.expects("normal", "hung-up")


# --- tried again -------------------------------------------------------

def redirected(scene):
    """302, and a new INVITE with the same Call-ID and tag (RFC 3261
    8.1.3.4) that is answered."""
    call = scene.call()
    requests = call.invite()
    call.refuse(0.1, requests, 302, [("Contact", "<sip:x@10.0.0.2>")])
    requests = call.invite(0.3)
    ended(call, call.answer(3, requests))
    scene.expects("normal", "hung-up")


def redirected_elsewhere(scene):
    """302, and a new call: another Call-ID. The first was refused."""
    call = scene.call()
    call.refuse(0.1, call.invite(), 302, [("Contact", "<sip:x@10.0.0.3>")])
    second = scene.call(CALLER, THIRD, 0.3)
    ended(second, second.set_up(ring_s=2))
    scene.expects("refused", "final-refused", up=False)
    scene.expects("normal", "hung-up")
    scene.at_once = {0: set()}


def challenged(status):
    def make(scene):
        call = scene.call()
        requests = challenge(call, status)
        ended(call, call.answer(3, requests))
        scene.expects("normal", "hung-up")
    make.__name__ = "challenged_%d" % status
    return make


def challenged_and_given_up(scene):
    call = scene.call()
    call.refuse(0.1, call.invite(), 407, [
        ("Proxy-Authenticate", 'Digest realm="x",nonce="1"')])
    scene.noise(60)
    scene.expects("refused", "final-refused", up=False)
    scene.at_once = {0: set()}


def too_small_and_given_up(scene):
    call = scene.call()
    call.refuse(0.1, call.invite(0, call.timer_supported(0) + [
        ("Session-Expires", "90")]), 422, [("Min-SE", "600")])
    scene.noise(60)
    scene.expects("refused", "final-refused", up=False)
    scene.at_once = {0: set()}


def challenged_then_busy(scene):
    call = scene.call()
    call.refuse(1.0, challenge(call, 407), 486)
    scene.expects("refused", "final-refused", up=False)


def unavailable_then_answered(scene):
    """503 with Retry-After; the same Call-ID is tried again: one call."""
    call = scene.call()
    call.refuse(0.1, call.invite(), 503, [("Retry-After", "2")])
    requests = call.invite(2.5)
    ended(call, call.answer(5, requests))
    scene.expects("normal", "hung-up")
    scene.at_once = {0: {"failed", "normal"}}


# --- crossings ---------------------------------------------------------

def cancel_crosses_200(scene):
    """The 200 was on its way: the call is up for a moment; ACK, BYE."""
    call = scene.call()
    leg, request = call.legs[0], call.invite()[0]
    leg.response(0.4, request, 180)
    cancel = leg.request(6, 0, "CANCEL", like=request)
    leg.response(6.001, request, 200, sdp=call.body(1))
    leg.response(6.02, cancel, 200)
    acknowledged(scene, request, 6.001, 6.03, 6.04, 0)
    scene.at_once = {0: {"cancelled", "normal"}}


def answer_crosses_cancel(scene):
    """The same, as the called side sees it: 200 first, then CANCEL, which
    gets 481 or 200 and changes nothing (RFC 3261 9.2)."""
    call = scene.call()
    leg, request = call.legs[0], call.invite()[0]
    leg.response(0.4, request, 180)
    leg.response(6, request, 200, sdp=call.body(1))
    cancel = leg.request(6.001, 0, "CANCEL", like=request)
    leg.response(6.02, cancel, 481)
    acknowledged(scene, request, 6, 6.03, 6.04, 0)


def bye_crosses_bye(scene):
    call = scene.call()
    leg = call.legs[0]
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, 20)
    byes = [leg.request(20 + 0.001 * side, side, "BYE") for side in (0, 1)]
    for side in (0, 1):
        leg.response(20.01 + 0.001 * side, byes[side], 481 if side else 200)
    scene.expects("normal", "hung-up")


def glare(scene):
    """Both re-INVITE at once: 491 both ways (RFC 3261 14.1)."""
    call = scene.call()
    leg = call.legs[0]
    up_s = call.set_up(ring_s=2)
    asks = [leg.request(10 + 0.001 * side, side, "INVITE", [],
                        call.body(side, 2)) for side in (0, 1)]
    for side in (0, 1):
        leg.refuse(10.02 + 0.001 * side, asks[side], 491, 10.03 + 0.001 * side)
    call.reinvite(11.2, 1)
    ended(call, up_s, 30)
    scene.expects("normal", "hung-up")


# --- offers ------------------------------------------------------------

def speaks_before_the_answer(scene, status, answer_s):
    """RTP of the called side from its provisional response on."""
    call = scene.call()
    requests = call.invite()
    call.respond(0.4, requests, status, sdp=status == 183)
    pair = call.talkers_of()
    pair[1].speak(0.5, answer_s, 12).report(0.5, answer_s)
    up_s = call.answer(answer_s, requests)
    call.talk(up_s, 30, [pair])
    call.hang_up(30, 0)
    scene.expects("normal", "hung-up")


def early_media(scene):
    speaks_before_the_answer(scene, 183, 8)


def early_media_without_sdp(scene):
    """RTP reaches the port of the offer before any answer (RFC 3264 5.1)."""
    speaks_before_the_answer(scene, 180, 6)


def late_offer(scene):
    """No SDP in the INVITE: the offer is in the 200, the answer in ACK."""
    call = scene.call()
    leg, request = call.legs[0], invite_without_sdp(call)
    leg.response(0.01, request, 100)
    leg.response(0.4, request, 180)
    leg.response(3, request, 200, sdp=call.body(1))
    ack = request._replace(method="ACK", to_tag=leg.tags[1],
                           branch=leg.branch())
    leg._send(3.02, ack, [], call.body(0))
    call.answered_s = 3
    ended(call, 3.1)
    scene.expects("normal", "hung-up", up=True)


def no_sdp_at_all(scene):
    call = scene.call()
    leg, request = call.legs[0], invite_without_sdp(call)
    leg.response(0.4, request, 180)
    leg.response(3, request, 200)
    acknowledged(scene, request, 3, 3.02, 40, 1)


# --- transports, Call-IDs, ports ---------------------------------------

def internet6(scene):
    ordinary(scene, caller=person(NUMBERS[0], "2001:db8::1"),
             callee=person(NUMBERS[1], "2001:db8::2"))
    scene.expects("normal", "hung-up")


def call_id_again(scene):
    """After the end of a call its Call-ID comes again, with a new tag."""
    first = ordinary(scene, 10)
    ordinary(scene, 10, at_s=20, call_id=first.legs[0].call_id)
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def call_id_and_tag_again(scene):
    """The same Call-ID and the same tag, CSeq goes on: another call."""
    first = ordinary(scene, 10)
    second = scene.call(at_s=20, call_id=first.legs[0].call_id)
    second.legs[0].tags = list(first.legs[0].tags)
    second.legs[0].cseq = list(first.legs[0].cseq)
    second.refuse(0.8, second.invite(), 486)
    scene.expects("normal", "hung-up")
    scene.expects("refused", "final-refused", up=False)


def ports_again(scene):
    """The next call has the ports of the one before, two seconds later."""
    first = ordinary(scene, 20)
    scene.ports.next.clear()
    at_s = first.ended_s + 2
    second = scene.call(SERVER._replace(media="10.0.0.1"),
                        TRUNK._replace(media="10.0.0.2"), at_s)
    assert second.media[0].ports == first.media[0].ports
    up_s = second.set_up(ring_s=1)
    ended(second, up_s, 20)
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def bye_challenged(scene):
    """BYE meets 407, and is sent again with credentials: one end."""
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, 25)
    leg = call.legs[0]
    leg.response(25.02, leg.request(25, 0, "BYE"), 407)
    leg.response(25.06, leg.request(25.04, 0, "BYE"), 200)
    scene.expects("normal", "hung-up", lasts=25)


SCENES = [
    transfer, replaced, hold_and_resume, redirected, redirected_elsewhere,
    challenged(401), challenged(407), challenged_and_given_up,
    too_small_and_given_up, challenged_then_busy, unavailable_then_answered,
    cancel_crosses_200, answer_crosses_cancel, bye_crosses_bye, glare,
    early_media, early_media_without_sdp, late_offer, no_sdp_at_all, internet6,
    call_id_again, call_id_and_tag_again, ports_again, bye_challenged,
]
