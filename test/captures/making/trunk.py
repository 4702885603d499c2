# SPDX-License-Identifier: GPL-2.0-or-later
"""Which parties a scenario's call is between, and how it usually ends."""

from . import party

BY_USER = ("the caller hung up", "the callee hung up")
# What Microsoft's servers add to a BYE, as captures of them show it.
USER_HEADERS = [("ms-client-diagnostics",
                 '51004; reason="Action initiated by user"')]
PEER_HEADERS = [("Reason", "Q.850 ;cause=16 ;text=\"Normal call clearing\"")]


def _from_to(caller, callee):
    def place(call, v6=False, **more):
        return call.leg(caller(call.random, v6), callee(call.random, v6),
                        **more)
    return place


# A Mediation Server and its provider's trunk, or a gateway.
outbound = _from_to(party.mediation_server, party.provider)
inbound = _from_to(party.provider, party.mediation_server)
from_gateway = _from_to(party.gateway, party.mediation_server)
to_gateway = _from_to(party.mediation_server, party.gateway)


def anyhow(call, **more):
    make = call.random.choice((outbound, inbound, from_gateway, to_gateway))
    return make(call, **more)


def without_mediation(call, **more):
    """A gateway calls over the provider: no Microsoft product."""
    return call.leg(party.gateway(call.random), party.provider(call.random),
                    **more)


def two_legs(call, same_call_id, session_id):
    """Mediation Server, a border controller (a B2BUA), the provider."""
    random = call.random
    ids = ["%032x" % random.getrandbits(128) for _ in range(2)]
    ids = ids if session_id else None
    near, far = (party.border_controller(random, side) for side in (0, 1))
    caller = party.mediation_server(random)
    callee = party.provider(random)
    near, far = near._replace(user=callee.user), far._replace(
        user=caller.user)
    transport = random.choice(("UDP", "TCP"))
    first = call.leg(caller, near, transport, session_ids=ids)
    call.leg(far, callee, transport, session_ids=ids,
             call_id=first.call_id if same_call_id else None,
             media=call.media[0])


def by_user(call, end_s, side=None):
    """One of the two hangs up at end_s: how most calls end."""
    side = call.random.randrange(2) if side is None else side
    leg = call.legs[0 if side == 0 else -1]
    headers = (USER_HEADERS if leg.parties[side].agent.mediation
               else PEER_HEADERS)
    call.hang_up(end_s, side, headers if call.random.random() < 0.6 else [])
    return call.outcome("normal", BY_USER[side])
