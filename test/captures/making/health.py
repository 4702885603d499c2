# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenes: media at set times, beside each frame the findings it raises.

Times are seconds from the scene's start. A stream without SIP is known by its
mark from its second packet at the latest, so its first two come at once.
"""

from .capture import Capture, START_US
from .offer import Media, audio
from .party import Agent, Party, Port
from .plain import AUDIO_DSCP
from .rtp import clear_payload, rtp
from .sip_leg import Leg
from .sip_transport import over_udp
from .wire import Flow, udp4

PACKET_S = 0.02
CLOCK_HZ = 8000


class Scene:
    """Frames in any order; build() sorts them by time."""

    def __init__(self, name, what):
        self.capture = Capture(name, what)
        self.random = self.capture.random
        self.rows = []
        self.ip_id = 0

    def next_id(self):
        self.ip_id += 1
        return self.ip_id

    def add(self, at_s, frame, finding=None, origin=None, silence_s=None):
        """finding: a name or several; origin: of a repeat; silence_s: what
        lync.rtcp.silence has to say."""
        found = [finding] if isinstance(finding, str) else list(finding or ())
        self.rows.append((round(at_s * 1e6), frame, found, origin, silence_s))
        return self

    def build(self):
        capture = self.capture
        notes = {"findings": [], "repeats": {}, "silences": {}}
        self.rows.sort(key=lambda row: row[0])
        for number, (time_us, frame, found, origin, silence_s) in enumerate(
                self.rows, start=1):
            capture.add(frame, step_us=START_US + time_us - capture.clock_us)
            notes["findings"] += [(number, name) for name in found]
            if origin:
                notes["repeats"][number] = origin
            if silence_s is not None:
                notes["silences"][number] = silence_s
        capture.notes = notes
        return capture


class Source:
    """RTP and RTCP of one SSRC; seq passes 65535 at its third packet."""

    def __init__(self, scene, flow=Flow(), pt=114, dscp=AUDIO_DSCP,
                 ssrc=None):
        self.scene, self.flow, self.pt, self.dscp = scene, flow, pt, dscp
        self.ssrc = scene.random.getrandbits(32) if ssrc is None else ssrc
        self.seq = 65534

    def packet(self, at_s, payload=None, pt=None):
        pt = self.pt if pt is None else pt
        out = rtp(pt, self.seq, round(at_s * CLOCK_HZ), self.ssrc,
                  clear_payload(pt) if payload is None else payload)
        self.seq += 1
        return out

    def wrap(self, packet, dscp=None, ip_id=None):
        return udp4(self.flow, self.dscp if dscp is None else dscp, packet,
                    self.scene.next_id() if ip_id is None else ip_id)

    def send(self, at_s, finding=None, dscp=None, pt=None, **more):
        self.scene.add(at_s, self.wrap(self.packet(at_s, pt=pt), dscp),
                       finding, **more)
        return self

    def talk(self, times_s, findings=None):
        """findings: time -> what the packet of that time raises."""
        for at_s in times_s:
            self.send(at_s, (findings or {}).get(at_s))
        return self

    def copied(self, at_s, after_s=0.005, finding=None, new_id=True,
               origin="sender"):
        """A packet that comes twice."""
        packet = self.packet(at_s)
        ip_id = self.scene.next_id()
        self.scene.add(at_s, self.wrap(packet, ip_id=ip_id))
        copy = self.wrap(packet, ip_id=None if new_id else ip_id)
        self.scene.add(at_s + after_s, copy, finding, origin)
        return self

    def control(self, at_s, packet, finding=None, mux=False, dscp=0):
        """RTCP, on the port plus one unless mux."""
        flow = self.flow if mux else self.flow.next_port()
        self.scene.add(at_s, udp4(flow, dscp, packet, self.scene.next_id()),
                       finding)
        return self


def seconds(first, end):
    """RTP at each half second after FIRST, up to END."""
    return [at + 0.5 for at in range(first, end)]


def flowing(first, end):
    """The same after a second of RTP each 20 ms: so many packets tell how much
    the capture lacks, which is nothing."""
    return [first + i * PACKET_S for i in range(50)] + seconds(first + 1, end)


AGENT = Agent("Endpoint/1.0", supported=("timer",))
CALLER = Party("+4930100", AGENT, Port("192.0.2.1", 5060), "192.0.2.1",
               "example.com")
CALLEE = Party("+4930200", AGENT, Port("198.51.100.2", 5060), "198.51.100.2",
               "example.com")


class Call:
    """SIP over UDP between the ends of the usual flow. Up at second 1.
    agents: the caller's and the callee's, Agent or None."""

    ANSWER_S = 1.0

    def __init__(self, scene, timer=False, agents=(None, None), **media):
        settings = dict(pt=0, ports=(Flow().sport, Flow().dport))
        settings.update(media)
        self.scene, self.media = scene, Media(**settings)
        self.leg = Leg(scene.random, [
            party._replace(agent=agent or party.agent)
            for party, agent in zip((CALLER, CALLEE), agents)])
        self.findings = {}      # number of the message -> finding
        self.version = 1
        asked = [("Session-Expires", "90;refresher=uac")] if timer else []
        granted = ([("Require", "timer")] + asked) if timer else []
        self._offer(0.0, self.ANSWER_S, ("sendrecv", "sendrecv"), asked,
                    granted)

    def _offer(self, at_s, answer_s, directions, asked=(), granted=()):
        first = self.version == 1
        request = self.leg.request(
            at_s, 0, "INVITE", asked, audio(CALLER, self.media, 0,
                                            self.version, directions[0]),
            to_tag="" if first else None)
        self.leg.response(answer_s, request, 200, granted, audio(
            CALLEE, self.media, 1, self.version, directions[1], False))
        self.leg.ack(answer_s + 0.01, request)
        self.version += 1

    def reinvite(self, at_s, *directions):
        self._offer(at_s, at_s + 0.1, directions)
        return self

    def refresh(self, at_s, asked, granted):
        self._offer(at_s, at_s + 0.1, ("sendrecv", "sendrecv"), asked,
                    granted)
        return self

    def bye(self, at_s, side, finding=None):
        self.findings[len(self.leg.messages)] = finding
        request = self.leg.request(at_s, side, "BYE")
        self.leg.response(at_s + 0.02, request, 200)
        return self

    def sources(self, **more):
        """The caller's and the callee's."""
        settings = dict(pt=self.media.pt, dscp=0)
        settings.update(more)
        return (Source(self.scene, Flow(), **settings),
                Source(self.scene, Flow().back(), **settings))

    def build(self):
        ports = [CALLER.sip, CALLEE.sip]
        told = {self.leg.messages[number][0]: finding
                for number, finding in self.findings.items()}
        for time_us, frame in over_udp(self.scene.random, ports,
                                       self.leg.messages):
            self.scene.add(time_us / 1e6, frame, told.get(time_us))
        return self.scene.build()
