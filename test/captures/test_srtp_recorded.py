# SPDX-License-Identifier: GPL-2.0-or-later
"""Recorded calls with SRTP: what was opened is what the programs sent.

srtp/NAME.json says how many packets each side sent, and the SHA-256 of the
sound in them; it was written by stacks/record/srtp_calls.py, which gave the
programs that sound.
"""

import base64
import hashlib
import json
import pathlib
import random
import struct

import pytest

import degrade
from capture import Capture
from sharkd import ask_sharkd
from tshark import LYNC, STOCK

FOLDER = pathlib.Path(__file__).resolve().parent / "srtp"
NAMES = ["baresip-srtp-pcmu", "baresip-srtp-tls", "gst-srtp-g722",
         "gst-srtp-gcm", "gst-srtp-pcmu"]
ON = "lync.srtp:TRUE"
YES = ("1", "True")     # of Wireshark 4.0, and of later ones
FIELDS = ("ip.src", "rtp.payload", "lync.srtp.opened", "rtcp.pt",
          "srtp.auth_tag", "rtp.seq")
UDP_PAYLOAD = 14 + 20 + 8       # Ethernet, IPv4, UDP
RTP_HEADER = 12


@pytest.fixture(scope="module")
def call(tshark):
    """call(name): the capture, and the preferences it needs."""
    def make(name):
        capture = Capture(tshark, FOLDER / (name + ".pcap"))
        preferences = [ON]
        keys = FOLDER / (name + ".keys")
        if keys.exists():
            preferences.append("tls.keylog_file:%s" % tshark.readable(keys))
        return capture, preferences
    return make


def as_options(preferences):
    return [word for name in preferences for word in ("-o", name)]


def as_file(preferences):
    return "".join(name.replace(":", ": ", 1) + "\n" for name in preferences)


def sent(name):
    return json.loads((FOLDER / (name + ".json")).read_text())["sent"]


def test_every_recording_is_tested():
    assert sorted(path.stem for path in FOLDER.glob("*.pcap")) == NAMES


@pytest.mark.parametrize("mode", ["one-pass", "two-pass"])
@pytest.mark.parametrize("name", NAMES)
def test_the_sound_is_what_was_sent(call, name, mode):
    capture, preferences = call(name)
    rows = capture.fields("rtp", FIELDS, mode,
                          options=as_options(preferences)).rows.values()
    assert not [row for row in rows if row["srtp.auth_tag"]]
    for address, said in sent(name).items():
        mine = [row for row in rows if row["ip.src"] == address]
        sound = b"".join(bytes.fromhex(row["rtp.payload"]) for row in mine)
        assert [row["lync.srtp.opened"] in YES for row in mine] == (
            [True] * said["packets"])
        assert len(sound) == said["octets"]
        assert hashlib.sha256(sound).hexdigest() == said["sha256"]


@pytest.mark.parametrize("name", [n for n in NAMES if n.startswith("gst")])
def test_rtcp_is_opened(call, name):
    """GStreamer sends SR and SDES."""
    capture, preferences = call(name)
    rows = capture.fields("rtcp", FIELDS,
                          options=as_options(preferences)).rows.values()
    assert {row["ip.src"] for row in rows} == set(sent(name))
    assert {(row["rtcp.pt"], row["lync.srtp.opened"] in YES)
            for row in rows} == {("200;202", True)}


def test_rtcp_that_is_not_sealed_stays(call):
    """baresip sends RTCP in clear before it has the other side's key (frames 3
    and 7) and when it has dropped the keys (BYE). Frame 4 is sealed by a key
    that only frame 5, the 200, carries. Frame 8 can be opened."""
    capture, preferences = call("baresip-srtp-pcmu")
    rows = capture.fields("rtcp or srtcp", FIELDS,
                          options=as_options(preferences)).rows
    assert sorted(rows) == [3, 4, 7, 8, 317, 318]
    assert [n for n, row in rows.items()
            if row["lync.srtp.opened"] in YES] == [8]


@pytest.mark.parametrize("name", NAMES)
def test_without_the_preference_it_stays_sealed(call, name):
    capture, _ = call(name)
    rows = capture.fields("rtp", FIELDS).rows
    assert len(rows) == (0 if name == "baresip-srtp-tls" else sum(
        said["packets"] for said in sent(name).values()))
    assert not any(row["lync.srtp.opened"] for row in rows.values())


def in_clear(tshark, capture, rows, folder):
    """The same call as if it had been sent in clear: payload in place of
    ciphertext, and SDP without a word of encryption."""
    frames = []
    header, source = degrade.read(capture.path)
    for number, frame in enumerate(source, start=1):
        data = frame.data.replace(b"RTP/SAVP", b"RTP/AVP ").replace(
            b"a=crypto:", b"a=nothing")
        if number in rows:
            data = seal_off(data, bytes.fromhex(rows[number]["rtp.payload"]))
        frames.append(frame._replace(data=data, length_bytes=len(data)))
    path = folder / ("clear-" + capture.path.name)
    degrade.write(path, header, frames)
    return Capture(tshark, path)


def seal_off(data, payload):
    """The frame with payload, and lengths that fit; no UDP checksum."""
    data = data[:UDP_PAYLOAD + RTP_HEADER] + payload
    return b"".join((data[:16], struct.pack("!H", len(data) - 14), data[18:38],
                     struct.pack("!HH", len(data) - 34, 0), data[42:]))


def audio(tshark, capture, preferences, which):
    """The audio of each stream, as the player and its export decode it."""
    answers = ask_sharkd(tshark, capture.path, [
        ("tap", {"tap0": "rtp-streams"})], as_file(preferences), which)
    if answers is None:
        pytest.skip("no sharkd")
    streams = answers[0]["taps"][0]["streams"]
    answers = ask_sharkd(tshark, capture.path, [("download", {
        "token": "rtp:%s_%d_%s_%d_0x%x" % (
            stream["saddr"], stream["sport"], stream["daddr"],
            stream["dport"], int(str(stream["ssrc"]), 0))})
        for stream in streams], as_file(preferences), which)
    return {stream["saddr"]: base64.b64decode(answer["data"])[44:]
            for stream, answer in zip(streams, answers)}


@pytest.mark.parametrize("name", ["gst-srtp-pcmu", "gst-srtp-g722",
                                  "baresip-srtp-pcmu"])
def test_the_exported_audio_is_that_of_the_call_in_clear(
        call, tshark, tmp_path, name):
    """Stock Wireshark decodes the same call in clear to the same samples."""
    capture, preferences = call(name)
    rows = capture.fields("rtp", FIELDS, options=as_options(preferences)).rows
    clear = in_clear(tshark, capture, rows, tmp_path)
    heard = audio(tshark, capture, preferences, LYNC)
    assert heard == audio(tshark, clear, [], STOCK)
    assert set(heard) == set(sent(name))
    for address, samples in heard.items():
        assert loud_part(samples) > 2 * 8000 * 2
        if name.endswith("pcmu"):
            payload = b"".join(bytes.fromhex(row["rtp.payload"])
                               for row in rows.values()
                               if row["ip.src"] == address)
            assert b"".join(map(linear, payload)) in samples


def loud_part(samples):
    """How many octets of it are not silence."""
    return sum(2 for at in range(0, len(samples) - 1, 2)
               if samples[at:at + 2] != b"\0\0")


def linear(octet):
    """One sample of u-law (ITU-T G.711) in 16 bits."""
    octet ^= 0xff
    size = (((octet & 15) << 3) + 0x84 << (octet >> 4 & 7)) - 0x84
    return struct.pack("<h", -size if octet & 0x80 else size)


def test_frames_in_any_order(call, tshark):
    """As clicking backwards, and here and there, does."""
    capture, preferences = call("gst-srtp-pcmu")
    rows = capture.fields("rtp", FIELDS, options=as_options(preferences)).rows
    order = sorted(rows)[:-40:-1] + random.Random(4).sample(sorted(rows), 40)
    answers = ask_sharkd(tshark, capture.path, [
        ("frame", {"frame": number, "bytes": True}) for number in order],
        as_file(preferences))
    if answers is None:
        pytest.skip("no sharkd")
    for number, answer in zip(order, answers):
        source, = answer["ds"]
        assert source["name"].startswith("Decrypted RTP")
        octets = base64.b64decode(source["bytes"])
        assert octets[RTP_HEADER:].hex() == rows[number]["rtp.payload"]
