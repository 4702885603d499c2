# SPDX-License-Identifier: GPL-2.0-or-later
"""One source of RTP and its RTCP, thinned as voice activity thins it.

Speech comes in short spurts of 20 ms packets, between them silence without
packets: seq goes on by one, the timestamp by the time that has passed, and
the marker begins a spurt (RFC 3551 4.1). Plans first, then makes the frames
in the order of time.
"""

import bisect
import struct

from .frame import Port, Route

PACKET_S = 0.02
CLOCK_HZ = 8000
PAYLOAD_BYTES = {0: 160, 3: 33, 8: 160, 18: 20, 97: 60, 114: 45, 115: 28,
                 121: 200}
RTP_HEAD = struct.Struct("!BBHII")
COMFORT_NOISE, EVENT = 13, 101
FIRST_RTCP_S, RTCP_S = (1.0, 3.1), (2.05, 6.16)     # RFC 3550 6.3.1
SRTP_TAG_BYTES = 10
NTP_OFFSET_S = 2_208_988_800


class Talker:
    """`side` of a leg sends to the other side."""

    def __init__(self, random, leg, media, side):
        self.random, self.media = random, media
        source, target = leg.parties[side], leg.parties[1 - side]
        ends = (Port(source.media, media.ports[side]),
                Port(target.media, media.ports[1 - side]))
        self.route = Route(*ends, media.dscp[side])
        step = 0 if media.mux else 1
        self.rtcp_route = Route(ends[0].plus(step), ends[1].plus(step),
                                media.rtcp_dscp[side])
        self.ssrc = random.getrandbits(32)
        self.seq = random.randrange(65536)
        self.timestamp = random.getrandbits(32)
        self.ip_id = random.randrange(1, 30000)
        self.peer = None
        self.plan = []          # (time_us, pt, marker, payload)
        self.repeats = set()    # times_us that are sent twice
        self.reports = []       # times_us
        self.goodbye = []       # times_us of an RTCP BYE
        self.body = random.randbytes(PAYLOAD_BYTES[media.pt])

    # --- the plan ------------------------------------------------------

    def speak(self, start_s, end_s, per_s):
        """Spurts with about `per_s` packets a second, pauses below 4 s."""
        at = start_s + self.random.uniform(0, PACKET_S)
        while at < end_s:
            count = self.random.randrange(4, 11)
            self.spurt(at, min(count, 1 + int((end_s - at) / PACKET_S)))
            pause = count / per_s * self.random.uniform(0.7, 1.3)
            at += count * PACKET_S + min(pause, 4.0)
        return self

    def spurt(self, at_s, count):
        for index in range(count):
            self.plan.append((round((at_s + index * PACKET_S) * 1e6),
                              self.media.pt, index == 0, self.body))

    def report(self, start_s, end_s):
        """RTCP in the intervals of RFC 3550 6.3.1 for two parties."""
        if not self.media.rtcp:
            return self
        at = start_s + self.random.uniform(*FIRST_RTCP_S)
        while at < end_s:
            self.reports.append(round(at * 1e6))
            at += self.random.uniform(*RTCP_S)
        return self

    def comfort_noise(self, at_s):
        self.plan.append((round(at_s * 1e6), COMFORT_NOISE, False, b"\x40"))

    def digit(self, at_s, event):
        """RFC 4733: six packets of one event, the last three say it ends."""
        for index in range(6):
            end = 0x80 if index >= 3 else 0
            self.plan.append((
                round((at_s + index * PACKET_S) * 1e6), EVENT, index == 0,
                struct.pack("!BBH", event, end | 10,
                            160 * (1 + min(index, 3)))))

    def stop(self, at_s):
        """Nothing is sent from then on."""
        limit = round(at_s * 1e6)
        self.plan = [row for row in self.plan if row[0] < limit]
        self.reports = [time for time in self.reports if time < limit]

    def pause(self, start_s, end_s):
        """Nothing is sent in between."""
        start, end = round(start_s * 1e6), round(end_s * 1e6)
        self.plan = [r for r in self.plan if not start <= r[0] < end]
        self.reports = [t for t in self.reports if not start <= t < end]

    def last_s(self):
        """The time of the last packet that is planned."""
        return max([row[0] for row in self.plan] + self.reports) / 1e6

    # --- the frames ----------------------------------------------------

    def _protect(self, data):
        """SRTP and SRTCP: what a receiver without keys sees."""
        return self.random.randbytes(len(data))

    def _identify(self):
        self.ip_id = self.ip_id % 65535 + 1
        return self.ip_id

    def _rtp(self, index, row, event_start_us):
        time_us, pt, marker, payload = row
        stamp_us = event_start_us if pt == EVENT else time_us
        stamp = self.timestamp + round(stamp_us / 20_000) * 160
        head = RTP_HEAD.pack(0x80, (0x80 if marker else 0) | pt,
                             (self.seq + index) & 0xffff,
                             stamp & 0xffffffff, self.ssrc)
        if self.media.srtp:
            payload = self._protect(payload + bytes(SRTP_TAG_BYTES))
        return head + payload

    def _report_block(self, time_us):
        """About the peer: no loss, little jitter."""
        heard = bisect.bisect_left(self.peer.plan, (time_us,))
        if not heard:
            return b""
        return struct.pack("!IIIIII", self.peer.ssrc, 0,
                           self.peer.seq + heard - 1, 11, 0x12340000, 65536)

    def _rtcp(self, time_us, goodbye, start_us):
        """SR when RTP was sent, else RR; then SDES, then perhaps BYE."""
        sent = bisect.bisect_left(self.plan, (time_us,))
        block = self._report_block(time_us)
        body = struct.pack("!I", self.ssrc)
        if sent:
            ntp = (start_us + time_us) / 1e6 + NTP_OFFSET_S
            body += struct.pack(
                "!IIIII", int(ntp), int(ntp % 1 * 2 ** 32),
                (self.timestamp + round(time_us / 125)) & 0xffffffff, sent,
                sent * len(self.body))
        body += block
        out = struct.pack("!BBH", 0x80 | bool(block), 200 if sent else 201,
                          len(body) // 4) + body
        cname = b"\x01\x10" + b"%08x@example" % self.ssrc
        cname = cname[:18] + b"\0" * 2
        out += struct.pack("!BBHI", 0x81, 202, 1 + len(cname) // 4,
                           self.ssrc) + cname
        if goodbye:
            out += struct.pack("!BBHI", 0x81, 203, 1, self.ssrc)
        if self.media.srtp:     # RFC 3711 3.4: E bit and index, tag
            out = out[:8] + self._protect(out[8:]) + struct.pack(
                "!I", 0x80000000 | time_us // 1000 & 0xffff
            ) + self.random.randbytes(SRTP_TAG_BYTES)
        return out

    def prepare(self):
        """To be called for every talker before the frames of any."""
        self.plan.sort(key=lambda row: row[0])

    def frames(self, start_us):
        event_start = 0
        for index, row in enumerate(self.plan):
            if row[1] == EVENT and row[2]:
                event_start = row[0]
            packet = self._rtp(index, row, event_start)
            yield row[0], self.route.udp(packet, self._identify())
            if row[0] in self.repeats:
                yield row[0] + 350, self.route.udp(packet, self._identify())
        for time_us in self.reports + self.goodbye:
            packet = self._rtcp(time_us, time_us in self.goodbye, start_us)
            yield time_us, self.rtcp_route.udp(packet, self._identify())


class Fax:
    """UDPTL of one side (ITU-T T.38 Annex A); quacks like a Talker."""

    def __init__(self, leg, media, side, start_s, end_s):
        self.route = Route(
            Port(leg.parties[side].media, media.ports[side]),
            Port(leg.parties[1 - side].media, media.ports[1 - side]),
            media.dscp[side])
        self.start_s, self.end_s = start_s, end_s

    def prepare(self):
        """Nothing depends on another talker."""

    def frames(self, _start_us):
        """A "no signal" indicator every two seconds, with three earlier."""
        count = int((self.end_s - self.start_s) / 2)
        for index in range(count):
            packet = struct.pack("!H", index) + bytes.fromhex(
                "0100" "0003" "010001000100")
            yield (round((self.start_s + 2 * index) * 1e6),
                   self.route.udp(packet, index + 1))
