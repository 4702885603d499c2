# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person does with one capture: a call of 6016 packets that was cut
because nobody refreshed its session (frame 3 is the last 2xx, frame 6015 the
BYE), with the profile "Lync"."""

import pytest

from accessible import Table
from desktop import wait_for
from expected import (CAPTURES, WINDOWS, Expected, assert_same,
                      assert_same_expert)
from wireshark import click, is_in_sight, keys, until_equal

CAPTURE = CAPTURES / "recorded" / "sipp-asterisk-missed-refresh.pcap"
PACKETS, SIP = 6016, 6
COLUMNS = {"Call", "Verdict", "Stream", "Codec", "DSCP", "Finding"}
EXPIRED = 'lync.call.verdict == "session-expired"'


@pytest.fixture(autouse=True)
def opened(wireshark):
    """Each test begins with the whole capture."""
    if CAPTURE.name not in wireshark.main.name:
        wireshark.open(CAPTURE, PACKETS)
    wireshark.filter("")
    assert until_equal(wireshark.status, (PACKETS, PACKETS)) == (PACKETS,
                                                                 PACKETS)
    wireshark.menu("Go", "First Packet")
    assert until_equal(wireshark.current_frame, 1) == 1


@pytest.fixture(scope="module")
def expected(place):
    return Expected(place, CAPTURE)


def test_packet_list(wireshark, picture):
    """The columns of the profile; the verdict on the first packet."""
    picture("packet-list")
    assert COLUMNS < set(wireshark.packets.headings)
    first = dict(zip(wireshark.packets.headings, wireshark.packets.row(0)))
    assert (first["Call"], first["Verdict"]) == ("0", "session-expired")
    assert wireshark.packets.rows == PACKETS


@pytest.mark.parametrize("button, shown", [
    ("Dropped calls", PACKETS), ("Video", 0), ("Duplicates", 0),
    ("Findings", 3)])
def test_filter_buttons(wireshark, button, shown):
    """All packets are of the dropped call; three findings on three frames."""
    wireshark.part("push button", button).press()
    assert until_equal(wireshark.displayed, shown) == shown


@pytest.mark.parametrize("window", WINDOWS)
def test_windows(wireshark, expected, picture, window):
    """The rows that tshark prints."""
    dialog = wireshark.opened("Wireshark · %s ·" % window,
                              lambda: wireshark.menu("Telephony", window))
    rows = wireshark.rows(dialog)
    picture(window)
    wireshark.close_windows()
    assert_same(window, rows, expected)


@pytest.mark.parametrize("window, array", [
    ("Lync Answer", "answer"), ("Lync Trunks", "trunks"),
    ("Lync Quality Reports", "qoe")])
def test_windows_of_a_few_rows(wireshark, expected, picture, window, array):
    dialog = wireshark.opened("Wireshark · %s ·" % window,
                              lambda: wireshark.menu("Telephony", window))
    rows = wireshark.rows(dialog)
    picture(window)
    wireshark.close_windows()
    assert len(rows) == len(expected.json[array])


def test_expert_information(wireshark, expected, picture):
    """Each finding of a frame, under its severity, and no other of ours."""
    assert_same_expert(wireshark.expert(), expected)
    wireshark.to_front(wireshark.opened(
        "Expert Information",
        lambda: wireshark.menu("Analyze", "Expert Information")))
    picture("expert")
    wireshark.close_windows()


def test_filter_in_a_window(wireshark, picture):
    """Display filter: of a window, and Apply."""
    dialog = wireshark.opened("Lync Streams", lambda: wireshark.menu(
        "Telephony", "Lync Streams"))
    dialog.find("text").text = "lync.stream == 1"
    dialog.find("push button", "Apply").press()
    rows = until_equal(lambda: len(wireshark.rows(dialog)), 1)
    picture("filtered-window")
    wireshark.close_windows()
    assert rows == 1


def test_voip_calls(wireshark, picture):
    """Telephony > VoIP Calls has the SIP call once."""
    dialog = wireshark.opened("VoIP Calls", lambda: wireshark.menu(
        "Telephony", "VoIP Calls"))
    rows = wireshark.rows(dialog)
    picture("voip-calls")
    wireshark.close_windows()
    assert [row["Protocol"] for row in rows] == ["SIP"]


def test_conversation_filters(wireshark, expected):
    """Analyze > Conversation Filter: the call, at its last packet, has all
    packets; the stream, at frame 5, has those with its SSRC."""
    wireshark.menu("Go", "Last Packet")
    wireshark.menu("Analyze", "Conversation Filter", "Lync call")
    assert until_equal(wireshark.displayed, PACKETS) == PACKETS
    assert wireshark.filter_text() == "lync.call == 0"
    wireshark.filter("rtp")
    wireshark.menu("Go", "First Packet")
    assert until_equal(wireshark.current_frame, 5) == 5
    shown = expected.displayed("rtp.ssrc == 0xca110000")
    assert 0 < shown < PACKETS - SIP
    wireshark.menu("Analyze", "Conversation Filter", "Lync stream")
    assert until_equal(wireshark.displayed, shown) == shown
    assert wireshark.filter_text() == "lync.stream == 0"


def test_double_click_on_evidence(wireshark, picture):
    """In the last packet's tree a double click on "Evidence: 3" goes there."""
    wireshark.menu("Go", "Last Packet")
    assert until_equal(wireshark.current_frame, PACKETS) == PACKETS
    wireshark.menu("View", "Expand All")
    tree = wireshark.details
    row = next(i for i in reversed(range(tree.rows))
               if tree.cell(i, 0).name.startswith("[Evidence: 3 "))
    click(tree.cell(0, 0))
    keys("End")
    wait_for("the evidence in sight", lambda: is_in_sight(
        tree.cell(row, 0), tree.node))
    picture("evidence")
    click(tree.cell(row, 0), 2)
    assert until_equal(wireshark.current_frame, 3) == 3
    wireshark.menu("View", "Collapse All")


def test_menu_lync(wireshark, picture):
    """The entries lead from the first packet to the call's last one, back, and
    from finding to finding."""
    wireshark.menu("Lync", "Go to the End of This Call")
    assert until_equal(wireshark.current_frame, 6015) == 6015
    wireshark.menu("Lync", "Go to the Start of This Call")
    assert until_equal(wireshark.current_frame, 1) == 1
    wireshark.menu("Lync", "Show Only This Call")
    assert until_equal(wireshark.displayed, PACKETS) == PACKETS


def test_reload_with_a_verdict_filter(wireshark):
    """Ctrl+R while a filter is set that only the end of the capture decides."""
    wireshark.filter(EXPIRED)
    assert until_equal(wireshark.displayed, PACKETS) == PACKETS
    wireshark.filter("sip && " + EXPIRED)
    assert until_equal(wireshark.displayed, SIP) == SIP
    for _ in range(2):
        keys("ctrl+r")
        assert wireshark.again((PACKETS, SIP)) == (PACKETS, SIP)


def test_preference_changed_while_a_window_is_open(wireshark, expected):
    """The window does no harm while all packets are dissected anew, and Apply
    fills it again."""
    wireshark.filter("sip && " + EXPIRED)
    dialog = wireshark.opened("Lync Calls", lambda: wireshark.menu(
        "Telephony", "Lync Calls"))
    def marked():
        """The end of Info at the BYE."""
        return wireshark.packets.row(SIP - 2)[-1].endswith("bye_no_refresh]")
    assert marked()
    wireshark.prefer("lync.mark_info")
    assert wireshark.again((PACKETS, SIP)) == (PACKETS, SIP)
    assert until_equal(marked, False) is False
    dialog.find("push button", "Apply").press()
    rows = wireshark.rows(dialog)
    wireshark.prefer("lync.mark_info")
    assert wireshark.again((PACKETS, SIP)) == (PACKETS, SIP)
    wireshark.close_windows()
    assert_same("Lync Calls", rows, expected)


def test_preference_that_changes_the_results(wireshark, place, expected,
                                             picture):
    """Without a limit for the absence of RTCP there is no finding in frame 3011:
    in windows that were open, after Apply; in Expert Information; in the packet
    list. With the limit it is there again."""
    without = Expected(place, CAPTURE, "-o", "lync.rtcp_absence_s:0")
    assert {row[0] for row in expected.expert()} - {
        row[0] for row in without.expert()} == {3011}
    open_windows = [(name, wireshark.opened(
        "Wireshark · %s ·" % name,
        lambda name=name: wireshark.menu("Telephony", name)))
        for name in WINDOWS]
    wireshark.prefer("lync.rtcp_absence_s", 0)
    for name, dialog in open_windows:
        before = wireshark.rows(dialog)
        assert_same(name, before, expected)
        dialog.find("push button", "Apply").press()
        assert_same(name, wait_for("other rows", lambda: next(
            (rows for rows in [wireshark.rows(dialog)] if rows != before),
            None)), without)
    picture("rtcp-absence-0")
    assert_same_expert(wireshark.expert(), without)
    wireshark.filter("lync.finding")
    assert until_equal(wireshark.displayed, 2) == 2

    wireshark.prefer("lync.rtcp_absence_s", 30)
    assert until_equal(wireshark.displayed, 3) == 3
    assert_same("Lync Findings", wireshark.table("Lync Findings"), expected)
    assert_same_expert(wireshark.expert(), expected)
