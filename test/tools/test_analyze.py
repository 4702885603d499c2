# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze: what it says, and its exit status."""
import gzip

import pytest

from conftest import pcap

EXAMPLE = "test/captures/recorded/gst-audio-video.pcap"
CUT = "cut short in the middle of a packet; the packets before that are analysed"


def one_line(result):
    """What a failed run says, which must be a single line."""
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.strip()


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
    result = analyze(name)
    assert result.returncode == 1
    assert one_line(result) == f"analyze: {name}: {says}"
    assert result.stdout == ""


def test_no_such_file(analyze):
    result = analyze("absent.pcap")
    assert result.returncode == 1
    assert one_line(result) == "analyze: absent.pcap: No such file or directory"


def test_no_permission(analyze, account):
    if account.is_root:
        pytest.skip("root may read every file")
    account.write("closed.pcap", pcap(), mode=0)
    result = analyze("closed.pcap")
    assert result.returncode == 1
    assert one_line(result) == "analyze: closed.pcap: Permission denied"


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
    assert headings == ["== first.pcap ==", "== last.pcap =="]
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
    assert headings == ["== calls/b c.pcap ==", "== calls/deep/a.pcapng.gz =="]
    assert (result.returncode, result.stderr) == (0, "")


def test_directory_without_captures(analyze, account):
    account.write("papers/notes.txt", b"hello\n")
    result = analyze("papers")
    assert result.returncode == 1
    assert one_line(result) == "analyze: papers: no capture in this directory"


def test_directory_that_cannot_be_searched(analyze, account):
    if account.is_root:
        pytest.skip("root may search every directory")
    account.write("half/a.pcap", pcap())
    account.write("half/closed/b.pcap", pcap()).parent.chmod(0)
    result = analyze("half")
    assert result.stdout.startswith("== half/a.pcap ==\n")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "analyze: \u2018half/closed\u2019: Permission denied",
        "analyze: not analysed to the end: half"]


def test_help(analyze):
    result = analyze("--help")
    assert result.returncode == 0
    assert result.stdout.startswith("Usage: tools/analyze ")


@pytest.mark.parametrize("arguments,says", [
    (["--frobnicate"], "unknown option --frobnicate"),
    (["-o"], "-o needs PREFERENCE:VALUE"),
    (["-o", "lync.absent:1"], "specifies unknown preference"),
])
def test_wrong_command_line(analyze, arguments, says):
    result = analyze(*arguments)
    assert result.returncode == 2
    assert says in one_line(result)
    assert result.stdout == ""


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


def test_module_that_does_not_load_is_an_error(analyze, account, build_dir):
    module, = build_dir.glob("plugin/*/epan/lync.so")
    good = module.read_bytes()
    module.write_bytes(b"no shared object")
    try:
        result = analyze()
    finally:
        module.write_bytes(good)
    assert result.returncode == 1
    assert "tshark does not load the module" in one_line(result)
    assert result.stdout == ""


def test_stock_plugins_stay_beside_the_module(analyze, account, clone):
    """And the folders that tshark sees are none of the caller's."""
    result = account.run("bash", "-euc", """
        PROJECT=$1
        for part in messages build isolate; do
            . "$PROJECT/tools/lib/$part.sh"
        done
        build_module
        isolate_stage "$MODULE"
        isolate tshark -G plugins
        isolate tshark -G folders""", "tools", clone)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    # transum comes with every Wireshark as a plugin.
    assert len([s for s in lines if s.startswith("transum.so")]) == 1
    assert len([s for s in lines if s.startswith("lync.so")]) == 1
    personal = [s for s in lines if s.startswith("Personal configuration:")]
    assert len(personal) == 1 and "/home/.config/wireshark" in personal[0]
    assert str(account.home) not in result.stdout
