# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --ring: the files of a ring buffer as one capture."""
import json
import subprocess

import pytest

from conftest import PROJECT

CAPTURE = PROJECT / "test/captures/recorded/sipp-asterisk-missed-refresh.pcap"


def report(result):
    return json.loads(result.stdout)["captures"][0]["report"]


@pytest.fixture
def pieces(account):
    """The capture of a minute, cut by editcap every 10 s."""
    account.write("ring/notes", b"")
    subprocess.run(["editcap", "-F", "pcap", "-i", "10", CAPTURE,
                    account.home / "ring/tap.pcap"], check=True)
    found = sorted((account.home / "ring").glob("tap_*.pcap"))
    for path in found:
        path.chmod(0o644)
    assert len(found) >= 6
    yield found
    for path in found:
        path.unlink(missing_ok=True)


def test_pieces_are_the_whole(analyze, pieces):
    joined = analyze("--ring", "--json", pieces[0].parent)
    assert (joined.returncode, joined.stderr) == (0, "")
    whole = report(analyze("--json", CAPTURE))
    for member in ("calls", "findings", "trunks", "answer"):
        assert report(joined)[member] == whole[member]
    assert len(json.loads(joined.stdout)["captures"]) == 1
    alone = json.loads(analyze("--json", pieces[0].parent).stdout)
    assert len(alone["captures"]) == len(pieces)


def test_missing_file_parts_them(analyze, pieces):
    pieces[2].unlink()
    read = json.loads(analyze("--ring", "--json", pieces[0].parent).stdout)
    assert [row["file"] for row in read["captures"]] == [
        f"{pieces[0]} to {pieces[1].name}", f"{pieces[3]} to {pieces[-1].name}"]


@pytest.mark.parametrize("option", ["--merge", "--store"])
def test_what_does_not_go_with_it(analyze, option):
    words = [option, "x.sqlite"] if option == "--store" else [option]
    assert analyze("--ring", *words, "a.pcap").returncode == 1
