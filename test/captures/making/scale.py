# SPDX-License-Identifier: GPL-2.0-or-later
"""Many plain calls for measurements, written without building objects.

Each call lasts one minute: INVITE with SDP, 100, 180, 200, ACK, two streams
with a packet every two seconds (silence in between, so seq goes on by one)
and RTCP every five, BYE, 200. CONCURRENT calls at a time are twice as many
streams. With fewer calls the density of each call stays the same.
"""

import random
import struct

from .capture import ETHERNET_LINK, START_US
from .frame import Port, Route
from .offer import Media, audio
from .party import PROVIDERS, LYNC_2013, Party
from .sip_leg import Leg
from .talker import RTP_HEAD

DEFAULT_CALLS, CONCURRENT = 10_000, 500
CALL_US, RING_US = 60_000_000, 2_000_000
RTP_US, RTCP_US = 2_000_000, 5_000_000
RECORD = struct.Struct("<IIII")
PAYLOAD = bytes([0x55]) * 20        # one G.729 packet of 20 ms
G729 = 18
HOSTS = (4, 5)                      # of the callers and of the callees
FIRST_PORT, PORTS = 10_000, 25_000  # a host's ports for RTP, all even


def _parties(number):
    """The two sides of a call: hosts, of which each has some hundred calls."""
    sides = []
    for net, agent, hosts in zip((1, 100), (LYNC_2013, PROVIDERS[0]), HOSTS):
        address = "10.%d.2.%d" % (net, 20 + number % hosts)
        sides.append(Party("+4930%07d" % number, agent, Port(address, 5060),
                           address, "d%d.example" % net))
    return sides


def _signalling(own, leg, media):
    body = [audio(leg.parties[side], media, side, offered=side == 0)
            for side in (0, 1)]
    request = leg.request(0, 0, "INVITE", sdp=body[0], to_tag="")
    leg.response(0.002, request, 100)
    leg.response(0.3, request, 180)
    leg.response(RING_US / 1e6, request, 200, sdp=body[1])
    leg.ack(RING_US / 1e6 + 0.01, request)
    bye = leg.request(CALL_US / 1e6, own.randrange(2), "BYE")
    leg.response(CALL_US / 1e6 + 0.01, bye, 200)
    return leg.frames()


def _stream(own, route, control):
    """One direction: (time_us, frame), RTP and RTCP."""
    ssrc, seq = own.getrandbits(32), own.randrange(65536)
    stamp, ip_id = own.getrandbits(32), own.randrange(1, 60000)
    first = RING_US + 30_000 + own.randrange(RTP_US)
    out = [(time_us, route.udp(RTP_HEAD.pack(
        0x80, 0x80 | G729, (seq + index) & 0xffff,
        (stamp + time_us // 125) & 0xffffffff, ssrc) + PAYLOAD,
        ip_id + index)) for index, time_us in
        enumerate(range(first, CALL_US, RTP_US))]
    ip_id += len(out)
    for index, time_us in enumerate(range(first + 1_500_000, CALL_US,
                                          RTCP_US)):
        report = struct.pack("!BBHIIIIII", 0x80, 200, 6, ssrc,
                             0xe0000000 + time_us // 1_000_000, 0,
                             (stamp + time_us // 125) & 0xffffffff,
                             index, 20 * index)
        report += struct.pack("!BBHI", 0x81, 202, 3, ssrc) + (
            b"\x01\x04user" + b"\0\0")
        out.append((time_us, control.udp(report, ip_id + index)))
    return out


def call_frames(number, with_media=True):
    """The frames of call `number`, relative to its start, not in order."""
    own = random.Random(number)
    caller, callee = _parties(number)
    ports = tuple(FIRST_PORT + 2 * (number // hosts % PORTS)
                  for hosts in HOSTS)
    media = Media(G729, ports, dscp=(46, 46), rtcp_dscp=(46, 46))
    leg = Leg(own, (caller, callee), "UDP")
    frames = list(_signalling(own, leg, media))
    if not with_media:
        return frames
    ends = (Port(caller.media, ports[0]), Port(callee.media, ports[1]))
    for source, target in (ends, ends[::-1]):
        frames += _stream(own, Route(source, target, 46),
                          Route(source.plus(1), target.plus(1), 46))
    return frames


def write_scale(path, n_calls=DEFAULT_CALLS, concurrent=CONCURRENT,
                with_media=True):
    """Writes the capture in order of time, holding one minute of it at
    most; without media it is SIP alone. Returns how many frames it has."""
    step_us = CALL_US // min(concurrent, n_calls) if n_calls else CALL_US
    waiting, total = {}, 0
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144,
                              ETHERNET_LINK))
        for number in range(n_calls):
            start_us = START_US + number * step_us
            for time_us, frame in call_frames(number, with_media):
                time_us += start_us
                waiting.setdefault(time_us // 1_000_000, []).append(
                    (time_us, frame))
            total += _flush(out, waiting, start_us // 1_000_000)
        total += _flush(out, waiting, 1 << 60)
    return total


def _flush(out, waiting, before_s):
    """Writes the seconds that no later call can add to."""
    count = 0
    for second in sorted(s for s in waiting if s < before_s):
        for time_us, frame in sorted(waiting.pop(second)):
            out.write(RECORD.pack(second, time_us % 1_000_000, len(frame),
                                  len(frame)))
            out.write(frame)
            count += 1
    return count
