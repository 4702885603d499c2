# SPDX-License-Identifier: GPL-2.0-or-later
"""Media that TURN relays: which streams and calls it makes, and its RTCP."""

import pathlib

import pytest

from reports import document

STACKS = pathlib.Path(__file__).resolve().parent / "stacks"
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


# Frames that baresip and coturn exchanged with an RTP header in their
# ChannelData, counted by an independent parse of the capture: from the client,
# to the client.
RELAYED = {"baresip-coturn.pcap": (834, 834),
           "baresip-coturn-mux.pcap": (240, 251),
           "ice-relay.pcap": (333, 333)}


@pytest.mark.parametrize("name", sorted(RELAYED))
def test_relayed_media_is_of_the_call(tshark, name):
    """DSCP 46 is no mark here, and the address in SDP is the relay's."""
    said = document(tshark, tshark.readable(STACKS / name))
    assert len(said["calls"]) == 1
    assert {row["call"] for row in said["streams"]} == {0}
    assert {row["codec"] for row in said["streams"]} == {"opus"}
    assert sorted(row["packets"] for row in said["streams"]) == sorted(
        RELAYED[name])
    assert said["findings"] == []
