# SPDX-License-Identifier: GPL-2.0-or-later
"""lync.loss on recorded calls whose packets a bridge dropped: what it counted,
and on which side of the capture."""

import json
import re

import pytest

from reports import document
from stack_labels import FOLDER
from tshark import STOCK

LOSS = re.compile(r"(\d+) of (\d+) audio packets from ([\d.]+):\d+ to "
                  r"([\d.]+):\d+ missing \(([\d.]+) %\): (.*)")
LOSSY = [row for row in json.loads((FOLDER / "labels.json").read_text())
         if row["loss"] and any(way["rtp_lost"]
                                for way in row["loss"].values())]
CALLER, CALLEE = ".0.1", ".0.2"         # how their addresses end


def sequence_numbers(tshark, path, sender):
    """Those of the sender's RTP, as stock tshark sees them with the module's
    help in finding them, without repeats."""
    done = tshark.start(["-r", path, "-Y", "rtp", "-T", "fields", "-e",
                         "ip.src", "-e", "rtp.seq"])
    return [int(row.split()[1]) for row in done.stdout.splitlines()
            if row.split()[0].endswith(sender)]


def last_report(tshark, path, sender):
    """What the receiver of the sender's RTP counts as lost at last before the
    BYE, and the highest number that it has."""
    done = tshark.start(["-r", path, "-Y", "rtcp.ssrc.cum_nr or sip.Method == BYE", "-T",
                         "fields", "-e", "ip.dst", "-e", "rtcp.ssrc.cum_nr",
                         "-e", "rtcp.ssrc.high_seq"])
    report = None
    for row in done.stdout.splitlines():
        words = row.split()
        if len(words) == 1:
            break
        if words[0].endswith(sender):
            report = int(words[1]), int(words[2])
    return report


def lost_within(way, first, last):
    """How many packets the bridge lost from number first to last."""
    span = (last - first) % 65536
    return sum((seq - first) % 65536 <= span for seq in way["lost_seq"])


@pytest.mark.parametrize("row", LOSSY, ids=lambda row: row["file"])
def test_equals_what_the_bridge_lost(tshark, row):
    path = tshark.readable(FOLDER / row["file"])
    at_callee = not row["file"].endswith("-caller.pcap")
    told = {}
    for finding in document(tshark, path)["findings"]:
        if finding["filter"] == "lync.loss":
            words = LOSS.match(finding["text"])
            told[words[3][-4:]] = words
    for sender, name, before in (
            (CALLER, "caller_to_callee", at_callee),
            (CALLEE, "callee_to_caller", not at_callee)):
        way = row["loss"][name]
        if not way["rtp_lost"]:
            assert sender not in told
            continue
        words = told[sender]
        n_lost, n_sent, where = int(words[1]), int(words[2]), words[6]
        seen = sequence_numbers(tshark, path, sender)
        if before:
            expected, last = lost_within(way, seen[0], seen[-1]), seen[-1]
        else:
            expected, last = last_report(tshark, path, sender)
            # GStreamer does not count what is lost of the first packets.
            assert 0 <= lost_within(way, seen[0], last) - expected <= 1
        assert n_lost == expected
        assert n_sent == (last - seen[0]) % 65536 + 1
        assert where.startswith(
            "lost between %s and this capture" % words[3] if before else
            "lost between this capture and %s, by its reports" % words[4])
