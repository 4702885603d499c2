#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --store over thousands of small captures: what it costs, and
whether runs that are killed end in the same store.

    test/long/kills.py FOLDER [N-CAPTURES [SEED]]

Makes captures in FOLDER (default 2000) from those of the project, each with
content of its own, and prints the CPU time of one tshark for each and of
tools/analyze. Then it kills a run with SIGKILL at 20 random times, going on each
time, and compares the store row by row with one that was never interrupted, and
the reports in it octet by octet with those of tshark. Not as root, whose killed
runs would leave their folders in /tmp. Takes an hour on two cores.
"""
import hashlib
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from stores import compare, documents_of, rows_of

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "tools/analysis"))
from stage import Stage     # noqa: E402

SOURCES = ("recorded", "stacks", "srtp", "hangups")
MOST_BYTES = 200_000        # of a small capture
N_CAPTURES, N_KILLS = 2000, 20
DAY_S = 86_400
PCAP_MAGIC = b"\xd4\xc3\xb2\xa1"    # little-endian, as all of these are
ANALYZE = PROJECT / "tools/analyze"


def later(content, seconds):
    """A pcap file whose packets were captured SECONDS later."""
    out, at = bytearray(content), 24
    while at + 16 <= len(out):
        time_s, _, n_bytes = struct.unpack_from("<III", out, at)
        struct.pack_into("<I", out, at, time_s + seconds)
        at += 16 + n_bytes
    return out


def make_captures(folder, n_captures):
    """Their paths."""
    generated = folder / "generated"
    subprocess.run([sys.executable, "-B",
                    PROJECT / "test/captures/generate.py", generated],
                   check=True, stdout=subprocess.DEVNULL)
    paths = [path for source in
             [PROJECT / "test/captures" / name for name in SOURCES] +
             [generated] for path in sorted(source.glob("*.pcap"))]
    contents = {path.read_bytes(): None for path in paths
                if path.stat().st_size <= MOST_BYTES}
    contents = [one for one in contents if one.startswith(PCAP_MAGIC)
                and len(one) > 24]
    (folder / "captures").mkdir()
    for n in range(n_captures):
        day, place = divmod(n, len(contents))
        path = folder / "captures" / f"{n:05}.pcap"
        path.write_bytes(later(contents[place], day * DAY_S))
    shutil.rmtree(generated)
    print(f"{n_captures} captures from {len(contents)}")
    return sorted((folder / "captures").iterdir())


def cpu_seconds():
    """Of all processes that have ended so far, but this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told_by_tshark(paths):
    """hash of a capture -> its report, by a tshark of its own."""
    stage = Stage()

    def told(path):
        with open(path, "rb") as file:
            done = stage.run(["tshark", "-q", "-r", "-", "-z", "lync,json"],
                             stdin=file)
        return hashlib.sha256(path.read_bytes()).hexdigest(), done.stdout
    begun = cpu_seconds()
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        found = dict(threads.map(told, paths))
    print_cost("one tshark each", cpu_seconds() - begun, len(paths))
    stage.remove()
    return found


def print_cost(what, seconds, n_captures):
    print(f"{what}: {seconds:.1f} s of CPU, "
          f"{1000 * seconds / n_captures:.1f} ms a capture")


def start(store, folder):
    return subprocess.Popen(
        [ANALYZE, "--store", store, folder / "captures"],
        start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed_and_gone_on(store, folder, longest_s, chance):
    """Kills runs at random times; the last one comes to its end."""
    n_kills = 0
    while n_kills < N_KILLS:
        moment = chance.uniform(0, longest_s)
        running = start(store, folder)
        try:
            running.wait(moment)
            sys.exit(f"no run was left to be killed after {n_kills}")
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            n_kills += 1
        print(f"killed after {moment:.2f} s: "
              f"{len(documents_of(store))} captures in the store")
    assert start(store, folder).wait() == 0


def main():
    sys.stdout.reconfigure(line_buffering=True)
    folder = pathlib.Path(sys.argv[1]).resolve()
    n_captures = int(sys.argv[2]) if len(sys.argv) > 2 else N_CAPTURES
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10_000)
    print(f"seed {seed}")
    for name in ("", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    os.environ["TMPDIR"] = str(folder / "tmp")
    paths = make_captures(folder, n_captures)
    whole = folder / "whole.sqlite"
    begun, cpu = time.monotonic(), cpu_seconds()
    assert start(whole, folder).wait() == 0
    needed_s = time.monotonic() - begun
    print_cost("tools/analyze --store", cpu_seconds() - cpu, n_captures)
    killed = folder / "killed.sqlite"
    killed_and_gone_on(killed, folder, 1.5 * needed_s / N_KILLS,
                       random.Random(seed))
    print("equal, row by row:", compare(rows_of(whole), killed))
    reports = told_by_tshark(paths)
    if documents_of(killed) != reports:
        sys.exit("tshark's reports are others")
    rows = rows_of(killed)
    for table in ("calls", "streams", "findings", "trunks"):
        n_told = sum(len(json.loads(one)[table]) for one in reports.values())
        if len(rows[table]) != n_told:
            sys.exit(f"{table}: {len(rows[table])} rows, tshark told {n_told}")
    print("equal to those of tshark, octet by octet, with a row for each entry")


if __name__ == "__main__":
    main()
