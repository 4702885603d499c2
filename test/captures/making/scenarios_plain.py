# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls that end as users end them, whatever happens while they are set up.
No finding at Warn or above is to be expected of any of them."""

from . import trunk
from .calls import T1_S

CHALLENGE = ('Digest realm="trunk.example",nonce="%032x",algorithm=MD5,'
             'qop="auth"')
CREDENTIALS = ('Digest username="contoso",realm="trunk.example",nonce="%032x"'
               ',uri="sip:trunk.example",response="%032x",algorithm=MD5,'
               'cnonce="0a4f113b",qop=auth,nc=00000001')


def length(call):
    """Most calls are short, some are long."""
    return call.random.choice((18, 35, 60, 95, 150, 240)) * (
        call.random.uniform(0.8, 1.3))


def talk_and_end(call, up_s, side=None):
    end_s = up_s + length(call)
    call.talk(up_s, end_s)
    return trunk.by_user(call, end_s, side)


def plain(place):
    def scenario(call):
        place(call)
        return talk_and_end(call, call.set_up())
    return scenario


def short(call):
    trunk.anyhow(call)
    up_s = call.set_up()
    end_s = up_s + call.random.uniform(0.3, 4)
    call.talk(up_s, end_s)
    return trunk.by_user(call, end_s)


def internet6(call):
    call.random.choice((trunk.outbound, trunk.inbound))(call, v6=True)
    return talk_and_end(call, call.set_up())


def joined(same_call_id, session_id):
    """Two legs of a B2BUA."""
    def scenario(call):
        trunk.two_legs(call, same_call_id, session_id)
        return talk_and_end(call, call.set_up())
    return scenario


def signalling_only(call):
    """Media goes another way than past the capture."""
    trunk.anyhow(call)
    return trunk.by_user(call, call.set_up() + length(call))


def challenge(call, status):
    """INVITE, 401 or 407, INVITE with credentials: the second INVITE."""
    requests = call.invite()
    nonce = call.random.getrandbits(128)
    names = (("WWW-Authenticate", "Authorization") if status == 401 else
             ("Proxy-Authenticate", "Proxy-Authorization"))
    call.refuse(0.03, requests, status, [(names[0], CHALLENGE % nonce)])
    return call.invite(0.06, [(names[1], CREDENTIALS % (
        nonce, call.random.getrandbits(128)))])


def challenged(call):
    trunk.outbound(call)
    requests = challenge(call, call.random.choice((401, 407)))
    call.respond(0.8, requests, 180)
    return talk_and_end(call, call.answer(6.0, requests))


def early_media(call):
    """183 with SDP, announcements, then the answer."""
    trunk.outbound(call)
    requests = call.invite()
    call.respond(0.4, requests, 183, sdp=True)
    pair = call.talkers_of()
    answer_s = call.random.uniform(4, 15)
    pair[1].speak(0.5, answer_s, 12).report(0.5, answer_s)
    up_s = call.answer(answer_s, requests)
    end_s = up_s + length(call)
    call.talk(up_s, end_s, [pair])
    return trunk.by_user(call, end_s)


def two_phones_ring(call, second_s):
    """A proxy forks the call: the phone with the returned tag rings at 0.3 s,
    the one that goes on SECOND_S into the call. And the requests."""
    trunk.outbound(call)
    requests = call.invite()
    other = "%010x" % call.random.getrandbits(40)
    call.respond(0.3, requests, 180, tag=other)
    call.respond(second_s, requests, 180)
    return requests, other


def forked(call):
    """A proxy rings two phones; the second one answers."""
    requests, other = two_phones_ring(call, 0.5)
    call.respond(1.4, requests, 183, tag=other)
    return talk_and_end(call, call.answer(5.0, requests))


def reliable_ringing(call):
    """100rel: PRACK of a 183 (RFC 3262), then UPDATE in the early dialog."""
    leg = trunk.inbound(call)
    request = leg.request(0, 0, "INVITE", [("Require", "100rel")],
                          call.body(0), to_tag="")
    leg.response(0.005, request, 100)
    leg.response(0.3, request, 183, [("Require", "100rel"), ("RSeq", "1")],
                 call.body(1))
    prack = leg.request(0.34, 0, "PRACK", [
        ("RAck", "1 %d INVITE" % request.cseq)])
    leg.response(0.36, prack, 200)
    call.update(0.6, 0)
    call.answered_s = 5.2
    leg.response(5.2, request, 200, sdp=call.body(1))
    leg.ack(5.22, request)
    return talk_and_end(call, 5.25)


def retransmitted(call):
    """UDP loses the first INVITE's answer and the first ACK: both come
    again, at the times of RFC 3261 17.1.1.2 and 13.3.1.4."""
    leg = trunk.anyhow(call, transport="UDP")
    request = leg.request(0, 0, "INVITE", [], call.body(0), to_tag="")
    leg.again(T1_S)
    leg.response(T1_S + 0.01, request, 100)
    leg.response(1.5, request, 180)
    call.answered_s = 6.0
    leg.response(6.0, request, 200, sdp=call.body(1))
    leg.again(6.0 + T1_S)
    leg.ack(6.0 + T1_S + 0.02, request)
    leg.again(6.0 + T1_S + 0.05)        # the ACK, for the second 200
    return talk_and_end(call, 6.0 + T1_S + 0.03)


def mirrored(call):
    """A mirror port that sees each packet twice."""
    trunk.anyhow(call, transport="UDP")
    call.mirror = True
    return talk_and_end(call, call.set_up())


def began_before(call):
    """The capture begins in the middle of the call."""
    trunk.anyhow(call)
    up_s = call.set_up()
    end_s = up_s + call.random.uniform(40, 140)
    call.begin_s = up_s + call.random.uniform(5, 30)
    call.talk(up_s, end_s)
    return trunk.by_user(call, end_s, 0)


def bye_unknown(call):
    """Both hang up: the second BYE meets 481."""
    leg = trunk.anyhow(call)
    up_s = call.set_up()
    end_s = up_s + length(call)
    call.talk(up_s, end_s)
    first = leg.request(end_s, 0, "BYE")
    leg.response(end_s + 0.02, first, 200)
    second = leg.request(end_s + 0.021, 1, "BYE")
    leg.response(end_s + 0.04, second, 481)
    call.ended_s = end_s
    return call.outcome("normal", "both hung up, the caller first")


KINDS = [
    ("outbound", 14, plain(trunk.outbound)),
    ("inbound", 10, plain(trunk.inbound)),
    ("gateway-in", 6, plain(trunk.from_gateway)),
    ("gateway-out", 6, plain(trunk.to_gateway)),
    ("no-microsoft", 4, plain(trunk.without_mediation)),
    ("short", 4, short),
    ("ipv6", 6, internet6),
    ("b2bua-same-call-id", 5, joined(True, False)),
    ("b2bua-session-id", 5, joined(False, True)),
    ("b2bua-unmarked", 5, joined(False, False)),
    ("signalling-only", 4, signalling_only),
    ("challenged", 5, challenged),
    ("early-media", 5, early_media),
    ("forked", 5, forked),
    ("reliable-ringing", 4, reliable_ringing),
    ("retransmitted", 4, retransmitted),
    ("mirrored", 3, mirrored),
    ("began-before", 4, began_before),
    ("both-hang-up", 3, bye_unknown),
]
