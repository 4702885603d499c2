# SPDX-License-Identifier: GPL-2.0-or-later
"""The calls of recorded and public captures, and their verdicts.

What is expected was read from the messages of each capture with stock tshark
(INVITE, final responses, BYE); where no SIP can be read, each pair of
endpoints is one call. The public captures are not committed (test_public.py).
"""

import pathlib

import pytest

from reports import all_reports, document

HERE = pathlib.Path(__file__).resolve().parent
PUBLIC = HERE.parent.parent.parent / "shared" / "captures" / "public"

HIDDEN = (1, False, "capture-ended")
NORMAL = (1, True, "normal")
STILL_UP = (1, True, "capture-ended")
REFUSED = (1, True, "refused")

# (legs, signalling seen, verdict) of each call
RECORDED_CALLS = {
    "asterisk-session-timer-dscp40.pcap": [NORMAL],
    "baresip.pcap": [NORMAL],
    "dup-capture-any.pcap": [HIDDEN],
    "dup-network-nft-burst.pcap": [HIDDEN],
    "dup-network-nft-conn.pcap": [HIDDEN],
    "dup-network-nft-unconn-nodf.pcap": [HIDDEN],
    "dup-network-tc-mirred.pcap": [HIDDEN],
    "dup-sender-conn-nodf.pcap": [HIDDEN],
    "dup-sender-conn.pcap": [HIDDEN],
    "dup-sender-unconn-nodf.pcap": [HIDDEN],
    "dup-sender-unconn.pcap": [HIDDEN],
    "ffmpeg-iperf.pcap": [HIDDEN],
    # audio and video between the same two hosts
    "gst-audio-video.pcap": [(2, False, "capture-ended")],
    "linphone-session-timer-nft-dscp40.pcap": [NORMAL],
    "sipp-asterisk-missed-refresh.pcap": [(1, True, "session-expired")],
}
PUBLIC_CALLS = {
    # A border controller sends the call back to where it came from.
    "dtmf_relay_sip_rfc4733.pcapng": [(2, True, "normal")],
    "fax_t38_nse_sip_tgw.pcapng": [NORMAL],
    "ndpi_google_meet_dscp24.pcapng": [],
    "ndpi_skinny.pcap": [HIDDEN] * 5,
    "ndpi_stun.pcap": [HIDDEN],
    "peafowl_ipfrag_sip_se.pcap": [],
    "rtp_mcast_moh.pcapng": [STILL_UP],
    "rtp_sip_opus_pt114.pcapng": [NORMAL],
    "rtpproxy_dtmf.pcap": [HIDDEN],
    "rtpproxy_dups_a.pcap": [],
    "rtpproxy_sess6_a.pcap": [],
    "sip_bye_also_transfer.pcapng": [NORMAL],
    "sip_hold_resume.pcapng": [NORMAL],
    "sip_prack_eo_180.pcapng": [STILL_UP],
    # The call through a border controller, and the one to the recorder.
    "sip_recording_siprec.pcapng": [(2, True, "normal"), NORMAL],
    "sip_refer_transfer.pcapng": [NORMAL],
    "sip_session_refresh_422.pcapng": [NORMAL],
    "suricata_sip_cloudshark.pcap": [STILL_UP, STILL_UP],
    "t38faxcap_sample.pcap": [NORMAL],
    "zong_yate_153s.pcap": [REFUSED, REFUSED, NORMAL],
}


def calls(tshark, path):
    """The calls in the JSON; also checks that one and two passes give the same
    reports."""
    readable = tshark.readable(path)
    assert all_reports(tshark, readable) == all_reports(
        tshark, readable, ["-2"])
    return document(tshark, readable)["calls"]


def in_short(rows):
    return [(len(row["legs"]), row["signalling"], row["call.verdict"])
            for row in rows]


@pytest.mark.parametrize("name", sorted(RECORDED_CALLS))
def test_recorded(tshark, name):
    assert in_short(calls(tshark, HERE / "recorded" / name)) == (
        RECORDED_CALLS[name])


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="no ../shared/captures/public "
                    "beside the project: the public captures are not tested")
@pytest.mark.parametrize("name", sorted(PUBLIC_CALLS))
def test_public(tshark, name):
    assert in_short(calls(tshark, PUBLIC / name)) == PUBLIC_CALLS[name]


def test_evidence_of_a_missed_refresh(tshark):
    """The 2xx that granted 90 s (frame 3), and the BYE; in the session row
    the caller is refresher. RECORDED.md, and the messages."""
    (row,) = calls(tshark, HERE / "recorded" /
                   "sipp-asterisk-missed-refresh.pcap")
    assert [point["frame"] for point in row["evidence"]] == [3, 6015]
    assert (row["session.interval"], row["session.refresher_party"]) == (
        90, "10.98.0.1:5070")
    assert row["rule"] == "bye-names-timer"
    assert abs(row["up"] - 60.0) < 0.1


def test_hidden_calls_say_so(tshark):
    (row,) = calls(tshark, HERE / "recorded" / "gst-audio-video.pcap")
    assert "signalling is not visible" in row["cause"]
    assert (row["caller"], row["caller.address"]) == (None, "10.99.0.1")
    assert row["codec"] == ["x-msrta", "x-rtvc1"]
    assert (row["legs.confidence"], len(row["streams"])) == ("likely", 2)
