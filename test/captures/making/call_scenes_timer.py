# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls that session timers drop after 15 or 30 min, and calls of the same
lengths that people ended (docs/calls.md, "How long a call lasts before it is
dropped")."""

from .call_scenes import CALLEE, CALLER, SERVER, TRUNK, repeat
from .call_scenes_drops import up_for
from .calls import Session

HALF = "session timer: refresh failed"
END = "session timer: not refreshed"


def timed(scene, interval, caller=CALLER, callee=CALLEE):
    call = scene.call(caller, callee)
    session = call.session = Session(interval, "uac", "uac")
    call.set_up(call.timer_supported(0) + session.request(),
                call.timer_supported(1) + session.response(), ring_s=2)
    return call, session


def half_way(call, session):
    """The refresh that is due after 15 min: when, on which leg, the UPDATE."""
    at, leg = call.answered_s + 900, call.legs[0]
    return at, leg, leg.request(at, 0, "UPDATE", call.timer_supported(0) +
                                session.request("uac"))


def drop_refresh_408(scene):
    """15 min: half of 1800 s; the refresh is answered with 408 (RFC 4028
    10)."""
    call, session = timed(scene, 1800)
    at, leg, request = half_way(call, session)
    leg.response(at + 0.03, request, 408)
    call.hang_up(at + 0.1, 0)
    scene.expects("session-expired", "refresh-failed", HALF, dramatic=True)


def drop_refresh_unanswered(scene):
    """15 min: nobody answers the refresh; BYE 32 s later."""
    call, session = timed(scene, 1800)
    at, leg, _ = half_way(call, session)
    repeat(leg, at, at + 32)
    call.hang_up(at + 32.1, 0, answered=False)
    scene.expects("session-expired", "refresh-failed", HALF, dramatic=True)


def drop_900(scene):
    """15 min: the end of 900 s, less the 32 s of RFC 4028 10."""
    call, _ = timed(scene, 900)
    call.hang_up(call.answered_s + 869, 1)
    scene.expects("session-expired", "session-expired", END, dramatic=True)


def drop_1800(scene):
    call, _ = timed(scene, 1800)
    call.hang_up(call.answered_s + 1769, 1)
    scene.expects("session-expired", "session-expired", END, dramatic=True)


def drop_1800_by_the_server(scene):
    """The Mediation Server has to refresh, and hangs up instead."""
    call, _ = timed(scene, 1800, SERVER, TRUNK)
    call.hang_up(call.answered_s + 1800.4, 0)
    scene.expects("session-expired", "session-expired", END, dramatic=True)


def fifteen_minutes(scene):
    up_for(scene, 900)


def thirty_minutes(scene):
    up_for(scene, 1800, SERVER, TRUNK)


def refresh_due(call, session, at_s, answer=True):
    headers = call.timer_supported(0) + session.request("uac")
    call.update(at_s, 0, headers,
                call.timer_supported(1) + session.response("uac"))


def thirty_minutes_refreshed(scene):
    """Refreshed at half; hung up when the first interval would have run
    out."""
    call, session = timed(scene, 1800)
    refresh_due(call, session, call.answered_s + 900)
    call.hang_up(call.answered_s + 1800, 0)
    scene.expects("normal", "hung-up")


def half_of_1800(scene):
    """Hung up at half, just when a refresh was due."""
    call, _ = timed(scene, 1800)
    call.hang_up(call.answered_s + 900, 0)
    scene.expects("normal", "hung-up")


def before_the_end_of_1800(scene):
    """Nobody refreshed, but at 29 min nobody may give up yet (1768 s)."""
    call, _ = timed(scene, 1800)
    call.hang_up(call.answered_s + 1740, 1)
    scene.expects("normal", "hung-up")


def refresh_491_then_fine(scene):
    """491, tried again after 2 s: 200; hung up at 15 min 10 s."""
    call, session = timed(scene, 1800)
    at, leg, request = half_way(call, session)
    leg.response(at + 0.02, request, 491)
    refresh_due(call, session, at + 2.5)
    call.hang_up(at + 10, 0)
    scene.expects("normal", "hung-up")


SCENES = [
    drop_refresh_408, drop_refresh_unanswered, drop_900, drop_1800,
    drop_1800_by_the_server, fifteen_minutes, thirty_minutes,
    thirty_minutes_refreshed, half_of_1800, before_the_end_of_1800,
    refresh_491_then_fine,
]
