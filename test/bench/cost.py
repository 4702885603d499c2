# SPDX-License-Identifier: GPL-2.0-or-later
"""What one run of tshark costs: instructions, and memory at its peak."""

import os
import re
import subprocess

REFERENCES = re.compile(r"I\s+refs:\s+([\d,]+)")
TIMEOUT_S = 7200


def instructions(tshark, way, arguments):
    """Counts the instructions of one run, by cachegrind without its caches:
    callgrind counts the same three times slower."""
    done = subprocess.run(
        tshark.as_user(["valgrind", "--tool=cachegrind", "--cache-sim=no",
                        "--cachegrind-out-file=/dev/null", tshark.program] +
                       [str(argument) for argument in arguments]),
        env=tshark.environment_for(way), cwd=tshark.folder, text=True,
        errors="replace", stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        timeout=TIMEOUT_S, check=False)
    found = REFERENCES.search(done.stderr)
    if done.returncode != 0 or not found:
        raise RuntimeError("valgrind failed: " + done.stderr[-2000:])
    return int(found.group(1).replace(",", ""))


def peak_bytes(tshark, way, arguments):
    """The largest resident set of one run, as the kernel counts it."""
    process = subprocess.Popen(
        tshark.as_user([tshark.program] +
                       [str(argument) for argument in arguments]),
        env=tshark.environment_for(way), cwd=tshark.folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    status, used = os.wait4(process.pid, 0)[1:]
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError("tshark ended with %d" % process.returncode)
    return used.ru_maxrss * 1024
