# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analysis/follow: what is read when, with reports made up."""
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from conftest import PROJECT, pcap

sys.path.insert(0, str(PROJECT / "tools/analysis"))
from follow import follow as loop  # noqa: E402


class Stage:
    """Runs the commands as they are."""

    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        return str(self.folder / name)

    def run(self, command):
        return subprocess.run(command, check=False, capture_output=True)


def call(number, frame, verdict="normal", start=0):
    """A call of one message, seen in 1970 after START s."""
    return {"call": number, "frame": frame, "streams": [], "findings": [],
            "start": f"1970-01-01T00:00:{start:02}.000000000Z",
            "duration": 0.0, "call.verdict": verdict, "signalling": True,
            "up": 0.0, "sip": [{"since_start": start, "source": "a",
                                "destination": "b", "what": "INVITE"}]}


@pytest.fixture
def tap(tmp_path, monkeypatch, capsys):
    """A ring in tmp_path/ring; read: which files were read together; calls:
    what each of these readings finds."""
    (tmp_path / "ring").mkdir()
    made = loop.Follow(SimpleNamespace(follow=str(tmp_path / "ring"), store="",
                                       window=120), Stage(tmp_path))
    made.files_read, made.calls = [], []

    def analyze(files):
        made.files_read.append([one.number for one in files])
        found = made.calls.pop(0) if made.calls else []
        return None if found is None else {
            "capture": {"start": "1970-01-01T00:00:00.000000000Z"},
            "calls": found, "streams": [], "findings": [], "qoe": []}

    def write(number, octets=pcap()):
        path = tmp_path / f"ring/t_{number:05}_19700101000000.pcap"
        path.write_bytes(octets)
        return path

    def step():
        """Does what there is to do; (numbers of calls, what was said)."""
        made.look()
        for _ in range(20):
            made.advance()
        out, said = capsys.readouterr()
        return ([json.loads(line)["call"]["call"] for line in out.splitlines()],
                said.splitlines())
    monkeypatch.setattr(made, "analyze", analyze)
    made.write, made.step = write, step
    yield made
    made.window.clear()


def test_the_file_being_written_waits(tap, monkeypatch):
    """It is read once it has been quiet, and again when it has grown."""
    tap.write(1)
    path = tap.write(2)
    tap.step()
    assert tap.files_read == [[1]]
    monkeypatch.setattr(loop, "QUIET_S", -1)
    tap.step()
    assert tap.files_read == [[1], [1, 2]]
    tap.step()
    assert len(tap.files_read) == 2
    path.write_bytes(pcap(9))
    tap.step()
    assert tap.files_read == [[1], [1, 2], [1, 2]]


def test_a_call_comes_out_once(tap):
    """File 1 has frames 1 to 3. The call that is up holds it; the one that is
    over comes out 40 s after it, and not again."""
    over, up = call(0, 1), call(1, 2, "capture-ended", 1)
    tap.calls = [[over, up], [over, up], [over, dict(
        up, **{"call.verdict": "normal"})]]
    tap.write(1)
    tap.write(2, late(45))
    tap.write(3, late(90))
    tap.write(4)
    assert tap.step() == ([0, 1], [])
    assert tap.files_read == [[1], [1, 2], [1, 2, 3]]
    assert [one.number for one in tap.window.files] == [3]


def late(seconds):
    octets = pcap(1)
    return octets[:24] + seconds.to_bytes(4, "little") + octets[28:]


def test_what_cannot_be_read_parts(tap):
    """A file that is cut short is read with those before it; one that is no
    capture is not. Calls that are up come out then. Each is said once."""
    up = call(0, 1, "capture-ended")
    tap.calls = [[up], [up], [], [up]]
    tap.write(1)
    tap.write(2, pcap()[:-5])
    tap.write(3)
    tap.write(4, b"no capture" * 9)
    tap.write(5)
    os.mkfifo(tap.write(6).with_name("t_00007_19700101000000.pcap"))
    calls, said = tap.step()
    assert calls == [0, 0]
    assert tap.files_read == [[1], [1, 2], [3], [3], [5]]
    assert [line.split(": ", 2)[2] for line in said] == [
        "not a file", "cut short in the middle of a packet", "not a capture"]
    assert tap.step() == ([], [])


def test_a_missing_file_parts(tap):
    """Also where numbers begin again because dumpcap did."""
    tap.calls = [[call(0, 1, "capture-ended")], [call(1, 1, "capture-ended")]]
    for number in (3, 5, 6):
        tap.write(number)
    assert [len(rows) for rows in tap.step()] == [1, 1]
    assert tap.files_read == [[3], [3], [5]]
    tap.write(1)
    tap.write(2)
    assert [len(rows) for rows in tap.step()] == [0, 1]
    assert tap.files_read[3:] == [[5, 6], [6], [1]]


def test_a_failure_gives_up_what_was_read(tap):
    tap.calls = [[call(0, 1, "capture-ended")], None]
    for number in (1, 2, 3, 4):
        tap.write(number)
    calls, said = tap.step()
    assert calls == [] and tap.files_read == [[1], [1, 2], [3]]
    assert [line[:18] for line in said] == ["analyze: given up:"]


def test_the_bound(tap):
    """Of a call that is up for longer, the beginning goes; said once."""
    tap.window.most_seconds = 0
    tap.calls = [[call(0, 1, "capture-ended")]] * 3
    for number in (1, 2, 3, 4):
        tap.write(number, pcap(2))
    calls, said = tap.step()
    assert calls == [] and tap.files_read == [[1], [1, 2], [2, 3]]
    assert len(said) == 1 and "longer than --window" in said[0]
