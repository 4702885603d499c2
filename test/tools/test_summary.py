# SPDX-License-Identifier: GPL-2.0-or-later
"""lync-summary: what the reports of several captures come to."""

import json
import os
import pathlib
import re
import subprocess

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TRAITS = ("rtcp", "rtcp_on_hold", "media", "timer_offered", "timer_accepted",
          "timer_refreshed", "marked")


@pytest.fixture(scope="session")
def program():
    named = os.environ.get("LYNC_SUMMARY")
    if named:
        return named
    built = subprocess.run([ROOT / "tools" / "build"], check=True,
                           stdout=subprocess.PIPE, text=True).stdout.strip()
    return pathlib.Path(built) / "tools" / "summary" / "lync-summary"


def end(host, microsoft=False, **traits):
    return {"host": host, "microsoft": microsoft,
            "generation": "lync" if microsoft else None,
            "traits": {name: dict(zip(("for", "against"),
                                      traits.get(name, (0, 0))))
                       for name in TRAITS},
            "rtcp_outlived": 0, "rtcp_hold_outlived": 0, "media_outlived": 0,
            "media_lost": 0, "expired": 0}


def trunk(calls, *ends):
    return {"hosts": [one["host"] for one in ends], "calls": calls,
            "ends": list(ends), "settings": [], "command": None, "basis": "x",
            "against": "x"}


def silent_trunk(calls):
    """A gateway that sends no RTCP in so many calls."""
    return trunk(calls, end("10.0.0.1", True, rtcp=(calls, 0)),
                 end("192.0.2.7", rtcp=(0, calls)))


def call(number, verdict, findings=(), **more):
    return dict({
        "call": number, "legs": [number], "legs.confidence": None,
        "legs.reason": None, "signalling": True, "frame": 1,
        "start": "2026-01-02T03:04:05.000000000Z", "duration": 1.0,
        "up": None, "caller": "sip:a@x;user=phone", "callee": "sip:b@y",
        "caller.address": "10.0.0.1", "callee.address": "192.0.2.7",
        "codec": [], "r": None, "mos": None, "mos.scale": None,
        "loss.percent": None, "jitter.mean_ms": None, "jitter.max_ms": None,
        "rtt_ms": None,
        "quality": "unclassified", "session.interval": None,
        "session.refresher_party": None, "ice.path": None,
        "turn.asked": 0, "turn.allocated": 0, "turn.error": None,
        "call.verdict": verdict,
        "call.condition": None, "call.certainty": "certain",
        "cause": "So it was.", "advice": None, "drop": None, "rule": "hung-up",
        "source": "RFC 3261 15", "evidence": [], "sip": [],
        "sip.left_out": 0, "streams": [],
        "findings": list(findings)}, **more)


def finding(severity, name):
    return {"frame": None, "time": None, "since_start": None,
            "severity": severity, "filter": name, "text": "x", "advice": None,
            "call": None, "stream": None}


def fault(harm, line):
    return {"calls": [0], "what": "w", "harm": harm, "who.address": None,
            "who.product": None, "change": "c", "certainty": "likely",
            "line": line}


def report(calls=(), findings=(), trunks=(), answer=()):
    return {"schema": "lync-report/1",
            "summary": {"line": "x", "faults": len(answer)},
            "answer": list(answer),
            "capture": {"start": None, "end": None, "duration": 0.0,
                        "complete": True,
                        "not_kept": {"calls": 0, "streams": 0,
                                     "findings": 0, "qoe": 0},
                        "given_up": {"frames": 0, "legs": 0, "streams": 0,
                                     "findings": 0}},
            "calls": list(calls), "streams": [], "findings": list(findings),
            "trunks": list(trunks), "qoe": []}


@pytest.fixture
def summarise(program, tmp_path):
    """summarise(*captures, options): a capture is a report, a text instead
    of one, or a problem."""
    def run(*captures, options=()):
        fields = []
        for i, (name, problem, content) in enumerate(captures):
            path = tmp_path / ("%d.json" % i)
            if content is not None:
                path.write_text(content if isinstance(content, str)
                                else json.dumps(content))
            fields += [name, problem, "" if content is None else str(path)]
        return subprocess.run(
            [program, *options], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            input=b"".join(os.fsencode(field) + b"\0" for field in fields))
    return run


def schema_store():
    store = {}
    for name in ("lync-report-1", "lync-summary-1"):
        read = json.loads((ROOT / "docs" / (name + ".schema.json"))
                          .read_text())
        store[read["$id"]] = read
    return store


def assert_valid(document):
    store = schema_store()
    schema = store["lync-summary-1.schema.json"]
    resolver = jsonschema.RefResolver.from_schema(schema, store=store)
    problems = [problem.message for problem in
                jsonschema.Draft202012Validator(
                    schema, resolver=resolver).iter_errors(document)]
    assert not problems, problems[:3]


def test_worst_comes_first(summarise):
    done = summarise(
        ("mild.pcap", "", report([call(0, "normal", [0])],
                                 [finding("Warn", "lync.dup_burst")])),
        ("grave.pcap", "", report(
            [call(0, "refused"), call(1, "media-timeout", [0, 1])],
            [finding("Warn", "lync.rtcp_absent"),
             finding("Error", "lync.media_timeout.bye")])),
        ("none.pcap", "", report([call(0, "failed")])))
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    assert ("Calls: 4: normal 1, media-timeout 1, refused 1, failed 1\n"
            in text)
    assert [line.split()[0] for line in text.splitlines()
            if re.match(r"  (Error|Warn) ", line)] == ["Error", "Warn", "Warn"]
    captures = re.findall(r"^ +(\d+) +\d+ +\d+ +\d+  (\S+)$", text, re.M)
    assert captures == [("1", "grave.pcap"), ("1", "none.pcap"),
                        ("0", "mild.pcap")]
    calls = re.findall(r"^  (\S+) +(\S+), call (\d+): a@x to b@y$", text, re.M)
    assert calls == [("media-timeout", "grave.pcap", "1"),
                     ("failed", "none.pcap", "0"), ("normal", "mild.pcap", "0")]


def test_begins_with_the_answers(summarise):
    done = summarise(
        ("a.pcap", "", report([call(0, "normal")], answer=[
            fault("media", "Call 0: lost")])),
        ("b.pcap", "", report([call(0, "no-ack")], answer=[
            fault("dropped", "Call 0: no ACK"), fault("risk", "Call 0: r")])))
    lines = done.stdout.decode().splitlines()
    assert lines[1:8] == ["b.pcap", "    Call 0: no ACK",
                          "a.pcap", "    Call 0: lost",
                          "b.pcap", "    Call 0: r", ""]
    many = report([call(0, "failed")], answer=[fault("failed", "f")] * 25)
    text = summarise(("c", "", many)).stdout.decode()
    assert text.count("    f\n") == 20 and "\nand 5 more faults\n" in text
    well = summarise(("d", "", report([call(0, "normal")]))).stdout.decode()
    assert "\nNothing wrong was seen in any call.\n\nCalls: 1" in well


def stream(ssrc, source="10.0.0.1:5000"):
    return {"ssrc": ssrc, "source": source, "destination": "10.0.0.2:6000"}


def test_the_same_streams_are_noticed(summarise):
    """The same SSRC between the same endpoints, in two captures."""
    def of(*streams):
        return dict(report(), streams=list(streams))
    one, other = stream("0x00000001"), stream("0x00000001", "10.0.0.3:5000")
    text = summarise(("a.pcap", "", of(one)), ("b.pcap", "", of(other)),
                     ("c.pcap", "", of(one, one))).stdout.decode()
    assert "\nCaptures that hold the same streams: a.pcap c.pcap\n" in text
    assert "tools/analyze --merge a.pcap c.pcap\n" in text
    apart = summarise(("a.pcap", "", of(one, one)),
                      ("b.pcap", "", of(other))).stdout.decode()
    assert "same streams" not in apart and "RTP streams: 3\n" in apart


def test_only_the_worst_are_listed(summarise):
    calls = [call(i, "failed") for i in range(25)]
    text = summarise(("many.pcap", "", report(calls))).stdout.decode()
    assert text.count("many.pcap, call ") == 20
    assert "call 19:" in text and "call 20:" not in text
    assert "  and 5 more\n" in text


def test_advice_from_calls_of_several_captures(summarise):
    """No capture shows three calls, together they do (TRUNK_CALLS_MIN)."""
    one, two = silent_trunk(1), silent_trunk(2)
    few = summarise(("a", "", report(trunks=[two]))).stdout.decode()
    assert "Set-CsTrunkConfiguration" not in few
    enough = summarise(("a", "", report(trunks=[two])),
                       ("b", "", report(trunks=[one]))).stdout.decode()
    assert "192.0.2.7, 3 calls" in enough
    assert "Set-CsTrunkConfiguration" in enough and "RTCPActiveCalls" in enough
    against = trunk(1, end("192.0.2.7", rtcp=(1, 0)),
                    end("10.0.0.1", True, rtcp=(1, 0)))
    contrary = summarise(("a", "", report(trunks=[two])),
                         ("b", "", report(trunks=[one])),
                         ("c", "", report(trunks=[against]))).stdout.decode()
    assert "Set-CsTrunkConfiguration" not in contrary


@pytest.mark.parametrize("limit, status", [
    ("chat", 2), ("note", 2), ("warn", 2), ("error", 0)])
def test_fail_on(summarise, limit, status):
    warned = report(findings=[finding("Warn", "lync.rtcp_absent")])
    assert summarise(("a", "", report()), ("b", "", warned),
                     options=["--fail-on", limit]).returncode == status


def test_problems_are_named(summarise):
    done = summarise(("bad\x1b[31m.pcap", "not a capture", None),
                     ("cut.pcap", "cut short", report([call(0, "normal")])))
    text = done.stdout.decode()
    assert done.returncode == 0 and "Not analysed to the end: 2\n" in text
    assert "  bad\\x1b[31m.pcap: not a capture\n" in text
    assert "\x1b" not in text and "Calls: 1: normal 1\n" in text


@pytest.mark.parametrize("broken", [
    "", "{", "[]", "{}", "null", '{"schema": "lync-report/2"}', "\x00",
    '{"schema": 1}', "[" * 5000])
def test_broken_reports(summarise, broken):
    done = summarise(("a", "", broken), ("b", "", report([call(0, "normal")])),
                     options=["--json"])
    assert done.returncode == 1
    assert re.fullmatch(r"lync-summary: a: the report .*\n",
                        done.stderr.decode())
    read = json.loads(done.stdout)
    assert_valid(read)
    assert [row["report"] is None for row in read["captures"]] == [True, False]
    assert read["captures"][0]["problem"]
    assert read["summary"]["calls"] == 1


@pytest.mark.parametrize("hostile", [
    {"calls": 7}, {"calls": [7, None, {}]}, {"findings": [[], {"filter": 1}]},
    {"trunks": [{"ends": [1, 2]}, {"ends": [{}, {}], "calls": -1}]},
    {"calls": [{"call.verdict": "normal", "findings": [-1, 9e9, "x", {}]}]},
    {"calls": [{"call.verdict": "strange"}]}, {"streams": {}}])
def test_reports_of_another_shape(summarise, hostile):
    done = summarise(("a", "", dict({"schema": "lync-report/1"}, **hostile)))
    assert (done.returncode, done.stderr) == (0, b"")


def test_json(summarise):
    first = report([call(0, "normal", [0])],
                   [finding("Warn", "lync.rtcp_absent")], [silent_trunk(2)])
    second = report(trunks=[silent_trunk(1)])
    done = summarise(("ä b\n.pcap", "", first), ("\udcff", "gone", None),
                     ("c", "cut short", second), options=["--json"])
    assert (done.returncode, done.stderr) == (0, b"")
    read = json.loads(done.stdout)
    assert_valid(read)
    assert read["captures"] == [
        {"file": "ä b\n.pcap", "problem": None, "report": first},
        {"file": "\ufffd", "problem": "gone", "report": None},
        {"file": "c", "problem": "cut short", "report": second}]
    (row,) = read["trunks"]
    assert row["calls"] == 3
    assert row["ends"][1]["traits"]["rtcp"] == {"for": 0, "against": 3}
    assert "RTCPActiveCalls=$False" in row["settings"]
    assert read["summary"]["verdicts"]["normal"] == 1
    assert read["summary"]["findings"] == [
        {"severity": "Warn", "filter": "lync.rtcp_absent", "count": 1,
         "captures": 1}]


def test_nothing_at_all(summarise):
    assert summarise().stdout.startswith(b"== Summary of 0 captures ==\n")
    read = json.loads(summarise(options=["--json"]).stdout)
    assert_valid(read)
    call_schema = schema_store()["lync-report-1.schema.json"]["$defs"]["call"]
    assert list(read["summary"]["verdicts"]) == (
        call_schema["properties"]["call.verdict"]["enum"])


@pytest.mark.parametrize("options", [["--fail-on"], ["--fail-on", "never"],
                                     ["x"]])
def test_usage(summarise, options):
    done = summarise(options=options)
    assert done.returncode == 1 and done.stderr.startswith(b"usage: ")
    assert done.stdout == b""
