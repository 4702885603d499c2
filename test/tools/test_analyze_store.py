# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --store: answers that are kept."""
import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from conftest import PROJECT, one_line, pcap

sys.path.insert(0, str(PROJECT / "tools/analysis"))
import ask          # noqa: E402
import store        # noqa: E402
from words import Failure  # noqa: E402

STACKS = PROJECT / "test/captures/stacks"
NO_ACK = "noack-asterisk-pair.pcap"    # 10.150.0.1 calls 1000 at 10.150.0.2
QUESTIONS = [{}, {"since": "2026-01-01"}, {"trunk": "10.0.0.1"},
             {"number": "1000"}]


def calls_account(account, name, files):
    """A folder of the account with copies of captures."""
    for place, path in enumerate(files):
        account.write(f"{name}/{place}.pcap", path.read_bytes())
    return account.home / name


def rows(path):
    """All that is stored but numbers of rows and whereabouts of files."""
    base = sqlite3.connect(path)
    found = {table: base.execute(statement).fetchall() for table, statement in (
        ("captures", "SELECT hash, problem, start FROM captures ORDER BY hash"),
        ("calls", "SELECT hash, call, caller, verdict FROM calls JOIN captures"
                  " ON captures.id = capture ORDER BY hash, call"),
        ("streams", "SELECT hash, stream, lost FROM streams JOIN captures"
                    " ON captures.id = capture ORDER BY hash, stream"),
        ("findings", "SELECT hash, finding, text FROM findings JOIN captures"
                     " ON captures.id = capture ORDER BY hash, finding"))}
    base.close()
    return found


@pytest.fixture
def kept(analyze, account):
    """(folder of five captures, two of them equal, and their store)."""
    files = sorted(STACKS.glob("*.pcap"))[:3] + [STACKS / NO_ACK] * 2
    folder = calls_account(account, "kept", files)
    path = account.home / "calls.sqlite"
    path.unlink(missing_ok=True)
    result = analyze("--store", path, folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == ("Store: 4 captures new, 0 known, 1 with the "
                             "content of another\n")
    yield folder, path
    shutil.rmtree(folder)


def test_only_what_is_new_is_analysed(analyze, account, kept):
    """A moved, renamed or touched file is none, with a sharkd that would not
    run; other preferences replace what is there."""
    folder, path = kept
    before = rows(path)
    assert [row[3] for row in before["calls"]].count("no-ack") == 1
    (folder / "0.pcap").rename(folder / "renamed.pcap")
    os.utime(folder / "1.pcap", (1, 1))
    broken = account.write("none/sharkd", b"#!/bin/sh\nexit 1\n", mode=0o755)
    result = analyze("--store", path, "--summary", folder,
                     PATH=f"{broken.parent}:{os.environ['PATH']}")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"\nCalls: {len(before['calls'])}: " in result.stdout
    assert rows(path) == before
    other = analyze("--store", path, "-o", "lync.dscp_audio:46", folder)
    assert other.stdout.startswith("Store: 4 captures new, 0 known")
    assert len(rows(path)["captures"]) == 4


def test_run_that_is_killed_goes_on(account, analyze, clone, kept):
    folder, path = kept
    again = account.home / "killed.sqlite"
    again.unlink(missing_ok=True)
    command = [str(clone / "tools/analyze"), "--jobs", "1", "--store",
               str(again), str(folder)]
    for n_kept in (1, 2):
        running = subprocess.Popen(
            account.prefix() + command, env=account.environment(),
            cwd=account.home, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and running.poll() is None:
            if again.exists() and count(again) >= n_kept:
                break
            time.sleep(0.005)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    assert analyze(*command[1:]).returncode == 0
    assert rows(again) == rows(path)


def count(path):
    try:
        with sqlite3.connect(path) as base:
            return base.execute("SELECT count(*) FROM captures").fetchone()[0]
    except sqlite3.Error:
        return 0


def test_it_is_asked(analyze, kept):
    """The calls of NO_ACK: what its stacks were set up to do."""
    _, path = kept
    read = json.loads(analyze("--store", path, "--json", "--number", "1000",
                              "--trunk", "10.150.0.2", "--since",
                              "2026-11-21").stdout)
    call, = read["calls"]
    assert (call["verdict"], call["callee"]) == ("no-ack",
                                                 "sip:1000@10.150.0.2")
    text = analyze("--store", path).stdout
    assert text.splitlines()[2].split()[:4] == ["10.150.0.1", "10.150.0.2",
                                                "1", "1"]
    table = list(csv.DictReader(io.StringIO(
        analyze("--store", path, "--csv", "--trunk", "10.150.0.1").stdout
        .split("\n\n")[1])))
    assert table == [{"day": "2026-11-21", "verdict": "no-ack", "calls": "1"}]
    none = analyze("--store", path, "--json", "--since", "2026-11-22")
    assert json.loads(none.stdout)["trunks"] == []


def test_cut_capture_is_kept_with_its_problem(analyze, account):
    account.write("cut/a.pcap", pcap(4)[:-1])
    path = account.home / "cut.sqlite"
    path.unlink(missing_ok=True)
    first, second = (analyze("--store", path, "cut") for _ in range(2))
    assert first.stdout == "Store: 1 captures new, 0 known\n"
    assert second.stdout == "Store: 0 captures new, 1 known\n"
    assert (second.returncode, second.stderr) == (1, first.stderr)
    assert "cut short" in one_line(second)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_questions_use_indexes(tmp_path, asked):
    """No question reads a whole table."""
    base = store.open_store(tmp_path / "plan.sqlite")
    options = SimpleNamespace(**dict({"since": "", "trunk": "", "number": ""},
                                     **asked))
    for statement, values in ask.questions(options).values():
        plan = [row[3] for row in
                base.execute("EXPLAIN QUERY PLAN " + statement, values)]
        of_calls = [step for step in plan if " calls" in step]
        assert of_calls and all("INDEX" in step for step in of_calls), plan
    base.close()


def test_other_databases_are_refused(tmp_path):
    newer = tmp_path / "newer.sqlite"
    store.open_store(newer).execute("PRAGMA user_version = 99")
    with pytest.raises(Failure, match="newer tools/analyze"):
        store.open_store(newer)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE notes (text)")
    with pytest.raises(Failure, match="no store of tools/analyze"):
        store.open_store(other)
    (tmp_path / "text").write_text("hello, this is no database\n" * 20)
    with pytest.raises(Failure, match="not a database"):
        store.open_store(tmp_path / "text")


@pytest.mark.parametrize("uri,key", [
    ("sip:+49 30-1234@x;user=phone", "43210394"), ("tel:1000", "0001"),
    ("sip:Alice@example.com", "ecila"), (None, None), ("sip:@x", None)])
def test_key_of_a_number(uri, key):
    assert store.number_key(uri) == key


def test_asking_needs_a_store(analyze):
    result = analyze("--since", "2026-11-21")
    assert one_line(result) == (
        "analyze: --since asks a store: --store FILE alone "
        "(see analyze --help)")
