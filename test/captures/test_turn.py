# SPDX-License-Identifier: GPL-2.0-or-later
"""Media that TURN relays: which streams and calls it makes, its RTCP, and who
decides what a TCP port carries."""

import pathlib

import pytest

from capture import is_rtp, layers, same_dissectors
from reports import document
from tshark import LYNC, STOCK

STACKS = pathlib.Path(__file__).resolve().parent / "stacks"
UNHEARD = 2         # packets, before three in a row are believed


def test_rtcp_on_an_allocation_of_its_own(tshark, generated):
    """45 s of RTP both ways, and a report every 5 s: none is missed."""
    case = generated("turn-rtcp-apart")
    said = document(tshark, case.capture.path)
    assert [(row["ssrc"], row["packets"], row["setup"])
            for row in said["streams"]] == [
        (ssrc, 45 * 50 - UNHEARD, "TURN") for ssrc in case.notes["streams"]]
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


def test_two_calls_at_one_server(tshark, generated):
    """Each has the names of its own SDP, on each packet: the RTP dissector
    finds them by address and port, and the server's are the same."""
    capture = generated("turn-two-calls").capture
    said = document(tshark, capture.path)
    assert [(row["call"], row["codec"]) for row in said["streams"]] == [
        (0, "opus"), (1, "speex")]
    rows = capture.frames().rows.values()
    assert {(row["lync.stream"], "opus" in layers(row)) for row in rows
            if is_rtp(row)} == {("0", True), ("1", False)}


def test_relayed_over_tcp_as_the_peer_has_it(tshark):
    """What Asterisk sends and gets over TCP is what its peer gets and sends
    over UDP, in a capture of its own."""
    sides = [document(tshark, tshark.readable(STACKS / name))
             for name in ("ice-relay-tcp.pcap", "ice-relay-tcp-callee.pcap")]
    one, other = ({(row["ssrc"], row["packets"], row["codec"])
                   for row in side["streams"]} for side in sides)
    assert one == other and len(one) == 2
    assert len(sides[0]["calls"]) == 1
    assert {row["call"] for row in sides[0]["streams"]} == {0}


@pytest.mark.parametrize("name", ["turn-tcp-cut", "turn-tcp-spread"])
@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
def test_frames_over_several_segments(generated, mode, name):
    """Each packet once, in both passes, also if it lies in five frames."""
    case = generated(name)
    (stream,) = case.capture.rtp_streams(
        options=["-2"] if mode == "two-pass" else [])
    assert (stream.packets, stream.lost) == (
        case.notes["packets"] - UNHEARD, 0)


@pytest.mark.parametrize("name", ["turn-tls-443", "turn-tcp-443"])
def test_decode_as_wins(generated, name):
    capture = generated(name).capture
    options = ["-d", "tcp.port==443,http"]
    rows, stock = (capture.frames(which=which, options=options).rows
                   for which in (LYNC, STOCK))
    assert all(same_dissectors(rows[n], stock[n]) for n in stock)


@pytest.mark.parametrize("name", ["turn-tls-443", "turn-tcp-443"])
def test_without_lync_tcp_is_as_ever(generated, name):
    capture = generated(name).capture
    options = ["--disable-protocol", "lync"]
    rows, stock = (capture.frames(which=which, options=options).rows
                   for which in (LYNC, STOCK))
    assert all(same_dissectors(rows[n], stock[n]) for n in stock)
