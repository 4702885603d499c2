# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares one frame with what the capture's maker expects of it.

check(expected, row, stock) returns what is wrong as text, "" when nothing
is. making/capture.py lists the kinds.
"""

from capture import has, is_rtcp, is_rtp, layers, same_dissectors


def base(stock):
    """Stock's layers without the data at their end."""
    names = layers(stock)
    return names[:-1] if names[-1] == "data" else names


def carried(row, stock):
    """True when row only adds layers to what stock could not decode."""
    names = base(stock)
    return layers(row)[:len(names)] == names


def _rtp(expected, row, stock):
    if not is_rtp(row):
        return "not RTP"
    for name in ("media", "codec", "dscp"):
        shown = row["lync." + name]
        if name in expected and shown != str(expected[name]):
            return "lync.%s is %r, not %r" % (name, shown, expected[name])
    return "" if row["lync.stream"] else "no lync.stream"


def _rtp_soon(expected, row, stock):
    return _rtp(expected, row, stock) if is_rtp(row) else _stock(
        expected, row, stock)


def _rtcp(_expected, row, _stock):
    if is_rtp(row) or not is_rtcp(row):
        return "not RTCP"
    return ""


def _keeps(expected, row, stock):
    if is_rtp(row) and not is_rtp(stock):
        return "became RTP"
    if has(row, expected["proto"]) or same_dissectors(row, stock):
        return ""
    if expected["proto"] == "rtcp" and is_rtcp(row):
        return ""
    return "is no %s" % expected["proto"]


def _stock(_expected, row, stock):
    if not same_dissectors(row, stock):
        return "differs from stock"
    return "has a lync.stream" if row["lync.stream"] else ""


def _same(_expected, row, stock):
    return "" if same_dissectors(row, stock) else "differs from stock"


def _quoted(_expected, row, stock):
    if row["lync.stream"]:
        return "has a lync.stream"
    return "" if carried(row, stock) else "lost the ICMP layers"


def _free(_expected, _row, _stock):
    return ""


KINDS = {"rtp": _rtp, "rtp_soon": _rtp_soon, "rtcp": _rtcp, "keeps": _keeps,
         "stock": _stock, "same": _same, "quoted": _quoted, "free": _free}


def check(expected, row, stock):
    problem = KINDS[expected["is"]](expected, row, stock)
    if not problem:
        return ""
    return "%s: expected %s, have %s (stock %s)" % (
        problem, expected, row, stock["frame.protocols"])


def stream_labels(expected, rows):
    """Pairs (label of the maker, lync.stream) of the frames that are RTP."""
    return {(expected[number]["stream"], row["lync.stream"])
            for number, row in rows.items()
            if "stream" in expected[number] and is_rtp(row)}
