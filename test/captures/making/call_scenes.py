# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene for the calls report: calls, media, other packets, and what must be
reported about them.

Expectations stand beside the script. They come from RFC 3261 and the rules in
docs/calls.md, never from the module's output.
"""

import random
from typing import NamedTuple

from .calls import Call, Ports
from .capture import START_US
from .corpus import write_pcap
from .frame import Port, Route
from .offer import Media
from .party import LYNC_2013, Agent, Party

PHONE = Agent("Phone/1.0", supported=("100rel", "timer", "replaces"))
PROXY = Agent("Proxy/1.0", supported=("timer",))
NUMBERS = ("+4930123456", "+49891234567")
NOISE = Route(Port("203.0.113.200", 4000), Port("203.0.113.201", 4001))


class Row(NamedTuple):
    """A call as the reports must show it; None: not tested."""

    verdict: str
    rule: str
    drop: str = ""
    legs: int = 1
    dramatic: bool = False      # findings at Warn and above are expected
    up: bool = None
    signalling: bool = True
    confidence: str = None
    lasts: float = None         # seconds


def person(user, address, agent=PHONE, sip=5060, media=None,
           domain="example.com"):
    return Party(user, agent, Port(address, sip), media or address, domain)


def mediation(user, address="10.1.1.21", agent=LYNC_2013):
    return person(user, address, agent, 5068, domain="contoso.example")


CALLER = person(NUMBERS[0], "10.0.0.1")
CALLEE = person(NUMBERS[1], "10.0.0.2")
SERVER = mediation(NUMBERS[0])
TRUNK = person(NUMBERS[1], "198.51.100.10", Agent(
    "Provider-SBC/7.2", supported=("100rel", "timer")))


class Scene:
    """expected: the rows in the order of the report.

    at_once: verdicts that frames show in the first pass of each call, where
    they are not just its verdict (docs/calls.md says why); {} of none.
    """

    def __init__(self, name):
        self.random = random.Random(name)
        self.name, self.ports = name, Ports()
        self.calls, self.raw, self.expected = [], [], []
        self.at_once = {}
        self.without_call = 0   # SIP that belongs to no call
        self.change = None      # of the frames in order; for broken clocks

    def call(self, caller=CALLER, callee=CALLEE, at_s=0, transport="UDP",
             media=None, **more):
        """A call with one leg, that starts at_s into the capture."""
        call = Call("scene", random.Random("%s/%d" % (
            self.name, len(self.calls))), self.ports,
            START_US + round(at_s * 1e6))
        call.leg(caller, callee, transport, media=media or Media(), **more)
        self.calls.append(call)
        return call

    def noise(self, at_s):
        """A packet of something else, so that the capture goes on until
        then."""
        self.add(at_s, NOISE.udp(b"noise"))

    def add(self, at_s, frame):
        self.raw.append((START_US + round(at_s * 1e6), frame))

    def expects(self, verdict, rule, *more, **fields):
        self.expected.append(Row(verdict, rule, *more, **fields))
        return self

    def frames(self):
        out = list(self.raw)
        for call in self.calls:
            out += call.frames()
        out.sort(key=lambda row: row[0])
        return self.change(out) if self.change else out

    def write(self, folder):
        path = folder / (self.name + ".pcap")
        write_pcap(path, self.frames())
        return path


def ordinary(scene, seconds=20, **settings):
    """A call that a user ends: the normal case."""
    call = scene.call(**settings)
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + seconds)
    call.hang_up(up_s + seconds, 0)
    return call


def repeat(leg, first_s, end_s, index=-1, longest_s=4.0):
    """Retransmissions: T1, doubling up to T2 (RFC 3261 17.1.2.1)."""
    at, wait = first_s + 0.5, 0.5
    while at < end_s:
        leg.again(at, index)
        wait = min(2 * wait, longest_s)
        at += wait


def hops(scene, parties, at_s=0, transport="UDP"):
    """Legs over stateless proxies: one Call-ID, the same tags."""
    call = scene.call(parties[0], parties[1], at_s, transport)
    first = call.legs[0]
    for near, far in zip(parties[1:], parties[2:]):
        leg = call.leg(near, far, transport, call_id=first.call_id,
                       media=call.media[0])
        leg.tags, leg.cseq = first.tags, list(first.cseq)
    return call

