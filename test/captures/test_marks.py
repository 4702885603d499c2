# SPDX-License-Identifier: GPL-2.0-or-later
"""How frames with findings stand out: the fields that all findings share, and
the mark in the column Info. The expert items say which frames have them."""

from collections import defaultdict

import pytest

from findings import all_kinds, shown
from stack_labels import FOLDER

# Wireshark's number beside ours
SEVERITY = {1: ("Note", 0x400000), 2: ("Warn", 0x600000),
            3: ("Error", 0x800000)}
CAPTURES = ["rtcp-absent-caller", "frozen-returns", "se-sip-cut"]


def fields(tshark, path, names, *options):
    """{frame: [value, ...]}"""
    arguments = ["-n", "-r", path, "-T", "fields", "-e", "frame.number"]
    for name in names:
        arguments += ["-e", name]
    done = tshark.start(arguments + list(options))
    assert done.returncode == 0, done.stderr
    return {int(cells[0]): cells[1:] for cells in
            (line.split("\t") for line in done.stdout.splitlines())}


def marks(tshark, path, *options):
    """{frame: what Info ends with in brackets} of lync's names."""
    rows = fields(tshark, path, ["_ws.col.Info"], *options)
    return {frame: info.rsplit(" [", 1)[1][:-1] for frame, (info,) in
            rows.items() if info.endswith("]") and " [lync." in info}


@pytest.mark.parametrize("name", CAPTURES)
@pytest.mark.parametrize("passes", [[], ["-2"]])
def test_marked(tshark, name, passes):
    path = tshark.readable(FOLDER / (name + ".pcap"))
    expected = defaultdict(set)
    for frame, finding in shown(tshark, path, all_kinds(tshark), passes):
        expected[frame].add(finding)
    assert expected
    rows = fields(tshark, path, ["lync.finding", "lync.finding.severity"],
                  *passes)
    found = {frame: dict(zip(names.split(","), map(int, levels.split(","))))
             for frame, (names, levels) in rows.items() if names}
    assert {frame: set(row) for frame, row in found.items()} == expected
    severe = {frame: row for frame, row in found.items()
              if max(row.values()) >= 2}
    told = marks(tshark, path, *passes)
    assert set(told) == set(severe)
    assert all(severe[frame][mark] == max(severe[frame].values())
               for frame, mark in told.items())


def test_severity_is_the_expert_items(tshark):
    path = tshark.readable(FOLDER / (CAPTURES[0] + ".pcap"))
    for level, (word, expert) in SEVERITY.items():
        frames = [set(fields(tshark, path, [], "-Y", text)) for text in (
            "_ws.expert.severity == %d && lync.finding" % expert,
            'lync.finding.severity == "%s"' % word,
            "lync.finding.severity == %d" % level)]
        assert frames[0] == frames[1] == frames[2]


def test_no_mark_if_not_wanted(tshark):
    path = tshark.readable(FOLDER / (CAPTURES[0] + ".pcap"))
    assert marks(tshark, path)
    assert not marks(tshark, path, "-o", "lync.mark_info:FALSE")
