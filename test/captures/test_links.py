# SPDX-License-Identifier: GPL-2.0-or-later
"""From any frame of a call to those that decide."""

import pathlib

from tshark import STOCK

CAPTURE = (pathlib.Path(__file__).parent / "recorded" /
           "sipp-asterisk-missed-refresh.pcap")
LINKS = ("lync.call.first_frame", "lync.call.answer_frame",
         "lync.call.end_frame", "lync.call.evidence")


def fields(tshark, wanted, *names, options=(), which=None):
    done = tshark.start(
        ["-r", tshark.readable(CAPTURE), "-Y", wanted, "-T", "fields"] +
        [word for name in names for word in ("-e", name)] + list(options),
        *([which] if which else []))
    assert done.returncode == 0, done.stderr
    return [line.split("\t") for line in done.stdout.splitlines()]


def test_every_frame_of_a_call_leads_to_its_turns(tshark):
    """The frames are those of stock tshark; the last 2xx armed the timer."""
    turns = [fields(tshark, wanted, "frame.number", which=STOCK)
             for wanted in ('sip.Method == "INVITE"',
                            'sip.Status-Code == 200 && '
                            'sip.CSeq.method == "INVITE"',
                            'sip.Method == "BYE"')]
    (first,), (answer,), (end,) = [rows[0] for rows in turns]
    rows = fields(tshark, "lync.call", *LINKS, options=["-2"])
    assert len(rows) == 6016
    assert {tuple(row) for row in rows} == {
        (first, answer, end, "%s,%s" % (answer, end))}


def test_the_first_pass_links_to_nothing(tshark):
    assert not fields(tshark, " || ".join(LINKS), "frame.number")
