# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls of which the capture lacks the beginning, the end, or a side."""

from .call_scenes_setup import ended
from .offer import Media

MARKED = Media(dscp=(40, 40), rtcp_dscp=(40, 40))


def begun_before(scene, at_s=10):
    call = scene.call(media=MARKED)
    up_s = call.set_up(ring_s=2)
    call.begin_s = up_s + at_s
    return call, up_s


def begins_before_reinvite(scene):
    call, up_s = begun_before(scene)
    call.reinvite(up_s + 15, 1)
    ended(call, up_s, 40)
    scene.expects("normal", "hung-up", up=True)


def begins_before_update(scene):
    call, up_s = begun_before(scene)
    call.update(up_s + 15, 0)
    ended(call, up_s, 40)
    scene.expects("normal", "hung-up", up=True, legs=2)


def begins_before_bye(scene):
    call, up_s = begun_before(scene)
    ended(call, up_s, 40)
    scene.expects("normal", "hung-up", up=True, legs=2)


def begins_before_bye_alone(scene):
    """Not even media: a BYE and its 200 are all."""
    call, up_s = begun_before(scene)
    call.hang_up(up_s + 40, 1)
    scene.expects("normal", "hung-up", up=True)


def begins_between_invite_and_answer(scene):
    """Without the INVITE, the 200 and the ACK tell of the call."""
    call = scene.call()
    up_s = call.set_up(ring_s=5)
    call.begin_s = 3
    ended(call, up_s)
    scene.expects("normal", "hung-up", up=True)


def of_one_side(scene, side, seconds=20):
    """The capture holds what one side sends, and goes on for a minute."""
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + seconds)
    call.hang_up(up_s + seconds, 0)
    leg = call.legs[0]
    leg.messages = [row for row in leg.messages if row[1] == side]
    call.talkers = [call.talkers[side]]
    scene.noise(up_s + seconds + 60)


def caller_alone(scene):
    """INVITE, ACK, BYE: it was answered."""
    of_one_side(scene, 0)
    scene.expects("normal", "hung-up", up=True)


def called_side_alone(scene):
    """180, 200, and the 200 to a BYE: it was hung up. (100 tells no call.)"""
    of_one_side(scene, 1)
    scene.without_call = 1
    scene.expects("normal", "hung-up", up=True)


def called_side_alone_hangs_up(scene):
    """BYE of the called side; the caller's 200 is not seen."""
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    call.hang_up(up_s + 20, 1)
    leg = call.legs[0]
    leg.messages = [row for row in leg.messages if row[1] == 1]
    scene.noise(up_s + 80)
    scene.without_call = 1
    scene.expects("normal", "hung-up", up=True)


def ends_in_the_call(scene):
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + 40)
    call.cut_s = up_s + 20
    scene.expects("capture-ended", "still-up", up=True)


def ends_while_ringing(scene):
    call = scene.call()
    call.respond(0.4, call.invite(), 180)
    scene.noise(20)
    scene.expects("capture-ended", "not-answered", up=False)


SCENES = [
    begins_before_reinvite, begins_before_update, begins_before_bye,
    begins_before_bye_alone, begins_between_invite_and_answer, caller_alone,
    called_side_alone, called_side_alone_hangs_up, ends_in_the_call,
    ends_while_ringing,
]
