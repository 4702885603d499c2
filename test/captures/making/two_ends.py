# SPDX-License-Identifier: GPL-2.0-or-later
"""Pairs of endpoints that send RTP and RTCP to each other over a way with delay,
and what a capture point somewhere on that way sees."""

import random
import struct
from typing import NamedTuple

from .capture import Capture, START_US
from .health import flowing
from .rtp import rtp
from .wire import flow_number, udp4

SECONDS = 40
NTP_S = 3_900_000_000


class Ends(NamedTuple):
    """number: of the pair; forth_ms, back_ms: from its first endpoint to the
    second, and back."""

    number: int = 0
    forth_ms: float = 70
    back_ms: float = 35
    jitter_ms: float = 0
    report_s: float = 5
    drift: float = 0            # of the second endpoint's clock
    step: tuple = (None, 0)     # its clock is set: when, by how many seconds
    only_first: bool = False    # the second endpoint sends no SR, only RR
    named: bool = True          # reports say which SR they saw
    extended: bool = False      # DLRR instead of report blocks
    copies: bool = False


class Control(NamedTuple):
    sent_s: float
    way: int                    # 0: of the first endpoint
    delay_s: float
    packet: bytes
    sr: object                  # the Control that it names, or None


def clock_s(ends, side, at_s):
    """What the clock of an endpoint shows."""
    if side == 0:
        return NTP_S + at_s
    when, by_s = ends.step
    shown = NTP_S + 777.25 + at_s * (1 + ends.drift)
    return shown + by_s if when is not None and at_s >= when else shown


def ssrc(ends, side):
    return 0x1000 + 2 * ends.number + side


def stamp(shown_s):
    return int(shown_s * 65536) & 0xffffffff


def report(ends, side, at_s, named, held_s):
    """SR (or RR) of SIDE with a block on the other's SSRC."""
    shown = clock_s(ends, side, at_s)
    lsr, dlsr = (0, 0) if named is None else (
        named, round(held_s * 65536) & 0xffffffff)
    block = struct.pack("!IIIIII", ssrc(ends, 1 - side), 0, 0, 0, 0, 0)
    if not ends.extended:
        block = block[:16] + struct.pack("!II", lsr, dlsr)
    count = 0x81
    if side == 1 and ends.only_first:
        return struct.pack("!BBHI", count, 201, 7, ssrc(ends, side)) + block
    out = struct.pack("!BBHIIIIII", count, 200, 12, ssrc(ends, side), int(shown),
                      int(shown % 1 * (1 << 32)), 0, 1, 160) + block
    if ends.extended:
        out += struct.pack("!BBHIBBHIII", 0x80, 207, 5, ssrc(ends, side), 5, 0, 3,
                           ssrc(ends, 1 - side), lsr, dlsr)
    return out


def controls(ends):
    """All RTCP, with what each packet truly proves."""
    own = random.Random("round trip/%d" % ends.number)
    out, latest = [], [None, None]      # the latest SR that each has received
    base_s = (ends.forth_ms / 1e3, ends.back_ms / 1e3)
    for number in range(int(SECONDS / ends.report_s)):
        for side in range(2):
            at_s = 1 + number * ends.report_s + side * ends.report_s * 0.4
            delay_s = base_s[side] + own.random() * ends.jitter_ms / 1e3
            seen = latest[side]
            held_s = named = None
            if seen is not None and ends.named:
                got_s = seen.sent_s + seen.delay_s
                held_s = (clock_s(ends, side, at_s) -
                          clock_s(ends, side, got_s))
                named = stamp(clock_s(ends, 1 - side, seen.sent_s))
            packet = report(ends, side, at_s, named, held_s)
            out.append(Control(at_s, side, delay_s, packet,
                               seen if named else None))
            if not (side == 1 and ends.only_first):
                latest[1 - side] = out[-1]
    return out


def passes_s(control, place):
    """When it passes PLACE: 0 is at the first endpoint, 1 at the second."""
    share = place if control.way == 0 else 1 - place
    return control.sent_s + control.delay_s * share


def half_ms(control, place):
    """What it proves at PLACE: there and back, between PLACE and its sender."""
    share = 1 - place if control.way == 1 else place
    return 1e3 * share * (control.sr.delay_s + control.delay_s)


def rows_of(ends, place):
    """(time, flow, code point, packet, Control or None), in any order."""
    flow = flow_number(ends.number)
    base_s = (ends.forth_ms / 1e3, ends.back_ms / 1e3)
    for side, way in enumerate((flow, flow.back())):
        share = place if side == 0 else 1 - place
        for number, at_s in enumerate(flowing(0, SECONDS)):
            yield (at_s + base_s[side] * share, way, 40,
                   rtp(0, number, round(at_s * 8000), ssrc(ends, side),
                       struct.pack("!I", number) * 40), None)
    for control in controls(ends):
        way = (flow, flow.back())[control.way].next_port()
        yield passes_s(control, place), way, 0, control.packet, control
        if ends.copies:
            yield (passes_s(control, place) + 0.002, way, 0, control.packet,
                   None)


def capture_at(pairs, place):
    """(capture, {number of a pair: its RTCP by frame number}) at PLACE."""
    rows = sorted(((*row, ends.number) for ends in pairs
                   for row in rows_of(ends, place)), key=lambda row: row[0])
    capture = Capture("two-ends", "round trip")
    seen = {ends.number: {} for ends in pairs}
    for number, (at_s, way, dscp, packet, control, pair) in enumerate(
            rows, start=1):
        frame = udp4(way, dscp, packet, number & 0xffff)
        capture.frames.append((START_US + round(at_s * 1e6), frame,
                               len(frame)))
        if control is not None:
            seen[pair][number] = control
    return capture, seen
