# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze: any file, any name, a sharkd that crashes, a full disk."""
import json
import os
import shutil

import pytest

from conftest import PROJECT, assert_only_refuses, one_line, pcap


def headings(result):
    return [line for line in result.stdout.splitlines()
            if line.startswith("== ")]


def test_names_that_are_no_utf8_and_symbolic_links(analyze, account):
    """All are found, and no file twice; a circle of links ends."""
    account.write("any/b.pcap", pcap())
    account.write("outside/c.pcap", pcap())
    folder = account.home / "any"
    odd = os.fsencode(folder) + b"/a\xff\x1b[1m.pcap"
    shutil.copyfile(folder / "b.pcap", odd)
    os.chmod(odd, 0o644)
    (folder / "same.pcap").symlink_to("b.pcap")
    (folder / "more").symlink_to(account.home / "outside")
    (folder / "again").symlink_to(folder)
    (folder / "gone.pcap").symlink_to("nothing")
    result = analyze("any")
    assert headings(result)[:3] == [r"== any/a\xff\x1b[1m.pcap ==",
                                    "== any/b.pcap ==",
                                    "== any/more/c.pcap =="]
    assert len(headings(result)) == 4    # and that of the summary
    assert result.stderr.splitlines() == [
        "analyze: any/gone.pcap: No such file or directory",
        "analyze: not analysed to the end: any/gone.pcap"]
    assert "\x1b" not in result.stdout
    files = [row["file"] for row in
             json.loads(analyze("--json", "any").stdout)["captures"]]
    assert files[0] == "any/a\\xff\x1b[1m.pcap"


@pytest.mark.parametrize("argument", ["fifo.pcap", "in"])
def test_fifo_is_refused(analyze, account, argument):
    folder = account.write("fifo/in/notes", b"").parent
    for path in (folder / "fifo.pcap", folder.parent / "fifo.pcap"):
        if not path.exists():
            os.mkfifo(path)
    name = f"fifo/{argument}"
    assert_only_refuses(analyze(name), name.replace("/in", "/in/fifo.pcap"),
                        "not a file")


def test_device_is_refused(analyze):
    assert_only_refuses(analyze("/dev/zero"), "/dev/zero", "not a file")


@pytest.mark.parametrize("options", [[], ["--json"], ["--summary"]])
def test_full_disk(account, analyze, clone, options):
    result = account.run("bash", "-c", '"$@" >/dev/full', "tools",
                         clone / "tools/analyze", *options)
    assert result.returncode == 1
    assert "No space left on device" in one_line(result)


CRASHES = """#!/bin/sh
echo start >>{log}
while read -r load && read -r status; do
    case $(wc -c <"$(expr "$load" : '.*"file": "\\([^"]*\\)"')") in
    {size}) kill -SEGV $$ ;;
    *) printf '%s\\n' "$load" "$status" | {sharkd} - ;;
    esac
done
"""


def test_crash_is_tried_once_more_and_then_a_problem(analyze, account):
    """The others are analysed as if nothing had happened."""
    names = [f"crash/{n}.pcap" for n in (3, 5, 7)]
    for n, name in zip((3, 5, 7), names):
        account.write(name, pcap(n))
    log = account.write("crash-log", b"", mode=0o666)
    script = CRASHES.format(log=log, size=len(pcap(5)),
                            sharkd=shutil.which("sharkd"))
    folder = account.write("bin/sharkd", script.encode(), mode=0o755).parent
    for path in (account.home, folder):
        path.chmod(0o755)
    whole = analyze("--jobs", "1", *names)
    result = analyze("--jobs", "1", *names,
                     PATH=f"{folder}:{os.environ['PATH']}")
    account.home.chmod(0o700)
    assert result.returncode == 1
    assert result.stderr.splitlines()[0] == (
        "analyze: crash/5.pcap: sharkd ended with signal 11")
    assert headings(result)[:2] == [f"== {names[0]} ==", f"== {names[2]} =="]
    assert log.read_text().count("start") == 3
    assert whole.stdout.split("\n== ")[2] == result.stdout.split("\n== ")[1]


TSHARK = """
cd "$1"
for part in messages build isolate; do
    . "tools/lib/$part.sh"
done
PROJECT=$1
build_module
isolate_stage "${MODULES[@]}"
for capture in "${@:2}"; do
    isolate tshark -q -z hangup,services -z lync,trunks -z lync,findings \
        -z lync,streams -z lync,calls -r - <"$capture" || true
done
"""
SAMPLE = ["recorded/gst-audio-video.pcap", "recorded/dup-sender-conn.pcap",
          "stacks/noack-asterisk-pair.pcap", "hangups/iscsi-idle.pcap",
          "recorded/dup-network-nft-burst.pcap"]


def test_one_sharkd_says_what_a_tshark_for_each_says(analyze, account, clone):
    paths = [clone / "test/captures" / name for name in SAMPLE]
    served = analyze("--jobs", "1", *paths)
    alone = account.run("bash", "-euc", TSHARK, "tools", clone, *paths)
    parts = served.stdout.split("\n== Summary")[0]
    text = "".join(line for line in parts.splitlines(keepends=True)
                   if not line.startswith("== ")).replace("\n\n\n", "\n\n")
    assert text.replace("\n", "") == alone.stdout.replace("\n", "")
