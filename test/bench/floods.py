#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what packets cost that somebody sends to make analysis expensive.

For each flood of making/floods.py: instructions of tshark on captures of N and
of 2N, the difference divided by N, with stock tshark and with lync, -q -z
expert; the same for peak memory of the larger one. The plain call that goes on
in each capture has to be in the report of calls with the verdict "normal".

With --large, captures of the sizes in LARGE and of a quarter of them are read
instead, and CPU time (user and system) stands in place of instructions, as a
share of stock's; growth is the CPU time of a packet in the large capture, as a
share of that in the small one.

With --growth, captures of N, 2N and 4N are read with lync by -z expert, by -z
lync,calls and by -z lync,json: instructions for one of N, first from N to 2N,
and growth, those from 2N to 4N as a share of that.

Exit status 1 if a flood costs more than 1.5 times stock, or if the plain call
is not judged right, or if growth is more than 1.25. Needs valgrind. As root the runs are those of nobody,
since root's tshark loads no module. All of it takes half an hour.
"""

import argparse
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from cost import cpu_and_peak, instructions, peak_bytes, run_bench  # noqa: E402
from making.floods import FLOODS, live_verdicts, write_flood  # noqa: E402
from tshark import LYNC, STOCK, Tshark                  # noqa: E402

EXPERT = ["-q", "-z", "expert"]
MAX_OF_STOCK = 1.5
MAX_GROWTH = 1.25
REPORTS = ("expert", "lync,calls", "lync,json,home/report.json")
LARGE = {"packets of one 5-tuple each": 1_000_000,
         "chosen sources": 1_000_000, "streams of one SSRC": 300_000,
         "streams of one 5-tuple": 300_000, "INVITEs": 1_000_000,
         "INVITEs of one hash": 20_000, "REGISTERs": 300_000,
         "REGISTERs of one hash": 1_000_000, "re-INVITEs": 200_000,
         "calls of one number": 100_000, "ICE checks": 1_000_000,
         "candidates": 3_000_000, "calls without SDP": 60_000,
         "calls half announced": 60_000, "legs of one call": 60_000,
         "calls one by one": 60_000, "calls to a server each": 60_000,
         "refreshes too short": 20_000}


class Bench:
    def __init__(self, n):
        self.n = n
        self.tshark = Tshark(ROOT)

    def captures(self, flood, sizes):
        for n in sizes:
            path = self.tshark.folder / ("flood-%d.pcap" % n)
            write_flood(path, flood, n)
            path.chmod(0o644)
            yield path

    def cost(self, way, captures):
        """(instructions for one of N, MB at the peak)."""
        short, long = (instructions(self.tshark, way, ["-r", path] + EXPERT)
                       for path in captures)
        return ((long - short) / self.n, peak_bytes(
            self.tshark, way, ["-r", captures[1]] + EXPERT) / 1e6)

    def live_is_normal(self, path):
        report = self.tshark.folder / "home" / "report.json"
        cpu_and_peak(self.tshark, LYNC,
                     ["-r", path, "-q", "-z", "lync,json,%s" % report])
        return live_verdicts(json.loads(report.read_bytes())) == ["normal"]


def measure(bench, floods):
    good = True
    for name in floods:
        captures = list(bench.captures(FLOODS[name], (bench.n, 2 * bench.n)))
        stock, lync = (bench.cost(way, captures) for way in (STOCK, LYNC))
        shares = [mine / its for mine, its in zip(lync, stock)]
        live = bench.live_is_normal(captures[1])
        good = good and live and max(shares) <= MAX_OF_STOCK
        print("%-28s %7d to %7d (%.2f)  %5.0f to %5.0f MB (%.2f)  call %s" % (
            name, stock[0], lync[0], shares[0], stock[1], lync[1], shares[1],
            "judged" if live else "LOST"), flush=True)
    return 0 if good else 1


def measure_large(bench, floods):
    good = True
    for name in floods:
        n = LARGE[name]
        captures = list(bench.captures(FLOODS[name], (n // 4, n)))
        used = {way: [cpu_and_peak(bench.tshark, way, ["-r", path] + EXPERT)
                      for path in captures] for way in (STOCK, LYNC)}
        shares = [used[LYNC][1][place] / used[STOCK][1][place]
                  for place in (0, 1)]
        live = bench.live_is_normal(captures[1])
        good = good and live and max(shares) <= MAX_OF_STOCK
        print("| %s | %d | %s | %.1f (%.2f) | %.0f | %.0f (%.2f) | %.2f | %s |" % (
            name, n, "%.1f" % used[STOCK][1][0], used[LYNC][1][0], shares[0],
            used[STOCK][1][1] / 1e6, used[LYNC][1][1] / 1e6, shares[1],
            used[LYNC][1][0] / used[LYNC][0][0] / 4,
            "judged" if live else "LOST"), flush=True)
        for path in captures:
            path.unlink()
    return 0 if good else 1


def growth(bench, captures, report):
    """(instructions for one of N, how they grow)."""
    counts = [instructions(bench.tshark, LYNC,
                           ["-r", path, "-q", "-z", report])
              for path in captures]
    first = (counts[1] - counts[0]) / bench.n
    return first, (counts[2] - counts[1]) / (2 * bench.n) / first


def measure_growth(bench, floods):
    good = True
    for name in floods:
        captures = list(bench.captures(FLOODS[name],
                                       (bench.n, 2 * bench.n, 4 * bench.n)))
        found = [growth(bench, captures, report) for report in REPORTS]
        good = good and max(share for _, share in found) <= MAX_GROWTH
        print("%-28s %s" % (name, "  ".join(
            "%s %d (%.2f)" % (report.rsplit(",home")[0], first, share)
            for report, (first, share) in zip(REPORTS, found))), flush=True)
    return 0 if good else 1


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=3000,
                        help="N of the captures of N and 2N (3000)")
    parser.add_argument("--large", action="store_true",
                        help="CPU time of large captures; two hours")
    parser.add_argument("--growth", action="store_true",
                        help="instructions of reports with N, 2N, and 4N")
    parser.add_argument("floods", nargs="*", metavar="FLOOD",
                        help="one of: %s (all)" % ", ".join(FLOODS))
    args = parser.parse_args()
    unknown = set(args.floods) - set(FLOODS)
    if unknown:
        parser.error("no flood " + ", ".join(sorted(unknown)))
    how = (measure_large if args.large else
           measure_growth if args.growth else measure)
    return run_bench(lambda: Bench(args.n),
                     lambda bench: how(bench, args.floods or FLOODS))


if __name__ == "__main__":
    sys.exit(main())
