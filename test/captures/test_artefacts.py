# SPDX-License-Identifier: GPL-2.0-or-later
"""What the capture did is told as such, and what it did not is not."""

import itertools
import re

import pytest

from findings import printed, reported
from making.points import Place, Sight, Way, both_ways, call, report
from making.wire import Flow

DROPS, ONE_WAY, MIRRORED = (
    "lync.capture.drops", "lync.capture.one_way", "lync.capture.mirrored")
N_PACKETS = 600         # 12 s
END_ROW = re.compile(r"\s*end\s+-\s+(Chat|Note|Warn|Error)\s+(lync\.\S+)\s+(.*)")


def at_end(tshark, path, options=()):
    """(severity, name, text) of what only the end of the capture proves."""
    return printed(tshark, path, END_ROW, options)


@pytest.fixture(scope="session")
def artefacts(tshark, tmp_path_factory):
    """artefacts(sight): those that are told, the same in both passes."""
    folder, number = tmp_path_factory.mktemp("artefacts"), itertools.count()

    def get(sight):
        path = tshark.readable(sight.write(folder / ("artefacts-%d.pcapng" % next(number))))
        found = at_end(tshark, path)
        assert at_end(tshark, path, ["-2"]) == found
        return [(severity, name, text) for severity, name, text in found
                if name.startswith("lync.capture.")]
    return get


def is_from_caller(frame):
    return frame[26:30] == bytes([192, 0, 2, 1])


def is_from_callee(frame):
    return frame[26:30] == bytes([198, 51, 100, 2])


def dropping(n_dropped, lost=lambda i: None, **reports):
    """A stream of which the capture drops packets 200, 201, ..."""
    sight = Sight(Place("eth0"))
    way = Way(sight, marks=[40], pt=8).talk(
        0, N_PACKETS, lost,
        lambda i: (0,) if 200 <= i < 200 + n_dropped else ())
    way.reports(14, **reports)
    return sight


# --- drops -------------------------------------------------------------


def test_drops(artefacts):
    """The receiver has all 600, the capture lacks 20."""
    (severity, name, text), = artefacts(dropping(20))
    assert (severity, name) == ("Note", DROPS)
    assert ("lacks 20 packets of SSRC 0x00001001 from 192.0.2.1:20000 to "
            "198.51.100.2:30000") in text
    assert "their receiver misses 0: at least 20 were dropped" in text


def test_drops_beside_loss(artefacts):
    """Lost are 4 and 5 of each 50 before the capture, 7 of each 50 behind
    it: 24 that both lack, 12 that the receiver alone lacks. 50 are dropped.
    To the report before the last, 10.01 s, 500 packets: 20 lost before, 50
    dropped (none of them lost). To the last, 12.01 s: 36 lost."""
    def lost(i):
        return {4: 0, 5: 0, 7: 1}.get(i % 50) if i < 200 or i > 260 else None
    (_, name, text), = artefacts(dropping(50, lost))
    assert name == DROPS
    lacking, missed, least = map(int, re.search(
        r"lacks (\d+) .* misses (\d+): at least (\d+)", text).groups())
    assert 0 < least == lacking - missed <= 50 and least >= 20


def test_two_are_not_told(artefacts):
    assert artefacts(dropping(2)) == []


def test_loss_of_the_network(artefacts):
    """Lost before the capture, and behind it."""
    assert artefacts(dropping(0, lambda i: 0 if i % 10 == 3 else None)) == []
    assert artefacts(dropping(0, lambda i: 1 if i % 10 == 3 else None)) == []


def test_two_reports_prove_nothing(artefacts):
    assert artefacts(dropping(20, every_s=6.0)) == []


def test_the_receiver_counts_anew(artefacts):
    """It forgets what it lost: 60 at 8 s, 0 from 9 s on."""
    def forget(at_s, lost):
        return lost if at_s < 9 else 0
    assert artefacts(dropping(0, lambda i: 0 if i % 5 == 3 and i < 400
                              else None, lie=forget)) == []


def test_reports_of_something_else(artefacts):
    """No loss, of a source that has not gone on: not of what is here."""
    assert artefacts(dropping(20, advance=False)) == []


def test_repeats_hide_the_receivers_loss(artefacts):
    """20 lost and 20 sent twice are 0 by RFC 3550 A.3."""
    sight = Sight(Place("eth0"))
    Way(sight, marks=[40], pt=8).talk(
        0, N_PACKETS, lambda i: 0 if i in range(200, 220) else None,
        copies=lambda i: 2 if i in range(240, 260) else 1).reports(14)
    assert artefacts(sight) == []


def test_reports_captured_twice(artefacts):
    """Two reports, each in the capture twice, are two."""
    sight = dropping(20, every_s=6.0)
    sight.rows += [(time_us + 100, place, frame)
                   for time_us, place, frame in sight.rows
                   if is_from_callee(frame)]
    assert artefacts(sight) == []


def test_a_long_way_to_the_receiver(artefacts):
    """40 are lost before the capture; the reports are 2 s old and come each
    0.5 s: the last three that pass know nothing of it yet."""
    sight = Sight(Place("eth0"))
    way = Way(sight, marks=[40], pt=8).talk(
        0, N_PACKETS, lambda i: 0 if 502 <= i < 542 else None)
    for number in range(6, 25):
        at_s = number / 2
        sight.see(at_s, sight.frame(Flow().back().next_port(), report(
            0x2002, way.ssrc, 0, way.first_seq + int(at_s / 0.02) - 100)))
    assert artefacts(sight) == []


def test_another_receiver_of_the_ssrc(artefacts):
    """Two receivers behind one address; the reports name neither's port."""
    sight = Sight(Place("eth0"))
    for port in (30000, 32000):
        Way(sight, Flow(dport=port), marks=[40], pt=8).talk(
            0, N_PACKETS, unseen=lambda i: (0,) if 200 <= i < 220 else ())
    way = Way(sight, Flow(dport=34000), marks=[40], pt=8)
    way.times = [(i * 0.02, i, 1) for i in range(N_PACKETS)]
    way.reports(14)
    assert artefacts(sight) == []


# --- one direction -----------------------------------------------------


def test_one_way_media(artefacts):
    """The callee's media is not there; the caller's reports say that it
    comes."""
    sight = Sight(Place("eth0"))
    call(sight, 14.0)
    there, back = both_ways(sight)
    there.talk(1.2, N_PACKETS)
    back.times = [(1.2 + i * 0.02, i, 1) for i in range(N_PACKETS)]
    back.reports(13, reporter=there.ssrc)
    (severity, name, text), = artefacts(sight)
    assert (severity, name) == ("Note", ONE_WAY)
    assert "holds no RTP and RTCP of 198.51.100.2:30000" in text
    assert "SIP" not in text.split("although")[0]


def test_one_way_media_without_signalling(artefacts):
    sight = Sight(Place("eth0"))
    there = Way(sight, marks=[40], pt=8).talk(0, N_PACKETS)
    back = Way(sight, Flow().back(), 0x2002)
    back.times = [(i * 0.02, i, 1) for i in range(N_PACKETS)]
    back.reports(13, reporter=there.ssrc)
    (_, name, text), = artefacts(sight)
    assert name == ONE_WAY and "198.51.100.2:30000" in text


@pytest.mark.parametrize("said", ["nothing", "stale"])
def test_a_silent_side(artefacts, said):
    """Music on hold: the callee only listens. The caller's reports name
    nobody, or one who has not sent for long."""
    sight = Sight(Place("eth0"))
    call(sight, 14.0)
    there, back = both_ways(sight)
    there.talk(1.2, N_PACKETS)
    if said == "stale":
        back.times = [(1.2, 0, 1)]
    back.reports(13, reporter=there.ssrc, advance=False)
    assert artefacts(sight) == []


def test_media_that_is_not_dissected(artefacts):
    """The callee sends from another port, without a mark: no RTP for
    Wireshark, but there."""
    sight = Sight(Place("eth0"))
    there = Way(sight, marks=[40], pt=8).talk(0, N_PACKETS)
    Way(sight, Flow().back()._replace(sport=31000), 0x2002, marks=[0],
        pt=8).talk(0.5, 300)
    back = Way(sight, Flow().back(), 0x2002)
    back.times = [(i * 0.02, i, 1) for i in range(N_PACKETS)]
    back.reports(13, reporter=there.ssrc)
    assert artefacts(sight) == []


def test_one_way_sip(artefacts):
    """INVITE, ACK and BYE of the caller alone: the callee answered."""
    sight = Sight(Place("eth0"))
    call(sight, 14.0, lambda frame: None if is_from_caller(frame) else [])
    (severity, name, text), = artefacts(sight)
    assert (severity, name) == ("Note", ONE_WAY)
    assert "holds no SIP of 198.51.100.2:5060" in text


def test_responses_that_answer_what_was_before(artefacts):
    """The capture begins behind the INVITE; then it has responses alone."""
    sight = Sight(Place("eth0"))
    call(sight, 14.0, lambda frame: [] if is_from_caller(frame) else None)
    assert artefacts(sight) == []


def test_responses_long_after(artefacts):
    """That to a BYE 300 s later answers something that was sent since."""
    sight = Sight(Place("eth0"))
    call(sight, 300.0, lambda frame: [] if is_from_caller(frame) else None)
    (_, name, text), = artefacts(sight)
    assert name == ONE_WAY and "holds no SIP of 192.0.2.1" in text


# --- mirrored ----------------------------------------------------------


def test_mirrored(artefacts):
    """Each packet of one stream twice, of the other once."""
    sight = Sight(Place("eth0"))
    one = Way(sight, Flow(), 1, marks=[40], pt=8)
    Way(sight, Flow().back(), 2, marks=[40], pt=8).talk(0, 100)
    one.talk(0, 100)
    copied = [row for row in sight.rows if is_from_caller(row[2])]
    sight.rows += [(time_us + 30, place, frame)
                   for time_us, place, frame in copied]
    (severity, name, text), = artefacts(sight)
    assert (severity, name) == ("Note", MIRRORED)
    assert "1 of 2 RTP streams were captured twice (100 copies of 100" in text


def test_a_sender_that_repeats_is_no_mirror(artefacts):
    sight = Sight(Place("eth0"))
    Way(sight, marks=[40], pt=8).talk(0, 100, copies=lambda i: 2)
    assert artefacts(sight) == []


# --- nothing -----------------------------------------------------------


def test_a_plain_call(tshark, artefacts, tmp_path):
    sight = Sight(Place("eth0"))
    call(sight, 14.0)
    there, back = both_ways(sight)
    there.talk(1.2, N_PACKETS).reports(13, reporter=back.ssrc)
    back.talk(1.2, N_PACKETS).reports(13, reporter=there.ssrc)
    assert artefacts(sight) == []
    path = tshark.readable(sight.write(tmp_path / "plain.pcapng"))
    assert reported(tshark, path) == []
