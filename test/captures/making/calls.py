# SPDX-License-Identifier: GPL-2.0-or-later
"""A scripted call: its legs, media, and what is known about how it went.

Times are seconds since the call's first message. Every message of a call
with two legs (a B2BUA between them) crosses both, one shortly after the
other. What is random comes from the call's own generator.
"""

from .frame import Port
from .offer import Media, audio, fax
from .sip_leg import Leg
from .talker import Fax, Talker

HOP_S = 0.012           # what a B2BUA takes to pass a message on
T1_S, T2_S = 0.5, 4.0   # RFC 3261 17.1.1.1
GIVE_UP_S = 64 * T1_S
PACKETS_PER_SIDE = 260  # aimed at, by thinning the speech of long calls


class Ports:
    """Even media ports, one range a host, none used twice."""

    def __init__(self):
        self.next = {}

    def take(self, address):
        port = self.next.get(address, 20000)
        self.next[address] = port + 2 if port < 60000 else 20000
        return port


class Session:
    """The session timer of a call (RFC 4028); none unless `interval`.

    asked: the refresher that the request names, granted: the answer's;
    min_se: of requests, 0 for none; require: the answer has Require: timer;
    offered: requests have Session-Expires.
    """

    def __init__(self, interval=0, asked="", granted="uac", min_se=90,
                 require=True, offered=True):
        self.interval, self.asked, self.granted = interval, asked, granted
        self.min_se, self.require, self.offered = min_se, require, offered

    def request(self, refresher=None):
        """Headers of a request. refresher: the token, None the first's."""
        if not self.interval or not self.offered:
            return []
        token = self.asked if refresher is None else refresher
        out = [("Session-Expires", "%d%s" % (
            self.interval, ";refresher=" + token if token else ""))]
        return out + ([("Min-SE", str(self.min_se))] if self.min_se else [])

    def response(self, refresher=None):
        if not self.interval:
            return []
        token = refresher or self.granted
        out = [("Require", "timer")] if self.require else []
        return out + [("Session-Expires", "%d;refresher=%s" % (
            self.interval, token))]


class Call:
    """Built by a scenario; labels() and frames() are what remains."""

    def __init__(self, kind, random, ports, start_us):
        self.kind, self.random, self.ports = kind, random, ports
        self.start_us = start_us
        self.legs, self.media, self.talkers = [], [], []
        self.addresses = []     # of media, for the labels
        self.version = 1        # of SDP
        self.verdict, self.end_cause, self.findings = None, None, set()
        self.answered_s = self.ended_s = None
        self.cut_s = self.begin_s = None    # the capture's end, start
        self.quiet_until_s = 0  # others talk at least until then
        self.mirror = False
        self.session = Session()

    # --- who -----------------------------------------------------------

    def leg(self, caller, callee, transport=None, **more):
        media = more.pop("media", None) or self.codec()
        transport = transport or self.random.choice(("UDP", "UDP", "TCP"))
        leg = Leg(self.random, (caller, callee), transport, **more)
        self.legs.append(leg)
        self.media.append(self.placed(leg, media))
        return leg

    def placed(self, leg, media):
        """The media on ports of its own on both sides of the leg."""
        media = media._replace(ports=tuple(
            self.ports.take(party.media) for party in leg.parties))
        ends = [str(Port(party.media, port)) for party, port in
                zip(leg.parties, media.ports)]
        self.addresses.append({"leg": self.legs.index(leg),
                               "caller": ends[0], "callee": ends[1]})
        return media

    def codec(self, **more):
        mark = self.random.choice(((0, 0), (0, 0), (46, 46), (40, 40),
                                   (40, 0), (46, 0)))
        settings = dict(pt=self.random.choice((0, 8, 8, 18, 18)), dscp=mark,
                        rtcp_dscp=self.random.choice((mark, (0, 0))))
        settings.update(more)
        return Media(**settings)

    def timer_supported(self, side):
        """Each message of the side lists `timer`; the scenario decides."""
        agent = self.legs[0].parties[side].agent
        listed = agent.supported + (
            () if "timer" in agent.supported else ("timer",))
        return [("Supported", ", ".join(listed))]

    def body(self, side, version=1):
        """The SDP of one side on leg 0: side 0 offers, 1 answers."""
        return audio(self.legs[0].parties[side], self.media[0], side,
                     version, offered=side == 0)

    # --- setting up ----------------------------------------------------

    def _ways(self, side):
        """Legs in the order in which a message of `side` crosses them."""
        order = list(range(len(self.legs)))
        return enumerate(order if side == 0 else order[::-1])

    def invite(self, at_s=0.0, headers=()):
        """The INVITE with its offer on every leg, and 100."""
        requests = [None] * len(self.legs)
        for hop, index in self._ways(0):
            leg, at = self.legs[index], at_s + hop * HOP_S
            requests[index] = leg.request(
                at, 0, "INVITE", headers,
                audio(leg.parties[0], self.media[index], 0), to_tag="")
            leg.response(at + self.random.uniform(0.001, 0.009),
                         requests[index], 100)
        return requests

    def respond(self, at_s, requests, status, headers=(), sdp=False,
                tag=None):
        """A response to the requests, back over all the legs."""
        side = 1 - requests[0].side
        for hop, index in self._ways(side):
            leg = self.legs[index]
            body = audio(leg.parties[side], self.media[index], side,
                         self.version, offered=False) if sdp else None
            leg.response(at_s + hop * HOP_S, requests[index], status,
                         headers, body, tag)
        return at_s + len(self.legs) * HOP_S

    def ack(self, at_s, requests, failed=False, tag=None):
        """Failures are acknowledged on each leg at once (17.1.1.3)."""
        side = requests[0].side
        for hop, index in self._ways(side):
            self.legs[index].ack(at_s + hop * HOP_S, requests[index],
                                 failed, tag)

    def refuse(self, at_s, requests, status, headers=(), tag=None):
        """A failure and its ACK. Returns when it is over."""
        done = self.respond(at_s, requests, status, headers, tag=tag)
        self.ack(done + 0.004, requests, True, tag)
        return done

    def answer(self, at_s, requests, headers=(), tag=None):
        """200 and ACK. Returns when media may flow."""
        done = self.respond(at_s, requests, 200, headers, True, tag)
        self.ack(done + self.random.uniform(0.003, 0.02), requests, tag=tag)
        self.answered_s = at_s
        return done + 0.03

    def set_up(self, headers=(), answer=(), ring_s=None):
        """A plain call from INVITE to ACK. Returns when media may flow."""
        requests = self.invite(0.0, headers)
        ring = self.random.uniform(0.15, 0.9)
        self.respond(ring, requests, self.random.choice((180, 180, 183)))
        wait = self.random.uniform(1.5, 12) if ring_s is None else ring_s
        return self.answer(ring + wait, requests, answer)

    # --- media ---------------------------------------------------------

    def talkers_of(self, index=0):
        """A pair of talkers of leg `index`, with nothing to say yet."""
        pair = [Talker(self.random, self.legs[index], self.media[index],
                       side) for side in (0, 1)]
        pair[0].peer, pair[1].peer = pair[1], pair[0]
        self.talkers += pair
        return pair

    def rate(self, duration_s):
        return min(12.0, max(1.5, PACKETS_PER_SIDE / max(duration_s, 1)))

    def talk(self, start_s, end_s, pairs=None):
        """Speech and RTCP of both sides on every leg, up to the end."""
        pairs = pairs or [self.talkers_of(i) for i in range(len(self.legs))]
        per_s = self.rate(end_s - start_s)
        for pair in pairs:
            for talker in pair:
                talker.speak(start_s, end_s, per_s).report(start_s, end_s)
        return pairs

    def fax_phase(self, start_s, end_s):
        for side in (0, 1):
            self.talkers.append(Fax(self.legs[0], self.media[0], side,
                                    start_s, end_s))

    # --- in the call ---------------------------------------------------

    def reinvite(self, at_s, side, directions=("sendrecv", "sendrecv"),
                 headers=(), answer=(), image=False):
        """Offer, answer, ACK on leg 0; directions of `side` and the other.
        Returns the time at which it holds."""
        self.version += 1
        leg, media = self.legs[0], self.media[0]

        def body(who, direction, offered):
            party = leg.parties[who]
            if image:
                return fax(party, media, who, self.version)
            return audio(party, media, who, self.version, direction, offered)
        request = leg.request(at_s, side, "INVITE", headers,
                              body(side, directions[0], True))
        leg.response(at_s + 0.004, request, 100)
        leg.response(at_s + 0.06, request, 200, answer,
                     body(1 - side, directions[1], False))
        leg.ack(at_s + 0.075, request)
        return at_s + 0.08

    def update(self, at_s, side, headers=(), answer=()):
        request = self.legs[0].request(at_s, side, "UPDATE", headers)
        self.legs[0].response(at_s + 0.03, request, 200, answer)

    def hang_up(self, at_s, side, headers=(), answered=True):
        """BYE on every leg, and the 200."""
        for hop, index in self._ways(side):
            leg, at = self.legs[index], at_s + hop * HOP_S
            request = leg.request(at, side, "BYE", headers)
            if answered:
                leg.response(at + self.random.uniform(0.005, 0.04),
                             request, 200)
        self.ended_s = at_s

    # --- what remains --------------------------------------------------

    def outcome(self, verdict, cause, *findings):
        self.verdict, self.end_cause = verdict, cause
        self.findings.update("lync." + name for name in findings)
        return self

    def _all_frames(self):
        for talker in self.talkers:
            talker.prepare()
        for leg in self.legs:
            yield from leg.frames()
        for talker in self.talkers:
            yield from talker.frames(self.start_us)

    def _captured(self, time_us):
        """Whether the capture runs then; a TCP handshake is before 0."""
        if self.begin_s is not None and time_us < self.begin_s * 1e6:
            return False
        return self.cut_s is None or time_us < self.cut_s * 1e6

    def frames(self):
        """(time_us, frame) in order of time, as far as captured."""
        out = [(self.start_us + time_us, frame) for time_us, frame
               in self._all_frames() if self._captured(time_us)]
        if self.mirror:
            out += [(time_us + 30, frame) for time_us, frame in out]
        out.sort(key=lambda row: row[0])
        return out

    def _seconds(self, time_s):
        return None if time_s is None else self.start_us / 1e6 + time_s

    def _sip_messages(self):
        """How many of each Call-ID are captured, copies included."""
        counts = {}
        for leg in self.legs:
            count = sum(self._captured(row[0]) for row in leg.messages)
            counts[leg.call_id] = (counts.get(leg.call_id, 0) +
                                   count * (2 if self.mirror else 1))
        return counts

    def labels(self):
        """What happened, for labels.json; corpus.md describes the keys."""
        caller = self.legs[0].parties[0]
        callee = self.legs[-1].parties[1]
        start_s = self.begin_s or 0.0
        end_s = self.cut_s if self.ended_s is None else self.ended_s
        up = self.answered_s is not None
        return {
            "kind": self.kind,
            "call_id": self.legs[0].call_id,
            "sip_messages": self._sip_messages(),
            "legs": len(self.legs),
            "transport": self.legs[0].transport,
            "start": self._seconds(start_s),
            "answered": self._seconds(self.answered_s) if up else None,
            "ended": self._seconds(self.ended_s),
            "duration": round(end_s - start_s, 6),
            "talk": round(end_s - max(self.answered_s, start_s), 6)
            if up else None,
            "caller": caller.user, "callee": callee.user,
            "caller_address": str(caller.sip),
            "callee_address": str(callee.sip),
            "media": self.addresses,
            "begins_before_capture": self.begin_s is not None,
            "verdict": self.verdict, "end_cause": self.end_cause,
            "findings": sorted(self.findings),
        }
