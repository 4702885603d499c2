# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze, interrupted: it leaves nothing, and says what it knows."""
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

NAP_S = "61.25"     # nobody else sleeps as long


def sleepers():
    """Processes of a sharkd that takes its time."""
    found = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/cmdline", "rb") as about:
                if f"sleep\0{NAP_S}\0".encode() in about.read():
                    found.append(name)
        except OSError:
            continue
    return found


def run_folders(names):
    """The folders, of the runs that these processes are of."""
    found = set()
    for name in names:
        about = Path(f"/proc/{name}/environ").read_bytes()
        plugins = re.search(rb"WIRESHARK_PLUGIN_DIR=([^\0]*)", about)
        found.add(Path(os.fsdecode(plugins[1])).parent)
    return found


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def slow_sharkd(workspace):
    """A folder for PATH with a sharkd that answers only for its first
    capture."""
    folder = workspace / "slow"
    folder.mkdir(exist_ok=True)
    program = folder / "sharkd"
    program.write_text(f"""#!/bin/sh
read -r load && read -r status
printf '%s\\n' "$load" "$status" | {shutil.which("sharkd")} "$@"
sleep {NAP_S}
""")
    program.chmod(0o755)
    folder.chmod(0o755)
    return folder


def interrupt(account, program, slow_sharkd, *arguments):
    """What a run says that is ended when three sharkd are busy."""
    folder = account.home / "interrupted"
    folder.mkdir(exist_ok=True)
    account.give(folder)
    running = subprocess.Popen(
        account.prefix() + [str(program), "--jobs", "3", *arguments],
        env=dict(account.environment(), TMPDIR=str(folder),
                 PATH=f"{slow_sharkd}:{os.environ['PATH']}"),
        cwd=account.home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    assert wait_until(lambda: len(sleepers()) >= 3)
    run_folder, = run_folders(sleepers())
    assert run_folder.exists()
    running.send_signal(signal.SIGTERM)
    out, said = running.communicate(timeout=30)
    assert running.returncode == 143
    assert wait_until(lambda: not sleepers(), 10)
    assert list(folder.iterdir()) == []
    assert not run_folder.exists()
    return out, said


def test_interrupted_leaves_nothing(account, analyze, clone, some,
                                    slow_sharkd):
    """Its processes end, and so does its folder in /tmp; what it knows by then
    is a whole document."""
    out, said = interrupt(account, clone / "tools/analyze", slow_sharkd,
                          "--json", *some)
    read = json.loads(out)
    n_reached = sum(row["report"] is not None for row in read["captures"])
    assert len(read["captures"]) == 8
    assert 0 < n_reached <= 3
    assert said.splitlines()[-1].startswith("analyze: interrupted: ")
    assert read["captures"][-1]["problem"] == (
        "not analysed: the run was interrupted")
