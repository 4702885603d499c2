# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenes of trunks: a few calls, one after the other, between two hosts.

The server marks its RTP (46), the peer does not, and both send RTCP, unless
a call's script says otherwise. Times in a script are seconds of its call.
"""

import gzip
import random

from . import party
from .calls import Call, Ports, Session
from .capture import START_US
from .corpus import write_pcap
from .frame import Port

APART_S = 200
LIMIT_S = 30            # RTCPActiveCalls, RTCPCallsOnHold, KB 981218
DROP_S = LIMIT_S + 2    # servers look at their timers every few seconds
SERVER, PEER = 0, 1


def _party(user, agent, address):
    return party.Party(user, agent, Port(address, 5060), address,
                       "example.com")


LYNC = _party("+493010", party.LYNC_2013, "192.0.2.1")
OCS = _party("+493010", party.OCS_2007_R2, "192.0.2.1")
GATEWAY = _party("+493020", party.GATEWAYS[2], "198.51.100.2")
PROVIDER = _party("+493010", party.PROVIDERS[0], "192.0.2.1")


class Trunk:
    """One call of a scene; `caller` is SERVER or PEER."""

    def __init__(self, call, server, caller=SERVER):
        self.call, self.caller = call, caller
        ends = (server, GATEWAY) if caller == SERVER else (GATEWAY, server)
        mark = (46, 0) if caller == SERVER else (0, 46)
        call.leg(*ends, transport="UDP", media=call.codec(
            pt=8, dscp=mark, rtcp_dscp=(0, 0)))

    def side(self, end):
        return end if self.caller == SERVER else 1 - end

    def talkers(self):
        pair = self.call.talkers_of()
        return pair[self.side(SERVER)], pair[self.side(PEER)]

    def talk(self, start_s, end_s, rtcp=True):
        """Both speak; rtcp: of the peer. Returns (server, peer)."""
        ends = self.talkers()
        for talker in ends:
            talker.speak(start_s, end_s, 8)
        ends[SERVER].report(start_s, end_s)
        if rtcp:
            ends[PEER].report(start_s, end_s)
        return ends

    def hang_up(self, at_s, end):
        self.call.hang_up(at_s, self.side(end))


# --- scripts of calls: script(trunk) -----------------------------------

def plain(trunk, talk_s=40.0):
    up_s = trunk.call.set_up(ring_s=1)
    trunk.talk(up_s, up_s + talk_s)
    trunk.hang_up(up_s + talk_s, PEER)


def without_rtcp(trunk, talk_s=DROP_S, by=SERVER):
    """The peer sends RTP alone; 32 s later the server hangs up."""
    up_s = trunk.call.set_up(ring_s=1)
    trunk.talk(up_s, up_s + talk_s, rtcp=False)
    trunk.hang_up(up_s + talk_s, by)


def outliving(trunk):
    """The same for a minute: nobody checks."""
    without_rtcp(trunk, 60, PEER)


def held(trunk, hold_s=DROP_S, resumed_s=0):
    """The server holds after 10 s, without music; the peer is silent."""
    up_s = trunk.call.set_up(ring_s=1)
    held_s = trunk.call.reinvite(up_s + 10, trunk.side(SERVER),
                                 ("sendonly", "recvonly"))
    server, _ = trunk.talk(up_s, held_s)
    server.report(held_s, held_s + hold_s)
    end_s = held_s + hold_s
    if resumed_s:
        end_s = trunk.call.reinvite(end_s, trunk.side(SERVER)) + resumed_s
        for talker in server, server.peer:
            talker.speak(end_s - resumed_s, end_s, 8)
            talker.report(end_s - resumed_s, end_s)
    trunk.hang_up(end_s, SERVER)


def held_on(trunk):
    """Held for 50 s, and taken back: nobody checks."""
    held(trunk, 50, 10)


def never_refreshed(trunk):
    """The peer makes the server refresh every 90 s; it hangs up instead."""
    call = trunk.call
    answer = call.timer_supported(1) + Session(90).response("uac")
    up_s = call.set_up((), answer, ring_s=1)
    end_s = call.answered_s + 90.5
    trunk.talk(up_s, end_s)
    trunk.hang_up(end_s, SERVER)


def refreshed(trunk):
    """The same, but the server refreshes, once, after 45 s."""
    call = trunk.call
    session = Session(90)
    answer = call.timer_supported(1) + session.response("uac")
    up_s = call.set_up((), answer, ring_s=1)
    call.update(call.answered_s + 45, trunk.side(SERVER),
                call.timer_supported(0) + session.request("uac"), answer)
    end_s = call.answered_s + 100
    trunk.talk(up_s, end_s)
    trunk.hang_up(end_s, PEER)


def fallen_silent(trunk):
    """The peer sends neither RTP nor RTCP from the tenth second on."""
    up_s = trunk.call.set_up(ring_s=1)
    _, peer = trunk.talk(up_s, up_s + 10 + DROP_S)
    peer.stop(up_s + 10)
    trunk.hang_up(max(peer.last_s(), up_s + 9) + DROP_S, SERVER)


def unended(trunk):
    """Like plain, but the capture lost the BYE."""
    up_s = trunk.call.set_up(ring_s=1)
    trunk.talk(up_s, up_s + DROP_S)


def one_direction(trunk):
    """Like plain, but the capture holds no media of the peer."""
    plain(trunk)
    trunk.call.talkers.remove(trunk.call.talkers[trunk.side(PEER)])


# --- scenes: name -> server, scripts -----------------------------------

SCENES = {
    "trunk-no-rtcp": (LYNC, [without_rtcp] * 3),
    "trunk-no-rtcp-twice": (LYNC, [without_rtcp] * 2),
    "trunk-contradicted": (LYNC, [without_rtcp] * 3 + [plain]),
    "trunk-rtcp": (LYNC, [plain] * 3),
    "trunk-outlived": (LYNC, [outliving] * 3),
    "trunk-outlived-once": (LYNC, [without_rtcp] * 3 + [outliving]),
    "trunk-held": (LYNC, [held] * 3),
    "trunk-held-on": (LYNC, [held] * 3 + [held_on]),
    "trunk-never-refreshed": (LYNC, [never_refreshed] * 3),
    "trunk-refreshed-once": (LYNC, [never_refreshed] * 3 + [refreshed]),
    "trunk-ocs-silent": (OCS, [fallen_silent] * 3),
    "trunk-ocs-no-rtcp": (OCS, [without_rtcp] * 3),
    "trunk-ocs-never-refreshed": (OCS, [never_refreshed] * 3),
    "trunk-no-microsoft": (PROVIDER, [without_rtcp] * 3),
    "trunk-no-microsoft-twice": (PROVIDER, [without_rtcp] * 2),
    "trunk-unended": (LYNC, [unended] * 3),
    "trunk-one-direction": (LYNC, [one_direction] * 3),
}
BOTH_WAYS = "trunk-both-ways"   # as trunk-no-rtcp, the peer calls twice


def frames(name):
    """(time_us, frame) of a scene, in order."""
    server, scripts = SCENES["trunk-no-rtcp" if name == BOTH_WAYS else name]
    ports, out = Ports(), []
    for number, script in enumerate(scripts):
        call = Call(name, random.Random("%s/%d" % (name, number)), ports,
                    START_US + number * APART_S * 1_000_000)
        caller = PEER if name == BOTH_WAYS and number else SERVER
        script(Trunk(call, server, caller))
        out += call.frames()
    return out


def names():
    return sorted(SCENES) + [BOTH_WAYS]


def write(name, folder):
    path = folder / (name + ".pcap")
    write_pcap(path, frames(name))
    return path


# --- the capture of docs/tutorial.md ------------------------------------

TUTORIAL = "trunk-no-rtcp"
PCMA, SILENCE = 8, b"\xd5"
RTP_AT, PAYLOAD_AT = 42, 54     # in Ethernet, IPv4, UDP


def silenced(frame):
    """The frame with silence for speech, so that the file is small."""
    if frame[RTP_AT] & 0xc0 != 0x80 or frame[RTP_AT + 1] & 0x7f != PCMA:
        return frame
    return frame[:PAYLOAD_AT] + SILENCE * (len(frame) - PAYLOAD_AT)


def write_tutorial(path):
    plain = path.with_suffix(".plain")
    write_pcap(plain, [(time_us, silenced(frame))
                       for time_us, frame in frames(TUTORIAL)])
    path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    plain.unlink()
