# SPDX-License-Identifier: GPL-2.0-or-later
"""The reports: the same bytes each time, the same rows everywhere, and JSON
that conforms to docs/lync-report-1.schema.json."""

import itertools
import json
import pathlib
import subprocess
import sys

import jsonschema
import pytest

from making import report_scenes
from making.capture import Capture
from making.wire import Flow, udp4
from reports import (COLUMNS, REPORTS, ROOT, SCHEMA, TABLES, all_reports,
                     answer, assert_fits, assert_same_rows, document, report,
                     rows, run, sharkd_rows, stands_for)

HERE = pathlib.Path(__file__).resolve().parent
PUBLIC = ROOT.parent / "shared" / "captures" / "public"
RECORDED = sorted((HERE / "recorded").glob("*.pcap*"))
CAPTURES = RECORDED + sorted(PUBLIC.glob("*.pcap*"))
NAMES = [path.name for path in CAPTURES]
every_capture = pytest.mark.parametrize("path", CAPTURES, ids=NAMES)
NOTHING = "This capture proves nothing: no call and no RTP stream is in it."
EMPTY_PCAP = bytes.fromhex("d4c3b2a1 02000400 00000000 00000000 00000400"
                           "01000000")


@pytest.fixture(scope="module")
def schema():
    read = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


@pytest.fixture(scope="module")
def corpus(tshark, tmp_path_factory):
    """Two hundred calls and more, of every verdict, with noise."""
    folder = tmp_path_factory.mktemp("corpus")
    subprocess.run([sys.executable, HERE / "generate_corpus.py", folder],
                   check=True, stdout=subprocess.DEVNULL)
    return tshark.readable(folder / "corpus.pcap")


@pytest.fixture
def written(tshark, tmp_path):
    """written(name, octets): a file that tshark can read."""
    def make(name, octets):
        path = tmp_path / name
        path.write_bytes(octets)
        return tshark.readable(path)
    return make


def nodes(schema, place="schema"):
    """Every object of the schema file that stands for a value."""
    if isinstance(schema, dict):
        if {"type", "$ref", "enum", "const", "anyOf"} & set(schema):
            yield place, schema
        for key in ("items",):
            yield from nodes(schema.get(key), place + "[]")
        for key in ("properties", "$defs"):
            for name, value in schema.get(key, {}).items():
                yield from nodes(value, place + "/" + name)
        for i, value in enumerate(schema.get("anyOf", [])):
            yield from nodes(value, "%s|%d" % (place, i))


def test_the_schema_is_strict_and_describes_every_key():
    seen = dict(nodes(json.loads(SCHEMA.read_text())))
    assert len(seen) > 100
    for place, node in seen.items():
        if node.get("type") == "object":
            assert node["additionalProperties"] is False, place
            assert node["required"] == list(node["properties"]), place
        if not place.endswith("[]") and "|" not in place.split("/")[-1]:
            assert node["description"], place


def assert_consistent(read):
    """References between rows agree in both directions."""
    calls = {row["call"]: row for row in read["calls"]}
    streams, findings = read["streams"], read["findings"]
    assert len(calls) == len(read["calls"])
    assert [row["stream"] for row in streams] == list(range(len(streams)))
    for kind, listed in (("stream", streams), ("finding", findings)):
        for call in calls.values():
            for place in call[kind + "s"]:
                assert listed[place]["call"] == call["call"]
        assert all(row["call"] is None or row["call"] in calls
                   for row in listed)
    for i, row in enumerate(findings):
        if row["stream"] is not None:
            assert i in streams[row["stream"]]["findings"]
    for row in streams:
        assert all(findings[i]["stream"] == row["stream"]
                   for i in row["findings"])
        assert row["packets"] == sum(p["packets"] for p in row["points"])
    frames = [row["frame"] for row in findings]
    known = list(itertools.takewhile(lambda frame: frame is not None, frames))
    assert frames[len(known):] == [None] * (len(frames) - len(known))
    assert known == sorted(known)


def assert_valid(tshark, schema, path, options=()):
    read = document(tshark, path, options)
    problems = [problem.message for problem in schema.iter_errors(read)]
    assert not problems, problems[:5]
    assert_consistent(read)
    assert_fits(read)
    return read


@every_capture
def test_reports_are_the_same_each_time(tshark, path):
    path = tshark.readable(path)
    first = all_reports(tshark, path)
    assert first.count(b'"schema": "lync-report/1"') == 1
    assert all_reports(tshark, path) == first
    assert all_reports(tshark, path, ["-2"]) == first


@every_capture
def test_json_is_valid(tshark, schema, path):
    path = tshark.readable(path)
    read = assert_valid(tshark, schema, path)
    for name, key in zip(TABLES, ("calls", "streams", "findings")):
        printed = rows(report(tshark, path, name), name)
        assert sum(stands_for(row)[0] for row in printed) == len(read[key])


# What was configured (stacks/labels.json), who did it, what to look at.
ANSWERS = {
    "noack-asterisk-pair": (
        "Call 0, after 32 s: dropped, no ACK; 10.150.0.1 (Asterisk): see where "
        "it sends its ACK (likely)"),
    "mt-tcp": (
        "Call 0: dropped, no media for 30 s; 10.179.0.1 (baresip): see why it "
        "fell silent (likely)"),
    "kamailio-408": (
        "Call 0: failed with 408; 10.144.0.2: answered nothing: see if it is up "
        "(likely)"),
    "asterisk-488": (
        "Call 0: refused with 488 for opus; 10.135.0.2 (Asterisk): give both "
        "sides a common codec (certain)"),
    "bridge-loss-20-callee": (
        "Call 0: 20 % of audio lost before the capture; 10.169.0.1 (baresip): "
        "check its network (likely)"),
    "se-linphone-killed": (     # after 40 s, with SIGKILL
        "Call 0, after 60 s: dropped, peer vanished; 10.122.0.1 (Linphonec): see "
        "why it vanished (likely)"),
    "se-sip-cut": (             # its media goes on
        "Call 0: dropped, not refreshed; 10.122.0.1 (Asterisk): see why "
        "it did not refresh (certain)"),
    "sipp-486": "Nothing wrong was seen: 1 call, 0 streams.",
    "baresip-pcmu-short": "Nothing wrong was seen: 1 call, 2 streams.",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_reports_begin_with_the_answer(tshark, name):
    path = tshark.readable(HERE / "stacks" / (name + ".pcap"))
    read = document(tshark, path)
    for table in TABLES + ("lync,trunks", "lync,answer"):
        assert answer(report(tshark, path, table)) == [ANSWERS[name]]
    assert all_reports(tshark, path).count(ANSWERS[name].encode()) == 2
    assert [row["line"] for row in read["answer"]] == [
        ANSWERS[name]] * read["summary"]["faults"]
    assert not any(len(row["line"]) > 100 for row in read["answer"])


# Neither side is Microsoft's.
OTHERS = ("mt-tcp", "mt-hold-asterisk", "rtcp-absent-callee", "se-sipp-asterisk")


@pytest.mark.parametrize("name", OTHERS)
def test_advice_fits_the_product(tshark, name):
    path = tshark.readable(HERE / "stacks" / (name + ".pcap"))
    read = document(tshark, path)
    advice = [row["advice"] for row in read["findings"] + read["calls"]
              if row["advice"]]
    assert advice
    assert not any(word in text for text in advice
                   for word in ("CsTrunk", "Lync", "OCS", "RTCPActiveCalls"))


@every_capture
def test_sharkd_shows_the_same_rows(tshark, path):
    path = tshark.readable(path)
    assert_sharkd_agrees(tshark, path)


def assert_sharkd_agrees(tshark, path):
    """What sharkd shows, after comparing it with tshark; skips without
    sharkd."""
    served = sharkd_rows(tshark, path)
    if served is None:
        pytest.skip("no sharkd")
    for name in TABLES:
        printed = rows(report(tshark, path, name), name)
        assert_same_rows(served[name], printed)
    return served


def test_sharkd_finds_what_media_over_tcp_shows(tshark):
    """Its first pass has no tree, and nobody asks there what a frame holds."""
    path = tshark.readable(HERE / "stacks" / "ice-relay-tcp.pcap")
    served = assert_sharkd_agrees(tshark, path)
    assert "lync.dscp.one_way" in {row[3] for row in served["lync,findings"]}


def test_corpus_is_the_same_each_time(tshark, corpus):
    first = all_reports(tshark, corpus)
    assert all_reports(tshark, corpus) == first
    assert all_reports(tshark, corpus, ["-2"]) == first


def test_corpus_json_is_valid(tshark, schema, corpus):
    read = assert_valid(tshark, schema, corpus)
    assert len(read["calls"]) >= 200 and read["capture"]["complete"]


def test_corpus_rows_of_sharkd(tshark, corpus):
    served = assert_sharkd_agrees(tshark, corpus)
    assert served["lync,findings"]


@pytest.fixture
def silent(written):
    capture = report_scenes.falling_silent()
    return written(capture.name + ".pcap", capture.pcap())


def test_what_only_the_end_proves(tshark, schema, silent):
    """Both sides of each call: two findings, and they have no frame."""
    read = assert_valid(tshark, schema, silent)
    at_end = [row for row in read["findings"] if row["frame"] is None]
    assert len(at_end) >= report_scenes.N_SILENT
    assert {row["call"] for row in at_end} == set(
        range(report_scenes.N_SILENT))
    printed = rows(report(tshark, silent, "lync,findings"), "lync,findings")
    assert sum(stands_for(row)[0] for row in printed
               if row[:2] == ["end", "-"]) == len(at_end)


def test_the_order_of_the_end_is_the_same_each_time(tshark, silent):
    """Wireshark's maps are in another order in each run."""
    first = all_reports(tshark, silent)
    for options in ([], [], ["-2"]):
        assert all_reports(tshark, silent, options) == first


def test_the_end_in_sharkd(tshark, silent):
    served = assert_sharkd_agrees(tshark, silent)
    assert "end" in {row[0] for row in served["lync,findings"]}


def test_what_the_end_proves_of_no_call(tshark, schema, written):
    capture = report_scenes.absent_without_call()
    path = written(capture.name + ".pcap", capture.pcap())
    read = assert_valid(tshark, schema, path)
    assert [(row["filter"], row["frame"]) for row in read["findings"]] == [
        ("lync.rtcp_absent", None)]
    assert_sharkd_agrees(tshark, path)


@pytest.mark.parametrize("octets", [EMPTY_PCAP], ids=["no frames"])
def test_an_empty_capture(tshark, schema, written, octets):
    path = written("empty.pcap", octets)
    read = assert_valid(tshark, schema, path)
    assert read == {
        "schema": "lync-report/1",
        "summary": {"line": NOTHING, "faults": 0}, "answer": [],
        "capture": {"start": None, "end": None, "duration": 0,
                    "complete": True, "not_kept": {
                        "calls": 0, "streams": 0, "findings": 0, "qoe": 0},
                    "given_up": {"frames": 0, "legs": 0, "streams": 0,
                                 "findings": 0}},
        "calls": [], "streams": [], "findings": [], "trunks": [], "qoe": []}
    assert report(tshark, path, "lync,calls") == (
        NOTHING + "\n\nCalls: 0\n").encode()
    assert report(tshark, path, "lync,streams") == (
        NOTHING + "\n\nRTP streams: 0\n").encode()
    assert report(tshark, path, "lync,findings") == (
        NOTHING + "\n\nFindings: 0\n").encode()


def test_nothing_of_ours(tshark, schema, written):
    """One unrelated datagram: times, and no rows."""
    capture = Capture("other", "no call")
    capture.add(udp4(Flow(sport=9, dport=9), 0, b"discard"))
    path = written("other.pcap", capture.pcap())
    read = assert_valid(tshark, schema, path)
    assert read["capture"]["start"] == read["capture"]["end"]
    assert read["capture"]["start"].endswith("Z")
    assert not read["calls"] + read["streams"] + read["findings"]


@pytest.fixture(params=sorted(report_scenes.HOSTILE))
def hostile(written, request):
    capture = report_scenes.hostile(request.param)
    return written(capture.name + ".pcap", capture.pcap())


@pytest.mark.parametrize("name", REPORTS)
def test_hostile_texts_reach_no_terminal(tshark, hostile, name):
    text = report(tshark, hostile, name).decode()      # valid UTF-8
    wrong = {c for c in text if c != "\n" and (
        ord(c) < 0x20 or name != "lync,json" and (
            0x7f <= ord(c) < 0xa0 or c == "\u202e"))}
    assert not wrong


def test_hostile_texts_are_valid_json(tshark, schema, hostile):
    read = assert_valid(tshark, schema, hostile)
    assert len(read["calls"]) == 1 and len(read["streams"]) == 2
    assert read["findings"]


def test_hostile_rows_of_sharkd(tshark, hostile):
    served = sharkd_rows(tshark, hostile)
    if served is None:
        pytest.skip("no sharkd")
    assert len(served["lync,calls"]) == 1


@pytest.fixture
def refreshed(tshark):
    return tshark.readable(HERE / "recorded" /
                           "sipp-asterisk-missed-refresh.pcap")


def test_json_into_a_file(tshark, refreshed):
    path = tshark.folder / "home" / "report, with a comma.json"
    done = run(tshark, refreshed, ["-z", "lync,json,%s" % path,
                                   "-z", "lync,calls"])
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == report(tshark, refreshed, "lync,calls")
    assert path.read_bytes() == report(tshark, refreshed, "lync,json")


@pytest.mark.parametrize("argument,word", [
    ("lync,json,/no/such/folder/x", b"No such file or directory"),
    ("lync,json,/", b"Is a directory"),
    ("lync,json,", b"lync,json,FILE"),
    ("lync,jsonl", b"lync,json,FILE"),
    ("lync,json,/dev/full", b"No space left"),
    ("lync,callsx", b"lync,callsx"),
    ("lync,calls,udp", b"lync,calls,udp"),
    ("lync,streams,udp", b"lync,streams,udp"),
    ("lync,findings,udp", b"lync,findings,udp"),
])
def test_what_cannot_be_done_is_said(tshark, refreshed, argument, word):
    done = run(tshark, refreshed, ["-z", argument])
    assert done.returncode != 0
    assert done.stderr.startswith(b"tshark: ") and word in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""


def test_json_that_standard_output_does_not_take(tshark, refreshed):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            tshark.as_user([tshark.program, "-q", "-r", str(refreshed), "-z",
                            "lync,json"]),
            env=tshark.environment_for("lync"), cwd=tshark.folder,
            stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode != 0
    assert b"standard output" in done.stderr


def test_a_filter_limits_the_rows(tshark, refreshed):
    """One direction: its stream, its findings, the call they are of."""
    if tshark.version < (4, 4):
        pytest.skip("sharkd takes filters of tables from 4.4 on")
    served = sharkd_rows(tshark, refreshed, "rtp.ssrc == 0xca110000")
    ssrc = COLUMNS["lync,streams"].index("ssrc")
    assert [row[ssrc] for row in served["lync,streams"]] == ["0xca110000"]
    assert len(served["lync,calls"]) == 1
    assert {row[3] for row in served["lync,findings"]} == {
        "lync.dscp.one_way", "lync.rtcp_absent"}
    served = sharkd_rows(tshark, refreshed, "frame.number == 0")
    assert not any(served.values())
