# SPDX-License-Identifier: GPL-2.0-or-later
"""SRTP opened with the keys that SDP carries, octet for octet.

The packets are sealed by making/srtp.py, which shares nothing with the module.
"""

import base64
import functools
import random

import pytest

from capture import PROTOCOLS, Capture
from making.srtp import header_bytes
from making.srtp_scenes import SCENES, late
from sharkd import ask_sharkd
from tshark import STOCK

ON = ["-o", "lync.srtp:TRUE"]
FIELDS = (PROTOCOLS, "lync.srtp.opened", "rtp.payload", "rtp.seq", "rtp.ssrc",
          "rtp.timestamp", "rtp.p_type", "rtp.marker", "rtcp.pt",
          "rtcp.senderssrc", "rtcp.sdes.text", "srtp.enc_payload",
          "lync.srtp.no_key_fits", "_ws.malformed")
NO_KEY = "lync.srtp.no_key_fits"
YES = ("1", "True")     # of Wireshark 4.0, and of later ones
NAMES = [scene.__name__ for scene in SCENES]
MODES = ("one-pass", "two-pass")


@pytest.fixture(scope="module")
def made(tshark, tmp_path_factory):
    """made(name): a scene, and its capture; made on first use."""
    folder = tmp_path_factory.mktemp("srtp")
    makers = dict(zip(NAMES, SCENES))

    def make(name):
        scene = makers[name]()
        scene.write(folder)
        return scene, Capture(tshark, folder / (scene.name + ".pcap"))
    return functools.cache(make)


def payload_of(packet):
    """What RTP carries, without padding."""
    payload = packet[header_bytes(packet):]
    return payload[:-payload[-1]] if packet[0] & 0x20 else payload


def is_rtcp(packet):
    return 192 <= packet[1] <= 223


def wrong_in_clear(row, clear):
    """What of an opened frame is not as it was sent."""
    if row["lync.srtp.opened"] not in YES or row["srtp.enc_payload"]:
        return "not opened"
    if is_rtcp(clear):
        wanted = {"rtcp.pt": "200;202" if clear[1] == 200 else "201",
                  "rtcp.sdes.text": "user@a" if clear[1] == 200 else ""}
    else:
        wanted = {"rtp.payload": payload_of(clear).hex(),
                  "rtp.seq": str(int.from_bytes(clear[2:4], "big")),
                  "rtp.timestamp": str(int.from_bytes(clear[4:8], "big")),
                  "rtp.p_type": str(clear[1] & 127)}
    return {name: (row[name], text) for name, text in wanted.items()
            if row[name] != text}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_what_was_sent(made, name, mode):
    """Every packet whose tag fits is opened, and no other."""
    scene, capture = made(name)
    rows = capture.fields(None, FIELDS, mode, options=ON).rows
    wrong = {number: wrong_in_clear(rows[number], clear)
             for number, clear in scene.clear.items()}
    assert not {number: what for number, what in wrong.items() if what}
    opened = {n for n, row in rows.items() if row["lync.srtp.opened"]}
    assert opened == set(scene.clear)
    assert not [n for n, row in rows.items()
                if row["_ws.malformed"] and n in scene.clear]


@pytest.mark.parametrize("name", ["wrong_key", "cut", "damaged", "optional"])
def test_what_is_not_opened_stays(made, name):
    scene, capture = made(name)
    fields = [f for f in FIELDS if not f.startswith("lync.")]
    stock = capture.fields(None, tuple(fields), which=STOCK).rows
    rows = capture.fields(None, FIELDS, options=ON).rows
    assert scene.sealed
    for number in scene.sealed:
        assert {f: rows[number][f] for f in fields} == stock[number]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_one_item_where_no_key_fits(made, name, mode):
    """On the sixteenth packet of the one direction whose key is another."""
    scene, capture = made(name)
    rows = capture.fields(None, FIELDS, mode, options=ON).rows
    told = [n for n, row in rows.items() if row[NO_KEY]]
    assert told == ([sorted(scene.sealed)[15]] if name == "wrong_key" else [])


@pytest.mark.parametrize("name", ["lync", "wrong_key", "late"])
def test_off_changes_nothing(made, name):
    """It is off by default."""
    _, capture = made(name)
    fields = tuple(f for f in FIELDS if not f.startswith("lync."))
    assert (capture.fields(None, fields).rows ==
            capture.fields(None, fields, which=STOCK).rows)
    assert not capture.fields("lync.srtp.opened or " + NO_KEY).rows


@pytest.mark.parametrize("name", ["lync", "rekeyed", "wrong_key"])
def test_no_report_has_a_key(made, tshark, name):
    scene, capture = made(name)
    arguments = ["-q", "-r", capture.path] + ON
    for report in ("calls", "streams", "findings", "trunks", "json"):
        arguments += ["-z", "lync," + report]
    done = tshark.start(arguments)
    assert '"lync-report/1"' in done.stdout
    for key in scene.keys:
        assert key.base64[:12] not in done.stdout + done.stderr
        assert key.octets.hex()[:16] not in (done.stdout + done.stderr).lower()


def has_text(node, text):
    return any(text in item.get("l", "") or has_text(item.get("n", []), text)
               for item in node)


@pytest.mark.parametrize("name", ["late", "rekeyed", "lync"])
def test_frames_in_any_order(made, tshark, name):
    """Frames are asked for one by one, backwards and at random, as clicking
    in the window does: each is opened as on the first pass."""
    scene, capture = made(name)
    numbers = sorted(scene.clear)[::-1]
    order = numbers[:60] + random.Random(name).sample(numbers,
                                                       min(60, len(numbers)))
    answers = ask_sharkd(tshark, capture.path, [
        ("frame", {"frame": number, "proto": True, "bytes": True})
        for number in order],
        "lync.srtp: TRUE\n")
    if answers is None:
        pytest.skip("no sharkd")
    for number, answer in zip(order, answers):
        source, = answer["ds"]
        assert has_text(answer["tree"], "SRTP opened: True"), number
        assert base64.b64decode(source["bytes"]) == scene.clear[number]


def test_streams_are_whole(made):
    """Loss of the late capture is what was left out, over the rollover."""
    scene, capture = made("late")
    streams = capture.rtp_streams(options=ON)
    numbers = {(c[8:12], int.from_bytes(c[2:4], "big"))
               for c in scene.clear.values()}
    assert len(streams) == 2
    for stream in streams:
        ssrc = int(stream.ssrc, 16).to_bytes(4, "big")
        assert stream.packets == sum(c[8:12] == ssrc
                                     for c in scene.clear.values())
        received = sum(s == ssrc for s, _ in numbers)
        assert stream.lost == 400 - received - (stream.packets - received)


def test_late_starts_where_it_says():
    """Three rollovers before the first packet, one more in the capture."""
    scene = late()
    seqs = [int.from_bytes(c[2:4], "big") for c in scene.clear.values()]
    assert seqs[0] == 65336 and 0 in seqs and len(seqs) > 700
