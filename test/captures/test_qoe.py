# SPDX-License-Identifier: GPL-2.0-or-later
"""Quality reports as fields: [MS-QoE] and RFC 6035, over each transport."""

import pytest

from making import qoe
from making.sip_carry import Fragments, Tcp, Udp, write
from making.wire import Flow

SIP = Flow("192.0.2.10", "192.0.2.1", 50001, 5060)
LOCAL, REMOTE = ("192.0.2.10", 50020), ("192.0.2.20", 50120)
VIDEO = ("192.0.2.10", 50030), ("192.0.2.20", 50130)

XML = qoe.report(
    qoe.line("main-audio", LOCAL, REMOTE,
             qoe.inbound(0x12345678, 2900, 0.0333) + qoe.outbound(7, 3000)) +
    qoe.line("main-video", *VIDEO, qoe.inbound(9, 400, 0.6, codec="x-rtvc1"),
             ice="RELAY", flags=0x40)).encode()
TEXT = (b"VQSessionReport: CallTerm\r\nCallID: q1@lab.example\r\n"
        b"LocalAddr: IP=192.0.2.10 PORT=50020 SSRC=0x7\r\n"
        b"RemoteAddr: IP=192.0.2.20 PORT=50120 SSRC=0x12345678\r\n"
        b"LocalMetrics:\r\nPacketLoss: NLR=5.0 JDR=2.0\r\n"
        b"DialogID: q1@lab.example;to-tag=bb22;from-tag=aa11\r\n")

EXPECTED = {
    "lync.qoe.form": "MS-QoE",
    "lync.qoe.whole": "1",
    "lync.qoe.interim": "0",
    "lync.qoe.call_id": "q1@lab.example",
    "lync.qoe.from_tag": "aa11",
    "lync.qoe.label": "main-audio;main-video",
    "lync.qoe.ice": "DIRECT;RELAY",
    "lync.qoe.ice_warning_flags": "0x00000000;0x00000040",
    "lync.qoe.ice_warnings": "UDP allocation at the TURN server failed",
    "lync.qoe.local.address": "192.0.2.10;192.0.2.10",
    "lync.qoe.remote.port": "50120;50130",
    "lync.qoe.direction": "inbound;outbound;inbound",
    "lync.qoe.ssrc": "0x12345678;0x00000007;0x00000009",
    "lync.qoe.packets": "2900;3000;400",
    "lync.qoe.loss_rate": "0.0333;0.6",
    "lync.qoe.round_trip": "42",
    "lync.qoe.codec": "x-msrta;x-rtvc1",
}
TRANSPORTS = {"udp": Udp, "fragments": Fragments, "tcp": Tcp,
              "segments": lambda: Tcp(range(200, 5000, 200))}


def capture(tshark, tmp_path, messages, carrier):
    path = tmp_path / "reports.pcap"
    write(path.stem, [(i * 1000000, SIP, message)
                      for i, message in enumerate(messages)], carrier, path)
    return tshark.readable(path)


def fields(tshark, path, names, options=()):
    """The values of each frame with a report, in one pass unless OPTIONS."""
    arguments = ["-n", "-r", path, "-Y", "lync.qoe.form", "-T", "fields", "-E",
                 "aggregator=;"]
    for name in names:
        arguments += ["-e", name]
    done = tshark.start(arguments + list(options))
    assert done.returncode == 0, done.stderr
    return [dict(zip(names, row.split("\t")))
            for row in done.stdout.splitlines()]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_report_becomes_fields(tshark, tmp_path, transport):
    path = capture(tshark, tmp_path, [qoe.message(XML)],
                   TRANSPORTS[transport]())
    options = ["-2"] if transport == "segments" else []
    row, = fields(tshark, path, list(EXPECTED) + ["frame.protocols"], options)
    assert row.pop("frame.protocols").endswith(":sip:xml")
    assert row == EXPECTED


def test_a_report_in_text(tshark, tmp_path):
    path = capture(tshark, tmp_path, [
        qoe.message(TEXT, "application/vq-rtcpxr", method)
        for method in ("PUBLISH", "NOTIFY")], Udp())
    rows = fields(tshark, path, [
        "lync.qoe.form", "lync.qoe.ssrc", "lync.qoe.loss_rate",
        "lync.qoe.to_tag", "lync.qoe.discard_rate"])
    assert [list(row.values()) for row in rows] == 2 * [[
        "RFC 6035 session", "0x12345678;0x00000007", "0.05", "bb22", "0.02"]]


def test_two_in_a_frame(tshark, tmp_path):
    other = XML.replace(b"q1@", b"q2@")
    path = capture(tshark, tmp_path, [qoe.message(XML) + qoe.message(
        other, number=2)], Tcp())
    row, = fields(tshark, path, ["lync.qoe.call_id"])
    assert row == {"lync.qoe.call_id": "q1@lab.example;q2@lab.example"}


# Bodies that are no report, and their types.
TRAPS = {
    "pidf": ("application/pidf+xml",
             '<presence xmlns="urn:ietf:params:xml:ns:pidf"/>'),
    "rlmi": ("application/rlmi+xml", '<list uri="sip:a@b"/>'),
    "conference": ("application/conference-info+xml",
                   '<conference-info entity="sip:c@d"/>'),
    "soap": ("application/SOAP+xml", '<s:Envelope xmlns:s="x"/>'),
    "rating": ("application/ms-cqf+xml", "<CallQualityFeedbackReport/>"),
    "other-root": ("application/vq-rtcpxr+xml", "<presence/>"),
    "other-text": ("application/vq-rtcpxr", "v=0\r\n"),
    "named-wrongly": ("text/plain", XML.decode()),
}


def test_what_is_no_report(tshark, tmp_path):
    path = capture(tshark, tmp_path, [
        qoe.message(body.encode(), media_type, number=i)
        for i, (media_type, body) in enumerate(TRAPS.values())], Tcp())
    assert not fields(tshark, path, ["lync.qoe.form"])


def test_a_rating_is_shown_as_xml(tshark, tmp_path):
    media_type, body = TRAPS["rating"]
    path = capture(tshark, tmp_path, [qoe.message(body.encode(), media_type)],
                   Tcp())
    done = tshark.start(["-r", path, "-Y", "xml.tag", "-T", "fields", "-e",
                         "frame.protocols"])
    assert done.stdout.strip().endswith(":sip:xml")


LAUGHS = ('<!DOCTYPE a [<!ENTITY l0 "ha">' + "".join(
    '<!ENTITY l%d "%s">' % (i, "&l%d;" % (i - 1) * 10) for i in range(1, 10)) +
    "]>")
HOSTILE = {
    "laughs": LAUGHS.encode() + XML.replace(b"sip:alice", b"&l9;"),
    "depth": XML.replace(b"<MediaLine", b"<a>" * 50000 + b"<MediaLine", 1),
    "attributes": XML.replace(b"<MediaLine", b"<a " + b'b="" ' * 9000 +
                              b"/><MediaLine", 1),
    "size": XML + b"<!--" + b"x" * 290000 + b"-->",
    "cut": XML[:-200],
    "latin1": XML.replace(b"PC1", b"PC\xe9"),
    "zero": XML.replace(b"PC1", b"PC\0"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bodies(tshark, tmp_path, name):
    """What stands before the fault is read, the report after it too, and
    nothing is a fault of a dissector."""
    other = XML.replace(b"q1@", b"q2@")
    path = capture(tshark, tmp_path, [
        qoe.message(HOSTILE[name]), qoe.message(other, number=2)],
        Tcp(range(1400, 400000, 1400)))
    done = tshark.start(["-r", path, "-V", "-Y", "_ws.malformed or "
                         "_ws.expert.message contains \"issector\""])
    assert done.returncode == 0 and not done.stdout
    first, second = fields(tshark, path, list(EXPECTED))
    assert first["lync.qoe.call_id"] == "q1@lab.example"
    if name in ("size", "latin1", "zero"):
        assert first == EXPECTED
    else:
        assert first["lync.qoe.whole"] == "0"
    assert second == dict(EXPECTED, **{"lync.qoe.call_id": "q2@lab.example"})
