# SPDX-License-Identifier: GPL-2.0-or-later
"""degrade.py makes a capture worse as it says, and in no other way."""

import pathlib
import subprocess
import sys

import pytest

import degrade
from degrade import NS_PER_S, Frame

# 100 frames, one each 100 ms; two hosts in turn, 10.0.0.1 sends the first.
ETHERNET_IPV4 = bytes(12) + b"\x08\x00"
HOSTS = (b"\x0a\x00\x00\x01", b"\x0a\x00\x00\x02")
FRAMES = [Frame(5 * NS_PER_S + number * NS_PER_S // 10, 60,
                ETHERNET_IPV4 + bytes(12) + HOSTS[number % 2] +
                bytes([number]) * 30)
          for number in range(100)]
# Little endian, microseconds, version 2.4, snaplen 65535, Ethernet.
HEADER = (b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00" + bytes(8) +
          b"\xff\xff\x00\x00\x01\x00\x00\x00")


def numbers(frames):
    """The frames' numbers in FRAMES, which their last byte holds."""
    return [frame.data[-1] for frame in frames]


def test_lose_depends_on_the_seed_alone():
    one, again, other = (degrade.lose(FRAMES, 0.25, seed)
                         for seed in (1, 1, 2))
    assert one == again != other
    assert 50 < len(one) < 100
    assert numbers(one) == sorted(numbers(one))
    assert degrade.lose(FRAMES, 0, 1) == FRAMES
    assert degrade.lose(FRAMES, 1, 1) == []


def test_hole_ends_where_it_says():
    """From 2 s to less than 5 s: frames 20 to 49."""
    assert numbers(degrade.hole(FRAMES, 2, 3)) == [
        *range(20), *range(50, 100)]


@pytest.mark.parametrize("by_s", (45, 86400, -45))
def test_step_shifts_what_comes_after(by_s):
    stepped = degrade.step(FRAMES, 3, by_s)
    assert stepped[:30] == FRAMES[:30]
    assert [frame.time_ns for frame in stepped[30:]] == [
        frame.time_ns + by_s * NS_PER_S for frame in FRAMES[30:]]
    assert numbers(stepped) == numbers(FRAMES)


def test_mid_begins_late():
    assert numbers(degrade.mid(FRAMES, 9.5)) == [*range(95, 100)]


def test_sides_are_told_by_the_sender():
    assert numbers(degrade.side(FRAMES, "first")) == [*range(0, 100, 2)]
    assert numbers(degrade.side(FRAMES, "other")) == [*range(1, 100, 2)]


def test_snap_keeps_the_length_on_the_wire():
    for frame in degrade.snap(FRAMES, 40):
        assert (len(frame.data), frame.length_bytes) == (40, 60)
    assert degrade.snap(FRAMES, 60) == FRAMES


def test_swap_moves_frames_by_one_place_and_no_times():
    swapped = degrade.swap(FRAMES, 0.3, 1)
    assert sorted(numbers(swapped)) == [*range(100)] != numbers(swapped)
    assert all(abs(number - place) <= 1
               for place, number in enumerate(numbers(swapped)))
    assert [frame.time_ns for frame in swapped] == [
        frame.time_ns for frame in FRAMES]
    assert numbers(degrade.swap(FRAMES[:4], 1, 1)) == [1, 0, 3, 2]


def test_a_file_that_is_not_made_worse_is_the_same(tmp_path):
    source, target = tmp_path / "in.pcap", tmp_path / "out.pcap"
    degrade.write(source, HEADER, FRAMES)
    assert len(source.read_bytes()) == 24 + 100 * (16 + 60)
    subprocess.run([sys.executable, degrade.__file__, source, target, "lose",
                    "0", "1"], check=True)
    assert target.read_bytes() == source.read_bytes()
    assert degrade.read(target) == (HEADER, FRAMES)


def test_what_is_no_pcap_is_refused(tmp_path):
    path = pathlib.Path(tmp_path / "cut.pcap")
    degrade.write(path, HEADER, FRAMES)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(degrade.NotPcap):
        degrade.read(path)
    path.write_bytes(b"\x0a\x0d\x0d\x0a" + bytes(40))
    with pytest.raises(degrade.NotPcap):
        degrade.read(path)
