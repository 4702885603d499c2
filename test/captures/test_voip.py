# SPDX-License-Identifier: GPL-2.0-or-later
"""Telephony > VoIP Calls: the calls without signalling, which Wireshark fills
from the tap "voip"."""

import pathlib

import pytest

from making import call_scenes_setup
from making.call_scenes import Scene
from sharkd import ask_sharkd

HERE = pathlib.Path(__file__).resolve().parent
AUDIO_AND_VIDEO = HERE / "recorded" / "gst-audio-video.pcap"
BURST = HERE / "recorded" / "dup-network-nft-burst.pcap"
LISTENER = """
local listener, frames = Listener.new("voip"), {}
function listener.packet(pinfo) frames[#frames + 1] = pinfo.number end
function listener.draw() print(table.concat(frames, " ")) end
"""


@pytest.fixture(scope="module")
def queued(tshark):
    """queued(path, options): the frames with an entry, once for each."""
    about = " ".join(tshark.start(["--version"], None).stdout.split())
    if "with Lua" not in about and "+Lua" not in about:     # until 4.4, 4.6
        pytest.skip("tshark has no Lua")
    script = tshark.folder / "voip.lua"
    script.write_text(LISTENER)
    script.chmod(0o644)

    def ask(path, options=("-2",)):
        done = tshark.start(["-q", "-r", tshark.readable(path), "-X",
                             "lua_script:%s" % script, *options])
        assert (done.returncode, done.stderr) == (0, "")
        return [int(frame) for frame in done.stdout.split()]
    return ask


def shown(tshark, path, field, display_filter):
    done = tshark.start(["-2", "-r", tshark.readable(path), "-T", "fields",
                         "-e", field, "-Y", display_filter])
    return [int(line) for line in done.stdout.split()]


def test_each_stream_joins_by_its_setup_frame(tshark, queued):
    """And the last packet of RTP is the call's end."""
    setups = sorted(set(shown(tshark, AUDIO_AND_VIDEO, "rtp.setup-frame",
                              "rtp")))
    assert len(setups) == 2
    last = shown(tshark, AUDIO_AND_VIDEO, "frame.number", "rtp")[-1]
    assert queued(AUDIO_AND_VIDEO) == setups + [last]


def test_in_one_pass_no_end_is_known(queued):
    assert queued(AUDIO_AND_VIDEO, ()) == queued(AUDIO_AND_VIDEO)[:-1]


def test_findings_stand_between(tshark, queued):
    found = shown(tshark, BURST, "frame.number", "lync.finding")
    assert len(found) == 1 and queued(BURST)[1:-1] == found


@pytest.mark.parametrize("path", [
    "recorded/sipp-asterisk-missed-refresh.pcap",   # marked media, and SIP
    "recorded/asterisk-session-timer-dscp40.pcap",
    "stacks/baresip-coturn.pcap",
    "stacks/noack-asterisk-pair.pcap",
])
def test_calls_with_sip_are_wiresharks(queued, path):
    assert queued(HERE / path) == []


def test_signalling_without_sdp_is_signalling(queued, tmp_path):
    """Its media is known by its mark, and joins the call of that SIP."""
    scene = Scene("unannounced")
    call_scenes_setup.no_sdp_at_all(scene)
    scene.calls[0].talk(3.1, 39)
    path = scene.write(tmp_path)
    marked = ("-o", "lync.dscp_audio:0")
    assert len(queued(path, marked)) == 2       # as yet two legs
    assert queued(path, ("-2", *marked)) == []


def test_the_list(tshark):
    """As sharkd prints it: from 4.2 on."""
    if tshark.version < (4, 2):
        pytest.skip("sharkd has no list of calls")
    answers = ask_sharkd(tshark, tshark.readable(AUDIO_AND_VIDEO), [
        ("tap", {"tap0": "voip-calls"}), ("tap", {"tap0": "voip-convs:0"})])
    if answers is None:
        pytest.skip("no sharkd")
    call, = answers[0]["taps"][0]["calls"]
    assert (call["from"], call["to"], call["protocol"], call["comment"]) == (
        "10.99.0.1:6000", "10.99.0.2:5000", "RTP",
        "lync.call == 0, capture-ended")
    assert [row["label"] for row in answers[1]["taps"][0]["convs"]] == [
        "RTP (x-msrta)", "RTP (x-rtvc1)", "capture-ended"]
