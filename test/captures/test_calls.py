# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls as the reports show them: scenes that the corpus lacks, read by tshark
in one pass and in two."""

import collections
import functools
import json

import pytest

from making import call_scenes_cut
from making import call_scenes_drops
from making import call_scenes_forks
from making import call_scenes_legs
from making import call_scenes_media
from making import call_scenes_hostile
from making import call_scenes_setup
from making import call_scenes_timer
from making.call_scenes import Scene

PARTS = [
    call_scenes_drops,
    call_scenes_forks,
    call_scenes_hostile,
    call_scenes_legs,
    call_scenes_media,
    call_scenes_setup,
    call_scenes_timer,
    call_scenes_cut,
]
MAKERS = {make.__name__.replace("_", "-"): make for part in PARTS
          for make in part.SCENES}
NAMES = sorted(MAKERS)
FIELDS = ("frame.number", "frame.protocols", "lync.call",
          "lync.call.verdict.name", "sip.CSeq.method", "ip.src", "udp.srcport",
          "ip.dst", "udp.dstport")


class Shown:
    """What tshark shows of a scene: a row a frame, and the document."""

    def __init__(self, tshark, path, options):
        done = tshark.start(
            ["-n", "-r", path, "-T", "fields", "-E", "occurrence=a",
             "-E", "aggregator=;", "-z", "lync,json"] +
            [word for name in FIELDS for word in ("-e", name)] +
            list(options))
        assert done.returncode == 0, done.stderr
        assert "rror" not in done.stderr, done.stderr
        text, brace, document = done.stdout.partition("\n{")
        self.rows = [dict(zip(FIELDS, line.split("\t")))
                     for line in text.splitlines()]
        self.document = json.loads(brace + document)
        self.calls = self.document["calls"]

    def verdicts(self):
        """lync.call -> set of the verdicts that its frames show, except frames
        with two messages of which only one has a verdict."""
        out = collections.defaultdict(set)
        for row in self.rows:
            numbers = row["lync.call"].split(";")
            said = row["lync.call.verdict.name"].split(";")
            if row["lync.call.verdict.name"] and len(numbers) == len(said):
                for number, verdict in zip(numbers, said):
                    out[int(number)].add(verdict)
        return out


class Played:
    def __init__(self, tshark, name, folder):
        self.scene = Scene(name)
        MAKERS[name](self.scene)
        self.path = tshark.readable(self.scene.write(folder))
        self.tshark, self.runs = tshark, {}

    def shown(self, *options):
        if options not in self.runs:
            self.runs[options] = Shown(self.tshark, self.path,
                                       options)
        return self.runs[options]


@pytest.fixture(scope="session")
def play(tshark, tmp_path_factory):
    """play(name): the scene, made and read on first use."""
    folder = tmp_path_factory.mktemp("calls")
    return functools.cache(lambda name: Played(tshark, name, folder))


@pytest.fixture
def show(tshark, tmp_path):
    """show(octets of a capture, options): what tshark shows of it."""
    def get(octets, *options):
        path = tmp_path / "capture.pcap"
        path.write_bytes(octets)
        readable = tshark.readable(path)
        try:
            return Shown(tshark, readable, options)
        finally:
            readable.unlink()
    return get


def short(call):
    """The main facts of a row of the report."""
    return (call["call.verdict"], call["rule"], call["drop"] or "",
            len(call["legs"]))


def test_one_scene_in_three_is_an_ordinary_call():
    ordinary = 0
    for name in NAMES:
        scene = Scene(name)
        MAKERS[name](scene)
        assert scene.expected, name
        ordinary += all(row.verdict in ("normal", "capture-ended") and
                        not row.dramatic for row in scene.expected)
    assert 3 * ordinary >= len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_calls_are_what_happened(play, name):
    played = play(name)
    shown = played.shown("-2")
    assert [short(call) for call in shown.calls] == [
        row[:4] for row in played.scene.expected], [
            call["cause"] for call in shown.calls]
    for call, row in zip(shown.calls, played.scene.expected):
        assert call["signalling"] == row.signalling
        assert call["duration"] >= 0 and (call["up"] or 0) >= 0
        if row.up is not None:
            assert (call["up"] is not None) == row.up
        if row.lasts is not None:
            assert abs(call["duration"] - row.lasts) < 0.1
        if row.confidence is not None:
            assert call["legs.confidence"] == row.confidence


@pytest.mark.parametrize("name", NAMES)
def test_nothing_dramatic_is_claimed_of_ordinary_calls(play, name):
    """No finding at Warn or above where none is due."""
    played = play(name)
    document = played.shown("-2").document
    for call, row in zip(document["calls"], played.scene.expected):
        found = [document["findings"][place] for place in call["findings"]]
        loud = [f["filter"] for f in found if f["severity"] in (
            "Warn", "Error")]
        assert bool(loud) == row.dramatic, loud
        assert len(set(loud)) == len(loud)      # each told once


@pytest.mark.parametrize("name", NAMES)
def test_both_ways_write_one_document(play, name):
    played = play(name)
    assert played.shown().document == played.shown("-2").document


@pytest.mark.parametrize("name", NAMES)
def test_each_frame_has_the_verdict_of_its_call(play, name):
    """With -2 on all frames; in one pass on those that end it."""
    played = play(name)
    rows = {call["call"]: call for call in played.shown("-2").calls}
    assert played.shown("-2").verdicts() == {
        number: {call["call.verdict"]} for number, call in rows.items()}
    row_of = {leg: number for number, call in rows.items()
              for leg in call["legs"]}
    at_once = collections.defaultdict(set)
    for leg, verdicts in played.shown().verdicts().items():
        at_once[row_of[leg]] |= verdicts
    for place, (number, call) in enumerate(sorted(rows.items())):
        verdict = call["call.verdict"]
        usual = set() if verdict == "capture-ended" else {verdict}
        assert at_once[number] == played.scene.at_once.get(place, usual)


@pytest.mark.parametrize("name", NAMES)
def test_each_frame_of_sip_and_media_has_a_call(play, name):
    """All RTP and RTCP, and SIP of INVITE dialogs."""
    played = play(name)
    for options in ((), ("-2",)):
        without = [row for row in played.shown(*options).rows
                   if {"rtp", "rtcp", "sip"} & set(
                       row["frame.protocols"].split(":"))
                   and not row["lync.call"]]
        assert len(without) == played.scene.without_call, without


def test_messages_in_one_frame_keep_their_calls(play):
    """The BYE of one call and the INVITE of another: a number for each."""
    row, = [row for row in play(
        "an-end-and-a-begin-in-one-segment").shown().rows
        if row["sip.CSeq.method"] == "BYE;INVITE" and
        row["ip.src"] == "10.0.0.1"]
    assert row["lync.call"] == "0;1"
    assert row["lync.call.verdict.name"] == "normal"


def busy(call):
    call.refuse(0.8, call.invite(), 486)


def hung_up(call):
    call.set_up(ring_s=2)
    call.hang_up(20, 0)


@pytest.mark.parametrize("script,verdict", [
    (hung_up, "normal"), (busy, "refused")], ids=["normal", "refused"])
def test_cut_messages_make_no_drama(show, script, verdict):
    """A call for each length at which a capture may cut its frames: each gets
    the same verdict, or none."""
    rows = call_scenes_hostile.cut_calls(Scene("cut"), script)
    assert len(rows) > 1500
    octets = call_scenes_hostile.pcap(rows)
    shown = show(octets)
    said = {call["call.verdict"] for call in shown.calls}
    assert {verdict} <= said <= {verdict, "capture-ended"}
    assert set.union(*shown.verdicts().values()) <= said
    assert not [f for f in shown.document["findings"]
                if f["severity"] in ("Warn", "Error")]
    assert show(octets, "-2").document == shown.document


def test_long_call_ids_are_not_followed(show):
    """5000 octets: beyond the limit that docs/calls.md names."""
    scene = Scene("long")
    for length in (1024, 1025, 5000):
        call = scene.call(transport="TCP", call_id="x" * length)
        call_scenes_hostile.script(call)
        call_scenes_hostile.on_one_connection(scene, [call])
    scene.call(at_s=300)
    hung_up(scene.calls[-1])
    rows = [(time_us, frame, len(frame)) for time_us, frame in
            scene.frames()]
    calls = show(call_scenes_hostile.pcap(rows)).calls
    assert [call["call.verdict"] for call in calls] == ["normal"] * 2


def test_more_flows_than_are_kept(tshark, show, tmp_path):
    """70 000 flows without SIP: they may take a quarter of the 131 072 calls, and the
    report says how many are not kept."""
    path = tmp_path / "flows.pcap"
    path.write_bytes(call_scenes_hostile.pcap(
        call_scenes_hostile.hidden_flows(70_000)))
    done = tshark.start(["-n", "-r", tshark.readable(path), "-q", "-z",
                         "lync,calls"])
    assert done.returncode == 0, done.stderr
    assert "Not kept, because the table was full: 37232 calls." in done.stdout
