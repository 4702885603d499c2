# SPDX-License-Identifier: GPL-2.0-or-later
"""Comfort noise before a silence is told, with and without RTCP; and advice
about trunks goes to trunks alone."""

import re

import pytest

from findings import ABSENT, reported
from making.mutes import PEERS, both_muted, multicast

TIMEOUT, MUTE = "lync.media_timeout", "lync.comfort_noise_silence"
ABOUT_TRUNKS = re.compile("trunk|RTCPActiveCalls|RTCPCallsOnHold|"
                          "EnableSessionTimer|Gateway", re.IGNORECASE)


@pytest.fixture
def read(tshark, tmp_path):
    """read(capture): where tshark can read it."""
    def put(capture):
        capture.write(tmp_path)
        return tshark.readable(tmp_path / (capture.name + ".pcap"))
    return put


def found(tshark, path):
    """The findings, the same in both passes."""
    rows = reported(tshark, path)
    assert reported(tshark, path, ["-2"]) == rows
    return rows


def everything(tshark, path):
    """All reports as text."""
    arguments = ["-n", "-r", path, "-q"]
    for report in ("calls", "findings", "trunks"):
        arguments += ["-z", "lync," + report]
    return tshark.start(arguments).stdout


@pytest.mark.parametrize("name", PEERS)
def test_a_mute_with_rtcp(tshark, read, name):
    agent, uri = PEERS[name]
    rows = found(tshark, read(both_muted(name, agent, True, uri)))
    assert [(row.severity, row.name) for row in rows] == [("Chat", MUTE)] * 2
    assert all("comfort noise" in row.text for row in rows)


@pytest.mark.parametrize("name", PEERS)
def test_a_mute_without_rtcp(tshark, read, name):
    """To a conference nobody hangs up for that."""
    agent, uri = PEERS[name]
    rows = found(tshark, read(both_muted(name, agent, False, uri)))
    severity = "Warn" if name == "trunk" else "Note"
    assert [(row.severity, row.name) for row in rows] == [
        (severity, TIMEOUT)] * 2
    assert all("one comfort noise packet" in row.text for row in rows)


@pytest.mark.parametrize("rtcp", [True, False])
@pytest.mark.parametrize("name", PEERS)
def test_advice_about_trunks(tshark, read, name, rtcp):
    agent, uri = PEERS[name]
    told = everything(tshark, read(both_muted(name, agent, rtcp, uri)))
    if name == "trunk":
        assert "Trunks: 1" in told and ABOUT_TRUNKS.search(told)
    else:
        assert "Trunks: 0" in told
        assert not ABOUT_TRUNKS.search(told.replace("Trunks: 0", ""))


def test_multicast(tshark, read):
    path = read(multicast("mute-iptv"))
    (row,) = found(tshark, path)
    assert row.name == ABSENT
    assert "multicast" in row.text
    assert not ABOUT_TRUNKS.search(everything(tshark, path).replace(
        "Trunks: 0", ""))
