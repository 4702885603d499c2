# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze: what it says, and its exit status."""
import gzip
import json
import os
import pty
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from conftest import PROJECT, assert_only_refuses, one_line, pcap

EXAMPLE = "test/captures/recorded/gst-audio-video.pcap"
CUT = "cut short in the middle of a packet; the packets before that are analysed"


def test_without_capture_takes_the_example(analyze):
    result = analyze()
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"== {EXAMPLE} ==\n")
    assert len(result.stdout.splitlines()) > 2


def test_capture_that_only_the_caller_may_read(analyze, account):
    capture = account.write("private/call.pcap", pcap())
    capture.parent.chmod(0o700)
    result = analyze("private/call.pcap")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("== private/call.pcap ==\n")


def test_service_that_is_ended_again_and_again(analyze):
    result = analyze(PROJECT / "test/captures/hangups/iscsi-idle.pcap")
    assert "\nServices: 1\nserver " in result.stdout


def test_compressed_capture_gives_the_same_report(analyze, account):
    plain = analyze(account.write("same.pcap", pcap()))
    packed = analyze(account.write("same.pcap.gz", gzip.compress(pcap())))
    assert packed.returncode == 0
    assert packed.stdout == plain.stdout.replace("same.pcap", "same.pcap.gz")


def test_no_packets_is_no_error(analyze, account):
    result = analyze(account.write("header.pcap", pcap(0)))
    assert (result.returncode, result.stderr) == (0, "")


def test_output_is_the_same_every_time(analyze):
    assert analyze().stdout == analyze().stdout


@pytest.mark.parametrize("name,content,says", [
    ("empty.pcap", b"", "the file is empty"),
    ("notes.txt", b"to call back\n" * 20, "not a capture"),
    ("short.txt", b"hello\n", "not a capture"),
    ("data.json", b'{"a": 1}\n', "not a capture"),
    ("program", b"\x7fELF" + bytes(60), "not a capture"),
    ("stump.pcap", pcap()[:10],
     "cut short in the middle of a packet or other data"),
])
def test_bad_file(analyze, account, name, content, says):
    account.write(name, content)
    assert_only_refuses(analyze(name), name, says)


def test_no_such_file(analyze):
    assert_only_refuses(analyze("absent.pcap"), "absent.pcap",
                        "No such file or directory")


def test_no_permission(analyze, account):
    if account.is_root:
        pytest.skip("root may read every file")
    account.write("closed.pcap", pcap(), mode=0)
    assert_only_refuses(analyze("closed.pcap"), "closed.pcap",
                        "Permission denied")


def test_truncated_capture_is_analysed_up_to_the_cut(analyze, account):
    # The cut takes the last of four packets: three are left.
    whole = analyze(account.write("whole.pcap", pcap(3)))
    result = analyze(account.write("cut.pcap", pcap(4)[:-1]))
    assert result.returncode == 1
    assert one_line(result) == f"analyze: {account.home}/cut.pcap: {CUT}"
    assert result.stdout == whole.stdout.replace("whole.pcap", "cut.pcap")


def test_goes_on_after_a_bad_one_and_names_it_at_the_end(analyze, account):
    account.write("first.pcap", pcap())
    account.write("bad.pcap", b"hello\n")
    account.write("last.pcap", pcap())
    result = analyze("first.pcap", "bad.pcap", "last.pcap")
    headings = [s for s in result.stdout.splitlines() if s.startswith("==")]
    assert headings == ["== first.pcap ==", "== last.pcap ==",
                        "== Summary of 3 captures =="]
    assert "\n  bad.pcap: not a capture\n" in result.stdout
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "analyze: bad.pcap: not a capture",
        "analyze: not analysed to the end: bad.pcap"]


def test_directory_is_searched(analyze, account):
    account.write("calls/b c.pcap", pcap())
    account.write("calls/deep/a.pcapng.gz", gzip.compress(pcap()))
    account.write("calls/notes.txt", b"hello\n")
    result = analyze("calls")
    headings = [s for s in result.stdout.splitlines() if s.startswith("==")]
    assert headings == ["== calls/b c.pcap ==", "== calls/deep/a.pcapng.gz ==",
                        "== Summary of 2 captures =="]
    assert (result.returncode, result.stderr) == (0, "")


def test_directory_without_captures(analyze, account):
    account.write("papers/notes.txt", b"hello\n")
    assert_only_refuses(analyze("papers"), "papers",
                        "no capture in this directory")


def test_directory_that_cannot_be_searched(analyze, account):
    if account.is_root:
        pytest.skip("root may search every directory")
    account.write("half/a.pcap", pcap())
    account.write("half/closed/b.pcap", pcap()).parent.chmod(0)
    result = analyze("half")
    assert result.stdout.startswith("== half/a.pcap ==\n")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "analyze: half: \u2018half/closed\u2019: Permission denied",
        "analyze: not analysed to the end: half"]


def without(capture, gone):
    """A capture of pcap() without the packets in gone."""
    size = 16 + 14 + 20 + 8 + 12 + 100
    packets = range((len(capture) - 24) // size)
    return capture[:24] + b"".join(
        capture[24 + size * i:24 + size * (i + 1)] for i in packets
        if i not in gone)


def test_order_is_that_of_the_captures(analyze, some):
    alone = analyze("--jobs", "1", *some)
    together = analyze("--jobs", "4", *some)
    assert together.stdout == alone.stdout
    assert together.stderr == alone.stderr
    assert alone.stdout.count(r" \x0a-x.pcap ==" + "\n") == 7
    assert "\n\nCalls: 7: capture-ended 7\n" in alone.stdout
    assert "== Summary of 8 captures ==\n" in alone.stdout
    assert analyze("--jobs", "3", "some").stdout == alone.stdout


def test_name_like_an_option(analyze, account):
    account.write("-v", pcap())
    result = analyze("--", "-v")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("== -v ==\n")


# The video of the repeated packets' capture has a burst: at Warn.
BURST = "test/captures/recorded/dup-sender-conn.pcap"


@pytest.mark.parametrize("limit,status", [
    ("chat", 2), ("note", 2), ("warn", 2), ("error", 0), (None, 0)])
def test_fail_on(analyze, clone, limit, status):
    options = ["--fail-on", limit] if limit else []
    assert analyze(*options, clone / BURST).returncode == status


def test_bad_input_comes_before_fail_on(analyze, account, clone):
    account.write("bad.pcap", b"hello\n")
    result = analyze("--fail-on", "warn", clone / BURST, "bad.pcap")
    assert result.returncode == 1


def test_json_is_one_document(analyze, account, clone):
    account.write("bad.pcap", b"hello\n")
    account.write("cut.pcap", pcap(4)[:-1])
    result = analyze("--json", clone / BURST, "bad.pcap", "cut.pcap")
    read = json.loads(result.stdout)
    assert result.returncode == 1
    assert read["schema"] == "lync-summary/1"
    assert [(row["problem"], row["report"] is not None)
            for row in read["captures"]] == [
        (None, True), ("not a capture", False), (CUT, True)]
    assert [row["filter"] for row in read["summary"]["findings"]] == [
        "lync.dup_burst"]
    one = json.loads(analyze("--json", clone / BURST).stdout)
    assert one["captures"] == read["captures"][:1]
    nothing = analyze("--json", "bad.pcap")
    assert (nothing.returncode, json.loads(nothing.stdout)["trunks"]) == (1, [])


def test_merged_captures_are_compared(analyze, account):
    """Of 200 packets, 30 never come to the second place, where DSCP is 0."""
    account.write("m/one.pcap", pcap(200))
    account.write("m/two here.pcap.gz",
                  gzip.compress(without(pcap(200, dscp=0), range(50, 80))))
    result = analyze("--merge", "m/one.pcap", "m/two here.pcap.gz")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "== m/one.pcap + m/two here.pcap.gz ==\n"
        "interface 0: m/one.pcap\ninterface 1: m/two here.pcap.gz\n")
    assert "Warn  lync.points.loss      30 of " in result.stdout
    assert "lync.points.remarked" in result.stdout
    read = json.loads(analyze("--merge", "--json", "m").stdout)
    assert [row["file"] for row in read["captures"]] == [
        "m/one.pcap + m/two here.pcap.gz"]


def test_merging_goes_on_without_a_bad_one(analyze, account):
    account.write("n/one.pcap", pcap())
    result = analyze("--merge", "n/one.pcap", "n/absent.pcap")
    assert result.returncode == 1
    assert result.stdout.startswith("== n/one.pcap ==\n")
    assert result.stderr.splitlines()[0] == (
        "analyze: n/absent.pcap: No such file or directory")


def test_progress_on_a_terminal_only(account, analyze, clone, some):
    assert "\r" not in analyze(*some).stderr
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        account.prefix() + [str(clone / "tools/analyze"), *some],
        env=account.environment(), cwd=account.home, stdin=theirs,
        stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += os.read(ours, 65536)
        except OSError:     # the terminal is gone with its last user
            break
    os.close(ours)
    assert done.wait() == 1
    assert b"analyze: 8 of 8 captures, 2 not analysed to the end\r" in seen


def test_reader_that_quits(account, clone, analyze, some):
    """Nothing is said when nobody reads any more."""
    result = account.run("bash", "-c", '"$@" | head -n 1; '
                         'echo "${PIPESTATUS[0]}"', "tools",
                         clone / "tools/analyze", *some[:3] * 40)
    assert result.stdout.splitlines()[-1] in ("141", "1")
    assert "Broken pipe" not in result.stderr


def test_profile_is_neither_read_nor_written(analyze, account):
    capture = account.write("profile.pcap", pcap())
    before = analyze(capture).stdout
    disabled = account.write(".config/wireshark/disabled_protos",
                             b"udp\nlync\n")
    result = analyze(capture, WIRESHARK_CONFIG_DIR=str(disabled.parent))
    files = [p.name for p in disabled.parent.iterdir()]
    disabled.unlink()
    assert result.stdout == before
    assert files == ["disabled_protos"]


def test_nothing_is_left_in_tmp(analyze, account, workspace):
    folder = account.home / "tmp"
    folder.mkdir()
    account.give(folder)
    analyze("absent.pcap", TMPDIR=str(folder))
    assert list(folder.iterdir()) == []


# A tshark whose modules are no shared objects; the build is that of all tests.
SPOILING = """#!/bin/sh
rm -rf "$HOME/spoilt"
cp -rL "$WIRESHARK_PLUGIN_DIR" "$HOME/spoilt"
for module in "$HOME"/spoilt/*/epan/lync.so; do echo no >"$module"; done
WIRESHARK_PLUGIN_DIR=$HOME/spoilt exec %s "$@"
"""


def test_module_that_does_not_load_is_an_error(analyze, workspace):
    folder = Path(tempfile.mkdtemp(dir=workspace))
    folder.chmod(0o755)
    program = folder / "tshark"
    program.write_text(SPOILING % shutil.which("tshark"))
    program.chmod(0o755)
    result = analyze(PATH="%s:%s" % (folder, os.environ["PATH"]))
    assert result.returncode == 1
    assert "tshark does not load the module" in one_line(result)
    assert "lync.so: file too short" in one_line(result)
    assert result.stdout == ""


def test_stock_plugins_stay_beside_the_module(analyze, account, clone):
    """And the folders that tshark sees are none of the caller's."""
    result = account.run("bash", "-euc", """
        PROJECT=$1
        for part in messages build isolate; do
            . "$PROJECT/tools/lib/$part.sh"
        done
        build_module
        isolate_stage "${MODULES[@]}"
        isolate tshark -G plugins
        isolate tshark -G folders""", "tools", clone)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    # transum comes with every Wireshark as a plugin.
    assert len([s for s in lines if s.startswith("transum.so")]) == 1
    assert sum(s.startswith(("lync.so", "hangup.so")) for s in lines) == 2
    personal = [s for s in lines if s.startswith("Personal configuration:")]
    assert len(personal) == 1 and "/home/.config/wireshark" in personal[0]
    assert str(account.home) not in result.stdout
