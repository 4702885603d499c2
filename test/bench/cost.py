# SPDX-License-Identifier: GPL-2.0-or-later
"""What one run of tshark costs: instructions, and memory at its peak."""

import os
import re
import shutil
import subprocess
import sys

from tshark import NotReady

REFERENCES = re.compile(r"I\s+refs:\s+([\d,]+)")
TIMEOUT_S = 7200
CONSTANT_RANDOM = """unsigned g_random_int(void);
unsigned g_random_int(void) { return 0x5eed5eed; }
"""


def run_bench(make_bench, measure):
    """measure(make_bench()), with the bench's tshark closed afterwards. What
    is missing is said, and ends the program with status 2."""
    bench = None
    try:
        if not shutil.which("valgrind"):
            raise NotReady("install valgrind first")
        bench = make_bench()
        return measure(bench)
    except (NotReady, RuntimeError) as problem:
        print("%s: %s" % (os.path.basename(sys.argv[0]), problem),
              file=sys.stderr)
        sys.exit(2)
    finally:
        if bench:
            bench.tshark.close()


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


def constant_random(tshark):
    """Has GLib give one number for every random one in the runs that follow,
    because the seeds of hashes change a run's instructions by 2 %."""
    shim = tshark.folder / "constant-random.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, "-x", "c", "-"],
                   input=CONSTANT_RANDOM, text=True, check=True)
    tshark.environment["LD_PRELOAD"] = str(shim)


def peak_bytes(tshark, way, arguments):
    """The largest resident set of one run, as the kernel counts it."""
    return cpu_and_peak(tshark, way, arguments)[1]


def cpu_and_peak(tshark, way, arguments):
    """(CPU seconds, user's and system's; bytes of memory at the peak) of one
    run, as the kernel counts them."""
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
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
