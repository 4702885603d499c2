# SPDX-License-Identifier: GPL-2.0-or-later
"""Loss in recorded calls whose packets a bridge dropped, repeated and delayed:
what it counted, and on which side of the capture."""

import json
import re
import subprocess

import pytest

from reports import COLUMNS, document, report, rows
from stack_labels import FOLDER

LOSS = re.compile(r"(\d+) of (\d+) (?:audio|video) packets from ([\d.]+):(\d+) "
                  r"to ([\d.]+):\d+ missing \(([\d.]+) %\): (.*)")
BETWEEN = re.compile(r"(\d+) of (\d+) packets \(([\d.]+) %\) passed interface "
                     r"(\d) .* never came to interface (\d) .*?, ([\d.]+):")
TWICE = re.compile(r"(\d+) of (\d+) sequence numbers repeated at interface 0 "
                   r"never arrived at interface 1")
LOSSY = [row for row in json.loads((FOLDER / "labels.json").read_text())
         if row["loss"] and any(way["rtp_lost"]
                                for way in row["loss"].values())]
WAYS = ((".0.1", "caller_to_callee"),   # how the sender's address ends
        (".0.2", "callee_to_caller"))


def before_bye(tshark, path, show, *names):
    """The named fields of the frames before the BYE that SHOW finds."""
    done = tshark.start(
        ["-r", path, "-Y", "(%s) || sip.Method == BYE" % show, "-T", "fields"] +
        [word for name in ("sip.Method",) + names for word in ("-e", name)])
    for row in done.stdout.splitlines():
        method, *values = row.split("\t")
        if method:
            return
        yield values


def stream_of(tshark, path, words):
    """SSRC and sequence numbers, as captured, of the RTP that a finding is
    about."""
    rows = list(before_bye(
        tshark, path, "rtp && ip.src == %s && udp.srcport == %s" %
        (words[3], words[4]), "rtp.ssrc", "rtp.seq"))
    return rows[0][0], [int(row[1]) for row in rows]


def last_report(tshark, path, sender, ssrc):
    """What the receiver of SENDER's SSRC counts as lost at last, and the
    highest number that it has."""
    rows = list(before_bye(
        tshark, path, "rtcp.ssrc.identifier == %s && ip.dst == %s" %
        (ssrc, sender), "rtcp.ssrc.cum_nr", "rtcp.ssrc.high_seq"))
    return [int(word) for word in rows[-1]]


def within(numbers, first, last):
    """How many of them the bridge had from number first to last."""
    span = (last - first) % 65536
    return sum((number - first) % 65536 <= span for number in numbers)


def texts(tshark, path, name):
    return [finding["text"] for finding in document(tshark, path)["findings"]
            if finding["filter"] == name]


@pytest.mark.parametrize("row", LOSSY, ids=lambda row: row["file"])
def test_equals_what_the_bridge_lost(tshark, row):
    path = tshark.readable(FOLDER / row["file"])
    at_callee = not row["file"].endswith("-caller.pcap")
    told = {words[3][-4:]: words for words in map(
        LOSS.match, texts(tshark, path, "lync.loss"))}
    for sender, name in WAYS:
        way, before = row["loss"][name], at_callee == (sender == ".0.1")
        if not way["rtp_lost"]:
            assert sender not in told
            continue
        words = told[sender]
        n_lost, n_sent, where = int(words[1]), int(words[2]), words[7]
        ssrc, seen = stream_of(tshark, path, words)
        if before:
            last = seen[-1]
            expected = within(way["lost_seq"], seen[0], last)
        else:
            expected, last = last_report(tshark, path, words[3], ssrc)
            # A receiver counts a packet twice that comes twice (RFC 3550
            # A.3); GStreamer does not count what is lost of the first ones.
            assert 0 <= (within(way["lost_seq"], seen[0], last) -
                         within(way["repeated_seq"], seen[0], last) -
                         expected) <= 1
        assert n_lost == expected
        assert n_sent == (last - seen[0]) % 65536 + 1
        assert where.startswith(
            "lost between %s and this capture" % words[3] if before else
            "lost between this capture and %s, by its reports" % words[5])


def merged(tshark, tmp_path, name):
    """The captures of both sides: interface 0 is the caller's."""
    path = tmp_path / (name + ".pcapng")
    subprocess.run(["mergecap", "-I", "none", "-w", path] +
                   [FOLDER / ("%s-%s.pcap" % (name, side))
                    for side in ("caller", "callee")], check=True)
    return tshark.readable(path)


def label_of(name):
    return next(row["loss"] for row in LOSSY
                if row["file"] == name + "-callee.pcap")


@pytest.mark.parametrize("name", ["bridge-loss-5-both", "bridge-loss-hole",
                                  "bridge-mixed"])
def test_two_points_count_what_was_lost_between(tshark, tmp_path, name):
    path, loss = merged(tshark, tmp_path, name), label_of(name)
    told = {words[6][-4:]: words for words in map(
        BETWEEN.match, texts(tshark, path, "lync.points.loss"))}
    for sender, way in WAYS:
        if not loss[way]["rtp_lost"]:
            assert sender not in told
            continue
        words = told[sender]
        assert int(words[1]) == loss[way]["rtp_lost"]
        assert words[4] + words[5] == ("01" if sender == ".0.1" else "10")
        assert float(words[3]) == round(
            100 * int(words[1]) / loss[way]["rtp_in"], 1)


def test_what_the_sender_sent_twice_is_what_is_missing(tshark, tmp_path):
    """The bridge loses what the caller sends twice, both copies."""
    path = merged(tshark, tmp_path, "twins-lost")
    n_lost = label_of("twins-lost")["caller_to_callee"]["rtp_lost"]
    (missing,) = map(TWICE.match, texts(tshark, path, "lync.dup_burst.missing"))
    assert (int(missing[1]), int(missing[2])) == (n_lost, n_lost)
    assert not texts(tshark, path, "lync.points.loss")
    (burst,) = texts(tshark, path, "lync.dup_burst")
    assert "origin sender" in burst


@pytest.mark.parametrize("name, condition", [
    ("bridge-loss-20-callee.pcap", "20 % of audio lost before the capture"),
    ("bridge-loss-1-callee.pcap", None),
    ("baresip-pcmu-short.pcap", None),
])
def test_a_lossy_call_does_not_read_normal(tshark, name, condition):
    path = tshark.readable(FOLDER / name)
    call, = document(tshark, path)["calls"]
    row, = rows(report(tshark, path, "lync,calls"), "lync,calls")
    shown_loss = row[COLUMNS["lync,calls"].index("loss %")]
    assert float(shown_loss) == pytest.approx(call["loss.percent"], abs=0.01)
    shown = tshark.start(["-2", "-r", path, "-Y", "sip.Method == BYE",
                          "-T", "fields", "-e", "lync.call.condition"])
    assert (call["call.verdict"], call["call.condition"]) == (
        "normal", condition)
    assert "normal, %s" % condition in row if condition else "normal" in row
    assert shown.stdout.splitlines()[0] == (condition or "")


def test_the_line_below_a_stream(tshark):
    """The bridge lost 40 of the caller's packets and sent 26 of the others
    twice, which the receiver takes off its count (RFC 3550 A.3): 14. It lost 38
    of the callee's behind the capture and doubled 18: 20 at the end, fewer at
    the last report."""
    path = tshark.readable(FOLDER / "bridge-mixed-callee.pcap")
    text = report(tshark, path, "lync,streams")
    below = {row[1].split(":")[0][-4:]: row[-1]
             for row in rows(text, "lync,streams")}
    assert re.fullmatch(
        r"Repeats by unknown 26; bursts \d+, worst \d+ in [\d.]+ s\. Its "
        r"receiver reports 14 lost, this capture lacks 40; it counts repeats as "
        r"received\.", below[".0.1"])
    said = re.fullmatch(r"Its receiver reports (\d+) lost, this capture lacks "
                        r"0; the others were lost behind it, or before it "
                        r"began\.", below[".0.2"])
    assert 3 <= int(said.group(1)) <= 20
    assert max(map(len, text.decode().splitlines())) <= 200
