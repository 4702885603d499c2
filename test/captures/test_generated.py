# SPDX-License-Identifier: GPL-2.0-or-later
"""Every synthetic capture: each frame as expected, in every mode."""

import pytest

from agreement import (assert_same_in_packet_list, assert_same_in_two_passes,
                       assert_same_when_filtered, first, new_malformed)
from capture import LYNC_FIELDS, PROTOCOLS, UNFILTERED, is_short
from expectation import check, stream_labels
from making.catalogue import catalogue

NAMES = sorted(catalogue())
LARGE = {"random-payload", "shaped-payload"}
SMALL = [name for name in NAMES if name not in LARGE]
# A dissector that needs the whole packet rightly reports that it was cut.
CUT_PAYLOAD = {"snap-types", "snap-extension"}


def test_the_list_is_not_empty():
    assert len(NAMES) > 60


@pytest.mark.parametrize("name", SMALL)
def test_frames_are_what_their_maker_expects(generated, name):
    case = generated(name)
    rows, stock = case.capture.frames().rows, case.capture.stock().rows
    assert rows.keys() == stock.keys() == case.expected.keys()
    problems = ["frame %d %s" % (number, problem) for number, problem in
                ((n, check(case.expected[n], row, stock[n]))
                 for n, row in rows.items()) if problem]
    assert not problems, first(problems)


@pytest.mark.parametrize("name", SMALL)
def test_one_lync_stream_per_tuple_and_ssrc(generated, name):
    case = generated(name)
    pairs = stream_labels(case.expected, case.capture.frames().rows)
    assert len(pairs) == len({label for label, _ in pairs})
    assert len(pairs) == len({number for _, number in pairs})


@pytest.mark.parametrize("name", NAMES)
def test_two_passes_show_the_same(generated, name):
    assert_same_in_two_passes(generated(name).capture)


@pytest.mark.parametrize("mode", sorted(UNFILTERED))
@pytest.mark.parametrize("name", NAMES)
def test_a_filter_shows_the_same(generated, name, mode):
    assert_same_when_filtered(generated(name).capture, mode)


@pytest.mark.parametrize("name", NAMES)
def test_the_packet_list_shows_the_same(generated, name):
    assert_same_in_packet_list(generated(name).capture)


@pytest.mark.parametrize("name", SMALL)
def test_the_whole_tree_shows_the_same(generated, name):
    capture = generated(name).capture
    assert capture.whole_tree() == {
        number: {field: row[field] for field in LYNC_FIELDS}
        for number, row in capture.frames().rows.items()}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_malformed_that_stock_finds_in_order(generated, name):
    capture = generated(name).capture
    wrong = new_malformed(capture)
    assert not wrong, first(wrong)


@pytest.mark.parametrize("name", sorted(set(NAMES) - CUT_PAYLOAD))
def test_nothing_is_short_that_stock_finds_complete(generated, name):
    capture = generated(name).capture
    rows, stock = capture.frames().rows, capture.stock().rows
    wrong = {number: row[PROTOCOLS] for number, row in rows.items()
             if is_short(row) and not is_short(stock[number])}
    assert not wrong, first([str(item) for item in wrong.items()])


@pytest.mark.parametrize("name", NAMES)
def test_tshark_says_the_same_on_stderr_and_exits_alike(generated, name):
    capture = generated(name).capture
    ours, stock = capture.frames(), capture.stock()
    assert (ours.stderr, ours.returncode) == (stock.stderr, stock.returncode)
