# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls as the reports tell them: scenes that the corpus lacks, from the
packets through tshark, in one pass and in two."""

import collections
import json

import pytest

from making import call_scenes_drops
from making import call_scenes_forks
from making import call_scenes_legs
from making import call_scenes_setup
from making.call_scenes import Scene

PARTS = [
    call_scenes_drops,
    call_scenes_forks,
    call_scenes_legs,
    call_scenes_setup,
]
MAKERS = {make.__name__.replace("_", "-"): make for part in PARTS
          for make in part.SCENES}
NAMES = sorted(MAKERS)
FIELDS = ("frame.number", "frame.protocols", "lync.call",
          "lync.call.verdict", "sip.CSeq.method", "ip.src", "udp.srcport",
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
        """lync.call -> set of the verdicts that its frames show."""
        out = collections.defaultdict(set)
        for row in self.rows:
            numbers = row["lync.call"].split(";")
            said = row["lync.call.verdict"].split(";")
            if row["lync.call.verdict"] and len(numbers) == len(said):
                for number, verdict in zip(numbers, said):
                    out[int(number)].add(verdict)
            elif row["lync.call.verdict"]:
                for number in numbers:
                    out[int(number)].update(said)
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
                                       list(options) + self.scene.options)
        return self.runs[options]


@pytest.fixture(scope="session")
def play(tshark, tmp_path_factory):
    made, folder = {}, tmp_path_factory.mktemp("calls")

    def get(name):
        if name not in made:
            made[name] = Played(tshark, name, folder)
        return made[name]
    return get


def short(call):
    """What a row of the report comes to."""
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
        for row in played.shown(*options).rows:
            layers = row["frame.protocols"].split(":")
            if {"rtp", "rtcp", "sip"} & set(layers):
                assert row["lync.call"], row
