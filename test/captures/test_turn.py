# SPDX-License-Identifier: GPL-2.0-or-later
"""Media that TURN relays: which streams and calls it makes, and its RTCP."""

from reports import document

UNHEARD = 2         # packets, before three in a row are believed


def test_rtcp_on_an_allocation_of_its_own(tshark, generated):
    """45 s of RTP both ways, and a report every 5 s: none is missed. What the
    one stream proves holds for the other between the same endpoints."""
    case = generated("turn-rtcp-apart")
    said = document(tshark, case.capture.path)
    assert [(row["ssrc"], row["packets"]) for row in said["streams"]] == [
        (ssrc, 45 * 50 - unheard)
        for ssrc, unheard in zip(case.notes["streams"], (UNHEARD, 0))]
    assert said["findings"] == []
