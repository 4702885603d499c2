# SPDX-License-Identifier: GPL-2.0-or-later
"""What payloads in clear say, and that nothing is read out of encrypted
ones."""

import pathlib

import pytest

from making.capture import Capture
from making.signalling import MEDIA, call
from making.stream import Sender
from reports import document

HERE = pathlib.Path(__file__).resolve().parent
FIELDS = ["lync.red.primary", "lync.red.redundant", "lync.cn.level",
          "lync.rtvideo.first", "lync.rtvideo.i_frame", "lync.rtvideo.last",
          "lync.rtvideo.headers", "lync.rtvideo.super_p",
          "lync.rtvideo.cached"]
# [MS-RTPRAD] 4: F=1 PT 97, offset 320, 38 octets; F=0 PT 114.
RED = bytes.fromhex("e105002672") + bytes(76)
# [MS-RTVPF] 2.2.2: M=0 C=0 SP=1 L=0 O=1 I=1 S=0 F=1.
RTVIDEO = b"\x2d" + bytes(40)
VIDEO = "m=video %d RTP/AVP 121\r\n"
RTVC1 = "a=rtpmap:121 x-rtvc1/90000\r\n"
KEY = ("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
       "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n")
NOISE = "m=audio %d RTP/AVP 118\r\n"
CN = "a=rtpmap:118 CN/16000\r\n"


def shown(tshark, tmp_path, capture):
    """The fields of each RTP packet, and the streams."""
    path = tmp_path / "payloads.pcap"
    path.write_bytes(capture.pcap())
    path = tshark.readable(path)
    return fields(tshark, path), document(tshark, path)["streams"]


def fields(tshark, path):
    arguments = ["-n", "-r", path, "-Y", "rtp", "-T", "fields"]
    for field in FIELDS:
        arguments += ["-e", field]
    done = tshark.start(arguments)
    assert done.returncode == 0, done.stderr
    return [tuple(row.split("\t")) for row in done.stdout.splitlines()]


def row(**values):
    """What a packet shows: by the end of the field's name."""
    return tuple(values.get(field.split(".", 1)[1].replace(".", "_"), "")
                 for field in FIELDS)


def send(pt, payload, dscp=40, sdp=None, media=None):
    capture = Capture("payloads", "one stream")
    if sdp is not None:
        call(capture, sdp, media=media)
    Sender(capture, MEDIA, pt, dscp).send(4, payload)
    return capture


def test_red_names_its_blocks_and_the_codec_of_the_stream(tshark, tmp_path):
    rows, (stream,) = shown(tshark, tmp_path, send(97, RED))
    assert rows[-3:] == 3 * [row(red_primary="x-msrta", red_redundant="RED")]
    assert (stream["codec"], stream["payload_type"]) == ("x-msrta", 97)


@pytest.mark.parametrize("payload, level", [
    (b"\x28", "40"),            # RFC 3389 3.1: -40 dBov
    (b"\x28\x01\x02\x03", "40"),
    (b"\xa8", ""),              # a reserved bit
    (b"\x28" + bytes(10), ""),  # may be one octet and a tag of SRTP
])
def test_noise_without_signalling(tshark, tmp_path, payload, level):
    """By its length it is no SRTP: the stream begins with speech."""
    capture = Capture("noise", "speech, then noise")
    sender = Sender(capture, MEDIA, 114, 40).send(4)
    sender.pt = 118
    sender.send(2, payload)
    rows, _ = shown(tshark, tmp_path, capture)
    assert rows[-2:] == 2 * [row(cn_level=level)]


@pytest.mark.parametrize("sdp, clear", [(CN, True), (CN + KEY, False)])
def test_noise_by_sdp(tshark, tmp_path, sdp, clear):
    rows, _ = shown(tshark, tmp_path,
                    send(118, b"\x28" + bytes(10), 0, sdp, NOISE))
    assert rows == 4 * [row(cn_level="40") if clear else row()]


@pytest.mark.parametrize("sdp, payload, clear", [
    (RTVC1, RTVIDEO, True),
    (RTVC1, b"\xad" + bytes(40), False),    # the extended header
    (RTVC1, b"\x25" + bytes(40), False),    # O is always 1
    (RTVC1 + KEY, RTVIDEO, False),
    (None, RTVIDEO, False),
])
def test_rtvideo(tshark, tmp_path, sdp, payload, clear):
    rows, _ = shown(tshark, tmp_path, send(
        121, payload, 24 if sdp is None else 0, sdp, VIDEO))
    assert set(rows) == {row(
        rtvideo_first="1", rtvideo_i_frame="1", rtvideo_last="0",
        rtvideo_headers="0", rtvideo_super_p="1",
        rtvideo_cached="0") if clear else row()}


@pytest.mark.parametrize("name", ["recorded/gst-audio-video.pcap",
                                  "srtp/gst-srtp-pcmu.pcap",
                                  "stacks/gst-video.pcap"])
def test_recordings_show_none(tshark, name):
    """Opus and VP8 under the numbers of others, SRTP, and VP8 by SDP."""
    assert set(fields(tshark, tshark.readable(HERE / name))) == {row()}
