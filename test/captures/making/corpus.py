# SPDX-License-Identifier: GPL-2.0-or-later
"""The labelled corpus: which calls, when, into which files.

Everything follows from the seed: the same seed and settings write the same
octets. A call's own script depends on the seed, its kind and its number
alone, not on the calls around it.
"""

import heapq
import json
import random
import struct

from . import (noise, scenarios_failed, scenarios_media, scenarios_plain,
               scenarios_timer)
from .calls import Call, Ports
from .capture import ETHERNET_LINK, START_US

KINDS = (scenarios_plain.KINDS + scenarios_media.KINDS +
         scenarios_timer.KINDS + scenarios_failed.KINDS)
DEFAULT_CALLS = sum(weight for _, weight, _ in KINDS)
SCHEMA = "lync-corpus/1"
RECORD = struct.Struct("<IIII")
AFTER_US = 20_000_000       # the capture goes on after the last call
APART_S = (0.5, 6.0)        # between two calls of one line


def shares(n_calls):
    """How many calls of each kind: by weight, every kind at least once as
    long as there are calls enough."""
    total = sum(weight for _, weight, _ in KINDS)
    exact = [weight * n_calls / total for _, weight, _ in KINDS]
    counts = [max(1, int(share)) for share in exact]
    order = sorted(range(len(KINDS)), key=lambda i: exact[i] - counts[i],
                   reverse=True)
    index = 0
    while sum(counts) < n_calls:
        counts[order[index % len(order)]] += 1
        index += 1
    while sum(counts) > n_calls:
        counts[max(range(len(counts)), key=counts.__getitem__)] -= 1
    return counts


def build_calls(n_calls, seed):
    """The calls in an order of their own, without their start times."""
    ports, calls = Ports(), []
    for (kind, _, scenario), count in zip(KINDS, shares(n_calls)):
        for number in range(count):
            own = random.Random("%s/%s/%d" % (seed, kind, number))
            call = Call(kind, own, ports, 0)
            scenario(call)
            calls.append(call)
    random.Random("%s/order" % seed).shuffle(calls)
    return calls


def schedule(calls, seed, concurrent):
    """Gives each call its start; `concurrent` lines take call after call.
    Calls that outlast the capture are put at its end. Returns the end."""
    own = random.Random("%s/schedule" % seed)
    lines = [START_US + own.randrange(5_000_000) for _ in range(concurrent)]
    heapq.heapify(lines)
    last_us = START_US
    for call in calls:
        if call.cut_s is not None:
            continue
        if call.begin_s is not None:
            call.start_us = START_US - round(call.begin_s * 1e6)
            last_us = max(last_us, call.start_us + _lasts_us(call))
            continue
        call.start_us = heapq.heappop(lines) + round(
            own.uniform(*APART_S) * 1e6)
        end_us = call.start_us + _lasts_us(call)
        heapq.heappush(lines, end_us)
        last_us = max(last_us, end_us)
    end_us = last_us + AFTER_US
    for call in calls:
        if call.cut_s is not None:
            call.start_us = end_us - round(call.cut_s * 1e6)
    return end_us


def _lasts_us(call):
    return round(max(call.ended_s + 1, call.quiet_until_s) * 1e6)


def write_pcap(path, frames):
    """Frames are in order. Returns how many octets the file has."""
    size = 24
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144,
                              ETHERNET_LINK))
        for time_us, frame in frames:
            seconds, microseconds = divmod(time_us, 1_000_000)
            out.write(RECORD.pack(seconds, microseconds, len(frame),
                                  len(frame)))
            out.write(frame)
            size += 16 + len(frame)
    return size


def _file(path, frames):
    frames.sort(key=lambda row: row[0])
    size = write_pcap(path, frames)
    return {"file": path.name, "frames": len(frames), "octets": size,
            "start": frames[0][0] / 1e6, "end": frames[-1][0] / 1e6}


def _one_file(folder, calls, seed, end_us):
    own = random.Random("%s/noise" % seed)
    n_streams = max(3, len(calls) // 20)
    frames, counts = noise.around(own, START_US, end_us, n_streams,
                                  max(2, len(calls) // 20))
    labels = []
    for call in calls:
        mine = call.frames()
        frames += mine
        labels.append(dict(call.labels(), file="corpus.pcap",
                           frames=len(mine)))
    return [_file(folder / "corpus.pcap", frames)], labels, counts


def _file_per_call(folder, calls, seed):
    files, labels = [], []
    for number, call in enumerate(calls):
        own = random.Random("%s/noise/%d" % (seed, number))
        name = "call-%03d-%s.pcap" % (number, call.kind)
        frames = call.frames()
        count = len(frames)
        first, last = frames[0][0], frames[-1][0]
        if call.cut_s is not None:
            last = call.start_us + round(call.cut_s * 1e6)
        else:
            last = max(last, call.start_us + _lasts_us(call)) + 2_000_000
        around, _ = noise.around(own, first, last)
        files.append(_file(folder / name, frames + around))
        labels.append(dict(call.labels(), file=name, frames=count))
    return files, labels, {}


def write_corpus(folder, n_calls=DEFAULT_CALLS, seed="lync", concurrent=20,
                 file_per_call=False):
    """Writes the captures and labels.json. Returns what is in labels.json.
    """
    calls = build_calls(n_calls, seed)
    end_us = schedule(calls, seed, concurrent)
    calls.sort(key=lambda call: call.start_us)
    folder.mkdir(parents=True, exist_ok=True)
    files, labels, counts = (
        _file_per_call(folder, calls, seed) if file_per_call
        else _one_file(folder, calls, seed, end_us))
    about = {"schema": SCHEMA, "seed": seed, "files": files,
             "noise": counts, "calls": labels}
    folder.joinpath("labels.json").write_text(
        json.dumps(about, indent=1) + "\n")
    return about
