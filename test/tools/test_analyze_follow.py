# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --follow: a ring buffer, read while it is written."""
import json
import signal
import sqlite3
import subprocess
import time

import jsonschema
import pytest

from conftest import PROJECT, one_line, pcap
from follow_store import last_taken
from test_summary import schema_store

# A call of 60 s.
CAPTURE = PROJECT / "test/captures/recorded/sipp-asterisk-missed-refresh.pcap"
BEGIN_S = 1795227580


class Tap:
    """A ring that fills up, and a run that follows it."""

    def __init__(self, account, program):
        self.account, self.program = account, program
        self.ring = account.write("tap/notes", b"").parent
        self.store = account.home / "follow.sqlite"
        self.store.unlink(missing_ok=True)
        self.lines, self.said = [], []
        self.running = None
        self.n_files = 0

    def start(self):
        self.running = subprocess.Popen(
            self.account.prefix() + [str(self.program), "--follow",
                                     str(self.ring), "--store",
                                     str(self.store)],
            env=self.account.environment(), cwd=self.account.home, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def feed(self, path, number, until=None):
        """The next file of the ring; waits until that number was read."""
        self.n_files += 1
        # The reader must not see it before it is whole and the account's.
        self.account.write("whole", path.read_bytes()).rename(
            self.ring / f"t_{number:05}_{20260101000000 + self.n_files}.pcap")
        deadline = time.monotonic() + 60
        while until is not None and last_taken(self.store) != until:
            assert self.running.poll() is None, self.running.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def stop(self):
        self.running.send_signal(signal.SIGTERM)
        out, said = self.running.communicate(timeout=30)
        assert self.running.returncode == 143
        self.lines += [json.loads(line) for line in out.splitlines()]
        self.said += said.splitlines()


@pytest.fixture
def tap(account, analyze, clone):
    made = Tap(account, clone / "tools/analyze")
    yield made
    if made.running and made.running.poll() is None:
        made.running.kill()
        made.running.communicate()
    for path in made.ring.iterdir():
        path.unlink()


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    """The call in three files, then another that begins a minute after it."""
    folder = tmp_path_factory.mktemp("pieces")
    subprocess.run(["editcap", "-F", "pcap", "-i", "21", CAPTURE,
                    folder / "t.pcap"], check=True)
    # With the header of the first: one tap, one interface.
    (folder / "u").write_bytes(CAPTURE.read_bytes()[:24] + pcap()[24:])
    subprocess.run(["editcap", "-F", "pcap", "-t", str(BEGIN_S + 120),
                    folder / "u", folder / "v"], check=True)
    return sorted(folder.glob("t_*")) + [folder / "v"]


def test_a_call_that_crosses_files_comes_out_once(tap, pieces, analyze):
    """It equals the call of the whole file, though the run was stopped in the
    middle of it, and the first file was overwritten in the meantime: nothing
    that the ring still has is lost."""
    tap.start()
    tap.feed(pieces[0], 1)
    tap.feed(pieces[1], 2, until=1)
    tap.stop()
    assert tap.lines == []
    tap.start()
    tap.feed(pieces[2], 3, until=2)
    (tap.ring / "t_00001_20260101000001.pcap").unlink()
    tap.feed(pieces[3], 4)
    tap.feed(pieces[3], 5, until=4)
    tap.stop()
    line, = tap.lines
    assert_valid(line)
    assert line["complete"] and len(line["files"]) == 4
    report, = json.loads(analyze("--json", CAPTURE).stdout)["captures"]
    assert line["call"] == dict(report["report"]["calls"][0],
                                findings=line["call"]["findings"])
    assert line["streams"] == report["report"]["streams"]
    base = sqlite3.connect(tap.store)
    assert base.execute("SELECT verdict FROM calls ORDER BY id").fetchall() == [
        ("session-expired",)]
    base.close()


def assert_valid(line):
    store = schema_store()
    schema = json.loads((PROJECT / "docs/lync-call-1.schema.json").read_text())
    jsonschema.Draft202012Validator(
        schema, resolver=jsonschema.RefResolver.from_schema(
            schema, store=store)).validate(line)


@pytest.mark.parametrize("words", [
    ["--follow", "/nowhere"], ["--follow", "/etc/passwd"],
    ["--follow", ".", "x.pcap"], ["--follow", ".", "--ring"],
    ["--follow", ".", "--json"], ["--window", "0"]])
def test_what_is_refused(analyze, words):
    result = analyze(*words)
    assert result.returncode == 1
    assert one_line(result).startswith("analyze: ")
