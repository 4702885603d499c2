# SPDX-License-Identifier: GPL-2.0-or-later
"""What a page shows, out of lync-summary/1 and lync-report/1: the head of the
page, a row for each call of its table, and what is shown of a call when it is
opened. Times become seconds since the first frame of the capture."""
import calendar
import json
import re
import time

SEVERITIES = ["Chat", "Note", "Warn", "Error"]
CALL_KEYS = (
    "call", "legs", "legs.confidence", "legs.reason", "signalling", "frame",
    "caller", "callee", "caller.address", "callee.address", "codec",
    "ice.path", "session.interval", "session.refresher_party", "advice",
    "drop", "rule", "source", "evidence", "sip", "sip.left_out")
STREAM_KEYS = (
    "stream", "frame", "duration", "ssrc", "source", "destination", "setup",
    "media", "codec", "dscp", "rtcp.dscp", "packets", "expected", "lost",
    "loss.percent", "duplicates", "bursts", "silence.max_ms",
    "jitter.mean_ms", "jitter.max_ms", "rtt_ms", "mos", "quality")
# Of a quality report, of one of its media lines, and of one of its streams.
REPORT_KEYS = ("frame", "source", "form", "interim", "from_uri", "local_agent",
               "endpoint")
LINE_KEYS = ("label", "ice", "network", "vpn", "conversational_mos")
REPORTED_KEYS = (
    "direction", "codec", "here.expected", "here.lost", "packets", "loss_rate",
    "loss_max", "jitter", "jitter_max", "round_trip", "concealed_ratio",
    "network_mos", "recv_mos", "mos_lq")
FINDING_KEYS = ("frame", "severity", "filter", "text", "advice", "stream")


class Unreadable(Exception):
    """A document that is none."""


def of_documents(documents):
    """The data of a page for DOCUMENTS: (name, octets) each."""
    captures, trunks = [], []
    for name, octets in documents:
        document = parse(name, octets)
        if document["schema"] == "lync-report/1":
            captures.append({"file": name, "problem": None,
                             "report": document})
            trunks += document["trunks"]
        elif len(documents) == 1:
            captures, trunks = document["captures"], document["trunks"]
        else:
            raise Unreadable(f"{name}: a lync-summary/1 must stand alone")
    try:
        return of_captures(captures, trunks)
    except (AttributeError, IndexError, KeyError, TypeError,
            ValueError) as problem:
        raise Unreadable(f"not as the schema has it: {problem!r}") from problem


def refused(word):
    raise ValueError(f"{word} is no number")


def parse(name, octets):
    try:
        document = json.loads(octets, parse_constant=refused)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"{name}: no JSON: {problem}") from problem
    schema = document.get("schema") if isinstance(document, dict) else None
    members = {"lync-report/1": ("calls", "streams", "findings", "trunks"),
               "lync-summary/1": ("captures", "trunks")}.get(str(schema))
    if members is None:
        raise Unreadable(f"{name}: neither lync-summary/1 nor lync-report/1")
    for member in members:
        if not isinstance(document.get(member), list):
            raise Unreadable(f"{name}: has no array {member}")
    return document


def of_captures(captures, trunks):
    filters = sorted({finding["filter"] for capture in captures
                      if capture["report"]
                      for finding in capture["report"]["findings"]})
    places = {}
    for i, trunk in enumerate(trunks):
        places.setdefault(frozenset(trunk["hosts"]), []).append(i)
    calls, details = [], []
    for i, capture in enumerate(captures):
        report = capture["report"]
        clock = Clock(report["capture"]["start"]) if report else None
        reported = {}
        for one in report["qoe"] if report else ():
            reported.setdefault(one["call"], []).append(one)
        for call in report["calls"] if report else ():
            streams = [report["streams"][at] for at in call["streams"]]
            findings = [report["findings"][at] for at in call["findings"]]
            calls.append(row(i, call, streams, findings, filters, places,
                             clock))
            details.append(detail(call, streams, findings,
                                  reported.get(call["call"], ()), clock))
    return {"captures": [head(capture) for capture in captures],
            "trunks": trunks, "filters": filters, "calls": calls,
            "details": details}


class Clock:
    """The time of a capture, that of its first frame being 0."""

    def __init__(self, start):
        self.start_ns = nanoseconds(start)

    def seconds(self, text):
        """None for a time that is not known."""
        at_ns = nanoseconds(text)
        if at_ns is None or self.start_ns is None:
            return None
        return (at_ns - self.start_ns) / 1e9


def nanoseconds(text):
    """Of an ISO 8601 time in UTC, since 1970; None of None."""
    if text is None:
        return None
    known = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z",
                         text)
    if known is None:
        return None
    whole = calendar.timegm(time.strptime(known[1], "%Y-%m-%dT%H:%M:%S"))
    return whole * 10**9 + int((known[2] or "0").ljust(9, "0"))


def head(capture):
    """What the page says of a capture, and the findings of no call."""
    report = capture["report"]
    shown = {"file": capture["file"], "problem": capture["problem"]}
    if report:
        clock = Clock(report["capture"]["start"])
        in_calls = {at for call in report["calls"] for at in call["findings"]}
        shown.update(
            start=epoch_ms(report["capture"]["start"]),
            duration=report["capture"]["duration"],
            complete=report["capture"]["complete"],
            given_up=report["capture"].get("given_up", {}).get("frames"),
            line=report["summary"]["line"], streams=len(report["streams"]),
            answer=[picked(fault, ("calls", "harm", "certainty", "line"))
                    for fault in report["answer"]],
            findings=[finding_of(finding, clock)
                      for at, finding in enumerate(report["findings"])
                      if at not in in_calls])
    return shown


def epoch_ms(text):
    ns = nanoseconds(text)
    return None if ns is None else ns // 10**6


def row(capture, call, streams, findings, filters, places, clock):
    """A row of the table: all that is sorted, filtered and shown there."""
    counts = {}
    for finding in findings:
        key = (filters.index(finding["filter"]),
               SEVERITIES.index(finding["severity"]))
        counts[key] = counts.get(key, 0) + 1
    return {
        "capture": capture, "call": call["call"],
        "start": epoch_ms(call["start"]), "at": clock.seconds(call["start"]),
        "duration": call["duration"], "up": call["up"],
        "caller": call["caller"] or call["caller.address"],
        "callee": call["callee"] or call["callee.address"],
        "codec": ", ".join(call["codec"]), "mos": call["mos"],
        "loss": call["loss.percent"], "verdict": call["call.verdict"],
        "condition": call["call.condition"],
        "certainty": call["call.certainty"], "cause": call["cause"],
        "trunks": trunks_of(call, streams, places),
        "findings": [[*key, n] for key, n in sorted(
            counts.items(), key=lambda item: (-item[0][1], item[0][0]))]}


def trunks_of(call, streams, places):
    """The trunks whose two hosts exchanged media or messages of CALL."""
    pairs = {frozenset((call["caller.address"], call["callee.address"]))}
    for way in streams + call.get("sip", []):
        pairs.add(frozenset((host(way["source"]), host(way["destination"]))))
    return sorted({place for pair in pairs for place in places.get(pair, ())})


def host(endpoint):
    """The address of "10.0.0.1:5060" or "[2001:db8::1]:5060"."""
    return endpoint.rpartition(":")[0].strip("[]") if endpoint else None


def detail(call, streams, findings, reported, clock):
    return dict(picked(call, CALL_KEYS),
                streams=[stream_of(stream, clock) for stream in streams],
                findings=[finding_of(finding, clock) for finding in findings],
                reported=[quality_of(one) for one in reported])


def quality_of(one):
    """A quality report, with what it says of each stream of each line."""
    return dict(picked(one, REPORT_KEYS), lines=[
        dict(picked(line, LINE_KEYS), streams=[
            picked(stream, REPORTED_KEYS) for stream in line["streams"]])
        for line in one["lines"]])


def stream_of(stream, clock):
    return dict(picked(stream, STREAM_KEYS), at=clock.seconds(stream["start"]),
                step=stream["timeline.step"],
                steps={kind: [int(n) for n in text.split()]
                       for kind, text in stream["timeline"].items() if text},
                missed=(stream["receiver"] or {}).get("lost"),
                gaps=[[clock.seconds(gap["start"]), gap["duration"]]
                      for gap in stream["rtcp.gaps"]])


def finding_of(finding, clock):
    return dict(picked(finding, FINDING_KEYS),
                at=clock.seconds(finding["time"]))


def picked(row_of_report, keys):
    """What is known of KEYS."""
    return {key: row_of_report[key] for key in keys
            if row_of_report.get(key) is not None}
