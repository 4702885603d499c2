# SPDX-License-Identifier: GPL-2.0-or-later
"""A SIP call and its own media are one call, also when the capture cuts SIP
before its SDP, or begins in the middle of the call. The recordings' media is
marked, so that it is found without SDP."""

import pathlib

import pytest

import degrade
from reports import document

HERE = pathlib.Path(__file__).resolve().parent
RECORDINGS = ["recorded/asterisk-session-timer-dscp40.pcap",
              "recorded/baresip.pcap", "stacks/baresip-opus.pcap",
              "stacks/linphone-asterisk.pcap", "stacks/b2bua-baresip-pair.pcap"]
MARKED = ["-o", "lync.dscp_audio:40,46"]


@pytest.fixture
def worse(tshark, tmp_path):
    """worse(recording, way, argument): the report on what is left of it."""
    def get(recording, way, argument):
        header, frames = degrade.read(HERE / recording)
        path = tmp_path / ("one-call-%s-%s" % (way, pathlib.Path(
            recording).name))
        degrade.write(path, header, degrade.degrade(frames, way, argument))
        readable = tshark.readable(path)
        report = document(tshark, readable, MARKED)
        assert document(tshark, readable, MARKED + ["-2"]) == report
        return report
    return get


def assert_one_call(report):
    (call,) = report["calls"]
    assert call["call.verdict"] == "normal"
    assert call["streams"] == [row["stream"] for row in report["streams"]]
    assert len(call["streams"]) in (2, 4)


@pytest.mark.parametrize("recording", RECORDINGS)
def test_sip_cut(worse, recording):
    """400 octets of each frame: no SDP is whole."""
    assert_one_call(worse(recording, "snap", 400))


@pytest.mark.parametrize("recording", RECORDINGS[:-1])
def test_begun_late(worse, recording):
    """5 s after the INVITE: a BYE is what is left of the signalling."""
    assert_one_call(worse(recording, "mid", 5))
