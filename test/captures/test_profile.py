# SPDX-License-Identifier: GPL-2.0-or-later
"""The profile "Lync": whatever filters it holds can be used, in Wireshark and
by libpcap, and its columns show what they are named after."""

import ctypes
import pathlib
import re

import pytest

from sharkd import ask_sharkd
from tshark import BOTH

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROFILE = ROOT / "profile" / "Lync"
RECORDED = ROOT / "test" / "captures" / "recorded"
CAPTURE = RECORDED / "sipp-asterisk-missed-refresh.pcap"
SMALL = RECORDED / "sip-tls.pcap"
ETHERNET = 1
ARGUMENTS = {"$1": "10", "ip.addr == $1": "ip.addr == 10.0.0.1",
             "ip.addr == $2": "ip.addr == 10.0.0.2"}


def lines(name):
    return [line for line in (PROFILE / name).read_text().splitlines()
            if line and not line.startswith("#")]


def uat(name):
    """The rows of a table of Wireshark's: its fields, unquoted."""
    return [[field.replace("\\x22", '"') for field in
             re.findall(r'"([^"]*)"(?:,|$)', line)] for line in lines(name)]


def colour_rules():
    """name -> filter"""
    return dict(re.match(r"@([^@]+)@(.*)@(?:\[\d+,\d+,\d+\]){2}$", line).groups()
                for line in lines("colorfilters"))


def macros():
    """name -> text, as of 4.4"""
    return dict(re.match(r'"(\w+)" (.*)', line).groups()
                for line in lines("dmacros"))


def display_filters():
    """(where, filter) of all there are; macros with arguments in place."""
    for name, text in colour_rules().items():
        yield name, text
    for _, name, text, _ in uat("dfilter_buttons"):
        yield name, text
    for graph in uat("io_graphs"):
        yield graph[1], graph[2]
    for name, text in macros().items():
        for argument in sorted(ARGUMENTS, key=len, reverse=True):
            text = text.replace(argument, ARGUMENTS[argument])
        yield name, text


def test_every_display_filter_compiles(tshark):
    def check(filters):
        return ask_sharkd(tshark, tshark.readable(SMALL),
                          [("check", {"filter": text}) for _, text in filters],
                          which=BOTH)
    answers = check(display_filters())
    if answers is None:
        pytest.skip("no sharkd")
    assert len(answers) > 30
    with pytest.raises(AssertionError):
        check([("none", "lync.call.no_such_field")])


def test_buttons_are_those_that_were_promised():
    assert [row[1] for row in uat("dfilter_buttons")] == [
        "Dropped calls", "Findings", "Audio", "Video", "Duplicates",
        "RTCP absent", "Session timer"]
    for enabled, _, _, tooltip in uat("dfilter_buttons"):
        assert enabled == "TRUE"
        assert tooltip.endswith("(profile Lync @PROJECT_VERSION@)")


def test_macros_are_the_same_for_all_versions():
    assert {name: text for name, text in uat("dfilter_macros")} == macros()


def test_graphs_have_the_columns_of_4_0():
    assert {len(row) for row in uat("io_graphs")} == {9}


@pytest.fixture
def profile(tshark):
    """Makes the profile the caller's own, for tshark -C Lync."""
    folder = tshark.folder / "profile-of-test"
    copy = folder / "profiles" / "Lync"
    copy.mkdir(parents=True)
    for path in PROFILE.iterdir():
        (copy / path.name).write_text(
            path.read_text().replace("@PROJECT_VERSION@", "1.2.3"))
    tshark.environment["WIRESHARK_CONFIG_DIR"] = str(folder)
    yield
    del tshark.environment["WIRESHARK_CONFIG_DIR"]


def test_columns_and_macros_work_where_they_are_used(tshark, profile):
    done = tshark.start(
        ["-C", "Lync", "-r", tshark.readable(CAPTURE), "-2", "-T", "tabs", "-Y",
         "${lync_dropped} && ${lync_between:10.98.0.1;10.98.0.2} && "
         "${lync_call:0} && frame.number in {6, 7} || ${lync_errors}"], BOTH)
    assert "tshark:" not in done.stderr, done.stderr
    _, rtp, bye = [[cell.strip() for cell in line.split("\t")]
                   for line in done.stdout.splitlines()]
    assert [rtp[0], *rtp[-7:-1]] == ["7", "0", "session-expired", "1", "PCMU",
                                     "40", ""]
    assert bye[-7:-5] == ["0", "session-expired"]
    assert "lync.session.bye_no_refresh" in bye[-2]
    assert bye[-1].startswith("Request: BYE")


class BpfProgram(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint), ("code", ctypes.c_void_p)]


class PacketHeader(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_long), ("microseconds", ctypes.c_long),
                ("captured", ctypes.c_uint), ("length", ctypes.c_uint)]


def udp(dscp, version):
    """An Ethernet frame of UDP with this code point."""
    if version == 4:
        header = bytes([0x45, dscp << 2, 0, 40, 0, 0, 0, 0, 64, 17])
        return bytes(12) + b"\x08\x00" + header + bytes(30)
    header = bytes([0x60 | dscp >> 2, (dscp & 3) << 6, 0, 0, 0, 20, 17, 64])
    return bytes(12) + b"\x86\xdd" + header + bytes(52)


@pytest.mark.parametrize("name, code_points", [
    ("Lync: audio and video by DSCP 40, 24", {40, 24}),
    ("Lync: audio, DSCP 40 (CS5)", {40}), ("Lync: video, DSCP 24 (CS3)", {24}),
    ("Lync: policy-based QoS, DSCP 46, 34", {46, 34}),
    ("Lync: SIP, and all UDP", set(range(64)))])
def test_capture_filters_take_the_code_points_that_they_name(name, code_points):
    pcap = ctypes.CDLL("libpcap.so.0.8")
    pcap.pcap_open_dead.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(pcap.pcap_open_dead(ETHERNET, 65535))
    filters = dict(re.match(r'"([^"]*)" (.*)', line).groups()
                   for line in lines("cfilters"))
    program = BpfProgram()
    assert pcap.pcap_compile(handle, ctypes.byref(program),
                             filters[name].encode(), 1, 0) == 0
    for version in (4, 6):
        taken = set()
        for dscp in range(64):
            frame = udp(dscp, version)
            header = PacketHeader(0, 0, len(frame), len(frame))
            if pcap.pcap_offline_filter(ctypes.byref(program),
                                        ctypes.byref(header), frame):
                taken.add(dscp)
        assert taken == code_points, version
    pcap.pcap_close(handle)


def test_docs_name_what_is_there():
    told = re.findall(r"^\| ([^|]*?) \|", (
        ROOT / "docs" / "profile.md").read_text(), re.M)
    names = [row[1] for row in uat("dfilter_buttons")] + [
        re.match(r'"([^"]*)', line)[1] for line in lines("cfilters")]
    assert [name for name in told if name in names] == names
    assert [re.match(r"`\$\{(\w+)", name)[1] for name in told
            if name.startswith("`${")] == list(macros())


def test_every_file_is_installed():
    cmake = (ROOT / "cmake" / "LyncInstall.cmake").read_text()
    listed = re.findall(r"foreach\(file ([^)]*)\)", cmake)
    assert sorted(" ".join(listed).split()) == sorted(
        path.name for path in PROFILE.iterdir())
