# SPDX-License-Identifier: GPL-2.0-or-later
"""A capture under construction: frames, and beside each what is expected.

`write` makes NAME.pcap and NAME.json. In the JSON, `frames` has one object a
frame, `is` one of

    rtp         Wireshark's RTP dissector takes it; fields as given
    rtp_soon    the first packet of a stream: RTP, or as stock shows it
    rtcp        RTCP or SRTCP
    keeps       its own dissector (`proto`), or exactly as stock shows it
    stock       exactly as stock Wireshark shows it, and no lync.stream
    same        the same dissectors as stock; lync's fields may stand beside
    quoted      as stock or RTP inside an ICMP error, and no lync.stream
    free        only the rules for every frame (no malformed, modes agree)
"""

import json
import random
import struct

ETHERNET_LINK, COOKED_LINK, COOKED2_LINK, RAW_LINK = 1, 113, 276, 101
START_US = 1_700_000_000 * 1_000_000
STEP_US = 20_000

STOCK = {"is": "stock"}
FREE = {"is": "free"}
RTCP = {"is": "rtcp"}
SAME = {"is": "same"}
QUOTED = {"is": "quoted"}


def keeps(proto):
    return {"is": "keeps", "proto": proto}


def expect_rtp(kind="rtp", **fields):
    """fields: stream (a label), media, codec, dscp; None is not tested."""
    wanted = {key: value for key, value in fields.items()
              if value is not None}
    return dict(wanted, **{"is": kind})


class Capture:
    def __init__(self, name, what, link=ETHERNET_LINK):
        self.name, self.what, self.link = name, what, link
        self.random = random.Random(name)
        self.frames = []            # (time_us, bytes, length on the wire)
        self.expected = []
        self.clock_us = START_US
        self.notes = {}             # further facts a test reads

    def add(self, frame, expected=None, step_us=STEP_US, wire_length=None):
        """Appends a frame; the clock moves on by step_us first."""
        self.clock_us += step_us
        self.frames.append((self.clock_us, frame,
                            len(frame) if wire_length is None
                            else wire_length))
        self.expected.append(STOCK if expected is None else expected)

    def pcap(self):
        """The whole file as bytes (pcap, microseconds, little-endian)."""
        out = [struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144,
                           self.link)]
        for time_us, frame, wire_length in self.frames:
            out.append(struct.pack("<IIII", time_us // 1_000_000,
                                   time_us % 1_000_000, len(frame),
                                   wire_length))
            out.append(frame)
        return b"".join(out)

    def write(self, folder):
        folder.joinpath(self.name + ".pcap").write_bytes(self.pcap())
        about = {"what": self.what, "frames": self.expected,
                 "notes": self.notes}
        folder.joinpath(self.name + ".json").write_text(
            json.dumps(about, indent=0) + "\n")
