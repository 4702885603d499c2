# SPDX-License-Identifier: GPL-2.0-or-later
"""The window finds what tshark finds, in every recorded capture, at first and
after whatever makes Wireshark dissect packets again. One Wireshark opens them
all, one after the other."""

from expected import (WINDOWS, Expected, assert_same, assert_same_expert,
                      recorded)
from wireshark import keys, until_equal

ENDED = 'lync.call.verdict && !(lync.call.verdict == "capture-ended")'


def pytest_generate_tests(metafunc):
    captures = recorded()[::metafunc.config.getoption("every")]
    metafunc.parametrize("capture", captures, ids=lambda path: path.name)


def assert_as_tshark(wireshark, expected):
    for window in WINDOWS:
        rows = wireshark.table(window, len(expected.rows(window)))
        assert_same(window, rows, expected)
    assert_same_expert(wireshark.expert(), expected)


def test_equal(wireshark, place, capture):
    """Calls, streams, findings and Expert Information: after opening; and after
    clicking backwards, a filter that only the end decides, Ctrl+R, and a changed
    preference."""
    expected = Expected(place, capture)
    wireshark.filter("")
    wireshark.open(capture, expected.packets)
    assert_as_tshark(wireshark, expected)

    wireshark.menu("Go", "Last Packet")
    for _ in range(3):
        wireshark.menu("Go", "Previous Packet")
    wireshark.filter(ENDED)
    status = expected.packets, expected.displayed(ENDED)
    assert until_equal(wireshark.status, status) == status
    keys("ctrl+r")
    assert wireshark.again(status) == status
    wireshark.prefer("lync.mark_info")
    assert wireshark.again(status) == status
    wireshark.filter("")
    assert_as_tshark(wireshark, expected)
