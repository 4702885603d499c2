# SPDX-License-Identifier: GPL-2.0-or-later
"""Every packet that Wireshark saw counts, also one that a dissector gave up:
12 octets of RTP, 8 of RTCP are enough."""

import functools
import re

import pytest

from capture import Capture, PROTOCOLS, WRONG_FIELDS
from findings import reported
from making.given_up import N_PACKETS, scenes
from test_artefacts import at_end
from test_cases import first_cells

NAMES = sorted(scenes())
# Without SIP, a stream whose first packet does not speak for itself is known
# from its second on.
UNKNOWN_MAX = 1


@pytest.fixture(scope="session")
def cut(tshark, tmp_path_factory):
    """cut(name): the capture, made on first use."""
    folder = tmp_path_factory.mktemp("given-up")

    def make(name):
        scenes()[name]().write(folder)
        return Capture(tshark, folder / (name + ".pcap"))
    return functools.cache(make)


def streams(tshark, path, options=()):
    """(packets, lost) of each stream."""
    done = tshark.start(["-n", "-r", path, "-q", "-z", "lync,streams"] +
                        list(options))
    rows = [re.split(r"\s{2,}", line.strip())
            for line in done.stdout.splitlines() if "0x" in line]
    return [(int(row[5]), int(row[7])) for row in rows]


def test_every_scene_has_a_row():
    assert sorted(first_cells("Given up")) == NAMES


@pytest.mark.parametrize("options", [[], ["-2"]])
@pytest.mark.parametrize("name", NAMES)
def test_packets_are_counted(tshark, cut, name, options):
    rows = streams(tshark, cut(name).path, options)
    assert len(rows) == 2
    for n_packets, n_lost in rows:
        assert n_lost == 0
        assert N_PACKETS - UNKNOWN_MAX <= n_packets <= N_PACKETS
        if "call" in name:
            assert n_packets == N_PACKETS


@pytest.mark.parametrize("options", [[], ["-2"]])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found(tshark, cut, name, options):
    path = cut(name).path
    assert reported(tshark, path, options) == []
    assert at_end(tshark, path, options) == []


@pytest.mark.parametrize("name", NAMES)
def test_both_passes_show_the_same(cut, name):
    fields = ["lync.stream", "lync.media", "lync.call"]
    one, two = (cut(name).fields(None, fields, mode).rows
                for mode in ("one-pass", "two-pass"))
    assert one == two


@pytest.mark.parametrize("name", [name for name in NAMES
                                  if not re.search(r"marked|red-|extension",
                                                   name)])
def test_the_exception_goes_on(cut, name):
    """What is declared by SDP is shown as by stock, to the error."""
    rows, stock = cut(name).frames().rows, cut(name).stock().rows
    assert [[row[field] for field in [PROTOCOLS] + WRONG_FIELDS[:2]]
            for row in rows.values()] == [
                [row[field] for field in [PROTOCOLS] + WRONG_FIELDS[:2]]
                for row in stock.values()]
