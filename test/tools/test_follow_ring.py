# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analysis/follow: the files of a ring buffer, and those that are read
together."""
import sys

import pytest

from conftest import PROJECT

sys.path.insert(0, str(PROJECT / "tools/analysis"))
from follow.held import Ring  # noqa: E402
from follow.window import Window  # noqa: E402
from words import Failure  # noqa: E402


def names(ring):
    ring.look()
    return [one.name for one in ring.held]


def take_all(ring):
    """(number, whether it follows) of each complete file."""
    taken = []
    while one := ring.complete():
        taken.append((one.number, ring.is_next(one)))
        ring.take()
    return taken


def test_files_are_taken_by_number(tmp_path):
    """Dates count at the start alone: the clock may be put back, and numbers
    begin again after 99999. The file that is being written is not taken."""
    def touch(*numbers_and_days):
        made = [f"t_{number:05}_202601{day:02}000000.pcap"
                for number, day in numbers_and_days]
        for name in made:
            (tmp_path / name).touch()
        return made
    begin = touch((99998, 3), (7, 1), (8, 1))
    ring = Ring(tmp_path, set(), None)
    assert names(ring) == begin[1:] + begin[:1]
    assert take_all(ring) == [(7, True), (8, True)]
    touch((99999, 2), (0, 1), (1, 9))
    ring.look()
    assert take_all(ring) == [(99998, False), (99999, True), (0, True)]
    assert ring.newest().number == 1
    touch((2, 9))
    (tmp_path / "t_00003_20260101000000.pcap").mkdir()
    problem, = ring.look()
    assert problem == (b"t_00003_20260101000000.pcap", "not a file")
    (tmp_path / "u_00003_20260101000000.pcap").touch()
    with pytest.raises(Failure, match="several ring buffers"):
        ring.look()


class File:
    """A file of a window."""

    def __init__(self, seconds, n_frames=10):
        self.seconds, self.n_frames, self.closed = seconds, n_frames, False

    def close(self):
        self.closed = True


def test_window():
    window = Window(2)
    reads = []
    for n in range(1, 25):
        window.add(File(5))
        if window.is_due():
            reads.append(n)
            window.n_new = 0
    # By a quarter, rounded down, and one more than that.
    assert reads == [1, 2, 3, 4, 6, 8, 11, 14, 18, 23]
    assert window.begin_at(11) == 10 and window.n_dropped == 1
    first = window.files[0]
    assert window.keep_bound() == 0
    window.add(File(6))
    assert window.keep_bound() == 10 and first.closed
    assert window.begin_at(float("inf")) == 220 and len(window.files) == 1
