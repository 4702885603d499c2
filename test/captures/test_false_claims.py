# SPDX-License-Identifier: GPL-2.0-or-later
"""How many marked packets that are not RTP are taken for it."""

from capture import is_rtp, same_dissectors

# Stock's own rtp_udp heuristic takes 5.9 % of the random packets.
MAX_RANDOM_CLAIMS = 20      # of 20 000


def claims(case):
    rows, stock = case.capture.frames().rows, case.capture.stock().rows
    assert len(rows) == 20_000
    return [n for n, row in rows.items() if is_rtp(row)
            and not is_rtp(stock[n])]


def changes(case):
    rows, stock = case.capture.frames().rows, case.capture.stock().rows
    return [n for n, row in rows.items()
            if not same_dissectors(row, stock[n])]


def test_random_payload_is_hardly_ever_rtp(generated):
    assert len(claims(generated("random-payload"))) <= MAX_RANDOM_CLAIMS


def test_random_payload_changes_little_else(generated):
    """A wrong claim must not cost the other frames of its flow more."""
    assert len(changes(generated("random-payload"))) <= MAX_RANDOM_CLAIMS


def test_shaped_payload_is_never_rtp(generated):
    case = generated("shaped-payload")
    assert claims(case) == []
    assert changes(case) == []


def test_no_stream_on_shaped_payload(generated):
    case = generated("shaped-payload")
    assert not [n for n, row in case.capture.frames().rows.items()
                if row["lync.stream"]]
