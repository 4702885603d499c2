# SPDX-License-Identifier: GPL-2.0-or-later
"""What tshark of the same version finds in a capture, in one pass."""

import json
import pathlib
import re
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[3]
CAPTURES = PROJECT / "test" / "captures"
sys.path.insert(0, str(CAPTURES))
import reports  # noqa: E402

ESCAPE = "\x1b"
WINDOWS = {"Lync Calls": "lync,calls", "Lync Streams": "lync,streams",
           "Lync Findings": "lync,findings"}


def recorded():
    """Every recorded capture of the project."""
    return sorted(path for folder in ("recorded", "stacks")
                  for path in (CAPTURES / folder).glob("*.pcap*"))


class Expected:
    """The reports and the number of packets. OPTIONS: more words for
    tshark."""

    def __init__(self, place, capture, *options):
        self.place, self.options = place, options
        self.path = place.inside(place.readable(capture))
        into = place.folder / "home" / "report.json"
        words = [word for name in WINDOWS.values() for word in ("-z", name)]
        self.printed = self._tshark("-q", *words, "-z",
                                    "lync,json,%s" % place.inside(into))
        self.json = json.loads(into.read_text())
        into.unlink()
        lines = self._tshark(
            "-2", "-T", "fields", "-E", "aggregator=" + ESCAPE, "-e",
            "frame.number", "-e", "lync.finding", "-e",
            "_ws.expert.message").splitlines()
        self.packets = len(lines)
        self._found = [line.split("\t", 2) for line in lines]

    def _tshark(self, *words):
        done = self.place.tshark("-n", "-r", self.path, *self.options,
                                 *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def displayed(self, text):
        """How many packets this display filter shows, with two passes."""
        return len(self._tshark("-2", "-Y", text, "-T", "fields", "-e",
                                "frame.number").splitlines())

    def rows(self, window):
        """Those that tshark prints for a window of ours."""
        name = WINDOWS[window]
        title = reports.TITLES[name]
        text = next(part for part in re.split(
            r"^(?=(?:%s): \d+$)" % "|".join(reports.TITLES.values()),
            self.printed, flags=re.M) if part.startswith(title + ":"))
        return reports.rows(("\n" + text.strip()).encode(), name)

    def expert(self):
        """(frame, severity) of each finding with a frame."""
        return sorted((row["frame"], row["severity"])
                      for row in self.json["findings"] if row["frame"])

    def messages(self):
        """(frame, text) of all expert items of frames with a finding. While an
        episode goes on its frame says less than the report does."""
        return {(int(frame), text) for frame, finding, texts in self._found
                if finding for text in texts.split(ESCAPE)}


def as_printed(window, rows):
    """The rows of a window in the order of the printed columns."""
    name = WINDOWS[window]
    headings = reports.COLUMNS[name] + (
        (reports.BELOW[name],) if name in reports.BELOW else ())
    return [[row[heading] for heading in headings] for row in rows]


def assert_same(window, rows, expected):
    """That the rows of a window are those that tshark prints."""
    reports.assert_same_rows(as_printed(window, rows), expected.rows(window))


def assert_same_expert(found, expected):
    """That FOUND, (frame, severity, text), is what tshark has."""
    assert [row[:2] for row in found] == expected.expert()
    assert {(frame, text) for frame, _, text in found} <= expected.messages()
