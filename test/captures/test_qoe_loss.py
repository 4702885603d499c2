# SPDX-License-Identifier: GPL-2.0-or-later
"""A receiver's quality report beside what the capture shows of the stream."""

import json
import pathlib
import re
import subprocess

import jsonschema
import pytest

from findings import reported
from making import qoe
from making.capture import Capture
from making.wire import Flow, udp4
from reports import SCHEMA, answer, document, report, rows
from sharkd import ask_sharkd

FOLDER = pathlib.Path(__file__).resolve().parent / "stacks"
CALLEE = Flow("10.182.0.2", "10.182.0.1", 5060, 5060)
QOE = {"lync.qoe.differs", "lync.qoe.doubled_lost"}


def stock(tshark, name, fields, display_filter):
    """Rows of fields, by tshark without the plugin."""
    arguments = ["-n", "-r", tshark.readable(FOLDER / name), "-Y",
                 display_filter, "-T", "fields"]
    for field in fields:
        arguments += ["-e", field]
    done = tshark.start(arguments, "stock")
    assert done.returncode == 0, done.stderr
    return [row.split("\t") for row in done.stdout.splitlines()]


def with_report(tshark, tmp_path, name, body, flow=CALLEE):
    """The capture, and after it a SERVICE with BODY."""
    (last,), = stock(tshark, name, ["frame.time_epoch"], "frame")[-1:]
    after = Capture("after", "a report")
    after.clock_us = int(float(last) * 1e6)
    after.add(udp4(flow, 0, qoe.message(body.encode())), step_us=1000000)
    (tmp_path / "after.pcap").write_bytes(after.pcap())
    path = tmp_path / ("with-" + name)
    subprocess.run(["mergecap", "-F", "pcap", "-a", "-w", path, FOLDER / name,
                    tmp_path / "after.pcap"], check=True)
    return tshark.readable(path)


def received(tshark, name, display_filter):
    """How many packets, each counted once, and the SSRC."""
    rows = stock(tshark, name, ["rtp.seq", "rtp.ssrc"],
                 "rtp.ssrc && " + display_filter)
    ssrc, = {row[1] for row in rows}
    return len({row[0] for row in rows}), int(ssrc, 16)


@pytest.fixture
def doubled(tshark, tmp_path):
    """What the caller sends twice, the callee loses; it reports that."""
    n, ssrc = received(tshark, "twins-lost-callee.pcap",
                       "ip.src == 10.182.0.1 && udp.port == 7002")
    sent = received(tshark, "twins-lost-caller.pcap",
                    "ip.src == 10.182.0.1 && udp.port == 7002")[0]
    call_id, tag, other = stock(
        tshark, "twins-lost-caller.pcap",
        ["sip.Call-ID", "sip.from.tag", "sip.to.tag"], "sip.Method == BYE")[0]
    body = qoe.report(qoe.line(
        "main-video", ("10.182.0.2", 7002), ("10.182.0.1", 7002),
        qoe.inbound(ssrc, n, round(1 - n / sent, 4), codec="x-rtvc1")),
        call_id, tag, other)
    return with_report(tshark, tmp_path, "twins-lost-caller.pcap", body), sent, n


def test_the_answer_names_the_doubling_sender(tshark, doubled):
    """450 of about 750: corrections.py and labels.json of the recording."""
    path, sent, n = doubled
    assert sent - n == 450
    told, = [found for found in reported(tshark, path) if found.name in QOE]
    assert told.name == "lync.qoe.doubled_lost" and told.severity == "Warn"
    assert re.search(r"10\.182\.0\.1 sent \d+ of them twice", told.text)
    lines = answer(report(tshark, path, "lync,calls"))
    line, = [line for line in lines if "doubled" in line]
    assert "10.182.0.1" in line and "QoS packet scheduler" in line
    assert not [line for line in lines if "behind" in line]


def test_the_report_is_in_every_report(tshark, doubled):
    path, sent, n = doubled
    read = document(tshark, path)
    jsonschema.validate(read, json.loads(SCHEMA.read_text()))
    row, = read["qoe"]
    line, = row["lines"]
    inbound, = line["streams"]
    assert (row["report"], row["call"], row["form"]) == (0, 0, "MS-QoE")
    assert (row["caller"], row["bypass"], line["ice"]) == (
        False, None, "DIRECT")
    assert line["local.address"] == "10.182.0.2"
    assert inbound["loss_rate"] == round(1 - n / sent, 4)
    assert (inbound["packets"], inbound["here.expected"],
            inbound["here.lost"]) == (n, sent, 0)
    stream = read["streams"][inbound["stream"]]
    assert stream["ssrc"] == inbound["ssrc"] and stream["media"] == "video"
    assert call_of_frame(tshark, path, row["frame"]) == "0\tnormal"
    row, = rows(report(tshark, path, "lync,calls"), "lync,calls")
    assert "Quality report of 10.182.0.2: main-video DIRECT, 60.2 % lost" in row[-1]
    text = report(tshark, path, "lync,qoe").decode()
    found = re.search(r"main-video +DIRECT +inbound +\d+ +%d +60\.16 +0 +7" % n,
                      text)
    assert found
    assert_window_has(tshark, path, found.group().split())


def call_of_frame(tshark, path, frame):
    """The call and verdict of a frame that is of no call itself."""
    done = tshark.start(["-2", "-r", path, "-Y", "frame.number == %d" % frame,
                         "-T", "fields", "-e", "lync.call", "-e",
                         "lync.call.verdict.name"])
    return done.stdout.strip()


def assert_window_has(tshark, path, cells):
    """Its window has the row that is printed."""
    answers = ask_sharkd(tshark, path, [("tap", {"tap0": "nstat:lync,qoe"})])
    if answers is not None:
        row, = answers[0]["taps"][0]["tables"][0]["i"]
        assert [str(cell).strip() for cell in row][3:11] == cells


# A call in which nothing is lost, by both ends' captures.
CLEAN = "baresip-pcmu-short.pcap"


def clean(tshark, tmp_path, loss, share):
    """Its receiver reports LOSS, and SHARE of the packets it got."""
    source, destination, ssrc = stock(tshark, CLEAN, [
        "ip.src", "ip.dst", "rtp.ssrc"], "rtp.ssrc")[0]
    n, _ = received(tshark, CLEAN, "rtp.ssrc == %s && ip.src == %s" % (
        ssrc, source))
    body = qoe.report(qoe.line("main-audio", (destination, 1), (source, 1),
                               qoe.inbound(int(ssrc, 16), int(n * share),
                                           loss)))
    return with_report(tshark, tmp_path, CLEAN, body,
                       Flow(destination, source, 5060, 5060))


@pytest.mark.parametrize("loss, share, found", [
    (0.6, 0.4, "lync.qoe.differs"),
    (0.01, 0.99, None),     # rounding
    (0.6, 0.2, None),       # of half the call
    (0, 1, None),
])
def test_a_clean_capture(tshark, tmp_path, loss, share, found):
    path = clean(tshark, tmp_path, loss, share)
    told = [finding.name for finding in reported(tshark, path)
            if finding.name in QOE]
    assert told == ([found] if found else [])
