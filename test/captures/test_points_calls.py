# SPDX-License-Identifier: GPL-2.0-or-later
"""A call that is seen at several places stays one call, whatever the clocks of
the places say."""

import pytest

from making.points import Place, Sight, Way, both_ways, call, goodbye
from told import SKEWS_S, tell, two     # noqa: F401

THIN_S = 0.1            # between packets of a long talk


def clean(skew_s, end_s=60.0, **more):
    sight = two(skew_s)
    call(sight, end_s, **more)
    there, back = both_ways(sight)
    n_packets = int((end_s - 1.5) / THIN_S)
    for way, other in ((there, back), (back, there)):
        way.talk(1.2, n_packets, step_s=THIN_S).reports(
            end_s - 1, reporter=other.ssrc)
    return sight


@pytest.mark.parametrize("skew_s", SKEWS_S)
def test_a_clean_call(tshark, tell, skew_s):
    told = tell(clean(skew_s))
    assert told.end == [] and told.frames == []
    rows = tshark.start(["-n", "-r", told.path, "-Y", "sip", "-T", "fields",
                         "-e", "lync.call", "-e", "frame.interface_id"]
                        ).stdout.split("\n")[:-1]
    # INVITE, 200, ACK, BYE, 200: five at each place, all of one call.
    assert sorted(rows) == ["0\t0"] * 5 + ["0\t1"] * 5
    repeats = tshark.start(["-n", "-r", told.path, "-Y", "lync.duplicate"])
    assert repeats.stdout == ""


@pytest.mark.parametrize("skew_s", [3.0, -3.0])
def test_silence_is_measured_at_one_place(tell, skew_s):
    """The callee is silent for 28 s when the caller hangs up: no timeout,
    although the other place shows the BYE 32 s later."""
    sight = two(skew_s)
    call(sight, 60.0)
    there, back = both_ways(sight)
    there.talk(1.2, 580, step_s=THIN_S).reports(31, reporter=back.ssrc)
    back.talk(1.2, 306, step_s=THIN_S).reports(     # to 31.7 s
        59, reporter=there.ssrc)
    told = tell(sight)
    assert not told.worse_than_note(), told.frames


def test_rtcp_is_missed_from_when_one_place_saw_it_last(tell):
    """The caller's RTCP stops at 9.2 s, its RTP goes on to 41.2 s: that is
    more than 30 s at 39.3 s, whatever comes at 12.2 s at the other place."""
    sight = two(3.0)
    call(sight, 60.0)
    there, back = both_ways(sight)
    there.talk(1.2, 401, step_s=THIN_S)
    back.talk(1.2, 401, step_s=THIN_S).reports(10, first_s=1.2,
                                               reporter=there.ssrc)
    there.reports(59, reporter=back.ssrc)
    row, = tell(sight).frames
    assert row.name == "lync.rtcp_absent" and "none for 30.1 s" in row.text


def test_rtp_behind_a_goodbye_of_the_other_place(tell):
    """The caller's source says BYE at 11.2 s; the core shows its RTP until
    14.1 s."""
    sight = two(3.0)
    call(sight, 20.0)
    way = Way(sight).talk(1.2, 500)
    sight.see(11.2, sight.frame(way.flow.next_port(), goodbye(way.ssrc)))
    assert tell(sight).frames == []


@pytest.mark.parametrize("skew_s", [3.0, -3.0, 45.0, 200.0])
def test_a_refresh_is_one_refresh(tell, skew_s):
    """A session of 90 s, refreshed at 45 and 90 s, ended at 100 s."""
    told = tell(clean(skew_s, 100.0, refreshes=(45.0, 90.0)))
    assert told.frames == [] and told.end == []


def test_a_refresh_that_fails_to_come_is_told_once(tell):
    """The BYE 60 s after the 2xx, of the side that had to be refreshed."""
    sight = two(3.0)
    call(sight, 61.0, by=1, refreshes=())
    told = tell(sight)
    assert [row.name for row in told.frames] == [
        "lync.session.bye_no_refresh"]


def test_an_answer_at_five_places(tell):
    """Five times the 2xx before the last ACK; nobody repeated it."""
    sight = Sight(*(Place("p%d" % i, 1.5 * i) for i in range(5)))
    call(sight, 33.0, by=1)
    there, back = both_ways(sight)
    for way, other in ((there, back), (back, there)):
        way.talk(1.2, 300, step_s=THIN_S).reports(32, reporter=other.ssrc)
    told = tell(sight)
    assert told.frames == [] and told.end == []
