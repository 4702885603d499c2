# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls with several legs, and simultaneous calls that only look like them
(docs/calls.md, "One call, several legs")."""

from .call_scenes import CALLEE, CALLER, NUMBERS, PHONE, hops, person
from .calls import HOP_S
from .offer import Media
from .party import Agent

SBC = Agent("Enterprise-SBC/9.1", supported=("timer", "100rel"))
NEAR = person(NUMBERS[1], "10.3.1.50", SBC)     # towards the caller
FAR = person(NUMBERS[0], "10.3.1.50", SBC)      # the same host, asking
OTHER_FAR = person(NUMBERS[0], "10.3.1.51", SBC)
IDS = ("a" * 32, "b" * 32)


def behind(scene, near=NEAR, far=FAR, caller=CALLER, callee=CALLEE, at_s=0,
           share_media=False, **second):
    """Two legs of a B2BUA; the second has its own media."""
    more = {"session_ids": second["session_ids"]} if (
        "session_ids" in second) else {}
    call = scene.call(caller, near, at_s, **more)
    if second.pop("keep_call_id", False):
        second["call_id"] = call.legs[0].call_id
    call.leg(far, callee, "UDP", media=Media(), **second)
    if share_media:
        call.media[1] = call.media[0]
    return call


def talked(call, seconds=20, side=0):
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + seconds)
    call.hang_up(up_s + seconds, side)
    return call


def joined(legs=2, confidence="likely"):
    return dict(legs=legs, confidence=confidence)


def by_session_id(scene):
    """Nothing else is the same: names for users, two hosts."""
    talked(behind(scene, person("alpha", "10.3.1.50", SBC), person(
        "beta", "10.3.1.51", SBC), session_ids=IDS))
    scene.expects("normal", "hung-up", **joined(confidence="certain"))


def by_call_id(scene):
    talked(behind(scene, keep_call_id=True, far=OTHER_FAR))
    scene.expects("normal", "hung-up", **joined(confidence="certain"))


def by_media(scene):
    """The media goes from end to end, past the B2BUA."""
    near = person("alpha", "10.3.1.50", SBC, media="10.0.0.2")
    far = person("beta", "10.3.1.51", SBC, media="10.0.0.1")
    talked(behind(scene, near, far, share_media=True))
    scene.expects("normal", "hung-up", **joined(confidence="certain"))


def by_numbers(scene):
    talked(behind(scene))
    scene.expects("normal", "hung-up", **joined())


def by_numbers_written_otherwise(scene):
    """+49 89 1234567 inside, 0 0 89 1234567 for the trunk."""
    callee = person("0891234567", "10.0.0.2")
    far = person("030123456", "10.3.1.50", SBC)
    talked(behind(scene, far=far, callee=callee))
    scene.expects("normal", "hung-up", **joined())


def by_two_addresses(scene):
    """A B2BUA with an address on each side: numbers, begin and end."""
    talked(behind(scene, far=OTHER_FAR))
    scene.expects("normal", "hung-up", **joined())


def by_extensions(scene):
    talked(behind(scene, person("4711", "10.3.1.50", SBC),
                  person("4710", "10.3.1.50", SBC),
                  person("4710", "10.0.0.1"), person("4711", "10.0.0.2")))
    scene.expects("normal", "hung-up", **joined())


def chain(scene, parties):
    """Legs one after the other, each with its own Call-ID."""
    call = scene.call(parties[0][0], parties[0][1])
    for near, far in parties[1:]:
        call.leg(near, far, "UDP", media=Media())
    return call


def three_in_a_chain(scene):
    """Two B2BUAs, and the numbers stay the same."""
    second = person(NUMBERS[1], "10.4.1.60", SBC)
    talked(chain(scene, [(CALLER, NEAR), (FAR, second), (
        person(NUMBERS[0], "10.4.1.60", SBC), CALLEE)]))
    scene.expects("normal", "hung-up", **joined(3))


def three_in_a_chain_dropped(scene):
    """The end of the last leg gives the call its verdict."""
    second = person(NUMBERS[1], "10.4.1.60", SBC)
    call = chain(scene, [(CALLER, NEAR), (FAR, second), (
        person(NUMBERS[0], "10.4.1.60", SBC), CALLEE)])
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + 20)
    for hop, index in enumerate((2, 1, 0)):
        leg, at = call.legs[index], up_s + 20 + hop * HOP_S
        headers = [] if hop else [
            ("Reason", 'SIP ;cause=408 ;text="RTP timeout"')]
        leg.response(at + 0.02, leg.request(at, 1, "BYE", headers), 200)
    scene.expects("media-timeout", "bye-names-media",
                  "30 s: no RTP, no RTCP", **joined(3))
    # Each leg for itself, until all are known to be one call.
    scene.at_once = {0: {"media-timeout", "normal"}}


def fan_out(scene, number=CALLEE.user):
    """A PBX rings two phones with calls of their own; one answers."""
    phones = [person(number, "10.0.1.%d" % n) for n in (1, 2)]
    call = scene.call(CALLER, NEAR)
    for phone in phones:
        call.leg(FAR, phone, "UDP", media=Media())
    requests = call.invite()
    call.respond(0.5, requests, 180)
    for index in (2, 0):
        leg, at = call.legs[index], 4 + (0.01 if index == 0 else 0)
        leg.response(at, requests[index], 200, sdp=call.body(1))
        leg.ack(at + 0.01, requests[index])
    cancel = call.legs[1].request(4.05, 0, "CANCEL", like=requests[1])
    call.legs[1].response(4.06, cancel, 200)
    call.legs[1].refuse(4.07, requests[1], 487, 4.08)
    for index in (0, 2):
        leg, at = call.legs[index], 30 + 0.01 * index
        leg.response(at + 0.02, leg.request(at, 0, "BYE"), 200)
    return call


def fan_out_that_nobody_answers(scene):
    """Both phones ring, and the caller gives up: three legs that end at
    once."""
    call = scene.call(CALLER, NEAR)
    for number in (1, 2):
        call.leg(FAR, person(CALLEE.user, "10.0.1.%d" % number), "UDP",
                 media=Media())
    requests = call.invite()
    call.respond(0.5, requests, 180)
    for index, leg in enumerate(call.legs):
        at = 12 + 0.01 * index
        cancel = leg.request(at, 0, "CANCEL", like=requests[index])
        leg.response(at + 0.003, cancel, 200)
        leg.refuse(at + 0.004, requests[index], 487, at + 0.006)
    scene.expects("cancelled", "cancelled", up=False, **joined(3))


def fan_out_to_two_phones(scene):
    fan_out(scene)
    scene.expects("normal", "hung-up", **joined(3))
    scene.at_once = {0: {"normal", "cancelled"}}


def refused_behind(scene):
    call = behind(scene)
    call.refuse(0.8, call.invite(), 486)
    scene.expects("refused", "final-refused", up=False, **joined())


# --- not one call ------------------------------------------------------

def one_number_twice_at_once(scene, last_s=25):
    """A PBX, which shows one number for all, calls a number twice through
    one B2BUA: either may be meant, nothing is joined."""
    for at_s in (0, 0.05):
        scene.call(CALLER, NEAR, at_s)
    for at_s in (0.1, 0.15):
        scene.call(FAR, CALLEE, at_s)
    for call, seconds in zip(scene.calls, (20, last_s) * 2):
        talked(call, seconds)
    for _ in range(4):
        scene.expects("normal", "hung-up")


def one_number_twice_for_as_long(scene):
    """The same, and both calls end at once."""
    one_number_twice_at_once(scene, 20.3)


def service_number(scene):
    """Two callers of the same service number at the same time."""
    hotline = person("+498001234567", "10.0.0.20")
    talked(scene.call(CALLER, hotline))
    talked(scene.call(person("+4940777888", "10.0.0.6"), hotline, 0.5))
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def service_number_behind(scene):
    """The same through a B2BUA: each call has its two legs."""
    hotline = person("+498001234567", "10.0.0.20")
    near = hotline._replace(sip=NEAR.sip, media=NEAR.media, agent=SBC)
    for at_s, caller in ((0, CALLER), (0.5, person("+4940777888",
                                                   "10.0.0.6"))):
        far = caller._replace(sip=FAR.sip, media=FAR.media, agent=SBC)
        talked(behind(scene, near, far, caller, hotline, at_s))
    scene.expects("normal", "hung-up", **joined())
    scene.expects("normal", "hung-up", **joined())


def conference(scene):
    """Three in a conference, whose half of the session id they share."""
    focus = person("meet", "10.0.0.30")
    for number in range(3):
        caller = person("+49401112%d" % number, "10.0.0.4%d" % number)
        talked(scene.call(caller, focus, 0.3 * number, session_ids=(
            "%032x" % (number + 1), "f" * 32)))
        scene.expects("normal", "hung-up")


def strangers(scene):
    """Two unrelated calls in the same second."""
    talked(scene.call())
    talked(scene.call(person("+4940111222", "10.0.0.5"),
                      person("+4940333444", "10.0.0.6"), 0.2))
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def strangers_over_one_trunk(scene):
    """The same between the same two servers."""
    far = person(NUMBERS[1], "198.51.100.10", SBC)
    talked(scene.call(FAR, far))
    talked(scene.call(FAR._replace(user="+4940111222"),
                      far._replace(user="+4940333444"), 0.2))
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def called_again(scene):
    """The caller hangs up, and calls the same number three seconds later."""
    talked(scene.call(), 5)
    talked(scene.call(at_s=11), 5)
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def proxy_and_behind(scene):
    """A proxy hop with the same Call-ID, then a B2BUA."""
    proxy = person(NUMBERS[1], "10.0.0.8", PHONE)
    call = hops(scene, [CALLER, proxy, NEAR])
    call.leg(FAR, CALLEE, "UDP", media=Media())
    talked(call)
    scene.expects("normal", "hung-up", **joined())


SCENES = [
    by_session_id, by_call_id, by_media, by_numbers,
    by_numbers_written_otherwise, by_two_addresses, by_extensions,
    three_in_a_chain, three_in_a_chain_dropped, fan_out_to_two_phones,
    fan_out_that_nobody_answers,
    refused_behind, one_number_twice_at_once,
    one_number_twice_for_as_long, service_number,
    service_number_behind, conference, strangers, strangers_over_one_trunk,
    called_again, proxy_and_behind,
]
