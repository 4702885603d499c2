# SPDX-License-Identifier: GPL-2.0-or-later
"""The preferences that set a limit, on recorded calls: what was configured
says on which side of the limit each call is (stacks/labels.json)."""

import pytest

from reports import document
from stack_labels import FOLDER

COUNT, WINDOW = "lync.dup_burst_count:%d", "lync.dup_burst_window_ms:%d"


def found(tshark, name, finding, *preferences):
    """When the finding was made, in seconds."""
    options = [word for preference in preferences
               for word in ("-o", preference)]
    path = tshark.readable(FOLDER / (name + ".pcap"))
    return [row["since_start"] for row in document(tshark, path, options)["findings"]
            if row["filter"] == finding]


@pytest.mark.parametrize("limit_s, made", [(10, True), (30, True),
                                           (45, False), (0, False)])
def test_rtcp_absence(tshark, limit_s, made):
    """The caller's RTCP is dropped all along; the call lasts 40 s. The report
    that is due may take three intervals of 6.2 s to be missed for sure."""
    times = found(tshark, "rtcp-absent-caller", "lync.rtcp_absent",
                  "lync.rtcp_absence_s:%d" % limit_s)
    assert len(times) == made
    assert all(limit_s < time < limit_s + 3 * 6.2 for time in times)


@pytest.mark.parametrize("limit_s, made", [(20, True), (30, True),
                                           (40, False), (0, False)])
def test_media_timeout(tshark, limit_s, made):
    """The caller is frozen for 36 s."""
    assert bool(found(tshark, "frozen-returns", "lync.media_timeout",
                      "lync.media_timeout_s:%d" % limit_s)) == made


@pytest.mark.parametrize("count, window_ms, made", [
    (20, 2000, True), (21, 2000, False), (3, 1000, True), (3, 100, False),
    (0, 2000, False)])
def test_burst(tshark, count, window_ms, made):
    """The bridge repeats 20 packets in a row, which are 60 ms apart."""
    assert bool(found(tshark, "dup-network-bridge-callee", "lync.dup_burst",
                      COUNT % count, WINDOW % window_ms)) == made
