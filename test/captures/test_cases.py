# SPDX-License-Identifier: GPL-2.0-or-later
"""CASES.md has a row for every capture, and no other."""

import pathlib
import re

from making.catalogue import build, catalogue

HERE = pathlib.Path(__file__).resolve().parent


def first_cells(section):
    text = (HERE / "CASES.md").read_text().split("## " + section)[1]
    rows = re.findall(r"^\| ([^|]+) \|", text.split("\n## ")[0], re.M)
    return [name for cell in rows[1:] for name in cell.split(", ")]


def test_every_recording_has_a_row():
    files = [path.name for path in (HERE / "recorded").glob("*.pcap")]
    assert len(files) == 16
    assert sorted(first_cells("Recorded")) == sorted(files)


def test_every_generated_capture_has_a_row():
    assert sorted(first_cells("Generated")) == sorted(catalogue())


def test_the_same_bytes_every_time():
    for name in ("pt-ciphertext", "mixed-first", "flipped-bits"):
        assert build(name).pcap() == build(name).pcap()


def test_one_capture_in_four_raises_nothing():
    """Captures in which no frame may become RTP or RTCP."""
    silent = [name for name in catalogue() if not any(
        frame["is"].startswith("rt") for frame in build(name).expected)]
    assert 4 * len(silent) >= len(catalogue())
