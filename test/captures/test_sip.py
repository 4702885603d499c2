# SPDX-License-Identifier: GPL-2.0-or-later
"""Session timers: the ladders as captures, over each transport, in all modes.

The ladders say what must be found; here it is read from tshark's expert items.
"""

import datetime
import pathlib
import re

import pytest

from findings import reported, sharkd, shown
from making.capture import Capture
from making.ladder import SEVERITIES, read_ladders
from making.sip_carry import (Fragments, Sctp, Tcp, Udp, WebSocket, write)
from making.wire import ETHERNET, Flow, ip4_header, ip4_of, udp4

LADDERS = pathlib.Path(__file__).resolve().parent.parent / "ladders"
FILES = sorted(path.name for path in LADDERS.glob("*.ladder"))
GAP_US = 20_000 * 1_000_000     # between two cases of a capture


def nobody(_party):
    return ""


def one_letter(party):
    return party


# The carrier of each message, and what From and To say before the @.
WAYS = {
    "udp": (Udp, lambda party: "user-" + party),
    "udp-no-user": (Udp, nobody),
    "fragments": (Fragments, nobody),
    "tcp": (Tcp, lambda party: "user-" + party),
    "tcp-no-user": (Tcp, nobody),
    "tcp-one-letter": (Tcp, one_letter),
    "tcp-split": (lambda: Tcp((100, 200)), nobody),
    "sctp": (Sctp, nobody),
}


class Ladders:
    """All cases of a file with one grace, one after the other."""

    def __init__(self, tshark, name, way, grace_s, folder):
        carrier, users = WAYS[way]
        self.cases, messages = [], []
        clock_us = 0
        for number, case in enumerate(read_ladders(LADDERS / name, users)):
            if case.grace_s != grace_s or not usable(case):
                continue
            self.cases.append((case, len(messages)))
            for message in case.messages:
                text = message.text.replace(
                    b"@ladder\r\n", b"@%d.ladder\r\n" % number)
                messages.append((clock_us + message.time_us, message.flow,
                                 text))
            clock_us = messages[-1][0] + GAP_US
        path = folder / ("%s-%s-%d.pcap" % (name, way, grace_s))
        self.frames = write(path.stem, messages, carrier(), path)
        self.times_us = [message[0] for message in messages]
        self.tshark, self.path = tshark, tshark.readable(path)
        self.options = ["-o", "lync.session_grace_s:%d" % grace_s]
        self.findings = reported(tshark, self.path, self.options)

    def found(self, first, case):
        """Number of the message -> findings, for one case."""
        numbers = {frame: i + 1 for i, frame in enumerate(
            self.frames[first:first + len(case.messages)])}
        return [(numbers[f.frame], f) for f in self.findings
                if f.frame in numbers]


def usable(case):
    """A ladder's media has no SDP: findings that only media proves are tested
    elsewhere."""
    media = {i + 1 for i, m in enumerate(case.messages) if not m.text}
    return not any(e.message in media for e in case.expected)


def graces(name):
    return sorted({case.grace_s for case in read_ladders(LADDERS / name)
                   if usable(case)})


@pytest.fixture(scope="session")
def ladders(tshark, tmp_path_factory):
    made, folder = {}, tmp_path_factory.mktemp("ladders")

    def get(name, way, grace_s):
        key = (name, way, grace_s)
        if key not in made:
            made[key] = Ladders(tshark, *key, folder)
        return made[key]
    return get


RUNS = [(name, grace_s) for name in FILES for grace_s in graces(name)]


def problems_of(case, found):
    wanted = [case.in_capture(e) for e in case.expected
              if e.what.startswith("lync.")]
    out = []
    for e in wanted:
        same = [f for n, f in found if n == e.message and f.name == e.what]
        if (len(same) != 1 or e.severity not in ("", same[0].severity) or
                e.text not in same[0].text):
            out.append("%s: expected %s, found %s" % (case.name, e, same))
    least = [e.severity or "Chat" for e in case.expected
             if e.what == "none"] or ["Chat"]
    named = {(e.message, e.what) for e in wanted}
    out += ["%s: message %d: %s" % (case.name, n, f) for n, f in found
            if (n, f.name) not in named and
            SEVERITIES.index(f.severity) >= SEVERITIES.index(least[0])]
    return out


def test_there_are_ladders():
    assert len(FILES) >= 9
    assert sum(len(read_ladders(LADDERS / name)) for name in FILES) > 100


@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.parametrize("name,grace_s", RUNS)
def test_findings_are_what_the_ladder_expects(ladders, name, grace_s, way):
    run = ladders(name, way, grace_s)
    problems = [p for case, first in run.cases
                for p in problems_of(case, run.found(first, case))]
    assert run.cases and not problems, "\n".join(problems[:5])


@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.parametrize("name,grace_s", RUNS)
def test_modes_agree(ladders, name, grace_s, way):
    run = ladders(name, way, grace_s)
    names = sorted({f.name for f in run.findings})
    expected = {(f.frame, f.name) for f in run.findings}
    two_pass = reported(run.tshark, run.path, run.options + ["-2"])
    assert two_pass == run.findings
    for options in ([], ["-2"], ["-Y", "sip"], ["-2", "-Y", "lync"]):
        assert shown(run.tshark, run.path, names,
                     run.options + options) == expected, options


@pytest.mark.parametrize("way", ["udp", "tcp-no-user"])
@pytest.mark.parametrize("name", FILES)
def test_sharkd_agrees(ladders, name, way):
    run = ladders(name, way, 5)
    names = sorted({f.name for f in run.findings})
    found = sharkd(run.tshark, run.path, names)
    if found is None:
        pytest.skip("no sharkd")
    assert found == {(f.frame, f.name) for f in run.findings}


VIEW = {"interval": "lync.session.interval", "minse": "lync.session.min_se",
        "refresher": "lync.session.refresher",
        "party": "lync.session.refresher_party",
        "due": "lync.session.refresh_due",
        "giveup": "lync.session.give_up",
        "expires": "lync.session.expires"}
TIMES = ("due", "giveup", "expires")


def seconds(text):
    """An absolute time of -T fields (UTC), as seconds since 1970."""
    text = re.sub(r"(\.\d{6})\d*", r"\1", text).replace(" UTC", "")
    # Wireshark 4.6 writes ISO 8601 with the offset of the zone.
    text = text.replace("Z", "").replace("T", " ").replace("+0000", "")
    form = "%b %d, %Y %H:%M:%S.%f" if text[0].isalpha() else (
        "%Y-%m-%d %H:%M:%S.%f")
    return datetime.datetime.strptime(text, form).replace(
        tzinfo=datetime.timezone.utc).timestamp()


@pytest.mark.parametrize("way", ["udp", "tcp-no-user"])
@pytest.mark.parametrize("name,grace_s", RUNS)
def test_messages_show_what_the_ladder_expects(ladders, name, grace_s, way):
    run = ladders(name, way, grace_s)
    done = run.tshark.start(
        ["-n", "-r", run.path, "-T", "fields", "-e", "frame.number", "-e",
         "frame.time_epoch"] + [x for f in VIEW.values() for x in ("-e", f)])
    rows = {}
    for line in done.stdout.splitlines():
        cells = line.split("\t")
        rows[int(cells[0])] = (float(cells[1]), dict(zip(VIEW, cells[2:])))
    for case, first in run.cases:
        for e in [e for e in case.expected if e.what == "view"]:
            epoch, row = rows[run.frames[first + e.message - 1]]
            zero = epoch - case.messages[e.message - 1].time_us / 1e6
            wanted = dict(word.partition("=")[::2] for word in e.text.split())
            for key, value in wanted.items():
                if key in TIMES and value == "none":
                    assert not row[key], (case.name, e)
                elif key in TIMES:
                    assert abs(seconds(row[key]) - zero - float(value)
                               ) < 0.001, (case.name, e)
                elif key == "party":
                    host = "" if value == "none" else case.parties[value].host
                    assert row[key] == host, (case.name, e)
                elif key in VIEW:
                    assert row[key] == ("" if value == "none" else value), (
                        case.name, e)
            if e.text == "none":
                assert not any(row.values()), (case.name, row)


def drop(way_users=nobody):
    """The first mediation ladder: the call that drops after 30 minutes."""
    return read_ladders(LADDERS / "mediation.ladder", way_users)[0]


DROP = {"lync.session.mediation_refresher", "lync.session.refresher_hung_up"}


def on_web(flow):
    """The client's port is what it was, the server's that of HTTP."""
    web = {"198.51.100.7": 80}
    return flow._replace(sport=web.get(flow.src, flow.sport),
                         dport=web.get(flow.dst, flow.dport))


@pytest.mark.parametrize("carrier,change", [
    (WebSocket, on_web), (Sctp, lambda flow: flow),
    (lambda: Tcp(tuple(range(40, 1000, 40))), lambda flow: flow)],
    ids=["websocket", "sctp", "tcp-40-octets"])
def test_the_drop_is_found_over(tshark, tmp_path, carrier, change):
    messages = [m[:3] for m in drop().messages if m.text]
    path = tmp_path / "drop.pcap"
    write("drop", messages, carrier(), path, change)
    path = tshark.readable(path.rename(tmp_path / ("drop-%s.pcap" % carrier)))
    found = reported(tshark, path)
    assert {f.name for f in found} == DROP
    assert all("EnableSessionTimer" in f.text for f in found)
    assert shown(tshark, path, sorted(DROP), ["-2"]) == {
        (f.frame, f.name) for f in found}


def test_three_messages_in_one_segment(tshark, tmp_path):
    """100, 183 and 200 of the provider come in one segment, the 200 last;
    the INVITE and the BYE have no user part."""
    all_of = [m for m in drop().messages if m.text]
    joined = b"".join(m.text for m in all_of[1:4])
    messages = ([all_of[0][:3], (all_of[3].time_us, all_of[3].flow, joined)] +
                [m[:3] for m in all_of[4:]])
    write("joined", messages, Tcp(), tmp_path / "joined.pcap")
    path = tshark.readable(tmp_path / "joined.pcap")
    assert [(f.frame, f.name) for f in reported(tshark, path)] == [
        (2, "lync.session.mediation_refresher"),
        (4, "lync.session.refresher_hung_up")]
    assert shown(tshark, path, ["lync.call"]) == {
        (frame, "lync.call") for frame in (1, 2, 3, 4, 5)}


def test_three_requests_without_user_in_one_segment(tshark, tmp_path):
    """An INVITE that breaks rule S1, twice, between two OPTIONS."""
    def request(method, call, extra=b""):
        return (b"%s sip:10.0.0.2 SIP/2.0\r\n"
                b"Via: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK%s\r\n"
                b"From: <sip:10.0.0.1>;tag=a\r\nTo: <sip:10.0.0.2>\r\n"
                b"Call-ID: %s@x\r\nCSeq: 1 %s\r\n%s"
                b"Content-Length: 0\r\n\r\n" % (method, call, call, method,
                                                extra))
    bad = b"Supported: timer\r\nSession-Expires: soon\r\n"
    text = (request(b"INVITE", b"one", bad) + request(b"OPTIONS", b"two") +
            request(b"INVITE", b"three", bad))
    flow = Flow("10.0.0.1", "10.0.0.2", 40000, 5060)
    write("three", [(0, flow, text)], Tcp(), tmp_path / "three.pcap")
    path = tshark.readable(tmp_path / "three.pcap")
    for options in ([], ["-2"], ["-V"]):
        found = reported(tshark, path, options)
        assert [f.name for f in found] == ["lync.session.bad_value"] * 2


def test_sip_in_an_icmp_error_is_no_traffic(tshark, tmp_path):
    """Port unreachable quotes the INVITE: neither a call nor a finding."""
    capture = Capture("icmp", "SIP inside an ICMP error")
    message = drop(lambda party: "user-" + party).messages[0]
    quoted = ip4_of(udp4(message.flow, 0, message.text))
    capture.add(ETHERNET + b"\x08\x00" + ip4_header(
        message.flow.back(), 20 + 8 + len(quoted), 0, proto=1) +
        bytes((3, 3, 0, 0, 0, 0, 0, 0)) + quoted)
    (tmp_path / "icmp.pcap").write_bytes(capture.pcap())
    path = tshark.readable(tmp_path / "icmp.pcap")
    assert shown(tshark, path, ["sip.Call-ID"]) == {(1, "sip.Call-ID")}
    assert not shown(tshark, path, ["lync.call", "lync.session.interval"])


@pytest.mark.parametrize("snap", [200, 300])
def test_cut_messages_agree(tshark, tmp_path, snap):
    """Packets that the capture cut within the headers."""
    capture = Capture("cut", "SIP over UDP, cut")
    for message in drop().messages:
        frame = udp4(message.flow, 0, message.text or bytes(60))
        capture.add(frame[:snap], wire_length=len(frame))
    (tmp_path / ("cut%d.pcap" % snap)).write_bytes(capture.pcap())
    path = tshark.readable(tmp_path / ("cut%d.pcap" % snap))
    plain, tree = reported(tshark, path), reported(tshark, path, ["-V"])
    assert plain == tree == reported(tshark, path, ["-2"])


def levels(findings, least):
    return [f for f in findings
            if SEVERITIES.index(f.severity) >= SEVERITIES.index(least)]


PUBLIC = (pathlib.Path(__file__).resolve().parents[3] / "shared" /
          "captures" / "public")
SILENT = {"sip_session_refresh_422.pcapng": "Note",
          "sip_refer_transfer.pcapng": "Warn",
          "sip_hold_resume.pcapng": "Warn",
          "sip_prack_eo_180.pcapng": "Warn",
          "sip_bye_also_transfer.pcapng": "Warn",
          "t38faxcap_sample.pcap": "Warn",
          "peafowl_ipfrag_sip_se.pcap": "Warn",
          "sip_recording_siprec.pcapng": "Warn"}


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="no ../shared/captures/public "
                    "beside the project: silence on them is not tested")
@pytest.mark.parametrize("name", sorted(SILENT))
def test_public_calls_are_silent(tshark, name):
    path = tshark.readable(PUBLIC / name)
    found = reported(tshark, path)
    session = [f for f in found if f.name.startswith("lync.session.")]
    assert not levels(session, SILENT[name])
    # The one message of this file that is not a fragment is a CANCEL.
    assert shown(tshark, path, ["lync.call"]) or "ipfrag" in name
    assert reported(tshark, path, ["-2"]) == found


RECORDED = pathlib.Path(__file__).resolve().parent / "recorded"


def test_the_missed_refresh_is_found(tshark):
    path = tshark.readable(RECORDED / "sipp-asterisk-missed-refresh.pcap")
    found = [f for f in reported(tshark, path)
             if f.name.startswith("lync.session.")]
    assert [(f.severity, f.name) for f in found] == [
        ("Error", "lync.session.bye_no_refresh")]
    assert "60.0 s after" in found[0].text
    assert "10.98.0.1, the refresher, never refreshed" in found[0].text


@pytest.mark.parametrize("name", ["linphone-session-timer-nft-dscp40.pcap",
                                  "asterisk-session-timer-dscp40.pcap"])
def test_recorded_timers_are_normal(tshark, name):
    """Nothing above Note; of 90 s, 45, 60 and 90 s are shown."""
    path = tshark.readable(RECORDED / name)
    found = [f for f in reported(tshark, path)
             if f.name.startswith("lync.session.")]
    assert not levels(found, "Warn")
    done = tshark.start(
        ["-n", "-r", path, "-Y", "lync.session.expires", "-T", "fields", "-e",
         "frame.time_epoch", "-e", VIEW["due"], "-e", VIEW["giveup"], "-e",
         VIEW["expires"]])
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(rows) >= 2
    for row in rows:
        after = [seconds(text) - float(row[0]) for text in row[1:]]
        assert [round(s, 3) for s in after] == [45, 60, 90]


@pytest.mark.parametrize("passes", [(), ("-2",)], ids=["one-pass", "two-pass"])
def test_tls_with_keys(tshark, passes):
    """SIP over TLS, its BYE over two records: judged when keys are given."""
    path = tshark.readable(RECORDED / "sip-tls.pcap")
    keys = tshark.readable(RECORDED / "sip-tls.keys")
    options = ["-o", "tls.keylog_file:%s" % keys, *passes]
    done = tshark.start(["-n", "-r", path, "-Y", "lync.call", "-T", "fields",
                         "-e", "sip.CSeq.method", "-e", "sip.Status-Code"] +
                        options)
    assert [row.split("\t") for row in done.stdout.splitlines()] == [
        ["INVITE", ""], ["INVITE", "200"], ["ACK", ""], ["BYE", ""],
        ["BYE", "200"]]
    # The answer imposes the refresh on a Mediation Server that offered none.
    assert {finding.name for finding in reported(tshark, path, options)} == {
        "lync.session.refresher_unable", "lync.session.mediation_refresher"}


def test_tls_without_keys_is_silent(tshark):
    path = tshark.readable(RECORDED / "sip-tls.pcap")
    assert reported(tshark, path) == []
