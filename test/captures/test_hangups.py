# SPDX-License-Identifier: GPL-2.0-or-later
"""Services that are ended again and again: the recordings of hangups/.

labels.json says what was configured. A capture whose "cut" is null is a trap: a
healthy service, or one that ends at random.
"""

import json
import pathlib
import re

import jsonschema
import pytest

from sharkd import ask_sharkd
from tshark import BOTH, HANGUP, STOCK

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LABELS = json.loads((HERE / "hangups/labels.json").read_text())
CUTS = sorted(name for name, label in LABELS.items() if label["cut"])
TRAPS = sorted(name for name, label in LABELS.items() if not label["cut"])
SCHEMA = json.loads((ROOT / "docs/hangup-report-1.schema.json").read_text())

# Ports that are not in the built-in table, so that every trap is watched.
ON_DEMAND = [word for port, name in ((25, "SMTP"), (80, "HTTP"),
                                     (6379, "Redis"))
             for word in ("-o", 'uat:hangup_services:"%d","%s"' % (port, name))]
FIELDS = ["frame.number", "frame.time_epoch", "ip.src", "hangup.by",
          "hangup.count", "hangup.period", "hangup.periodic"]


def run(tshark, name, *arguments, which=HANGUP, ports=True):
    done = tshark.start(["-r", tshark.readable(HERE / f"hangups/{name}.pcap"),
                         *(ON_DEMAND if ports else []), *arguments], which)
    assert done.returncode == 0, done.stderr
    return done.stdout


def closes(tshark, name, *arguments, **more):
    """{field: value} of each frame with a close that counts."""
    asked = [word for field in FIELDS for word in ("-e", field)]
    out = run(tshark, name, "-Y", "hangup", "-T", "fields", *asked, *arguments,
              **more)
    return [dict(zip(FIELDS, line.split("\t"))) for line in out.splitlines()]


def found(rows):
    return [row for row in rows if row["hangup.periodic"]]


def report(tshark, name, which=HANGUP):
    document = json.loads(run(tshark, name, "-q", "-z", "hangup,json",
                              which=which))
    jsonschema.validate(document, SCHEMA)
    return document


def test_enough_of_both():
    assert len(CUTS) >= 10 and len(TRAPS) >= 20
    assert {path.stem for path in (HERE / "hangups").glob("*.pcap")} == set(
        LABELS)


@pytest.mark.parametrize("name", CUTS)
def test_cut(tshark, name):
    """One finding, at the third close, or where the intervals differ at the
    fourth; and all that the label says."""
    label = LABELS[name]["cut"]
    rows = closes(tshark, name)
    finding, = found(rows)
    assert finding["hangup.by"] == label["by"]
    assert 3 <= int(finding["hangup.count"]) <= 4
    assert finding == rows[int(finding["hangup.count"]) - 1]
    service, = report(tshark, name)["services"]
    assert service["server"] == "%s:%d" % (LABELS[name]["server"],
                                           label["port"])
    assert service["client"] == LABELS[name]["client"]
    assert service["hangup.by"] == label["by"]
    assert service["periodic"] is True
    assert service["frame"] == int(finding["frame.number"])
    assert service["reset"] is label.get("reset", service["reset"])
    if "period" in label:
        for period in (finding["hangup.period"], service["hangup.period"]):
            assert abs(float(period) - label["period"]) < 1.5
    if label.get("idle"):
        assert service["before"] == "idle"


@pytest.mark.parametrize("name", CUTS)
def test_by_is_who_closed_first(tshark, name):
    """The first FIN or RST of each connection, as stock tshark shows them."""
    lines = run(tshark, name, "-Y", "tcp.flags.fin==1 || tcp.flags.reset==1",
                "-T", "fields", "-e", "tcp.stream", "-e", "frame.number", "-e",
                "ip.src", which=STOCK, ports=False).splitlines()
    first = {}
    for stream, frame, source in (line.split("\t") for line in lines):
        first.setdefault(stream, (frame, source))
    by_frame = dict(first.values())
    for row in closes(tshark, name):
        side = LABELS[name][row["hangup.by"]]
        assert by_frame[row["frame.number"]] == side


@pytest.mark.parametrize("name", TRAPS)
def test_trap(tshark, name):
    assert found(closes(tshark, name)) == []
    assert not any(service["periodic"]
                   for service in report(tshark, name)["services"])


@pytest.mark.parametrize("name", CUTS + ["iscsi-random", "http-poll"])
def test_all_passes_agree(tshark, name):
    rows = closes(tshark, name)
    assert closes(tshark, name, "-2") == rows
    assert closes(tshark, name, which=BOTH) == rows
    # A filter that needs no field of ours, and a list without a tree.
    plain = run(tshark, name, "-Y", "tcp.flags.fin==1 || tcp.flags.reset==1",
                "-T", "fields", "-e", "hangup.count")
    assert [line for line in plain.splitlines() if line] == [
        row["hangup.count"] for row in rows]


def message(tshark, name):
    text = run(tshark, name, "-Y", "hangup.periodic", "-T", "fields", "-e",
               "_ws.expert.message")
    return re.search(r"((?:Server|Client) \S+ \([^)]*\) closes first [^\n]*)",
                     text).group(1)


@pytest.mark.parametrize("name, says", [
    ("iscsi-idle", "new login at once"),
    ("iscsi-nop", "NOP-In unanswered"),
    ("tls-nft", "reset has hop limit 64, not 63"),
    ("tls-nft-at-server", "reset has hop limit 64, not 63"),
    ("tls-given-up", "request unanswered 5.0 s"),
    ("tls-idle", "idle for 50.0 s"),
    ("ldap-proxy", "idle for 50.0 s"),
])
def test_what_it_says(tshark, name, says):
    assert says in message(tshark, name)


def test_port_on_demand(tshark):
    assert closes(tshark, "redis-idle", ports=False) == []
    assert len(found(closes(tshark, "redis-idle"))) == 1


def test_row_that_removes_a_port(tshark):
    removed = ["-o", 'uat:hangup_services:"3260",""']
    assert closes(tshark, "iscsi-idle", *removed) == []


def test_row_that_is_wrong(tshark):
    done = tshark.start(["-r", tshark.readable(
        HERE / "hangups/iscsi-idle.pcap"), "-o",
        'uat:hangup_services:"65536","x"'], HANGUP)
    assert "port must be 1 to 65535" in done.stderr


def test_expert_item(tshark):
    text = run(tshark, "iscsi-idle", "-q", "-z", "expert")
    line, = [line for line in text.splitlines() if "closes first" in line]
    assert line.split()[:3] == ["1", "Sequence", "HANGUP"]
    assert "Warns (" in text


def test_table(tshark):
    lines = run(tshark, "iscsi-idle", "-q", "-z",
                "hangup,services").splitlines()
    assert lines[0] == "Services: 1"
    assert re.split(r"\s{2,}", lines[1].strip()) == [
        "server", "service", "client", "ended by", "closes", "in a row",
        "every (s)", "spread (s)", "back after (s)", "before", "periodic",
        "frame"]
    cells = lines[2].split()
    assert cells[1:6] == ["iSCSI", LABELS["iscsi-idle"]["client"], "server",
                          "6", "6"]
    assert lines[3].strip().startswith("Usually: fail-over at target")


def test_advice(tshark):
    """Beside the finding, and in the reports."""
    frame, = run(tshark, "iscsi-idle", "-Y", "hangup.advice", "-T", "fields",
                 "-e", "frame.number", "-e", "hangup.advice").splitlines()
    service, = report(tshark, "iscsi-idle")["services"]
    assert frame == "138\t" + service["hangup.advice"]
    assert "Give each initiator a name" in frame
    service, = report(tshark, "iscsi-two-cuts")["services"]
    assert service["cause"] is None and service["hangup.advice"] is None


def test_names_of_reports(tshark):
    for wrong in ("hangup,services,x", "hangup,json,"):
        done = tshark.start(["-r", tshark.readable(
            HERE / "hangups/iscsi-idle.pcap"), "-q", "-z", wrong], HANGUP)
        assert done.returncode == 1 and "-z " + wrong in done.stderr


def test_sharkd(tshark):
    """The window's table, and a frame that is shown by itself."""
    answers = ask_sharkd(
        tshark, tshark.readable(HERE / "hangups/iscsi-idle.pcap"),
        [("tap", {"tap0": "nstat:hangup,services"}),
         ("frame", {"frame": 138, "proto": True})], which=HANGUP)
    if answers is None:
        pytest.skip("sharkd is not installed")
    row, = answers[0]["taps"][0]["tables"][0]["i"]
    assert row[1] == "iSCSI" and row[3] == "server" and row[4] == 6
    assert "hangup.periodic" in json.dumps(answers[1])


@pytest.mark.parametrize("snaplen, n_findings", [(54, 1), (70, 1), (96, 1)])
def test_cut_headers(tshark, tmp_path, snaplen, n_findings):
    """Frames cut in the TCP options, or in iSCSI's header."""
    data = (HERE / "hangups/iscsi-idle.pcap").read_bytes()
    out = bytearray(data[:24])
    at = 24
    while at < len(data):
        kept = int.from_bytes(data[at + 8:at + 12], "little")
        out += data[at:at + 8]
        out += min(kept, snaplen).to_bytes(4, "little")
        out += data[at + 12:at + 16 + min(kept, snaplen)]
        at += 16 + kept
    path = tmp_path / f"cut-{snaplen}.pcap"
    path.write_bytes(out)
    done = tshark.start(["-r", tshark.readable(path), "-Y", "hangup.periodic",
                         "-T", "fields", "-e", "frame.number"], HANGUP)
    assert len(done.stdout.split()) == n_findings


def test_nothing_else_changes(tshark):
    """All but our own fields is as in stock tshark."""
    for name in ("iscsi-idle", "tls-nft", "https-poll"):
        arguments = ("-T", "fields", "-e", "frame.number", "-e",
                     "frame.protocols", "-e", "_ws.col.Info", "-e",
                     "tcp.analysis.flags", "-e", "_ws.malformed")
        assert run(tshark, name, *arguments) == run(
            tshark, name, *arguments, which=STOCK, ports=False)


def test_disabled(tshark):
    """Without "hangup" TCP is as in stock tshark; without TCP there is none."""
    fields = ("-T", "fields", "-e", "frame.number", "-e", "frame.protocols")
    without = ("--disable-protocol", "hangup", *fields)
    assert run(tshark, "iscsi-idle", *without) == run(
        tshark, "iscsi-idle", *fields, which=STOCK, ports=False)
    assert run(tshark, "iscsi-idle", "--disable-protocol", "hangup", "-Y",
               "hangup.by") == ""
    without = ("--disable-protocol", "tcp", *fields)
    assert run(tshark, "iscsi-idle", *without) == run(
        tshark, "iscsi-idle", *without, which=STOCK, ports=False)
