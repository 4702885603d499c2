# SPDX-License-Identifier: GPL-2.0-or-later
"""What tshark says about one capture: named fields, frame by frame."""

import re
import xml.etree.ElementTree
from typing import NamedTuple

from tshark import LYNC, STOCK

PROTOCOLS, COLUMN = "frame.protocols", "column"
LYNC_FIELDS = ["lync.stream", "lync.media", "lync.dscp", "lync.codec"]
WRONG_FIELDS = ["_ws.malformed", "_ws.short", "_ws.expert.group"]
EXPERT_MALFORMED = "117440512"          # PI_MALFORMED, epan/proto.h

# A user's filter, and what it must let through.
MEDIA_FILTER = "rtp || rtcp || lync"

MODES = {
    "one-pass": [],
    "two-pass": ["-2"],
    "filtered": ["-Y", MEDIA_FILTER],
    "filtered-two-pass": ["-2", "-Y", MEDIA_FILTER],
}
UNFILTERED = {"filtered": "one-pass", "filtered-two-pass": "two-pass"}

_STREAM = re.compile(
    r"^\s*[\d.]+\s+[\d.]+\s+(\S+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(0x[0-9A-F]{8})"
    r"\s+(.+?)\s+(\d+)\s+(-?\d+) \(-?[\d.]+%\)((?:\s+-?[\d.]+){6})")


class RtpStream(NamedTuple):
    """One line of -z rtp,streams."""

    src: str
    sport: int
    dst: str
    dport: int
    ssrc: str
    payload: str
    packets: int
    lost: int
    min_jitter_ms: float
    mean_jitter_ms: float
    max_jitter_ms: float


class Answer(NamedTuple):
    """rows: frame number -> field -> text ("" when the frame has none)."""

    rows: dict
    stderr: str
    returncode: int


class Capture:
    """A capture file; each answer of tshark is kept, so that it runs once per
    question."""

    def __init__(self, tshark, path):
        self.tshark = tshark
        self.path = tshark.readable(path)
        self._answers = {}

    def fields(self, display_filter=None, fields=(), mode="one-pass",
               which=LYNC, options=()):
        """Named fields of the frames that pass the filter."""
        key = (display_filter, tuple(fields), mode, which, tuple(options))
        if key not in self._answers:
            self._answers[key] = self._ask(*key)
        return self._answers[key]

    def _ask(self, display_filter, fields, mode, which, options):
        arguments = ["-n", "-r", self.path, "-T", "fields", "-E",
                     "separator=/t", "-E", "occurrence=a", "-E",
                     "aggregator=;"]
        for field in ("frame.number",) + fields:
            arguments += ["-e", self.tshark.protocol_column()
                          if field == COLUMN else field]
        if display_filter:
            arguments += ["-Y", display_filter]
        done = self.tshark.start(arguments + MODES[mode] + list(options),
                                 which)
        rows = {}
        for line in done.stdout.splitlines():
            cells = line.split("\t")
            rows[int(cells[0])] = dict(zip(fields, cells[1:]))
        return Answer(rows, done.stderr, done.returncode)

    def frames(self, mode="one-pass", which=LYNC, options=()):
        """The fields that every test compares."""
        fields = [PROTOCOLS, COLUMN] + WRONG_FIELDS
        if which == LYNC:
            fields += LYNC_FIELDS
        return self.fields(None, fields, mode, which, options)

    def stock(self, options=(), mode="one-pass"):
        return self.frames(mode, STOCK, options)

    def list_protocols(self, which=LYNC, options=()):
        """Frame number -> Protocol column of a plain packet list.

        Without -T fields and without a filter tshark builds no tree: that is
        how most users run it.
        """
        done = self.tshark.start(
            ["-n", "-r", self.path, "-T", "tabs", "-o",
             'gui.column.format:"No.","%m","Protocol","%p"'] + list(options),
            which)
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        return {int(cells[0]): cells[1].rstrip() for cells in rows}

    def whole_tree(self):
        """Frame number -> lync fields, from a tree with everything in it."""
        done = self.tshark.start(["-n", "-r", self.path, "-V", "-T", "pdml"])
        root = xml.etree.ElementTree.fromstring(done.stdout)
        return {number: _shown(packet) for number, packet
                in enumerate(root.iter("packet"), start=1)}

    def rtp_streams(self, which=LYNC, options=()):
        """The lines of -q -z rtp,streams."""
        done = self.tshark.start(["-n", "-r", self.path, "-q", "-z",
                                  "rtp,streams"] + list(options), which)
        return [_rtp_stream(found) for found in
                map(_STREAM.match, done.stdout.splitlines()) if found]


def _shown(packet):
    """The values of lync fields in one PDML packet, in tree order."""
    out = {field: [] for field in LYNC_FIELDS}
    for field in packet.iter("field"):
        if field.get("name") in out:
            out[field.get("name")].append(field.get("show"))
    return {name: ";".join(values) for name, values in out.items()}


def _rtp_stream(found):
    src, sport, dst, dport, ssrc, payload, packets, lost, times = (
        found.groups())
    numbers = [float(text) for text in times.split()]
    return RtpStream(src, int(sport), dst, int(dport), ssrc, payload,
                     int(packets), int(lost), *numbers[3:6])


def without_stock_changes(rows, stock_one, stock_other):
    """rows without the fields that stock shows differently in two modes.

    Stock does that, too: DTLS or QUIC change with the second pass.
    """
    out = {}
    for number, row in rows.items():
        one, other = stock_one[number], stock_other.get(number)
        out[number] = {field: text for field, text in row.items()
                       if other is None or field not in one
                       or one[field] == other[field]}
    return out


def layers(row):
    return row[PROTOCOLS].split(":")


def has(row, *protocols):
    return any(proto in layers(row) for proto in protocols)


def is_rtp(row):
    """RTP, not what the RTP dissector of Wireshark 4.2 and later passes on to
    others (RFC 7983)."""
    return has(row, "rtp") and not row[PROTOCOLS].endswith(
        (":rtp:stun", ":rtp:dtls", ":rtp:zrtp"))


def is_rtcp(row):
    return has(row, "rtcp")


def same_dissectors(row, stock_row):
    return (row[PROTOCOLS], row[COLUMN]) == (
        stock_row[PROTOCOLS], stock_row[COLUMN])


def is_malformed(row):
    """Malformed or a dissector bug, in the tree or as expert item."""
    return bool(row["_ws.malformed"]) or (
        EXPERT_MALFORMED in row["_ws.expert.group"].split(";"))


def is_short(row):
    return bool(row["_ws.short"])
