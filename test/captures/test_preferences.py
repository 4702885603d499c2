# SPDX-License-Identifier: GPL-2.0-or-later
"""Preferences, Decode As, and values that tshark must refuse."""

import pytest

from capture import PROTOCOLS, is_rtp, same_dissectors

# The UAT's name behind -o uat: and its file in a profile.
UAT = "lync_payload_types"
REFUSED = 1                 # tshark's exit code for a bad -o (INVALID_OPTION)
OFF = ["-o", "lync.decode_dscp:FALSE"]
DSCPS = {0: range(1, 6), 34: range(6, 11), 40: range(11, 16),
         46: range(16, 21)}     # frames of the capture "codepoints"


def row(*cells):
    return ["-o", "uat:%s:%s" % (UAT, ",".join('"%s"' % c for c in cells))]


def marked(generated, *options):
    """The code points whose streams became RTP, from their second packet."""
    rows = generated("codepoints").capture.frames(options=options).rows
    taken = set()
    for dscp, frames in DSCPS.items():
        found = {is_rtp(rows[number]) for number in frames[1:]}
        assert len(found) == 1
        if found == {True}:
            taken.add(dscp)
        else:
            assert not is_rtp(rows[frames[0]])
    return taken


def test_default_code_points(generated):
    assert marked(generated) == {40}


@pytest.mark.parametrize("name, value, taken", [
    ("audio", "46", {46}),
    ("audio", "40,46", {40, 46}),
    ("audio", "40-46", {40, 46}),
    ("audio", "", set()),
    ("video", "34", {34, 40}),
    ("video", "24,34", {34, 40}),
    ("audio", "0", {0}),
    ("audio", "0-63", {0, 34, 40, 46}),
])
def test_code_points_by_preference(generated, name, value, taken):
    options = ["-o", "lync.dscp_%s:%s" % (name, value)]
    assert marked(generated, *options) == taken


@pytest.mark.parametrize("name", [
    "pt-audio-dscp40", "pt-video-dscp24", "mixed-audio", "mixed-first",
    "owned-ports", "turn-channel", "srtcp-mux", "sdp-before"])
def test_off_is_stock(generated, name):
    capture = generated(name).capture
    rows, stock = capture.frames(options=OFF).rows, capture.stock().rows
    assert {n: r[PROTOCOLS] for n, r in rows.items()} == {
        n: r[PROTOCOLS] for n, r in stock.items()}
    assert all(same_dissectors(r, stock[n]) for n, r in rows.items())


@pytest.mark.parametrize("name", ["dscp_audio", "dscp_video"])
@pytest.mark.parametrize("value", ["64", "40-64", "abc", "4 0x", "40;46",
                                   "99999999999"])
def test_a_bad_range_is_refused(generated, name, value):
    """The message names the preference and tshark does not start."""
    path = generated("codepoints").capture
    done = path.tshark.start(["-r", path.path, "-o",
                              "lync.%s:%s" % (name, value)])
    assert done.returncode == REFUSED
    assert done.stdout == ""
    assert "lync.%s:%s" % (name, value) in done.stderr


def test_a_row_names_a_payload_type(generated):
    options = row(114, "my-codec", 16000, 1, "audio")
    rows = generated("codepoints").capture.frames(options=options).rows
    assert rows[15]["lync.codec"] == "my-codec"
    assert rows[15]["lync.media"] == "audio"


def test_a_clock_rate_of_a_row_is_used(generated):
    """8000 Hz for a stream of 16 000 Hz: |D| is 20 ms and 4 more or less."""
    options = row(114, "x-msrta", 8000, 1, "audio")
    case = generated("jitter")
    wanted = {ssrc for ssrc, pt in case.notes.items() if pt == 114}
    stream = [s for s in case.capture.rtp_streams(options=options)
              if s.ssrc in wanted]
    assert len(stream) == 1
    assert stream[0].max_jitter_ms > 15


@pytest.mark.parametrize("cells", [
    ("128", "x", "8000", "1", "audio"),     # payload types have seven bits
    ("72", "x", "8000", "1", "audio"),      # RFC 5761: RTCP's octet
    ("abc", "x", "8000", "1", "audio"),
    ("114", "x", "-1", "1", "audio"),
    ("114", "x", "0", "1", "audio"),
    ("114", "x", "8000", "0", "audio"),
    ("114", "x", "8000", "1", "smell"),
])
def test_a_bad_row_names_itself(generated, cells):
    capture = generated("codepoints").capture
    done = capture.tshark.start(["-r", capture.path] + row(*cells))
    assert done.returncode == REFUSED
    assert done.stdout == ""
    assert cells[0] in done.stderr
    assert len(done.stderr.strip()) > len(UAT) + 20


# ---- Decode As -------------------------------------------------------------

TO_RTP = ["-d", "udp.port==30000,rtp"]
TO_DATA = ["-d", "udp.port==30000,data"]


def test_decode_as_data_wins(generated):
    """The user's port stays data; the other marked stream is RTP."""
    case = generated("decode-as")
    rows = case.capture.frames(options=TO_DATA).rows
    stock = case.capture.stock(options=TO_DATA).rows
    for number in range(1, 11):
        assert same_dissectors(rows[number], stock[number])
        assert not rows[number]["lync.stream"]
    assert all(is_rtp(rows[number]) for number in range(12, 21))


def test_decode_as_rtp_wins(generated):
    case = generated("decode-as")
    rows = case.capture.frames(options=TO_RTP).rows
    stock = case.capture.stock(options=TO_RTP).rows
    for number in range(1, 11):
        assert is_rtp(rows[number])
        assert same_dissectors(rows[number], stock[number])


@pytest.mark.parametrize("choice", [TO_RTP, TO_DATA])
def test_decode_as_is_the_same_in_two_passes(generated, choice):
    capture = generated("decode-as").capture
    assert capture.frames("two-pass", options=choice) == (
        capture.frames(options=choice))


def test_decode_as_rtp_without_a_mark(generated):
    """Streams that only the user named get their fields, too."""
    rows = generated("unmarked-before").capture.frames(options=TO_RTP).rows
    assert all(is_rtp(r) and r["lync.stream"] for r in rows.values())
