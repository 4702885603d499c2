#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a capture worse in a stated way.

Usage: degrade.py IN OUT WAY ARGUMENT...

  lose SHARE SEED      each frame is missing with this probability (0 to 1)
  hole AT_S LENGTH_S   the capture stood still for LENGTH_S seconds
  step AT_S BY_S       the capture's clock was set by BY_S seconds, or back
  mid FROM_S           the capture begins late
  side first|other     only the frames of the host that sent the first packet,
                       or only those of all other hosts
  snap BYTES           no frame has more than BYTES bytes
  swap SHARE SEED      a frame and the next one change places, with this
                       probability; the times stay

Seconds count from the first frame. IN is a pcap file (not pcapng), of
Ethernet where sides are told apart. The same seed loses the same frames.
"""

import collections
import pathlib
import random
import struct
import sys

NS_PER_S = 1_000_000_000
# Magic number of a pcap file -> byte order, and ns in a unit of time.
MAGIC = {b"\xd4\xc3\xb2\xa1": ("<", 1000), b"\xa1\xb2\xc3\xd4": (">", 1000),
         b"\x4d\x3c\xb2\xa1": ("<", 1), b"\xa1\xb2\x3c\x4d": (">", 1)}
FILE_HEADER_BYTES, FRAME_HEADER_BYTES = 24, 16
# Ethernet: place of the type, and of the source address in IPv4 and IPv6.
TYPE = slice(12, 14)
SOURCES = {b"\x08\x00": slice(26, 30), b"\x86\xdd": slice(22, 38)}

# length_bytes: of the frame on the wire; data: what was captured of it
Frame = collections.namedtuple("Frame", "time_ns length_bytes data")


class NotPcap(Exception):
    """The file is no pcap file, or is cut."""


def read(path):
    """The file's header and its frames."""
    data = path.read_bytes()
    if data[:4] not in MAGIC:
        raise NotPcap("%s: not a pcap file" % path)
    order, unit_ns = MAGIC[data[:4]]
    frames, at = [], FILE_HEADER_BYTES
    while at + FRAME_HEADER_BYTES <= len(data):
        seconds, part, captured, length = struct.unpack(
            order + "IIII", data[at:at + FRAME_HEADER_BYTES])
        at += FRAME_HEADER_BYTES
        frames.append(Frame(seconds * NS_PER_S + part * unit_ns, length,
                            data[at:at + captured]))
        at += captured
    if at != len(data):
        raise NotPcap("%s: cut in its last frame" % path)
    return data[:FILE_HEADER_BYTES], frames


def write(path, header, frames):
    """A pcap file with the header that read() gave."""
    order, unit_ns = MAGIC[header[:4]]
    with open(path, "wb") as out:
        out.write(header)
        for frame in frames:
            seconds, rest_ns = divmod(frame.time_ns, NS_PER_S)
            out.write(struct.pack(order + "IIII", seconds, rest_ns // unit_ns,
                                  len(frame.data), frame.length_bytes))
            out.write(frame.data)


def since_start_s(frames, frame):
    """Seconds from the first frame to this one."""
    return (frame.time_ns - frames[0].time_ns) / NS_PER_S


def source(frame):
    """The sender's IP address; None where the frame has none."""
    where = SOURCES.get(frame.data[TYPE])
    return frame.data[where] if where else None


# The ways: frames, and arguments as in the usage, numbers or texts.

def lose(frames, share, seed):
    chance = random.Random(int(seed))
    return [frame for frame in frames if chance.random() >= float(share)]


def hole(frames, at_s, length_s):
    begin_s, end_s = float(at_s), float(at_s) + float(length_s)
    return [frame for frame in frames
            if not begin_s <= since_start_s(frames, frame) < end_s]


def step(frames, at_s, by_s):
    by_ns = round(float(by_s) * NS_PER_S)
    return [frame._replace(time_ns=frame.time_ns + by_ns)
            if since_start_s(frames, frame) >= float(at_s) else frame
            for frame in frames]


def mid(frames, from_s):
    return [frame for frame in frames
            if since_start_s(frames, frame) >= float(from_s)]


def side(frames, which):
    if which not in ("first", "other"):
        raise ValueError(which)
    first = next(source(frame) for frame in frames if source(frame))
    return [frame for frame in frames
            if (source(frame) == first) == (which == "first")]


def snap(frames, length_bytes):
    return [frame._replace(data=frame.data[:int(length_bytes)])
            for frame in frames]


def swap(frames, share, seed):
    """A frame that has changed places stays where it is."""
    chance, out, at = random.Random(int(seed)), list(frames), 0
    while at + 1 < len(out):
        if chance.random() < float(share):
            one, two = out[at:at + 2]
            out[at:at + 2] = [two._replace(time_ns=one.time_ns),
                              one._replace(time_ns=two.time_ns)]
            at += 1
        at += 1
    return out


WAYS = {"lose": lose, "hole": hole, "step": step, "mid": mid, "side": side,
        "snap": snap, "swap": swap}


def degrade(frames, way, *arguments):
    """The frames, made worse; way and arguments as in the usage."""
    return WAYS[way](frames, *arguments)


def main(arguments):
    if len(arguments) < 4 or arguments[2] not in WAYS:
        sys.exit(__doc__)
    header, frames = read(pathlib.Path(arguments[0]))
    write(arguments[1], header, degrade(frames, *arguments[2:]))


if __name__ == "__main__":
    main(sys.argv[1:])
