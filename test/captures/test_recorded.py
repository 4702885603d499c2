# SPDX-License-Identifier: GPL-2.0-or-later
"""The recordings: real senders, real captures. CASES.md describes them."""

from collections import Counter

import pytest

from agreement import (assert_same_in_packet_list, assert_same_in_two_passes,
                       assert_same_when_filtered, first, new_malformed)
from capture import UNFILTERED, has, is_rtcp, is_rtp
from ownership import unexpected_changes

# Name and the RTP packets that are in it, counted by hand from what the
# senders were told to send and from stock tshark with Decode As.
RTP_PACKETS = {
    "asterisk-session-timer-dscp40.pcap": 2599 + 2600,
    "baresip.pcap": 901 + 901,
    "dup-capture-any.pcap": 100,
    "dup-network-nft-burst.pcap": 120,
    "dup-network-nft-conn.pcap": 120,
    "dup-network-nft-unconn-nodf.pcap": 127,
    "dup-network-tc-mirred.pcap": 116,
    "dup-sender-conn-nodf.pcap": 120,
    "dup-sender-conn.pcap": 120,
    "dup-sender-unconn-nodf.pcap": 120,
    "dup-sender-unconn.pcap": 120,
    "ffmpeg-iperf.pcap": 63,
    "gst-audio-video.pcap": 995 + 581,
    "linphone-session-timer-nft-dscp40.pcap": 7242,
    "sipp-asterisk-missed-refresh.pcap": 3000 + 2999,
}
NAMES = sorted(RTP_PACKETS)
# SDP names every stream and stock decodes all of them.
COMPLETE_IN_STOCK = ["asterisk-session-timer-dscp40.pcap", "baresip.pcap",
                     "sipp-asterisk-missed-refresh.pcap"]
# Its payloads of 1024 octets fit no codec: the first packet comes too early to
# be sure of.
MAY_MISS_FIRST = {"ffmpeg-iperf.pcap"}
DUPLICATES = [name for name in NAMES if name.startswith("dup-")]


def rtp_rows(capture, mode="one-pass"):
    rows = capture.frames(mode).rows
    return {number: row for number, row in rows.items() if is_rtp(row)}


def port_rows(capture, port):
    """Rows of the frames to this UDP port."""
    wanted = capture.fields("udp.dstport == %d" % port)
    rows = capture.frames().rows
    return {number: rows[number] for number in wanted.rows}


def values(rows, *fields):
    return Counter(tuple(row[field] for field in fields)
                   for row in rows.values())


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
@pytest.mark.parametrize("name", NAMES)
def test_every_rtp_packet_is_rtp(recorded, name, mode):
    rows = rtp_rows(recorded(name), mode)
    missing = RTP_PACKETS[name] - len(rows)
    assert missing in ((0, 1) if name in MAY_MISS_FIRST else (0,))
    assert all(row["lync.stream"] for row in rows.values())


@pytest.mark.parametrize("name", NAMES)
def test_modes_agree(recorded, name):
    capture = recorded(name)
    assert_same_in_two_passes(capture)
    assert_same_in_packet_list(capture)
    for mode in sorted(UNFILTERED):
        assert_same_when_filtered(capture, mode)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_changes(recorded, name):
    wrong = unexpected_changes(recorded(name)) + new_malformed(recorded(name))
    assert not wrong, first(wrong)


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
def test_gst_names(recorded, mode):
    rows = rtp_rows(recorded("gst-audio-video.pcap"), mode)
    assert values(rows, "lync.media", "lync.dscp", "lync.codec") == {
        ("audio", "40", "x-msrta"): 995, ("video", "24", "x-rtvc1"): 581}


def test_gst_streams_have_names_and_jitter(recorded):
    streams = recorded("gst-audio-video.pcap").rtp_streams()
    assert sorted((s.payload, s.packets, s.lost) for s in streams) == [
        ("x-msrta", 995, 0), ("x-rtvc1", 581, 0)]
    assert all(s.mean_jitter_ms > 0 for s in streams)


def test_gst_payload_is_not_dissected(recorded):
    """The bytes are Opus and VP8: no dissector may claim to know them."""
    rows = rtp_rows(recorded("gst-audio-video.pcap"))
    assert {row["frame.protocols"] for row in rows.values()} == {
        "eth:ethertype:ip:udp:rtp"}


def test_gst_rtcp_stays(recorded):
    rows = recorded("gst-audio-video.pcap").frames().rows
    assert sum(map(is_rtcp, rows.values())) == 17


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
def test_linphone_opus_keeps_its_name(recorded, mode):
    """Stock 4.0 leaves 1500 of these declared frames to STUN's shadow."""
    rows = rtp_rows(recorded("linphone-session-timer-nft-dscp40.pcap"), mode)
    assert values(rows, "lync.media") == {("audio",): 7242}
    assert {row["lync.codec"].lower() for row in rows.values()} == {"opus"}
    assert all(has(row, "opus") for row in rows.values())


def test_linphone_stun_and_rtcp_stay(recorded):
    rows = recorded("linphone-session-timer-nft-dscp40.pcap").frames().rows
    assert sum(has(row, "stun") for row in rows.values()) == 131 + 19
    assert sum(map(is_rtcp, rows.values())) == 48


def test_ffmpeg_stream_is_rtp_and_iperf_is_not(recorded):
    capture = recorded("ffmpeg-iperf.pcap")
    stream = port_rows(capture, 5000)
    named = [row["lync.codec"] == "x-msrta" for row in stream.values()]
    assert len(named) == 63
    assert all(named[1:])
    iperf = port_rows(capture, 5004)
    assert len(iperf) == 516
    assert not any(is_rtp(row) or row["lync.stream"]
                   for row in iperf.values())
    assert sum(map(is_rtcp, capture.frames().rows.values())) == 2


@pytest.mark.parametrize("name", COMPLETE_IN_STOCK)
def test_declared_streams_are_as_in_stock(recorded, name):
    capture = recorded(name)
    rows, stock = capture.frames().rows, capture.stock().rows
    assert {n: row["frame.protocols"] for n, row in rows.items()} == {
        n: row["frame.protocols"] for n, row in stock.items()}
    assert {row["lync.codec"].upper() for row in rtp_rows(capture).values()
            } == {"PCMU"}


@pytest.mark.parametrize("name", DUPLICATES)
def test_repeated_packets_are_one_stream(recorded, name):
    rows = rtp_rows(recorded(name))
    assert len(values(rows, "lync.stream")) == 1
    assert set(values(rows, "lync.codec")) == {("x-msrta",)}
