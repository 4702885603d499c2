# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls that never come up, lack their ACK, or outlast the capture."""

from . import trunk
from .calls import GIVE_UP_S, HOP_S, T1_S, T2_S, Session
from .scenarios_plain import challenge, length, two_phones_ring
from .scenarios_timer import negotiated

BUSY = [("Reason", 'Q.850 ;cause=17 ;text="User busy"')]
RETRY = [("Retry-After", "30")]
NO_ROUTE = [("Warning", '399 sbc "No route to destination"')]


# --- refused: the called side says no ----------------------------------

def refusal(verdict, status, headers=(), rings=False):
    def scenario(call):
        trunk.anyhow(call)
        requests = call.invite()
        at = call.random.uniform(0.1, 1.2)
        if rings:
            call.respond(at, requests, 180)
            at += call.random.uniform(2, 15)
        call.refuse(at, requests, status, headers)
        call.ended_s = at
        return call.outcome(verdict, "%d" % status)
    return scenario


def challenged_busy(call):
    trunk.outbound(call)
    requests = challenge(call, 407)
    call.refuse(1.0, requests, 486, BUSY)
    call.ended_s = 1.0
    return call.outcome("refused", "486")


def forked_busy(call):
    """Two phones ring, both decline; the proxy passes one answer on."""
    requests, _ = two_phones_ring(call, 0.4)
    call.refuse(9.0, requests, 603)
    call.ended_s = 9.0
    return call.outcome("refused", "603")


def busy_behind(call):
    trunk.two_legs(call, False, True)
    requests = call.invite()
    call.refuse(0.8, requests, 486, BUSY)
    call.ended_s = 0.8
    return call.outcome("refused", "486")


# --- cancelled: the caller gives up ------------------------------------

def cancel(call, at_s, requests):
    for hop, index in enumerate(range(len(call.legs))):
        leg, at = call.legs[index], at_s + hop * HOP_S
        request = leg.request(at, 0, "CANCEL", like=requests[index])
        leg.response(at + 0.005, request, 200)
    done = at_s + len(call.legs) * HOP_S
    call.refuse(done + 0.01, requests, 487)
    call.ended_s = at_s
    return call.outcome("cancelled", "the caller gave up after %d s" % at_s)


def cancelled(early_media, legs=1):
    def scenario(call):
        if legs == 2:
            trunk.two_legs(call, call.random.random() < 0.5, True)
        else:
            trunk.anyhow(call)
        requests = call.invite()
        at = call.random.uniform(5, 50)
        if early_media:
            call.respond(0.5, requests, 183, sdp=True)
            call.talkers_of()[1].speak(0.6, at, 10).report(0.6, at)
        else:
            call.respond(0.5, requests, 180)
        return cancel(call, at, requests)
    return scenario


# --- failed ------------------------------------------------------------

def unanswered(call):
    """Nobody answers the INVITE (RFC 3261 17.1.1.2, timers A and B)."""
    leg = trunk.anyhow(call, transport="UDP")
    leg.request(0, 0, "INVITE", [], call.body(0), to_tag="")
    at, wait = T1_S, T1_S
    while at < GIVE_UP_S:
        leg.again(at)
        wait *= 2
        at += wait
    call.ended_s = GIVE_UP_S
    call.quiet_until_s = GIVE_UP_S + 15
    return call.outcome("failed", "no answer to the INVITE")


# --- no ACK ------------------------------------------------------------

def no_ack(transport):
    """The 200 is sent again and again, for 32 s; then BYE (13.3.1.4)."""
    def scenario(call):
        leg = trunk.anyhow(call, transport=transport)
        requests = call.invite()
        call.respond(0.5, requests, 180)
        call.answered_s = answer_s = call.random.uniform(2, 8)
        call.respond(answer_s, requests, 200, sdp=True)
        at, wait = answer_s + T1_S, T1_S
        while at < answer_s + GIVE_UP_S:
            leg.again(at)
            wait = min(2 * wait, T2_S)
            at += wait
        end_s = answer_s + GIVE_UP_S + 0.02
        call.talk(answer_s + 0.05, end_s)
        call.hang_up(end_s, 1)
        return call.outcome("no-ack", "the 200 was never acknowledged")
    return scenario


# --- the capture ends --------------------------------------------------

def still_up(timer):
    def scenario(call):
        place = trunk.without_mediation if timer else trunk.anyhow
        place(call)
        up_s = (negotiated(call, Session(1800, "", "uac")) if timer
                else call.set_up())
        call.cut_s = up_s + length(call)
        call.talk(up_s, call.cut_s)
        return call.outcome("capture-ended", "the call was up when the "
                            "capture ended")
    return scenario


def still_ringing(call):
    trunk.anyhow(call)
    requests = call.invite()
    call.respond(0.5, requests, 180)
    call.cut_s = call.random.uniform(3, 20)
    return call.outcome("capture-ended", "the call rang when the capture "
                        "ended")


KINDS = [
    ("busy", 5, refusal("refused", 486, BUSY)),
    ("declined", 3, refusal("refused", 603, rings=True)),
    ("busy-everywhere", 2, refusal("refused", 600)),
    ("unavailable", 2, refusal("refused", 480, rings=True)),
    ("forbidden", 2, refusal("refused", 403)),
    ("not-found", 2, refusal("refused", 404, NO_ROUTE)),
    ("not-acceptable", 2, refusal("refused", 488)),
    ("challenged-busy", 2, challenged_busy),
    ("forked-declined", 2, forked_busy),
    ("b2bua-busy", 2, busy_behind),
    ("cancelled", 9, cancelled(False)),
    ("cancelled-early-media", 5, cancelled(True)),
    ("b2bua-cancelled", 3, cancelled(False, 2)),
    ("unavailable-503", 5, refusal("failed", 503, RETRY)),
    ("server-error-500", 2, refusal("failed", 500)),
    ("time-out-504", 2, refusal("failed", 504)),
    ("time-out-408", 2, refusal("failed", 408, rings=True)),
    ("unanswered", 6, unanswered),
    ("no-ack-udp", 10, no_ack("UDP")),
    ("no-ack-tcp", 7, no_ack("TCP")),
    ("still-up", 9, still_up(False)),
    ("still-up-timer", 3, still_up(True)),
    ("still-ringing", 5, still_ringing),
]
