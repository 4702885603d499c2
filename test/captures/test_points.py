# SPDX-License-Identifier: GPL-2.0-or-later
"""One call seen at several places: loss and remarking are located, whatever the
clocks of the places say."""

import shutil
import subprocess

import pytest

from making.points import Place, Sight, Way, both_ways, call
from test_artefacts import DROPS
from told import SKEWS_S, Told, tell, two   # noqa: F401

LOSS, REMARKED = "lync.points.loss", "lync.points.remarked"
N_PACKETS = 600         # 12 s


# --- loss --------------------------------------------------------------


@pytest.mark.parametrize("skew_s", SKEWS_S)
def test_loss_between(tell, skew_s):
    """Of 600, 6 are lost before the two (17, 117, ...), 60 between (3, 13,
    ...), 6 behind (58, ...): 60 / 600 is 10 %."""
    def lost(i):
        if i % 100 in (17, 58):
            return 0 if i % 100 == 17 else 2
        return 1 if i % 10 == 3 else None
    sight = two(skew_s)
    call(sight, 14.0)
    Way(sight).talk(1.2, N_PACKETS, lost)
    told = tell(sight)
    (severity, name, text), = [row for row in told.end if row[1] == LOSS]
    assert severity == "Warn"
    assert ("60 of 600 packets (10.0 %) passed interface 0 (branch) and "
            "never came to interface 1 (core), ") in text
    assert "unless the capture at interface 1 (core) dropped them; 6 more " \
        "came to neither" in text
    assert "192.0.2.1:20000 to 198.51.100.2:30000" in text
    assert told.names() == [LOSS]
    assert told.points() == [
        ("interface 0 (branch)", 594, 600, 6, "46", "64"),
        ("interface 1 (core)", 534, 600, 66, "46", "63")]


@pytest.mark.parametrize("skew_s", [0.0, 3.0, -3.0])
def test_the_way_back_is_the_other_way_round(tell, skew_s):
    """The callee's packets pass the core first."""
    sight = two(skew_s)
    call(sight, 14.0)
    there, back = both_ways(sight)
    there.talk(1.2, N_PACKETS)
    back.talk(1.2, N_PACKETS, lambda i: 1 if i % 20 == 5 else None)
    (severity, name, text), = tell(sight).end
    assert (severity, name) == ("Warn", LOSS)
    assert "30 of 600 packets (5.0 %) passed interface 1 (core) and never " \
        "came to interface 0 (branch)" in text


@pytest.mark.parametrize("n_lost, severity", [(2, None), (3, "Note"),
                                              (9, "Note"), (10, "Warn")])
def test_how_much_is_told(tell, n_lost, severity):
    sight = two()
    call(sight, 14.0)
    Way(sight).talk(1.2, N_PACKETS,
                    lambda i: 1 if 100 <= i < 100 + n_lost else None)
    assert [row[0] for row in tell(sight).end] == ([severity] if severity
                                                   else [])


def test_loss_before_and_behind_is_not_between(tell):
    sight = two()
    call(sight, 14.0)
    Way(sight).talk(1.2, N_PACKETS,
                    lambda i: {3: 0, 6: 2}.get(i % 10))
    assert tell(sight).end == []


def test_captures_that_begin_and_end_apart(tell):
    """The core begins 4 s later and ends 2 s earlier; what is lost before
    and after counts for neither. 3.2 s of 200 packets of 600 apart; 10 of
    300 are lost in the middle."""
    sight = two(3.0)
    call(sight, 14.0)

    def unseen(i):
        return (1,) if not 200 <= i < 500 else ()
    Way(sight).talk(1.2, N_PACKETS, lambda i: 1 if 300 <= i < 310 else None,
                    unseen)
    (severity, name, text), = tell(sight).end
    assert (severity, name) == ("Warn", LOSS)
    assert "10 of 300 packets (3.3 %)" in text


def test_the_order_is_not_told_by_one_ttl(tell):
    """A switch between them."""
    sight = two()
    call(sight, 14.0)
    Way(sight, ttls=[64, 64]).talk(1.2, N_PACKETS,
                                   lambda i: 1 if i % 20 == 5 else None)
    (_, name, text), = tell(sight).end
    assert name == LOSS
    assert "30 of 600" in text and "is not told" in text


def lacks(place):
    """For Way.talk(): twenty packets that the capture at PLACE lacks."""
    return lambda i: (place,) if 200 <= i < 220 else ()


@pytest.mark.parametrize("skew_s", [0.0, 3.0])
def test_what_the_capture_dropped_is_not_lost(tell, skew_s):
    """The core's capture lacks 20 that the receiver has. Reports are compared
    with what the same place saw."""
    sight = two(skew_s)
    call(sight, 14.0)
    Way(sight).talk(1.2, N_PACKETS, unseen=lacks(1)).reports(14)
    (severity, name, text), = tell(sight).end
    assert (severity, name) == ("Note", DROPS)
    assert "the capture at interface 1 (core) lacks 20 packets" in text


def lacks_late(i):
    """For Way.talk(): what lacks(1) says, and twenty at 12.6 s, after the
    last report."""
    return (1,) if 200 <= i < 220 or 570 <= i < 590 else ()


@pytest.mark.parametrize("skew_s", [0.0, 3.0])
def test_what_no_report_tells_is_unknown(tell, skew_s):
    """The core's capture drops packets, and has dropped 20 more than the
    reports tell of: nothing is lost."""
    sight = two(skew_s)
    call(sight, 14.0)
    Way(sight).talk(1.2, N_PACKETS, unseen=lacks_late).reports(13)
    (severity, name, _), = tell(sight).end
    assert (severity, name) == ("Note", DROPS)


def test_loss_beside_what_no_report_tells(tell):
    """63 lost, 7.2 to 8.4 s. The reports at 2 and 10 s, the first and the
    last but one, have packets 39 and 439 for the highest: 400 are told of."""
    sight = two()
    call(sight, 14.0)
    Way(sight).talk(1.2, N_PACKETS, lambda i: 1 if 300 <= i < 363 else None,
                    lacks_late).reports(13)
    drops, (severity, name, text) = sorted(tell(sight).end,
                                           key=lambda row: row[1])
    assert drops[:2] == ("Note", DROPS)
    assert (severity, name) == ("Warn", LOSS)
    assert "63 of 400 packets (15.8 %) passed interface 0 (branch)" in text
    assert "(20 others it may have dropped: no receiver report tells)" in text


def test_what_comes_by_behind_was_dropped_by_the_capture(tell):
    sight = two()
    call(sight, 14.0)
    Way(sight).talk(1.2, N_PACKETS, unseen=lacks(0))
    (severity, name, text), = tell(sight).end
    assert (severity, name) == ("Note", DROPS)
    assert ("interface 0 (branch) lacks 20 of 600 packets that came to "
            "interface 1 (core) behind it") in text


@pytest.mark.parametrize("share", ["each second", "halves", "there and back"])
def test_two_ways_side_by_side(tell, share):
    """Load balanced, or moved from one to the other: nothing is lost."""
    def unseen(i):
        if share == "each second":
            return (i % 2,)
        if share == "halves":
            return (1,) if i < 300 else (0,)
        return (0,) if 200 <= i < 400 else (1,)
    sight = two()
    call(sight, 14.0)
    Way(sight, ttls=[64, 64]).talk(1.2, N_PACKETS, unseen=unseen)
    told = tell(sight)
    assert told.end == [] and not told.worse_than_note()


def test_three_places(tell):
    """Lost between the second and the third, merged in another order."""
    sight = Sight(Place("c", -1.0), Place("a", 2.0), Place("b"))
    call(sight, 14.0)
    Way(sight, order=[1, 2, 0]).talk(1.2, N_PACKETS,
                                     lambda i: 2 if i % 20 == 5 else None)
    told = tell(sight)
    (_, name, text), = told.end
    assert name == LOSS
    assert "passed interface 2 (b) and never came to interface 0 (c)" in text
    assert [row[0] for row in told.points()] == [
        "interface 1 (a)", "interface 2 (b)", "interface 0 (c)"]


def test_what_the_sender_repeats_and_drops(tell):
    """300 of 600 packets twice under their IPv4 ID, 5 ms apart, and at the
    sender alone: one finding names the sender, none speaks of the network."""
    sight = two()
    call(sight, 14.0)
    way = Way(sight)
    for i in range(N_PACKETS):
        way.send(1.2 + i * 0.02, i, unseen=(1,) if i % 2 else ())
    for time_us, place, frame in list(sight.rows):
        # An RTP packet with an odd sequence number.
        if len(frame) == 214 and place == 0 and frame[45] % 2:
            sight.rows.append((time_us + 5000, place, frame))
    told = tell(sight)
    (severity, name, text), = told.end
    assert (severity, name) == ("Warn", "lync.dup_burst.missing")
    assert text.startswith(
        "299 of 300 sequence numbers repeated at interface 0 never arrived at "
        "interface 1 (0 arrived): ")
    assert "Origin sender" in text and "969695" not in text
    (burst,) = [row for row in told.frames if row.name == "lync.dup_burst"]
    assert "origin unknown" in burst.text and "loop" not in burst.text


# --- remarking ---------------------------------------------------------


@pytest.mark.parametrize("skew_s", [0.0, 3.0, -3.0])
def test_the_marking_is_lost(tell, skew_s):
    sight = two(skew_s)
    call(sight, 14.0)
    Way(sight, marks=[46, 0]).talk(1.2, N_PACKETS)
    told = tell(sight)
    (severity, name, text), = told.end
    assert (severity, name) == ("Warn", REMARKED)
    assert ("at least 600 packets have DSCP 46 at interface 0 (branch) and "
            "DSCP 0 at interface 1 (core), ") in text
    assert [row[4] for row in told.points()] == ["46", "0"]
    # One place does not change its code point because there is another.
    assert not any(row.name == "lync.dscp.changed" for row in told.frames)


def test_what_the_first_place_lacks_has_no_other_mark(tell):
    """20 packets that only the core has: its code point is no change."""
    sight = two()
    call(sight, 14.0)
    Way(sight, marks=[46, 0]).talk(
        1.2, N_PACKETS, unseen=lacks(0))
    told = tell(sight)
    assert told.frames == [] and REMARKED in told.names()


@pytest.mark.parametrize("marks, ttls", [([0, 46], [64, 63]),
                                         ([46, 34], [64, 63]),
                                         ([46, 0], [64, 64])])
def test_remarked_otherwise(tell, marks, ttls):
    """Marked by the network; remarked to another class; or in unknown
    order."""
    sight = two()
    call(sight, 14.0)
    Way(sight, marks=marks, ttls=ttls).talk(1.2, N_PACKETS)
    (severity, name, _), = tell(sight).end
    assert (severity, name) == ("Note", REMARKED)


def test_a_sender_that_marks_late_is_not_remarked(tell):
    """0 and then 46 at both, the core captures the second half alone."""
    sight = two()
    call(sight, 14.0)
    way = Way(sight)
    for i in range(N_PACKETS):
        way.marks = [0, 0] if i < 250 else [46, 46]
        way.send(1.2 + i * 0.02, i, unseen=(1,) if i < 300 else ())
    assert tell(sight).end == []


def test_a_late_marking_that_is_lost(tell):
    """The first 5 packets at 0, then 46; all 0 behind the router."""
    sight = two()
    call(sight, 14.0)
    way = Way(sight)
    for i in range(N_PACKETS):
        way.marks = [0 if i < 5 else 46, 0]
        way.send(1.2 + i * 0.02, i)
    (severity, name, text), = tell(sight).end
    assert (severity, name) == ("Warn", REMARKED)
    assert "at least 595 packets have DSCP 46" in text


@pytest.mark.parametrize("n_packets, told", [(9, False), (10, True)])
def test_how_many_remarked(tell, n_packets, told):
    """Some of the packets, in the middle."""
    sight = two()
    call(sight, 14.0)
    way = Way(sight)
    for i in range(N_PACKETS):
        way.marks = [46, 0 if 300 <= i < 300 + n_packets else 46]
        way.send(1.2 + i * 0.02, i)
    assert tell(sight).names() == ([REMARKED] if told else [])


def test_merged_by_mergecap(tshark, tell, tmp_path):
    """As docs/points.md says."""
    program = shutil.which("mergecap")
    if program is None:
        pytest.skip("no mergecap")
    sight = two(3.0)
    call(sight, 14.0)
    Way(sight, marks=[46, 0]).talk(1.2, N_PACKETS,
                                   lambda i: 1 if i % 20 == 5 else None)
    files = [sight.write_pcap(tmp_path / name, number) for number, name in
             enumerate(("branch.pcap", "core.pcap"))]
    merged = tmp_path / "merged.pcapng"
    subprocess.run([program, "-I", "none", "-w", merged] + files, check=True)
    told = Told(tshark, tshark.readable(merged))
    assert sorted(told.names()) == [LOSS, REMARKED]
    assert "passed interface 0 and never came to interface 1" in [
        text for _, name, text in told.end if name == LOSS][0]
