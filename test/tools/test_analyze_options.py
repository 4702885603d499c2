# SPDX-License-Identifier: GPL-2.0-or-later
"""The options of tools/analyze."""
import re

import pytest

from conftest import PROJECT, one_line


def test_help(analyze):
    result = analyze("--help")
    assert result.returncode == 0
    assert result.stdout.startswith("Usage: tools/analyze ")
    assert "shellcheck" not in result.stdout


def test_summary_alone(analyze):
    capture = PROJECT / "test/captures/stacks/noack-asterisk-pair.pcap"
    result = analyze("--summary", capture)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "== Summary of 1 capture ==\n%s\n    Call 0, after 32 s: dropped, no "
        "ACK; " % capture)


def test_preference_in_earnest(analyze):
    """Without code points nothing is found by them."""
    found, none = (analyze("-o", "lync.dscp_%s" % preference, "--summary")
                   for preference in ("audio:40", "audio:"))
    assert "\nRTP streams: 2\n" in found.stdout
    assert none.returncode == 0
    assert "\nRTP streams: 1\n" in none.stdout


def test_every_option_of_the_help_is_known_here(analyze):
    """Each is used in earnest by a test of this folder."""
    named = set(re.findall(r"^  (?:-\w, )?(-[-\w]+)", analyze("--help").stdout,
                           re.M))
    tests = "".join(path.read_text() for path in
                    (PROJECT / "test/tools").glob("test_analyze*.py"))
    assert len(named) >= 8
    assert {name for name in named if f'"{name}"' not in tests} == set()


def test_page(analyze, account, clone):
    page = account.home / "page.html"
    result = analyze("--report", page, "--summary")
    assert (result.returncode, result.stderr) == (0, "")
    assert "gst-audio-video.pcap" in page.read_text()
    failed = analyze("--report", account.home / "absent/page.html")
    assert failed.returncode == 1
    assert one_line(failed).startswith("page: ")


@pytest.mark.parametrize("arguments,says", [
    (["--report"], "--report needs a file"),
    (["--frobnicate"], "unknown option --frobnicate"),
    (["-o"], "-o needs PREFERENCE:VALUE"),
    (["--jobs", "0"], "--jobs needs a number"),
    (["--jobs"], "--jobs needs a number"),
    (["--fail-on", "never"], "--fail-on needs chat, note, warn or error"),
    (["--merge"], "--merge needs captures"),
    (["--cluster", "127.0.0.1:1"], "--cluster needs captures"),
    (["--cluster", "x", "--ring", "y"], "as they are, not joined"),
    (["--send", "a.pcap"], "--send needs --cluster"),
    (["-o", "lync.absent:1"], "specifies unknown preference"),
])
def test_wrong_command_line(analyze, arguments, says):
    result = analyze(*arguments)
    assert result.returncode == 1
    assert says in one_line(result)
    assert result.stdout == ""
