# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls whose media is held, muted, moved, encrypted, missing."""

from . import party, trunk
from .scenarios_plain import length, talk_and_end

LIMIT_S = 30            # KB 981218, RTCPActiveCalls
MEDIA_FAILURE = [("ms-diagnostics", '52031; reason="Call terminated on media '
                  'connectivity failure"')]


# --- nothing to report -------------------------------------------------

def with_media(**settings):
    def scenario(call):
        trunk.anyhow(call, media=call.codec(**settings))
        return talk_and_end(call, call.set_up())
    return scenario


def hold(music):
    """With music: sendonly, and RTCP from both. Without: inactive, and
    nothing at all."""
    def scenario(call):
        trunk.anyhow(call)
        up_s = call.set_up()
        hold_s = up_s + call.random.uniform(8, 20)
        resume_s = hold_s + call.random.uniform(36, 70)
        end_s = resume_s + call.random.uniform(15, 40)
        side = call.random.randrange(2)
        first = ("sendonly", "recvonly") if music else (
            "inactive", "inactive")
        held_s = call.reinvite(hold_s, side, first)
        back_s = call.reinvite(resume_s, side)
        pair = call.talk(up_s, end_s)[0]
        if music:
            pair[1 - side].plan = [
                row for row in pair[1 - side].plan
                if not held_s * 1e6 <= row[0] < back_s * 1e6]
            return trunk.by_user(call, end_s)
        for talker in pair:
            talker.pause(held_s, back_s)
            _report_at(talker, back_s + 0.2)
        return trunk.by_user(call, end_s)
    return scenario


def _report_at(talker, at_s):
    talker.reports = sorted(talker.reports + [round(at_s * 1e6)])


def one_is_silent(call, before_s, silent_s, after_s):
    """A talk of three parts, the length of each between two bounds. Returns the
    talker to be silent in the second part, when that begins and ends, and when
    the talk ends."""
    trunk.anyhow(call)
    up_s = call.set_up()
    from_s = up_s + call.random.uniform(*before_s)
    until_s = from_s + call.random.uniform(*silent_s)
    end_s = until_s + call.random.uniform(*after_s)
    pair = call.talk(up_s, end_s)[0]
    return pair[call.random.randrange(2)], from_s, until_s, end_s


def mute(call):
    """One comfort noise packet, then RTCP alone for longer than 30 s."""
    muted, mute_s, loud_s, end_s = one_is_silent(
        call, (10, 30), (35, 80), (10, 30))
    muted.plan = [row for row in muted.plan
                  if not mute_s * 1e6 <= row[0] < loud_s * 1e6]
    muted.comfort_noise(mute_s + 0.02)
    return trunk.by_user(call, end_s)


def fax(call):
    """Voice, then T.38: neither RTP nor RTCP until the end."""
    call.random.choice((trunk.to_gateway, trunk.outbound))(call)
    up_s = call.set_up()
    fax_s = up_s + call.random.uniform(4, 10)
    end_s = fax_s + call.random.uniform(45, 90)
    ready_s = call.reinvite(fax_s, 1, image=True)
    call.talk(up_s, fax_s)
    call.fax_phase(ready_s, end_s)
    return trunk.by_user(call, end_s, 0)


def moved(call):
    """A re-INVITE moves the media to new ports."""
    leg = trunk.anyhow(call)
    up_s = call.set_up()
    move_s = up_s + call.random.uniform(10, 40)
    end_s = move_s + call.random.uniform(20, 60)
    call.talk(up_s, move_s)
    call.media[0] = call.placed(leg, call.media[0])
    ready_s = call.reinvite(move_s, call.random.randrange(2))
    call.talk(ready_s, end_s)
    return trunk.by_user(call, end_s)


def digits(call):
    trunk.anyhow(call)
    up_s = call.set_up()
    end_s = up_s + 40
    pair = call.talkers_of()
    for talker in pair:
        talker.speak(up_s, up_s + 15, 10).speak(up_s + 22, end_s, 10)
        talker.report(up_s, end_s)
    for index in range(6):
        pair[0].digit(up_s + 16 + index * 0.8, index)
    return trunk.by_user(call, end_s)


def relay_goodbye(call):
    """Both sources say RTCP BYE when the call ends."""
    trunk.anyhow(call)
    up_s = call.set_up()
    end_s = up_s + length(call)
    for talker in call.talk(up_s, end_s)[0]:
        talker.goodbye.append(round((end_s + 0.03) * 1e6))
    return trunk.by_user(call, end_s)


# --- findings, and yet the users ended the call ------------------------

def rtcp_absent(both):
    """RTP flows and its sender sends no RTCP."""
    def scenario(call):
        trunk.outbound(call)
        up_s = call.set_up()
        end_s = up_s + call.random.uniform(55, 120)
        pair = call.talkers_of()
        for talker in pair:
            talker.speak(up_s, end_s, 5)
        if not both:
            pair[0].report(up_s, end_s)
        trunk.by_user(call, end_s, 0)
        return call.outcome("normal", call.end_cause, "rtcp_absent")
    return scenario


def duplicated(call):
    """The sender sends five packets in a row twice."""
    trunk.outbound(call)
    up_s = call.set_up()
    end_s = up_s + length(call)
    pair = call.talk(up_s, end_s)[0]
    from_s = end_s - 0.6
    pair[0].stop(from_s)
    pair[0].spurt(from_s, 12)
    times = [row[0] for row in pair[0].plan if row[0] >= from_s * 1e6]
    pair[0].repeats.update(times[3:8])
    trunk.by_user(call, end_s)
    return call.outcome("normal", call.end_cause, "dup_burst")


def silent_for_a_while(call):
    """Neither RTP nor RTCP for more than 30 s, then it comes back."""
    lost, gone_s, back_s, end_s = one_is_silent(
        call, (8, 30), (38, 55), (15, 40))
    lost.pause(gone_s, back_s)
    lost.spurt(gone_s - 0.2, 5)
    _report_at(lost, back_s)
    trunk.by_user(call, end_s)
    return call.outcome("normal", call.end_cause, "media_timeout")


# --- media timeouts ----------------------------------------------------

def _drop(call, pair, victim, cause, headers):
    """The other side hangs up 30 s after the victim's last packet."""
    last_s = pair[victim].last_s()
    end_s = last_s + LIMIT_S + call.random.uniform(0.3, 4.2)
    pair[1 - victim].stop(end_s)
    call.hang_up(end_s, 1 - victim, headers,
                 answered=call.random.random() < 0.7)
    return call.outcome("media-timeout", cause, "media_timeout",
                        "media_timeout.bye")


def _headers(call, side):
    mediation = call.legs[0].parties[side].agent.mediation
    if mediation and call.random.random() < 0.5:
        return MEDIA_FAILURE
    return []


def media_lost(victim):
    """The victim falls silent in mid-call; the Mediation Server, its peer,
    hangs up."""
    def scenario(call):
        (trunk.outbound if victim else trunk.inbound)(call)
        up_s = call.set_up()
        gone_s = up_s + call.random.uniform(6, 90)
        pair = call.talk(up_s, gone_s + 40)[0]
        pair[victim].stop(gone_s)
        pair[victim].spurt(gone_s, 6)
        return _drop(call, pair, victim, "neither RTP nor RTCP of the %s "
                     "for 30 s" % ("caller", "callee")[victim],
                     _headers(call, 1 - victim))
    return scenario


def held_without_rtcp(call):
    """The Mediation Server holds (sendonly, no music); the phone sends no
    RTCP while it is recvonly: RTCPCallsOnHold."""
    trunk.outbound(call)
    up_s = call.set_up()
    hold_s = up_s + call.random.uniform(8, 40)
    held_s = call.reinvite(hold_s, 0, ("sendonly", "recvonly"))
    pair = call.talk(up_s, held_s + 45)[0]
    pair[0].plan = [row for row in pair[0].plan if row[0] < held_s * 1e6]
    pair[1].stop(held_s)
    pair[1].spurt(held_s - 0.3, 6)
    return _drop(call, pair, 1, "no RTCP of the held callee for 30 s", [])


def conference_mute(call):
    """OCS 2007 R2: the leader mutes a phone, which then sends nothing
    (KB 981218)."""
    random = call.random
    call.leg(party.gateway(random),
             party.mediation_server(random, agents=(party.OCS_2007_R2,)))
    up_s = call.set_up()
    mute_s = up_s + random.uniform(8, 40)
    muted_s = call.reinvite(mute_s, 1, ("sendonly", "recvonly"))
    pair = call.talk(up_s, muted_s + 45)[0]
    pair[0].stop(muted_s)
    pair[0].spurt(muted_s - 0.3, 6)
    return _drop(call, pair, 0, "neither RTP nor RTCP of the muted caller "
                 "for 30 s", [])


def rtcp_lost(call):
    """RTCPActiveCalls: RTP flows, but no RTCP comes for 30 s; the Mediation
    Server says so when it hangs up."""
    call.leg(party.mediation_server(call.random, agents=(
        party.LYNC_2010, party.LYNC_2013, party.SFB_2015)),
        party.provider(call.random))
    up_s = call.set_up()
    end_s = up_s + LIMIT_S + call.random.uniform(2, 4.5)
    pair = call.talkers_of()
    for talker in pair:
        talker.speak(up_s, end_s, 8)
    pair[1].spurt(end_s - 0.3, 5)
    pair[0].report(up_s, end_s)
    call.hang_up(end_s, 0, MEDIA_FAILURE)
    return call.outcome("media-timeout", "no RTCP of the callee for 30 s, "
                        "though RTP flows", "rtcp_absent",
                        "media_timeout.bye")


KINDS = [
    ("hold-music", 5, hold(True)),
    ("hold-inactive", 5, hold(False)),
    ("mute", 6, mute),
    ("fax", 5, fax),
    ("moved", 4, moved),
    ("digits", 3, digits),
    ("srtp", 4, with_media(srtp=True)),
    ("rtcp-mux", 4, with_media(mux=True)),
    ("rtcp-off", 3, with_media(rtcp=False)),
    ("rtcp-bye", 3, relay_goodbye),
    ("rtcp-absent", 4, rtcp_absent(False)),
    ("rtcp-absent-both", 2, rtcp_absent(True)),
    ("duplicated", 3, duplicated),
    ("silent-for-a-while", 3, silent_for_a_while),
    ("media-lost-callee", 6, media_lost(1)),
    ("media-lost-caller", 5, media_lost(0)),
    ("held-without-rtcp", 4, held_without_rtcp),
    ("conference-mute", 4, conference_mute),
    ("rtcp-lost", 3, rtcp_lost),
]
