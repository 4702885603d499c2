# SPDX-License-Identifier: GPL-2.0-or-later
"""One call as it is seen at several places of the network.

Each place is an interface of one pcapng file, as `mergecap -I none` makes it
of several files; each may have a clock of its own. Times are seconds.
"""

import random
import struct

from .capture import START_US
from .health import CALLEE, CALLER, Call
from .rtp import RTCP_BYE, RTCP_RR, clear_payload, rtp
from .sip_transport import over_udp
from .wire import ETHERNET, Flow, ip4_header, udp

PACKET_S, CLOCK_UNITS = 0.02, 160
REPORT_EVERY = 100      # packets: 2 s


def block(kind, body):
    """A block of pcapng."""
    body += bytes(-len(body) % 4)
    size = struct.pack("<I", 12 + len(body))
    return struct.pack("<I", kind) + size + body + size


def option(code, value):
    return struct.pack("<HH", code, len(value)) + value + bytes(
        -len(value) % 4)


def interface(name):
    """An interface description; times in microseconds, if_name."""
    options = option(2, name.encode()) + option(0, b"") if name else b""
    return block(1, struct.pack("<HHI", 1, 0, 262144) + options)


class Place:
    """An observation point: its name, and how far its clock is ahead."""

    def __init__(self, name, skew_s=0.0):
        self.name, self.skew_s = name, skew_s


class Sight:
    """What all places see."""

    def __init__(self, *places):
        self.places = places
        self.rows = []      # (time_us, number of the place, frame)
        self.random = random.Random("points")
        self.ip_id = 0

    def see(self, at_s, frame, places=None):
        for number in (range(len(self.places)) if places is None
                       else places):
            time_us = round((at_s + self.places[number].skew_s) * 1e6)
            # Along the way it takes some time.
            self.rows.append((START_US + time_us + 150 * number, number,
                              frame))

    # What health.Call needs of a scene.
    def add(self, at_s, frame, _finding=None):
        self.see(at_s, frame)

    def build(self):
        self.rows.sort(key=lambda row: row[:2])
        return self

    def frame(self, flow, payload, dscp=0, ttl=64):
        self.ip_id = self.ip_id % 65535 + 1
        return self.wrap(flow, payload, dscp, ttl, self.ip_id)

    @staticmethod
    def wrap(flow, payload, dscp, ttl, ip_id):
        datagram = udp(flow, payload)
        return (ETHERNET + b"\x08\x00" + ip4_header(
            flow, 20 + len(datagram), dscp, ip_id, ttl) + datagram)

    def write(self, path):
        """All places as interfaces of one file."""
        self.build()
        out = [block(0x0a0d0d0a, struct.pack("<IHHq", 0x1a2b3c4d, 1, 0, -1))]
        out += [interface(place.name) for place in self.places]
        for time_us, number, frame in self.rows:
            out.append(block(6, struct.pack(
                "<IIIII", number, time_us >> 32, time_us & 0xffffffff,
                len(frame), len(frame)) + frame))
        path.write_bytes(b"".join(out))
        return path

    def write_pcap(self, path, number):
        """What one place saw, in a file of its own."""
        out = [struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1)]
        for time_us, place, frame in sorted(self.rows,
                                            key=lambda row: row[:2]):
            if place == number:
                out.append(struct.pack("<IIII", time_us // 1_000_000,
                                       time_us % 1_000_000, len(frame),
                                       len(frame)) + frame)
        path.write_bytes(b"".join(out))
        return path


class Way:
    """One direction of the media, along the places in ORDER.

    marks: the DSCP at each place on the way, ttls: the TTL. lost(i): where
    packet i is lost on the way, 0 before the first place, 1 between it and
    the second, ..., len(order) behind the last; None: it arrives.
    unseen(i): the places (of the order) whose capture lacks it.
    """

    def __init__(self, sight, flow=Flow(), ssrc=0x1001, order=None,
                 marks=None, ttls=None, pt=0):
        self.sight, self.flow, self.ssrc, self.pt = sight, flow, ssrc, pt
        self.order = (list(range(len(sight.places))) if order is None
                      else order)
        self.marks = marks or [46] * len(self.order)
        self.ttls = ttls or [64 - i for i in range(len(self.order))]
        self.first_seq = 65500      # passes 65535 soon
        self.highest, self.n_received, self.times = None, 0, []

    def talk(self, start_s, n_packets, lost=lambda i: None,
             unseen=lambda i: (), copies=lambda i: 1, step_s=PACKET_S):
        for i in range(n_packets):
            self.send(start_s + i * step_s, i, lost(i), unseen(i),
                      copies(i))
        return self

    def send(self, at_s, i, lost=None, unseen=(), copies=1):
        packet = rtp(self.pt, self.first_seq + i, i * CLOCK_UNITS, self.ssrc,
                     clear_payload(self.pt, 160))
        for copy in range(copies):
            self.sight.ip_id = ip_id = self.sight.ip_id % 65535 + 1
            for hop, place in enumerate(self.order):
                if (lost is None or hop < lost) and hop not in unseen:
                    self.sight.see(at_s + 0.001 * copy, self.sight.wrap(
                        self.flow, packet, self.marks[hop], self.ttls[hop],
                        ip_id), [place])
        if lost is None:
            self.times.append((at_s, i, copies))

    def reports(self, until_s, reporter=0x2002, every_s=2.0, first_s=2.0,
                lie=lambda at_s, lost: lost, seen=None, advance=True):
        """What the receiver says of it, on the port plus one, in clear.
        lie(at_s, lost): what it reports instead of what it lost."""
        at_s, back = first_s, self.flow.back().next_port()
        while at_s < until_s:
            got = [row for row in self.times if row[0] + 0.01 < at_s]
            if got:
                highest = max(row[1] for row in got)
                if not advance:
                    highest = 10
                lost = lie(at_s, highest + 1 - sum(row[2] for row in got))
                self.sight.see(at_s, self.sight.frame(back, report(
                    reporter, self.ssrc, lost, self.first_seq + highest)),
                    seen)
            at_s += every_s
        return self


def report(reporter, ssrc, lost, highest_seq):
    """RR with one report block."""
    return struct.pack("!BBHIIIIIII", 0x81, RTCP_RR, 7, reporter, ssrc,
                       lost & 0xffffff, highest_seq, 11, 0, 0)


def goodbye(ssrc):
    """RR without blocks, and BYE."""
    return struct.pack("!BBHIBBHI", 0x80, RTCP_RR, 1, ssrc, 0x81, RTCP_BYE,
                       1, ssrc)


def both_ways(sight, **more):
    """The caller's media and the callee's, with their own RTCP."""
    count = len(sight.places)
    there = Way(sight, Flow(), 0x1001, **more)
    back = Way(sight, Flow().back(), 0x2002,
               order=list(range(count))[::-1])
    return there, back


def call(sight, end_s=60.0, places=None, by=0, refreshes=None):
    """The signalling of a call between the ends of the usual flow; with
    REFRESHES, a session of 90 s that the caller refreshes then."""
    made = Call(sight, timer=refreshes is not None, pt=0)
    asked = [("Session-Expires", "90;refresher=uac")]
    for at_s in refreshes or ():
        made.refresh(at_s, asked, [("Require", "timer")] + asked)
    made.bye(end_s, by)
    ports = [CALLER.sip, CALLEE.sip]
    for time_us, frame in over_udp(sight.random, ports, made.leg.messages):
        sight.see(time_us / 1e6, frame,
                  places(frame) if callable(places) else places)
    return made
