# SPDX-License-Identifier: GPL-2.0-or-later
"""RTP streams with every trouble, and what is true of them, worked out from the
RFCs for the tests alone."""

import random
import statistics
from typing import NamedTuple

from .rtp import RED_PT, clear_payload, rtp

PACKETS, TICKS = 400, 160           # of 20 ms at 8000 Hz
CN_PT, WIDE_PT = 13, 111            # SIREN: 16000 Hz
GMIN, BUFFER_S, SPAN_S = 16, 0.06, 5
FIRST_ORDERLY = 5                   # so that the first is taken for RTP


class Packet(NamedTuple):
    time_us: int
    index: int
    seq: int
    timestamp: int
    rate: int
    payload_type: int
    marker: bool

    def octets(self, ssrc):
        return rtp(self.payload_type, self.seq, self.timestamp, ssrc,
                   clear_payload(self.payload_type, 160), self.marker)


def packets_of(number):
    """A stream in trouble: its packets in their order of arrival."""
    own = random.Random("troubled/%d" % number)
    clock = skew = 0
    first, timestamp = own.randrange(65536), own.randrange(1 << 32)
    # RED counts in the clock of its primary payload type, here 114.
    sent, burst, rate = [], False, 16000 if number % 10 == 5 else 8000
    for index in range(PACKETS):
        calm, pause = index < FIRST_ORDERLY, 1
        if number % 10 == 3 and index == PACKETS // 2:
            rate = 16000
        if not calm and own.random() < 0.02:
            pause = own.randrange(50, 1500)
        clock += 20_000 * pause
        timestamp += TICKS * (rate // 8000) * pause
        skew += number % 5                      # a clock that drifts
        late = 0 if calm else int(own.expovariate(1 / (1 + 300 *
                                                       (number % 40))))
        if not calm and own.random() < 0.03 * (number % 3):
            late += own.randrange(20_000, 90_000)   # overtaken
        payload_type = {3: 0 if rate == 8000 else WIDE_PT,
                        5: RED_PT}.get(number % 10, 0)
        if number % 4 == 1 and own.random() < 0.05 and not calm:
            payload_type = CN_PT if rate == 8000 else payload_type
        packet = Packet(clock + skew + late, index, (first + index) % 65536,
                        timestamp % (1 << 32), rate, payload_type,
                        pause > 1 and number % 2 == 0)
        burst = own.random() < (0.6 if burst else 0.02 * (number % 7 == 0))
        if calm or not burst and own.random() >= 0.05 * (number % 4):
            sent.append(packet)
        if own.random() < 0.04 * (number % 2):
            sent.append(packet._replace(
                time_us=packet.time_us + own.randrange(200, 9000)))
    return sorted(sent)


def once(packets):
    """Each packet's first arrival."""
    seen = set()
    for packet in packets:
        if packet.index not in seen:
            seen.add(packet.index)
            yield packet


def signed(ticks):
    return (ticks + (1 << 31)) % (1 << 32) - (1 << 31)


def differences(packets):
    """(packet, D of RFC 3550 6.4.1 in seconds; None where the stream begins or
    changes its clock, or after more than a second)."""
    before = None
    for packet in once(packets):
        out = None
        if before is not None and before.rate == packet.rate:
            ticks = signed(packet.timestamp - before.timestamp)
            out = ((packet.time_us - before.time_us) / 1e6 -
                   ticks / packet.rate)
        yield packet, out if out is not None and abs(out) < 1 else None
        before = packet


def jitter_ms(packets):
    """RFC 3550 6.4.1: J after each packet but the first."""
    values, jitter = [], 0.0
    for _, difference in differences(packets):
        if difference is not None:
            jitter += (abs(difference) - jitter) / 16
            values.append(jitter * 1e3)
    return values


def times_ms(packets):
    """{(time, index): (jitter, transit time)} after each first arrival."""
    out, jitter, transit = {}, 0.0, 0.0
    for packet, difference in differences(packets):
        if difference is not None:
            jitter += (abs(difference) - jitter) / 16
            transit += difference
        out[packet.time_us] = jitter * 1e3, transit * 1e3
    return out


def losses(packets):
    """One boolean a packet sent, from the first to the last that came: lost."""
    came = {packet.index for packet in packets}
    return [index not in came for index in range(min(came), max(came) + 1)]


def bursts(lost):
    """RFC 3611 4.7.2: [(first, last)] of each burst. It has no GMIN received in
    a row, and a lost packet alone is none."""
    where = [index for index, gone in enumerate(lost) if gone]
    groups = []
    for index in where:
        if groups and index - groups[-1][-1] <= GMIN:
            groups[-1].append(index)
        else:
            groups.append([index])
    return [(group[0], group[-1]) for group in groups if len(group) > 1]


def loss_figures(packets):
    lost = losses(packets)
    spans = bursts(lost)
    inside = sum(last - first + 1 for first, last in spans)
    lost_inside = sum(sum(lost[first:last + 1]) for first, last in spans)
    runs = sum(gone and not before
               for before, gone in zip([False] + lost, lost))
    return {
        "loss.percent": 100 * sum(lost) / len(lost),
        "loss.counting_repeats_percent":
            100 * (len(lost) - len(packets)) / len(lost),
        "loss.run": sum(lost) / runs if runs else None,
        "loss.bursts": len(spans),
        "loss.burst_percent": 100 * lost_inside / inside if spans else None,
        "loss.burst_ms": inside / len(spans) * 20 if spans else None,
        "loss.gap_percent":
            100 * (sum(lost) - lost_inside) / (len(lost) - inside),
        "loss.gap_ms": (len(lost) - inside) / (len(spans) + 1) * 20,
    }


def longest_silence_ms(packets):
    """Between arrivals, without what the sender itself was silent: by its
    timestamps, or by a marker on the next packet."""
    most, highest, before = 0.0, None, None
    for packet, difference in differences(packets):
        if difference is not None:
            time_s = (packet.time_us - before.time_us) / 1e6
            steps = packet.index - highest.index
            ticks = TICKS * (packet.rate // 8000)
            pause = signed(packet.timestamp - highest.timestamp) - steps * ticks
            if steps == 1 and packet.marker and not highest.marker:
                time_s = 0
            elif steps > 0 and pause >= ticks / 2:
                time_s -= pause / packet.rate
            most = max(most, time_s)
        if highest is None or packet.index > highest.index:
            highest = packet
        before = packet
    return most * 1e3


def discarded(packets):
    """Packets BUFFER_S later than the fastest of the spans of SPAN_S that they
    are in and that was before."""
    count, transit, spans, since = 0, 0.0, [], None
    for packet, difference in differences(packets):
        time_s = packet.time_us / 1e6
        transit += difference or 0.0
        if difference is None:
            spans, since = [transit, transit], time_s
            continue
        if time_s - since >= SPAN_S:
            spans, since = [spans[1], transit], time_s
        spans[1] = min(spans[1], transit)
        count += transit - min(spans) > BUFFER_S
    return count


def late(packets):
    """How far behind the highest number each late packet came."""
    highest, out = -1, []
    for packet in once(packets):
        if packet.index < highest:
            out.append(highest - packet.index)
        highest = max(highest, packet.index)
    return out


def figures(packets):
    """All of them by their names in JSON."""
    values, behind = jitter_ms(packets), late(packets)
    return dict(loss_figures(packets), **{
        "jitter.mean_ms": statistics.fmean(values),
        "jitter.max_ms": max(values),
        "silence.max_ms": longest_silence_ms(packets),
        "discarded": discarded(packets),
        "late": len(behind),
        "late.max": max(behind) if behind else None,
    })
