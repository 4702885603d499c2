# SPDX-License-Identifier: GPL-2.0-or-later
"""The reports of a capture: as bytes, as tables, as JSON."""

import json
import pathlib
import re
import subprocess

from sharkd import ask_sharkd
from tshark import LYNC, TIMEOUT_S

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = ROOT / "docs" / "lync-report-1.schema.json"
TABLES = ("lync,calls", "lync,streams", "lync,findings")
REPORTS = TABLES + ("lync,json",)
TITLES = {"lync,calls": "Calls", "lync,streams": "RTP streams",
          "lync,findings": "Findings"}
# Headings of the columns, and whether a line below each row says more.
COLUMNS = {
    "lync,calls": ("call", "verdict", "findings", "start (s)", "began at",
                   "lasted (s)", "caller", "callee", "codec", "loss %",
                   "jitter ms", "rtt ms", "mos", "session"),
    "lync,streams": ("stream", "from", "to", "media", "codec", "packets",
                     "expected", "lost", "loss %", "jitter ms", "rtt ms",
                     "mos", "quality", "dscp", "time of day", "pt", "ssrc",
                     "found by"),
    "lync,findings": ("frame", "time (s)", "sev", "filter name", "text"),
}
# What windows, and sharkd, show first, and besides.
FIRST = {
    "lync,calls": ("call", "verdict", "findings", "loss %", "caller", "callee",
                   "began at", "lasted (s)"),
    "lync,streams": ("stream", "call", "quality", "findings", "loss %",
                     "jitter ms"),
    "lync,findings": ("frame", "time (s)", "sev", "filter name", "call",
                      "stream", "text"),
}
BESIDES = {"lync,calls": ("Call-ID",), "lync,streams": ("call", "findings"),
           "lync,findings": ("call", "stream")}
BELOW = {"lync,calls": "what happened", "lync,streams": "more",
         "lync,findings": "advice"}
BELOW_INDENT = " " * 8
FOLDED = re.compile(r"(\d+) times until .*?, the first: (.*)")


def run(tshark, path, arguments):
    """tshark -q on path, its output as bytes."""
    return subprocess.run(
        tshark.as_user([tshark.program, "-n", "-q", "-r", str(path)] +
                       [str(argument) for argument in arguments]),
        env=tshark.environment_for(LYNC), cwd=tshark.folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL, timeout=TIMEOUT_S, check=False)


def report(tshark, path, name, options=()):
    """The bytes that -z NAME writes."""
    done = run(tshark, path, ["-z", name] + list(options))
    return done.stdout


def all_reports(tshark, path, options=()):
    """All four, written by one tshark."""
    return report(tshark, path, REPORTS[0], list(options) + [
        word for name in REPORTS[1:] for word in ("-z", name)])


def document(tshark, path, options=()):
    """The JSON document; NaN and infinities, which JSON lacks, fail."""
    def refuse(word):
        raise ValueError(word)
    return json.loads(report(tshark, path, "lync,json", options),
                      parse_constant=refuse)


def answer(text):
    """The lines that a report begins with."""
    return text.decode().split("\n\n")[0].splitlines()


def stands_for(row):
    """How many findings a printed row is, and the row of the first."""
    found = [FOLDED.match(str(cell)) for cell in row]
    return (next((int(match.group(1)) for match in found if match), 1),
            [match.group(2) if match else cell
             for match, cell in zip(found, row)])


def assert_same_rows(served, printed):
    """That a window has the rows that are printed, each finding on its own."""
    printed = [stands_for(row) for row in printed]
    assert sum(n for n, _ in printed) == len(served)
    for _, row in printed:
        assert row in served, row


def assert_fits(read):
    """Wireshark cuts a text at 240 octets; a line of the answer has at most 100
    columns."""
    for row in read["findings"]:
        assert len(row["text"].encode()) <= 220, row["text"]
        assert len((row["advice"] or "").encode()) <= 220, row["advice"]
    for row in read["calls"]:
        assert len(row["cause"].encode()) <= 220, row["cause"]
        assert len((row["advice"] or "").encode()) <= 220, row["advice"]
    for row in read["answer"]:
        assert len(row["line"]) <= 100, row["line"]
    assert len(read["summary"]["line"]) <= 100


def rows(text, name):
    """The rows of a table that tshark printed: cells, and what is below.
    Findings that are alike are one."""
    lines = text.decode().splitlines()
    del lines[:lines.index("") + 1]     # the answer
    found = re.fullmatch(TITLES[name] + r": (\d+)", lines[0])
    assert found, lines[0]
    count, out = int(found.group(1)), []
    if count == 0:
        return out
    assert tuple(re.split(r"\s{2,}", lines[1].strip())) == COLUMNS[name]
    for line in lines[2:]:
        if name in BELOW and line.startswith(BELOW_INDENT) and out:
            out[-1][-1] = (out[-1][-1] + " " + line.strip()).strip()
        elif not line.startswith("Not "):
            cells = re.split(r"\s{2,}", line.strip(),
                             maxsplit=len(COLUMNS[name]) - 1)
            out.append(cells + [""] * (name in BELOW))
    assert sum(stands_for(row)[0] for row in out) == count
    return out


def _cell(value):
    """As tshark prints it: sharkd writes numbers as numbers."""
    if isinstance(value, float):
        return "%.6f" % value
    return str(value)


def window_columns(name):
    """The headings of a window."""
    first = FIRST[name]
    rest = [heading for heading in COLUMNS[name] + BESIDES[name]
            if heading not in first]
    return list(first) + rest + [BELOW[name]]


def sharkd_tables(tshark, path, display_filter=None):
    """name -> the rows of its table in sharkd, each heading -> cell; None
    without sharkd."""
    asked = {"tap%d" % i: "nstat:" + name for i, name in enumerate(TABLES)}
    if display_filter:
        asked["filter"] = display_filter
    answers = ask_sharkd(tshark, path, [("tap", asked)])
    if answers is None:
        return None
    out = {}
    for tap in answers[0]["taps"]:
        name = tap["tap"].split(":", 1)[1]
        headings = window_columns(name)
        assert [field["c"] for field in tap["fields"]] == headings
        assert len(tap["tables"]) == 1
        out[name] = [dict(zip(headings, map(_cell, row)))
                     for row in tap["tables"][0]["i"]]
    assert set(out) == set(TABLES)
    return out


def sharkd_rows(tshark, path, display_filter=None):
    """The same with the columns, and in the order, that tshark prints."""
    tables = sharkd_tables(tshark, path, display_filter)
    return tables and {
        name: [[row[heading] for heading in COLUMNS[name] + (BELOW[name],)]
               for row in table] for name, table in tables.items()}
