# SPDX-License-Identifier: GPL-2.0-or-later
"""Captures that others published. They are never committed: these tests read
../shared/captures/public beside the project, and are skipped if it is
absent."""

import pathlib

import pytest

from agreement import (assert_same_in_packet_list, assert_same_in_two_passes,
                       assert_same_when_filtered, first, new_malformed)
from capture import UNFILTERED, has, is_rtcp, is_rtp, same_dissectors
from ownership import unexpected_changes

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT.parent / "shared" / "captures" / "public"
NAMES = sorted(path.name for path in FOLDER.glob("*.pcap*"))
AT_LEAST = 20       # if the folder is there, these are there, too

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no ../shared/captures/public beside the "
    "project: the public captures are not tested")


def test_the_folder_is_not_empty():
    assert len(NAMES) >= AT_LEAST


@pytest.mark.parametrize("name", NAMES)
def test_others_keep_their_frames(public, name):
    capture = public(FOLDER / name)
    assert len(capture.frames().rows) > 0
    wrong = unexpected_changes(capture) + new_malformed(capture)
    assert not wrong, first(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_modes_agree(public, name):
    capture = public(FOLDER / name)
    assert_same_in_two_passes(capture)
    assert_same_in_packet_list(capture)
    for mode in sorted(UNFILTERED):
        assert_same_when_filtered(capture, mode)


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
def test_dtmf_frames_at_dscp_40(public, mode):
    """Exactly frames 152 to 196 become RTP; DSCP 46 stays as it was."""
    capture = public(FOLDER / "rtpproxy_dtmf.pcap")
    rows, stock = capture.frames(mode).rows, capture.stock(mode=mode).rows
    assert [n for n, row in rows.items() if is_rtp(row)] == list(
        range(152, 197))
    assert all(same_dissectors(rows[n], stock[n]) for n in range(1, 152))


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
def test_google_meet_has_no_rtp(public, mode):
    """DSCP 24 on a flow of DTLS and RTCP, and on nothing else."""
    capture = public(FOLDER / "ndpi_google_meet_dscp24.pcapng")
    rows, stock = capture.frames(mode).rows, capture.stock(mode=mode).rows
    assert not [n for n, row in rows.items() if is_rtp(row)]
    kept = [n for n, row in stock.items()
            if has(row, "dtls") or is_rtcp(row)]
    assert len(kept) > 30
    assert all(same_dissectors(rows[n], stock[n]) for n in kept)


def test_declared_opus_on_114_stays_opus(public):
    """1241 packets at DSCP 46, named by SDP: 1169 opus, 72 events."""
    rows = public(FOLDER / "rtp_sip_opus_pt114.pcapng").frames().rows
    named = [row["lync.codec"].lower() for row in rows.values()
             if is_rtp(row)]
    assert len(named) == 1241
    assert named.count("opus") == 1169
    assert "x-msrta" not in named
