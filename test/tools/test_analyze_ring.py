# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --ring: the files of a ring buffer as one capture."""
import json
import sqlite3
import subprocess

import pytest

from conftest import PROJECT, one_line

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


def test_what_does_not_go_with_it(analyze):
    assert analyze("--ring", "--merge", "a.pcap").returncode == 1


def calls_in(path):
    base = sqlite3.connect(path)
    found = base.execute("SELECT captures.name, calls.start, verdict FROM calls"
                         " JOIN captures ON captures.id = capture").fetchall()
    base.close()
    return found


@pytest.fixture
def store(account):
    path = account.home / "ring.sqlite"
    path.unlink(missing_ok=True)
    return path


def test_stored_ring_takes_the_place_of_its_files(analyze, pieces, store):
    """Whether they were stored alone or joined; the calls are counted once."""
    alone = analyze("--store", store, *pieces[:2])
    assert alone.stdout == "Store: 2 captures new, 0 known\n"
    for files in (pieces[:3], pieces):
        result = analyze("--ring", "--store", store, *files)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == "Store: 1 captures new, 0 known\n"
    name = f"{pieces[0]} to {pieces[-1].name}"
    assert calls_in(store) == [
        (name, row["start"], row["call.verdict"])
        for row in report(analyze("--json", CAPTURE))["calls"]]
    for words in (["--ring", *pieces], [pieces[1]]):
        again = analyze("--store", store, *words)
        assert again.stdout == "Store: 0 captures new, 1 known\n"
    assert [row[0] for row in calls_in(store)] == [name]


def test_stored_ring_that_has_moved_on_is_refused(analyze, pieces, store):
    analyze("--ring", "--store", store, *pieces[:3])
    before = calls_in(store)
    result = analyze("--ring", "--store", store, *pieces[1:])
    assert result.returncode == 1
    assert "together with others, which are not here" in one_line(result)
    assert calls_in(store) == before != []
