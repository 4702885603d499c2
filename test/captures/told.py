# SPDX-License-Identifier: GPL-2.0-or-later
"""What is told of a capture that was taken at several places."""

import itertools
import re

import pytest

from findings import reported
from making.points import Place, Sight
from test_artefacts import at_end

SKEWS_S = [0.0, 3.0, -3.0, 45.0]    # of the second place's clock
POINT_ROW = re.compile(r"(?:At|Then at) (.*?): packets (\d+), expected (\d+), "
                       r"lost (\d+), dscp (\S.*?), ttl ([^\s;]+)")


class Told:
    """All findings of a capture, those of frames and those of the end."""

    def __init__(self, tshark, path):
        self.tshark, self.path = tshark, path
        self.frames = reported(tshark, path)
        self.end = at_end(tshark, path)
        assert reported(tshark, path, ["-2"]) == self.frames
        assert at_end(tshark, path, ["-2"]) == self.end

    def names(self):
        return [name for _, name, _ in self.end]

    def worse_than_note(self):
        return [row for row in self.frames
                if row.severity in ("Warn", "Error")] + [
                    row for row in self.end if row[0] in ("Warn", "Error")]

    def points(self):
        """The lines below the streams of -z lync,streams."""
        done = self.tshark.start(["-n", "-r", self.path, "-q", "-z",
                                  "lync,streams"])
        return [(name, int(packets), int(expected), int(lost), dscp, ttl)
                for name, packets, expected, lost, dscp, ttl
                in POINT_ROW.findall(done.stdout)]


@pytest.fixture(scope="session")
def tell(tshark, tmp_path_factory):
    """tell(sight): what is told of it, the same in both passes. Each module that
    imports it has files with names of its own."""
    folder, number = tmp_path_factory.mktemp("points"), itertools.count()

    def get(sight):
        return Told(tshark, tshark.readable(
            sight.write(folder / ("%s-%d.pcapng" % (folder.name,
                                                   next(number))))))
    return get


def two(skew_s=0.0):
    return Sight(Place("branch"), Place("core", skew_s))
