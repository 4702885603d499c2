# SPDX-License-Identifier: GPL-2.0-or-later
"""Synthetic scenes of media health: everything that each raises, and on which
frame."""

import functools
import re

import pytest

from capture import Capture
from findings import assert_every_way_finds_the_same, reported
from making.health_scenes import scenes
from test_cases import first_cells

NAMES = sorted(scenes())


class Played:
    """A scene as tshark reads it."""

    def __init__(self, tshark, name, folder):
        made = scenes()[name]()
        assert made.name == name
        made.write(folder)
        self.notes, self.tshark = made.notes, tshark
        self.capture = Capture(tshark, folder / (name + ".pcap"))
        self.findings = reported(tshark, self.capture.path)

    def streams(self):
        """(packets, expected, lost) of each stream."""
        done = self.tshark.start(["-n", "-r", self.capture.path, "-q", "-z",
                                  "lync,streams"])
        rows = [re.split(r"\s{2,}", line.strip())
                for line in done.stdout.splitlines() if "0x" in line]
        return [tuple(map(int, row[5:8])) for row in rows]


@pytest.fixture(scope="session")
def play(tshark, tmp_path_factory):
    """play(name): the scene, made and read on first use."""
    folder = tmp_path_factory.mktemp("scenes")
    return functools.cache(lambda name: Played(tshark, name, folder))


def test_every_scene_has_a_row():
    assert len(NAMES) > 30
    assert sorted(first_cells("Media health")) == NAMES


def test_one_scene_in_four_raises_nothing():
    silent = [name for name, build in scenes().items()
              if not build().notes["findings"]]
    assert 4 * len(silent) >= len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_is_what_happened(play, name):
    scene = play(name)
    assert [(f.frame, f.name) for f in scene.findings] == (
        scene.notes["findings"])


@pytest.mark.parametrize("name", NAMES)
def test_every_way_finds_the_same(tshark, play, kinds, name):
    scene = play(name)
    assert_every_way_finds_the_same(tshark, scene.capture.path, kinds,
                                    scene.findings)


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
@pytest.mark.parametrize("name", NAMES)
def test_repeats_and_their_origin(play, name, mode):
    scene = play(name)
    rows = scene.capture.fields(None, [
        "lync.duplicate", "lync.duplicate.origin",
        "lync.duplicate.conflict"], mode).rows
    assert {n: row["lync.duplicate.origin"] for n, row in rows.items()
            if row["lync.duplicate"]} == {
        n: origin for n, origin in scene.notes["repeats"].items()
        if origin != "conflict"}
    assert {n for n, row in rows.items()
            if row["lync.duplicate.conflict"]} == {
        n for n, origin in scene.notes["repeats"].items()
        if origin == "conflict"}


@pytest.mark.parametrize("name", ["health-loss", "health-loss-adjacent",
                                  "health-loss-interleaved"])
def test_copies_hide_no_loss(play, name):
    """200 numbers, 20 lost, however many copies there are."""
    (packets, expected, lost), = play(name).streams()
    copies = len(play(name).notes["repeats"])
    assert (packets, expected, lost) == (180 + copies, 200, 20)


def test_copies_at_the_wrap_are_no_loss(play):
    """65532 to 1: six numbers, four of them twice."""
    assert play("health-wrap").streams() == [(10, 6, 0)]


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
@pytest.mark.parametrize("name", ["health-rtcp-stopped",
                                  "health-rtcp-resumed"])
def test_silence_of_rtcp(play, name, mode):
    """The time since the last RTCP, shown on RTP only above 10 s."""
    rows = play(name).capture.fields("lync.rtcp.silence",
                                     ["lync.rtcp.silence"], mode).rows
    shown = {n: float(row["lync.rtcp.silence"]) for n, row in rows.items()}
    wanted = play(name).notes["silences"]
    assert shown.keys() == wanted.keys()
    assert shown == pytest.approx(wanted, abs=1e-6)
    assert len(shown) > 20


@pytest.mark.parametrize("name", ["health-rtcp-mux", "health-rtcp-next-port",
                                  "health-srtcp-mux", "health-hold",
                                  "health-srtcp-next-port"])
def test_no_silence_of_rtcp(play, name):
    assert not play(name).capture.fields("lync.rtcp.silence").rows


def test_never_and_stopped_read_differently(play):
    never, = play("health-rtcp-never").findings
    stopped, = play("health-rtcp-stopped").findings
    assert "never any" in never.text and "never any" not in stopped.text
    assert "stopped" in stopped.text
