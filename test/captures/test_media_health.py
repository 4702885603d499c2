# SPDX-License-Identifier: GPL-2.0-or-later
"""Duplicates, RTCP, media timeouts and DSCP in captures of real senders.

The public captures are read where ../shared lies beside the project.
"""

from collections import Counter
import pathlib

import pytest

from findings import (ABSENT, BURST, BURST_CAPTURE,
                      assert_every_way_finds_the_same, reported, shown)

HERE = pathlib.Path(__file__).resolve().parent
PUBLIC = HERE.parent.parent.parent / "shared" / "captures" / "public"
NO_PUBLIC = ("no ../shared/captures/public beside the project: the public "
             "captures are not tested")
RTP_UDP = ["--enable-heuristic", "rtp_udp"]
SENDERS = ["dup-sender-conn.pcap", "dup-sender-conn-nodf.pcap",
           "dup-sender-unconn.pcap", "dup-sender-unconn-nodf.pcap"]
RECORDED = sorted(path.name for path in (HERE / "recorded").glob("*.pcap"))


@pytest.fixture(scope="session")
def found(tshark):
    """found(path, options): the rows of -z lync,findings, asked for once."""
    made = {}

    def get(path, options=()):
        key = (path, tuple(options))
        if key not in made:
            made[key] = reported(tshark, tshark.readable(path), options)
        return made[key]
    return get


@pytest.fixture
def recording(found):
    return lambda name: found(HERE / "recorded" / name)


@pytest.fixture
def open_capture(public, found):
    """open_capture(name, options): a public capture and its findings."""
    def get(name, options=()):
        if not PUBLIC.is_dir():
            pytest.skip(NO_PUBLIC)
        return public(PUBLIC / name), found(PUBLIC / name, options)
    return get


def names(findings):
    return Counter(finding.name for finding in findings)


def bursts(findings):
    return [f for f in findings if f.name.startswith(BURST)]


def origins(capture, options=()):
    """Origin -> frames that are repeats."""
    rows = capture.fields("lync.duplicate", ["lync.duplicate.origin"],
                          options=options).rows
    return Counter(row["lync.duplicate.origin"] for row in rows.values())


def repeats_by_stream(capture):
    rows = capture.fields("lync.duplicate", ["lync.stream"]).rows
    return sorted(Counter(r["lync.stream"] for r in rows.values()).values())


# --- recordings --------------------------------------------------------


@pytest.mark.parametrize("name", SENDERS)
def test_a_sender_that_repeats_is_named(recorded, recording, name):
    """1020 to 1039 are sent twice: 20 repeats under another IPv4 ID."""
    assert origins(recorded(name)) == {"sender": 20}
    assert names(recording(name)) == {BURST: 1}
    assert recording(name)[0].severity == "Warn"


@pytest.mark.parametrize("name", SENDERS)
def test_a_repeat_points_to_its_first_copy(recorded, name):
    rows = recorded(name).fields("rtp || lync.duplicate", [
        "rtp.seq", "lync.duplicate.first", "lync.burst"]).rows
    repeats = {n: r for n, r in rows.items() if r["lync.duplicate.first"]}
    assert len(repeats) == 20
    for number, row in repeats.items():
        first = int(row["lync.duplicate.first"])
        assert first < number
        assert rows[first]["rtp.seq"] == row["rtp.seq"]
        assert not rows[first]["lync.duplicate.first"]
    assert {int(row["rtp.seq"]) for row in repeats.values()} == set(
        range(1020, 1040))
    assert len({row["lync.burst"] for row in repeats.values()} - {""}) == 1


@pytest.mark.parametrize("name,count", [
    ("dup-network-nft-burst.pcap", 20), ("dup-network-tc-mirred.pcap", 16)])
def test_the_network_repeats(recorded, recording, name, count):
    """The copies have the IPv4 ID, TTL and link of what they copy, as those
    of a sender can that resends under one ID: not to be told apart."""
    by_origin = origins(recorded(name))
    assert sum(by_origin.values()) == count
    assert set(by_origin) <= {"unknown", "capture"}
    assert len(bursts(recording(name))) == len(recording(name)) == 1


@pytest.mark.parametrize("name,count", [
    ("dup-network-nft-conn.pcap", 20),
    ("dup-network-nft-unconn-nodf.pcap", 27)])
def test_the_network_repeats_here_and_there(recorded, recording, name, count):
    by_origin = origins(recorded(name))
    assert sum(by_origin.values()) == count
    assert set(by_origin) <= {"unknown", "capture"}
    assert bursts(recording(name)) == recording(name)


def test_the_capture_repeats(recorded, recording):
    name = "dup-capture-any.pcap"
    assert origins(recorded(name)) == {"capture": 50}
    assert names(recording(name)) == {BURST_CAPTURE: 1}
    assert recording(name)[0].severity == "Note"


@pytest.mark.parametrize("name", ["baresip.pcap", "gst-audio-video.pcap"])
def test_nothing_is_found(tshark, recorded, recording, kinds, name):
    assert recording(name) == []
    assert not shown(tshark, recorded(name).path, kinds)
    assert not origins(recorded(name))


@pytest.mark.parametrize("name, said", [
    ("asterisk-session-timer-dscp40.pcap", []),
    ("linphone-session-timer-nft-dscp40.pcap", ["lync.rtp_stopped"])])
def test_nothing_above_note_is_found(recorded, recording, name, said):
    """linphone's RTP ends after 30 s, with the file that it plays; its RTCP
    goes on to the BYE."""
    assert {f.severity for f in recording(name)} <= {"Chat", "Note"}
    assert [f.name for f in recording(name)
            if "session" not in f.name] == said
    assert not origins(recorded(name))


def test_sipp_sends_no_rtcp(recorded, recording):
    """60 s of RTP from 10.98.0.1 without RTCP; 10.98.0.2 sends it."""
    items = [f for f in recording("sipp-asterisk-missed-refresh.pcap")
             if f.name == ABSENT]
    assert len(items) == 1
    row = recorded("sipp-asterisk-missed-refresh.pcap").fields(
        ABSENT, ["ip.src", "rtp.ssrc"]).rows
    assert row == {items[0].frame: {"ip.src": "10.98.0.1",
                                    "rtp.ssrc": "0xca110000"}}


# --- captures of others ------------------------------------------------


def test_skinny_was_captured_twice_on_two_streams(open_capture):
    capture, findings = open_capture("ndpi_skinny.pcap")
    assert origins(capture) == {"capture": 18 + 16}
    assert repeats_by_stream(capture) == [16, 18]
    assert names(bursts(findings)) == {BURST_CAPTURE: 2}
    streams = capture.fields("rtp", ["lync.stream"]).rows
    assert len({row["lync.stream"] for row in streams.values()}) == 6


@pytest.mark.parametrize("options", [[], RTP_UDP], ids=["plain", "rtp_udp"])
@pytest.mark.parametrize("name", [
    "rtpproxy_sess6_a.pcap", "rtpproxy_dups_a.pcap",
    "sip_recording_siprec.pcapng", "sip_prack_eo_180.pcapng",
    "dtmf_relay_sip_rfc4733.pcapng"])
def test_no_burst(open_capture, name, options):
    _capture, findings = open_capture(name, options)
    assert not bursts(findings)


def test_events_sent_again_are_no_burst(open_capture):
    capture, findings = open_capture("rtpproxy_dtmf.pcap", RTP_UDP)
    assert origins(capture, RTP_UDP) == {"event": 52}
    assert not bursts(findings)


def test_music_on_hold_has_no_rtcp(open_capture):
    """Multicast without RTCP; the unicast stream beside it has RTCP."""
    capture, findings = open_capture("rtp_mcast_moh.pcapng")
    assert names(findings)[ABSENT] == 1
    rows = capture.fields(ABSENT, ["rtp.ssrc"]).rows
    assert [row["rtp.ssrc"] for row in rows.values()] == ["0x214ef3eb"]


def test_recording_has_no_rtcp_at_all(open_capture):
    """Six streams of 31 s, RTCP nowhere: one item each, no stream twice."""
    capture, findings = open_capture("sip_recording_siprec.pcapng")
    assert names(findings)[ABSENT] == 6
    rows = capture.fields(ABSENT, ["lync.stream"]).rows
    assert len({row["lync.stream"] for row in rows.values()}) == 6


@pytest.mark.parametrize("name", ["zong_yate_153s.pcap",
                                  "fax_t38_nse_sip_tgw.pcapng"])
def test_neither_absence_nor_timeout(open_capture, name):
    _capture, findings = open_capture(name)
    assert not {ABSENT, "lync.media_timeout", "lync.media_timeout.bye"
                } & set(names(findings))


# --- however it is asked -----------------------------------------------


@pytest.mark.parametrize("name", RECORDED)
def test_every_way_finds_the_same(tshark, recorded, recording, kinds, name):
    assert_every_way_finds_the_same(tshark, recorded(name).path, kinds,
                                    recording(name))


@pytest.mark.parametrize("name,options", [
    ("ndpi_skinny.pcap", ()), ("rtpproxy_dtmf.pcap", RTP_UDP),
    ("rtp_mcast_moh.pcapng", ()), ("sip_recording_siprec.pcapng", ()),
    ("zong_yate_153s.pcap", ())])
def test_every_way_finds_the_same_in_public(tshark, open_capture, kinds,
                                            name, options):
    capture, findings = open_capture(name, options)
    assert_every_way_finds_the_same(tshark, capture.path, kinds, findings,
                                    options)


def test_rtcp_marked_otherwise_is_in_the_report(tshark):
    """Asterisk marks RTP with 40 and its RTCP not at all (RECORDED.md: no
    finding); baresip marks both."""
    def report(name):
        path = tshark.readable(HERE / "recorded" / name)
        done = tshark.start(["-n", "-r", path, "-q", "-z", "lync,streams"])
        return done.stdout
    assert report("asterisk-session-timer-dscp40.pcap").count(
        "40 rtcp 0") == 2
    assert "rtcp 0" not in report("baresip.pcap")
