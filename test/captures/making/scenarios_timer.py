# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls with a session timer (RFC 4028): kept, broken, run out."""

from . import trunk
from .calls import GIVE_UP_S, T1_S, T2_S, Session
from .scenarios_plain import length

TIMER_TEXT = [("Reason", 'SIP ;cause=408 ;text="No session refresh '
               'received."')]


def negotiated(call, session, asker_lists_timer=True):
    """INVITE and 200 with the timer's headers. Returns when it is up."""
    call.session = session
    asked = session.request()
    if asker_lists_timer:
        asked = call.timer_supported(0) + asked
    return call.set_up(asked, call.timer_supported(1) + session.response(),
                       ring_s=call.random.uniform(1, 5))


def refreshes(call, session, refresher, end_s, method):
    """The refresher refreshes at half the interval, until end_s."""
    at = call.answered_s + session.interval / 2
    while at < end_s - 1:
        headers = call.timer_supported(refresher) + session.request("uac")
        answer = call.timer_supported(1 - refresher) + session.response(
            "uac")
        if method == "UPDATE":
            call.update(at, refresher, headers, answer)
            at += 0.03
        else:
            call.reinvite(at, refresher, headers=headers, answer=answer)
            at += 0.06
        at += session.interval / 2


def kept(method, refresher):
    """The refresher refreshes in time, as often as it takes."""
    def scenario(call):
        place = call.random.choice((trunk.outbound, trunk.without_mediation))
        place(call)
        interval = call.random.choice((90, 120, 180, 600, 1800))
        token = ("uac", "uas")[refresher]
        session = Session(interval, call.random.choice(("", token)), token)
        up_s = negotiated(call, session)
        end_s = up_s + interval * call.random.uniform(0.8, 1.7)
        refreshes(call, session, refresher, end_s, method)
        call.talk(up_s, end_s)
        return trunk.by_user(call, end_s)
    return scenario


def mediation_answers(call):
    """A Mediation Server's 200 makes itself refresher, with Min-SE and
    without Require; the provider refreshes, and it answers."""
    trunk.inbound(call)
    interval = call.random.choice((600, 1800))
    session = Session(interval)
    up_s = call.set_up(
        call.timer_supported(0) + session.request(),
        call.timer_supported(1) + [
            ("Session-Expires", "%d;refresher=uas" % interval),
            ("Min-SE", "90")])
    end_s = up_s + interval * call.random.uniform(0.7, 0.9)
    refreshes(call, session, 0, end_s, "UPDATE")
    call.talk(up_s, end_s)
    return trunk.by_user(call, end_s)


def too_small(call):
    """422 Session Interval Too Small, and a second INVITE that heeds it."""
    trunk.without_mediation(call)
    session = Session(1800, "", "uac", 1800)
    small = Session(90)
    requests = call.invite(0.0, call.timer_supported(0) + small.request())
    call.refuse(0.05, requests, 422, [("Min-SE", "1800")])
    requests = call.invite(0.1, call.timer_supported(0) + session.request())
    call.respond(0.6, requests, 180)
    up_s = call.answer(4.0, requests, call.timer_supported(1) +
                       session.response())
    end_s = up_s + length(call)
    call.talk(up_s, end_s)
    return trunk.by_user(call, end_s)


def glare(call):
    """Both sides re-INVITE at once: 491 both ways, then one succeeds."""
    leg = trunk.without_mediation(call)
    up_s = call.set_up()
    at = up_s + call.random.uniform(5, 15)
    end_s = at + call.random.uniform(15, 40)
    requests = [leg.request(at + 0.002 * side, side, "INVITE", [],
                            call.body(side, 2)) for side in (0, 1)]
    for side in (0, 1):
        leg.refuse(at + 0.02 + 0.002 * side, requests[side], 491,
                   at + 0.03 + 0.002 * side)
    call.reinvite(at + 1.2, 1)      # RFC 3261 14.1: the callee, 0-2 s
    call.talk(up_s, end_s)
    return trunk.by_user(call, end_s)


# --- findings, and yet the users ended the call ------------------------

def soon_ended(call, session, *findings):
    up_s = negotiated(call, session)
    end_s = up_s + call.random.uniform(8, 18)
    call.talk(up_s, end_s)
    trunk.by_user(call, end_s)
    return call.outcome("normal", call.end_cause, *findings)


def too_short(call):
    trunk.without_mediation(call)
    return soon_ended(call, Session(60, "uac", "uac", 0),
                      "session.interval_below_90")


def no_require(call):
    trunk.without_mediation(call)
    return soon_ended(call, Session(1800, "", "uac", require=False),
                      "session.require_missing")


def imposed(call, interval):
    """The provider makes a Mediation Server refresher that asked for no
    session timer."""
    trunk.outbound(call, transport="TCP")
    return Session(interval, "", "uac", offered=False)


def imposed_and_ended(call):
    return soon_ended(call, imposed(call, 1800),
                      "session.mediation_refresher")


def overridden(call):
    """The request says uas, the answer uac."""
    trunk.without_mediation(call)
    return soon_ended(call, Session(1800, "uas", "uac"),
                      "session.refresher_mismatch")


def expired_unheeded(call):
    """Nobody refreshes, nobody hangs up: the call outlives its session."""
    trunk.without_mediation(call)
    up_s = negotiated(call, Session(90, "uac", "uac"))
    end_s = up_s + 90 + call.random.uniform(60, 120)
    call.talk(up_s, end_s)
    trunk.by_user(call, end_s)
    return call.outcome("normal", call.end_cause, "session.expired")


# --- session expired ---------------------------------------------------

def imposed_and_dropped(interval):
    """As above, and the server hangs up when the session expires."""
    def scenario(call):
        session = imposed(call, interval)
        up_s = negotiated(call, session)
        end_s = call.answered_s + interval + call.random.uniform(0.02, 1.5)
        call.talk(up_s, end_s)
        call.hang_up(end_s, 0)
        return call.outcome(
            "session-expired", "the caller, a Mediation Server, was to "
            "refresh and hung up after %d s instead" % interval,
            "session.mediation_refresher", "session.refresher_hung_up")
    return scenario


def never_refreshed(says_so):
    """The caller is refresher and does nothing; the callee gives up."""
    def scenario(call):
        trunk.without_mediation(call)
        interval = call.random.choice((90, 120, 180, 600))
        up_s = negotiated(call, Session(interval, "uac", "uac"))
        end_s = (call.answered_s + interval - min(32, interval / 3) +
                 call.random.uniform(0.01, 0.8))
        call.talk(up_s, end_s)
        call.hang_up(end_s, 1, TIMER_TEXT if says_so else [])
        return call.outcome("session-expired", "the caller never refreshed "
                            "the session of %d s" % interval,
                            "session.bye_no_refresh")
    return scenario


def refresh_unanswered(call):
    """The refresher's UPDATE gets no answer for 32 s; it hangs up. Media
    flows all the time: only signalling is broken."""
    leg = trunk.without_mediation(call, transport="UDP")
    interval = 600
    session = Session(interval, "uac", "uac")
    up_s = negotiated(call, session)
    at = call.answered_s + interval / 2
    leg.request(at, 0, "UPDATE", call.timer_supported(0) +
                session.request("uac"))
    message = len(leg.messages) - 1
    wait, again = T1_S, at + T1_S
    while again < at + GIVE_UP_S:
        leg.again(again, message)
        wait = min(2 * wait, T2_S)
        again += wait
    end_s = at + GIVE_UP_S + 0.05
    call.talk(up_s, end_s)
    call.hang_up(end_s, 0, answered=False)
    return call.outcome("session-expired", "the refresh was not answered",
                        "session.refresh_failed")


KINDS = [
    ("refreshed-invite", 5, kept("INVITE", 0)),
    ("refreshed-update", 5, kept("UPDATE", 0)),
    ("refreshed-by-callee", 4, kept("UPDATE", 1)),
    ("mediation-answers", 3, mediation_answers),
    ("too-small-422", 4, too_small),
    ("glare-491", 3, glare),
    ("interval-too-short", 2, too_short),
    ("require-missing", 2, no_require),
    ("timer-imposed", 3, imposed_and_ended),
    ("refresher-overridden", 2, overridden),
    ("expired-unheeded", 2, expired_unheeded),
    ("dropped-after-30-min", 5, imposed_and_dropped(1800)),
    ("dropped-after-15-min", 4, imposed_and_dropped(900)),
    ("never-refreshed", 4, never_refreshed(False)),
    ("never-refreshed-says-so", 3, never_refreshed(True)),
    ("refresh-unanswered", 2, refresh_unanswered),
]
