# SPDX-License-Identifier: GPL-2.0-or-later
"""Media between ICE candidates is RTP with the names and clock rates of SDP,
and nothing else near it is."""

import pathlib

import pytest

from agreement import first, new_malformed
from capture import Capture, is_rtp
from expectation import check, stream_labels
from making import shapes
from making.capture import Capture as MadeCapture
from making.ice import HOSTS, Scene
from making.ice_scenes import SCENES
from making.ice_ssrc import CHOSEN_SCENES, SSRC_SCENES, SSRC_TRAPS
from making.ice_traps import TRAP_SCENES
from reports import document, report
from making.turn import CASES as TURN
from making.turn_tcp import CASES as TURN_TCP
from making.rtp import rtp
from making.wire import Flow, udp4
from stack_labels import FOLDER, load_labels


TRUE = dict(SCENES, **SSRC_SCENES, **CHOSEN_SCENES)
TRAPS = dict(TRAP_SCENES, **SSRC_TRAPS)


@pytest.fixture(scope="module")
def scene(tshark, tmp_path_factory):
    folder = pathlib.Path(tmp_path_factory.mktemp("ice"))
    made = {}

    def get(name):
        if name not in made:
            built = dict(TRUE, **TRAPS)[name]()
            built.write(folder)
            made[name] = (Capture(tshark, folder / (name + ".pcap")),
                          dict(enumerate(built.expected, start=1)))
        return made[name]
    return get


def test_a_third_are_traps():
    """Of all generated captures of ICE and TURN."""
    turn = [build().expected for _, build in TURN + TURN_TCP]
    quiet = [case for case in turn
             if not any(frame["is"].startswith("rt") for frame in case)]
    assert 3 * (len(TRAPS) + len(quiet)) >= len(TRUE) + len(TRAPS) + len(turn)


@pytest.mark.parametrize("name", sorted(TRUE) + sorted(TRAPS))
def test_frames_are_what_their_maker_expects(scene, name):
    """In one pass; and in two, with a filter, as in one."""
    capture, expected = scene(name)
    rows, stock = capture.frames().rows, capture.stock().rows
    assert rows.keys() == stock.keys() == expected.keys()
    wrong = [(n, check(expected[n], row, stock[n]))
             for n, row in rows.items() if check(expected[n], row, stock[n])]
    assert not wrong, first(wrong)
    pairs = stream_labels(expected, rows)
    assert len(pairs) == len({label for label, _ in pairs})
    assert len(pairs) == len({row["lync.stream"] for row in rows.values()
                              if row["lync.stream"]})
    assert not new_malformed(capture)
    filtered = capture.frames("filtered-two-pass").rows
    assert filtered == {n: rows[n] for n in filtered}
    assert filtered.keys() >= {n for n, row in rows.items()
                               if row["lync.stream"]}


# One stream after the other, each packet 20 ms after the one before.
STEADY = ["ice-host", "ice-host-40", "ice-host-46", "ice-lync", "ice-draft-06",
          "ice-ipv6", "ice-srflx", "ice-audio-video", "ice-srtp"]


@pytest.mark.parametrize("name", STEADY)
def test_the_clock_rates_are_those_of_sdp(scene, name):
    """With any other rate these packets have jitter (RFC 3550 6.4.1)."""
    capture, expected = scene(name)
    streams = capture.rtp_streams()
    named = {(row["media"], row["codec"]) for row in expected.values()
             if row["is"] == "rtp"}
    assert {stream.payload for stream in streams} == {
        codec for _, codec in named}
    assert {stream.max_jitter_ms for stream in streams} == {0.0}


@pytest.mark.parametrize("name", sorted(SSRC_SCENES))
def test_an_ssrc_of_sdp_is_of_its_call(tshark, scene, name):
    """One call, to which each packet of RTP and RTCP belongs."""
    capture, _ = scene(name)
    said = document(tshark, capture.path)
    assert len(said["calls"]) == 1
    assert {row["call"] for row in said["streams"]} == {0}
    rows = capture.fields("rtp || rtcp", ("lync.call",), "two-pass").rows
    assert {row["lync.call"] for row in rows.values()} == {"0"}


# Of the packets in the order of the capture, each once; "": not known.
PATHS = {
    "ice-host": ["direct"], "ice-lync": ["direct"], "ice-ipv6": ["direct"],
    "ice-host-40": ["direct"], "ice-unchecked": ["direct"],
    "ice-rtcp-component": ["direct"], "ice-reinvite": ["direct"],
    "ice-srflx": ["reflexive"], "ice-prflx": ["reflexive"],
    "ice-relay": ["relay-udp"], "ice-active-destination": ["relay-udp"],
    "ice-early": ["", "direct"],        # both sides have to have offered
    # Without types: each side has one private address among public ones.
    "ice-draft-06": ["direct"], "ice-multipart-fallback": ["direct"],
    "ice-draft-06-relay": ["relay-udp"], "ice-draft-06-unknown": [""],
    "ice-chosen": ["reflexive"],
    "ice-ssrc": [""], "ice-ssrc-turn": ["relay-udp"],
}


@pytest.mark.parametrize("name", PATHS)
def test_the_path_is_that_of_the_candidates(scene, name):
    capture, _ = scene(name)
    for mode in ("one-pass", "two-pass"):
        rows = capture.fields("lync.stream", ("lync.ice.path",), mode).rows
        seen = [row["lync.ice.path"] for _, row in sorted(rows.items())]
        assert [path for n, path in enumerate(seen)
                if n == 0 or seen[n - 1] != path] == PATHS[name]


def test_the_pair_that_sdp_names(tshark, scene):
    """In draft-06 by its user, and no media shows it."""
    capture, _ = scene("ice-chosen-unseen")
    text = report(tshark, capture.path, "lync,calls").decode()
    assert "chosen 10.1.0.5:50000 and 10.2.0.6:50020." in text
    # Those of the first offers, not of the pair alone.
    assert text.count("6 candidates") == 2


# Real calls: the path that the network left open when they were recorded.
RECORDED = [label for label in load_labels() if label.media_path]


@pytest.mark.parametrize("label", RECORDED, ids=lambda label: label.file)
def test_the_path_is_the_one_that_was_left_open(tshark, label):
    capture = Capture(tshark, FOLDER / label.file)
    rows = capture.fields("lync.stream", ("lync.ice.path",)).rows
    assert {row["lync.ice.path"] for row in rows.values()} == {
        label.media_path}
    assert len(rows) > 100


BLOB = ('ms-client-diagnostics: 31;reason="Call terminated on a mid-call media '
        'failure";ICEWarn=0x8000100;MediaChanBlob="NetworkErr=no error,'
        'ErrTime=0,RTPSeq=0,MediaTimeout=1,RtcpByeSent=1,RtcpByeRcvd=0,'
        'BlobVer=1"\r\n')


def test_what_the_client_says_of_its_media(tshark, tmp_path):
    """Beside what the capture shows."""
    scene = Scene("ice-blob", "MediaChanBlob").offer().answer()
    scene.check_both().talk().bye(BLOB).write(tmp_path)
    path = tshark.readable(tmp_path / "ice-blob.pcap")
    names = ["lync.diagnostics." + name for name in (
        "ice_warn", "network_error", "media_timeout", "rtcp_bye_sent",
        "rtcp_bye_received")]
    (row,) = Capture(tshark, tmp_path / "ice-blob.pcap").fields(
        "sip.Method == BYE", names).rows.values()
    assert [row[name] for name in names] == [
        "0x8000100", "no error", "1", "1", ""]
    said = " ".join(report(tshark, path, "lync,calls").decode().split())
    assert ("media direct from 10.1.0.5:50000 to 10.2.0.6:50020; the client "
            "that ended it says: ICE warning 0x8000100, no media for too long, "
            "RTCP BYE sent.") in said


DIAGNOSTICS = ('ms-client-diagnostics: 23;reason="Call failed to establish due '
               'to a media connectivity failure"\r\n')


@pytest.mark.parametrize("more, failed, meaning", [
    ("", "", ""),       # media may run through the relay that was offered
    (DIAGNOSTICS, "1", "no media path: one side internal, the other remote"),
], ids=["bye", "bye-23"])
def test_checks_in_vain(tshark, tmp_path, more, failed, meaning):
    """Two checks of the caller, each sent at 0, 0.5, 1.5 and 3.5 s (RFC 8489
    6.2.1), and no answer."""
    scene = Scene("ice-in-vain-%d" % len(more), "unanswered").offer().answer()
    for flow in (HOSTS, HOSTS._replace(dst="203.0.113.6")):
        check = shapes.stun(scene.random, shapes.BINDING_REQUEST,
                            shapes.attribute(0x0006, b"peer:user"))
        for step_us in (20_000, 500_000, 1_000_000, 2_000_000):
            scene.capture.add(udp4(flow, 0, check), None, step_us)
    scene.bye(more).write(tmp_path)
    capture = Capture(tshark, tmp_path / (scene.capture.name + ".pcap"))
    for mode in ("one-pass", "two-pass"):
        rows = capture.fields("sip.Method == BYE", (
            "lync.ice.failed", "lync.diagnostics.meaning"), mode).rows
        (row,) = rows.values()
        assert bool(row["lync.ice.failed"]) == bool(failed)
        assert row["lync.diagnostics.meaning"] == meaning


# RFC 8656 7.1: the first request is answered 401; MESSAGE-INTEGRITY is 0x0008,
# ERROR-CODE 0x0009, XOR-RELAYED-ADDRESS 0x0016 (10.3.0.7:60000).
ERROR_401, ERROR_486 = (shapes.attribute(0x0009, bytes([0, 0, 4, number]))
                        for number in (1, 86))
SUCCESS = shapes.attribute(0x0016, bytes.fromhex("0001cb722b11a445"))


@pytest.mark.parametrize("last, allocated, error, said", [
    (SUCCESS, 1, None, "; caller's TURN: 1 of 1 allocated; media direct"),
    (ERROR_486, 0, 486, "; caller's TURN: 0 of 1 allocated, error 486 (quota "
     "reached) from 198.51.100.10:3478; media direct"),
    (ERROR_401, 0, 401, "; caller's TURN: 0 of 1 allocated, error 401 "
     "(credentials wrong or expired) from 198.51.100.10:3478; media direct"),
], ids=["allocated", "quota", "credentials"])
def test_allocations_are_told(tshark, tmp_path, last, allocated, error, said):
    scene = Scene("ice-turn-%d" % len(said), "Allocate, 401, Allocate, ...")
    there = HOSTS._replace(dst="198.51.100.10", dport=3478)
    for body, answer in ((b"", ERROR_401),
                         (shapes.attribute(0x0008, bytes(20)), last)):
        request = shapes.stun(scene.random, 0x0003, body)
        response = shapes.stun_with_id(shapes.stun(
            scene.random, 0x0103 if answer is SUCCESS else 0x0113, answer),
            request[4:20])
        scene.capture.add(udp4(there, 0, request))
        scene.capture.add(udp4(there.back(), 0, response))
    scene.offer().answer().check_both().talk().bye().write(tmp_path)
    path = tshark.readable(tmp_path / (scene.capture.name + ".pcap"))
    (call,) = document(tshark, path)["calls"]
    assert (call["turn.asked"], call["turn.allocated"], call["turn.error"]) == (
        1, allocated, error)
    assert said in " ".join(
        report(tshark, path, "lync,calls").decode().split())


# What was configured: each side allocates for RTP and for RTCP, with rtcp-mux
# for both at once (ice_calls.py).
@pytest.mark.parametrize("name, asked", [("ice-relay.pcap", 2),
                                         ("ice-relay-mux.pcap", 1)])
def test_recorded_allocations(tshark, name, asked):
    (call,) = document(tshark, tshark.readable(FOLDER / name))["calls"]
    assert call["turn.asked"] == call["turn.allocated"] == asked
    assert call["turn.error"] is None


def test_decode_as_wins(scene):
    capture, expected = scene("ice-host")
    rows = capture.frames(options=("-d", "udp.port==50000,data")).rows
    assert not any(is_rtp(row) for row in rows.values())


def bundled(ip, port):
    """RFC 9143: audio and video at one port."""
    def line(kind, payload_type, name, mid):
        return ("m=%s %d RTP/AVP %d\r\na=mid:%d\r\na=rtcp-mux\r\n"
                "a=rtpmap:%d %s\r\n" % (kind, port, payload_type, mid,
                                        payload_type, name))
    return ("v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\n"
            "a=group:BUNDLE 0 1\r\n" % (ip, ip) +
            line("audio", 111, "opus/48000/2", 0) +
            line("video", 96, "VP8/90000", 1))


def test_a_bundle(tshark, tmp_path):
    """111 is one stream's name and 96 the other's, and each has its medium."""
    made = MadeCapture("bundle", "a=group:BUNDLE")
    flow = Flow("10.0.0.1", "10.0.0.2", 40000, 50000)
    sip = flow._replace(sport=5060, dport=5060)
    for way, first, to, body in (
            (sip, "INVITE sip:b@x SIP/2.0", "", bundled(flow.src, 40000)),
            (sip.back(), "SIP/2.0 200 OK", ";tag=2",
             bundled(flow.dst, 50000))):
        made.add(udp4(way, 0, (
            "%s\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1\r\n"
            "From: <sip:a@x>;tag=1\r\nTo: <sip:b@x>%s\r\nCall-ID: c\r\n"
            "CSeq: 1 INVITE\r\nContent-Type: application/sdp\r\n"
            "Content-Length: %d\r\n\r\n%s" % (first, to, len(body), body)
        ).encode()))
    for number in range(20):
        for way, ssrc in ((flow, 1), (flow.back(), 3)):
            made.add(udp4(way, 0, rtp(111, number, 960 * number, ssrc,
                                      bytes(40))))
            made.add(udp4(way, 0, rtp(96, number, 1800 * number, ssrc + 1,
                                      bytes(100))))
    path = tmp_path / "bundle.pcap"
    path.write_bytes(made.pcap())
    said = document(tshark, tshark.readable(path))
    assert sorted((row["ssrc"], row["codec"], row["media"], row["setup"])
                  for row in said["streams"]) == [
        ("0x%08x" % ssrc, *(("opus", "audio") if ssrc % 2 else
                            ("VP8", "video")), "SDP") for ssrc in range(1, 5)]
    assert len(said["calls"]) == 1
