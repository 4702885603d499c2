# SPDX-License-Identifier: GPL-2.0-or-later
"""A long-lived sharkd, which reads one capture after the other: most of what a
small capture costs tshark is its start. With LYNC_REPORTS set, it writes the
reports of each (docs/reports.md)."""
import json
import os
import shutil
import signal
import subprocess
import tempfile

from words import problem_of

# A new one takes over after this many captures, or above this memory: what
# dissectors never free must not add up.
MOST_LOADS = 1000
MOST_RESIDENT_BYTES = 400 << 20


class Crashed(Exception):
    """sharkd has ended; the text says how."""


class Sharkd:
    """Reads captures and leaves in FOLDER the reports NAMES of the last."""

    def __init__(self, stage, names):
        self.stage = stage
        self.names = names
        self.folder = tempfile.mkdtemp(prefix="sharkd.", dir=stage.home)
        stage.give(self.folder)
        os.chmod(self.folder, 0o700)
        for name in names:
            stage.make(self.report(name))
        self.n_loads = 0
        with open(os.path.join(self.folder, "stderr"), "wb") as errors:
            self.process = stage.start(
                [f"LYNC_REPORTS={self.folder}", "sharkd", "-"], stderr=errors,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def report(self, name):
        return os.path.join(self.folder, name)

    def close(self):
        """Ends it, and removes its folder."""
        kill_group(self.process)
        self.process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)

    def is_grown(self):
        """Whether it has done, or holds, enough."""
        try:
            with open(f"/proc/{self.process.pid}/statm",
                      encoding="ascii") as file:
                pages = int(file.read().split()[1])
        except (OSError, IndexError):
            pages = 0
        return (self.n_loads >= MOST_LOADS or
                pages * os.sysconf("SC_PAGE_SIZE") > MOST_RESIDENT_BYTES)

    def load(self, path):
        """Reads the capture at path, whose name must be ASCII. Returns whether
        it could be opened, and what sharkd said; Crashed if it has ended."""
        errors = os.path.join(self.folder, "stderr")
        said_before = os.path.getsize(errors)
        self.n_loads += 1
        try:
            opened = self._ask_for(path)
        except (OSError, ValueError):
            raise Crashed(self._end(errors, said_before)) from None
        return opened, said(errors, said_before)

    def _ask_for(self, path):
        """Whether it could be opened. sharkd does not answer the request for a
        capture that is cut short, so it is asked something else after it."""
        requests = [{"jsonrpc": "2.0", "id": 1, "method": "load",
                     "params": {"file": path}},
                    {"jsonrpc": "2.0", "id": 2, "method": "status"}]
        self.process.stdin.write("".join(
            json.dumps(request) + "\n" for request in requests).encode())
        self.process.stdin.flush()
        opened = True
        for line in self.process.stdout:
            answer = json.loads(line) if line.startswith(b"{") else {}
            if answer.get("id") == 1:
                opened = "result" in answer
            elif answer.get("id") == 2:
                return opened
        raise ValueError("no answer")

    def _end(self, errors, said_before):
        status = self.process.wait()
        return problem_of("sharkd", status or 1, said(errors, said_before))


def said(path, offset):
    """What was written to the file after offset."""
    with open(path, "rb") as file:
        file.seek(offset)
        return os.fsdecode(file.read())


def kill_group(process):
    """Kills it and all that it has started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
