#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Memory and disk of tools/analyze --follow over many files: real calls in
small files, again and again with other Call-IDs and times, through a ring of a
few files. Prints both every so often, and whether each call came out once."""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hour import read_pcap, rtp_at, write_pcap

PROJECT = Path(__file__).resolve().parents[2]
CAPTURES = PROJECT / "test/captures"
# One call is in two files; its Call-ID is in each of its messages.
CALLS = ("stacks/linphone-baresip.pcap", "stacks/baresip-pcmu-short.pcap")
FILE_S = 60
RING_FILES = 10
BEGIN_S = 1_790_000_000


def renamed(octets, call_id, ssrcs, n):
    """The same packet of another call: with a Call-ID of the same length, and
    other SSRCs."""
    octets = octets.replace(call_id, f"{n:0{len(call_id)}}".encode())
    for ssrc in ssrcs:
        other = int.from_bytes(ssrc, "big") ^ n
        octets = octets.replace(ssrc, other.to_bytes(4, "big"))
    return octets


def feed(ring, n, calls):
    """File n of the ring: calls begin in each, some end in the next."""
    packets = []
    for part, (recording, call_id, ssrcs) in enumerate(calls):
        for which in (n, n + 1):
            shift = ((BEGIN_S + (which - 1) * FILE_S + 20 * (part + 1)) * 10**9
                     - recording[0][0])
            packets += [(at + shift, renamed(octets, call_id, ssrcs, which))
                        for at, octets in recording
                        if 0 <= at + shift - (BEGIN_S + n * FILE_S) * 10**9
                        < FILE_S * 10**9]
    path = ring.parent / "next"
    write_pcap(path, sorted(packets))
    path.rename(ring / f"tap_{n % 100_000:05}_{20260101000000 + n}.pcap")
    for old in sorted(ring.iterdir(), key=lambda one: one.name[-19:])[
            :-RING_FILES]:
        old.unlink()


def octets_of(pattern):
    """What the files take, in MB. The tool's folder is in /tmp."""
    return sum(path.stat().st_size for path in Path("/tmp").glob(pattern)
               if path.is_file()) / 1e6


def used(pid):
    """(resident memory of the tool, of its children) in MB."""
    def resident(number):
        try:
            text = Path(f"/proc/{number}/statm").read_text()
            return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        except OSError:
            return 0.0
    children = subprocess.run(["pgrep", "-P", str(pid)], check=False,
                              stdout=subprocess.PIPE, text=True).stdout.split()
    return resident(pid), sum(map(resident, children))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=400)
    options = parser.parse_args()
    calls = []
    for name in CALLS:
        recording = sorted(read_pcap(CAPTURES / name))
        call_id = next(octets.split(b"Call-ID: ")[1].split(b"\r")[0]
                       for _, octets in recording if b"Call-ID: " in octets)
        calls.append((recording, call_id,
                      {octets[rtp_at(octets) + 8:rtp_at(octets) + 12]
                       for _, octets in recording if rtp_at(octets)}))
    with tempfile.TemporaryDirectory() as home:
        return run(Path(home), calls, options.files)


def run(home, calls, n_files):
    ring, store = home / "ring", home / "store"
    ring.mkdir()
    with open(home / "out", "wb") as out:
        tool = subprocess.Popen(
            [PROJECT / "tools/analyze", "--follow", ring, "--store", store],
            stdout=out)
        print("files  tool MB  its children MB, most  temporary MB  store MB")
        most = 0.0
        for n in range(n_files):
            feed(ring, n, calls)
            for _ in range(8):
                time.sleep(0.1)
                most = max(most, used(tool.pid)[1])
            if n % (n_files // 8) == n_files // 8 - 1:
                kept = sum(path.stat().st_size for path in home.glob("store*"))
                print(f"{n + 1:5}  {used(tool.pid)[0]:7.1f}  {most:22.1f}  "
                      f"{octets_of('lync.*/held.*'):12.1f}  "
                      f"{kept / 1e6:8.1f}", flush=True)
                most = 0.0
        time.sleep(5)
        tool.terminate()
        tool.wait()
    lines = [json.loads(line)["call"] for line in open(home / "out")]
    starts = collections.Counter((row["start"], row["caller"]) for row in lines)
    print(f"{len(lines)} calls, {sum(n > 1 for n in starts.values())} of them "
          f"more than once, "
          f"{sum(row['call.verdict'] != 'normal' for row in lines)} not normal")
    return len(starts) != len(lines)


if __name__ == "__main__":
    sys.exit(main())
