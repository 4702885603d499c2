# SPDX-License-Identifier: GPL-2.0-or-later
"""What must hold for every capture: all modes agree, and frames that are not
ours stay as they are."""

from capture import (COLUMN, MEDIA_FILTER, UNFILTERED, is_malformed, is_rtcp,
                     is_rtp, without_stock_changes)
from tshark import STOCK


def first(problems):
    """The first few problems as one text."""
    more = "\n... %d in all" % len(problems) if len(problems) > 5 else ""
    return "\n".join(str(problem) for problem in problems[:5]) + more


def differences(ours, theirs):
    return ["frame %d: %s\n      not %s" % (number, ours.get(number), row)
            for number, row in theirs.items() if ours.get(number) != row]


def assert_same_in_two_passes(capture):
    one, two = capture.frames(), capture.frames("two-pass")
    stock, stock2 = capture.stock().rows, capture.stock(mode="two-pass").rows
    assert (one.returncode, one.stderr) == (two.returncode, two.stderr)
    assert one.rows.keys() == two.rows.keys()
    wrong = differences(without_stock_changes(two.rows, stock, stock2),
                        without_stock_changes(one.rows, stock, stock2))
    assert not wrong, first(wrong)


def assert_same_when_filtered(capture, mode):
    """What passes the filter is the same as without one, and no media is
    missing."""
    rows = capture.frames(UNFILTERED[mode]).rows
    shown = capture.frames(mode)
    assert shown.returncode == capture.frames().returncode, shown.stderr
    wrong = differences(shown.rows, {n: rows[n] for n in shown.rows})
    assert not wrong, first(wrong)
    missing = _media(rows) - shown.rows.keys() - _hidden_by_stock(capture)
    assert not missing, "%s hides %s" % (MEDIA_FILTER, sorted(missing))


def _media(rows):
    return {number for number, row in rows.items()
            if is_rtp(row) or is_rtcp(row)}


def _hidden_by_stock(capture):
    """Stock's filter rtcp does not find what its own column calls SRTCP."""
    shown = capture.fields("rtp || rtcp", which=STOCK)
    return _media(capture.stock().rows) - shown.rows.keys()


def assert_same_in_packet_list(capture):
    """Without a tree the Protocol column is the same as with one.

    Where stock's column depends on the tree, the two agree with stock.
    """
    listed, stock_listed = (capture.list_protocols(),
                            capture.list_protocols(STOCK))
    rows, stock = capture.frames().rows, capture.stock().rows
    wrong = ["frame %d: %s, with a tree %s" % (n, listed[n], row[COLUMN])
             for n, row in rows.items() if listed[n] != row[COLUMN].rstrip()
             and stock_listed[n] == stock[n][COLUMN].rstrip()]
    assert listed.keys() == rows.keys()
    assert not wrong, first(wrong)


def new_malformed(capture, options=()):
    """Frames that are malformed with the module and not in stock."""
    rows = capture.frames(options=options).rows
    stock = capture.stock(options=options).rows
    return ["frame %d: %s" % (number, row) for number, row in rows.items()
            if is_malformed(row) and not is_malformed(stock[number])]
