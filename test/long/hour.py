# SPDX-License-Identifier: GPL-2.0-or-later
"""An hour of real calls: the recordings of test/captures, moved in time so that
those which share an address do not meet; three of them go on for
many minutes, their media repeated with sequence numbers and times that go on."""
import random
import re
import struct
import subprocess
from pathlib import Path

CAPTURES = Path(__file__).resolve().parents[1] / "captures"
BEGIN_S = 1_790_000_000
HOUR_S = 3600
APART_S = 60
# How often the middle half, in which there is no SIP, is there.
LONG_CALLS = {"stacks/baresip-opus-long.pcap": 11,
              "stacks/linphone-baresip.pcap": 15,
              "stacks/one-way-long.pcap": 30}
ETHERNET = 1


def read_pcap(path):
    """[(time in ns, octets)] of a pcap file of Ethernet; None: another."""
    octets = path.read_bytes()
    order, scale = {0xA1B2C3D4: ("<", 1000), 0xA1B23C4D: ("<", 1)}.get(
        struct.unpack_from("<I", octets)[0], (None, 0))
    if not order or struct.unpack_from("<I", octets, 20)[0] != ETHERNET:
        return None
    packets, at = [], 24
    while at + 16 <= len(octets):
        seconds, fraction, kept, _ = struct.unpack_from("<4I", octets, at)
        packets.append((seconds * 10**9 + fraction * scale,
                        octets[at + 16:at + 16 + kept]))
        at += 16 + kept
    return packets


def write_pcap(path, packets):
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262144,
                               ETHERNET))
        for time, octets in packets:
            file.write(struct.pack("<4I", time // 10**9, time % 10**9,
                                   len(octets), len(octets)) + octets)


def hosts(packets):
    """The addresses of IPv4 and IPv6 headers."""
    found = set()
    for _, octets in packets:
        if octets[12:14] == b"\x08\x00":
            found |= {octets[26:30], octets[30:34]}
        elif octets[12:14] == b"\x86\xdd":
            found |= {octets[22:38], octets[38:54]}
    return found


def identities(packets):
    """Call-IDs, and streams: what two recordings must not have in common."""
    return {name for _, octets in packets for name in re.findall(
        rb"\r\n(?:Call-ID|i): *([^\r\n]+)", octets, re.I)} | {
            octets[26:38] + octets[rtp_at(octets) + 8:rtp_at(octets) + 12]
            for _, octets in packets if rtp_at(octets)}


def rtp_at(octets):
    """Where RTP over UDP and IPv4 begins, or None."""
    if octets[12:14] != b"\x08\x00" or octets[23] != 17 or len(octets) < 54:
        return None
    even = struct.unpack_from("!H", octets, 36)[0] % 2 == 0
    is_rtp = octets[42] >> 6 == 2 and not 192 <= octets[43] <= 223
    return 42 if even and is_rtp else None


def prolong(packets, times):
    """The middle half of the recording so many times over."""
    begin, end = packets[0][0], packets[-1][0]
    first, last = (begin + (end - begin) * part // 4 for part in (1, 3))
    head = [row for row in packets if row[0] < first]
    middle = [row for row in packets if first <= row[0] < last]
    tail = [row for row in packets if row[0] >= last]
    assert not any(b"SIP/2.0" in octets for _, octets in middle)
    spans = rtp_spans(middle)
    out = list(head)
    for n in range(times):
        out += [(time + n * (last - first), moved(octets, spans, n))
                for time, octets in middle]
    return out + [(time + (times - 1) * (last - first),
                   moved(octets, spans, times - 1)) for time, octets in tail]


def rtp_spans(packets):
    """SSRC -> (sequence numbers, timestamps) that these packets take up."""
    seen = {}
    for _, octets in packets:
        at = rtp_at(octets)
        if at:
            seen.setdefault(octets[at + 8:at + 12], []).append(
                struct.unpack_from("!HI", octets, at + 2))
    spans = {}
    for ssrc, rows in seen.items():
        n = (rows[-1][0] - rows[0][0]) % 2**16
        span = (rows[-1][1] - rows[0][1]) % 2**32
        spans[ssrc] = (n + 1, span + (span // n if n else 0))
    return spans


def moved(octets, spans, n):
    at = rtp_at(octets)
    if not at or octets[at + 8:at + 12] not in spans:
        return octets
    n_packets, span = spans[octets[at + 8:at + 12]]
    number, time = struct.unpack_from("!HI", octets, at + 2)
    return octets[:at + 2] + struct.pack(
        "!HI", (number + n * n_packets) % 2**16,
        (time + n * span) % 2**32) + octets[at + 8:]


def recordings():
    """(name, packets) of those that have no call in common, shuffled, long
    calls first."""
    paths = sorted(CAPTURES.glob("recorded/*.pcap")) + sorted(
        CAPTURES.glob("stacks/*.pcap"))
    random.Random(1).shuffle(paths)
    names = {str(path.relative_to(CAPTURES)): path for path in paths}
    seen = set()
    for name in sorted(names, key=lambda name: name not in LONG_CALLS):
        packets = read_pcap(names[name])
        if not packets or identities(packets) & seen:
            continue
        seen |= identities(packets)
        packets.sort(key=lambda row: row[0])
        yield name, (prolong(packets, LONG_CALLS[name])
                     if name in LONG_CALLS else packets)


def write_hour(path):
    """Writes it as pcapng; (name, first second) of each recording in it."""
    chance, busy, hour, placed = random.Random(2), [], [], []
    for name, packets in recordings():
        lasts = (packets[-1][0] - packets[0][0]) / 1e9
        mine = hosts(packets)
        for _ in range(400):
            begin = chance.uniform(0, max(0, HOUR_S - lasts - 1))
            if all(begin > end + APART_S or begin + lasts < start - APART_S
                   or not mine & others for start, end, others in busy):
                break
        else:
            continue
        busy.append((begin, begin + lasts, mine))
        shift = int((BEGIN_S + begin) * 1e9) - packets[0][0]
        hour += [(time + shift, octets) for time, octets in packets]
        placed.append((name, begin))
    hour.sort(key=lambda row: row[0])
    write_pcap(f"{path}.pcap", hour)
    subprocess.run(["mergecap", "-F", "pcapng", "-w", path, f"{path}.pcap"],
                   check=True)
    return placed
