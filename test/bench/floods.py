#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what packets cost that somebody sends to make analysis expensive.

For each flood of making/floods.py: instructions of tshark on captures of N and
of 2N, the difference divided by N, with stock tshark and with lync, -q -z
expert; the same for peak memory of the larger one. The plain call that goes on
in each capture has to be in the report of calls with the verdict "normal".

Exit status 1 if a flood costs more than 1.5 times stock, or if the plain call
is not judged right. Needs valgrind. As root the runs are those of nobody,
since root's tshark loads no module. All of it takes half an hour.
"""

import argparse
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from cost import instructions, peak_bytes, run_bench    # noqa: E402
from making.floods import FLOODS, live_verdicts, write_flood  # noqa: E402
from tshark import LYNC, STOCK, Tshark                  # noqa: E402

EXPERT = ["-q", "-z", "expert"]
MAX_OF_STOCK = 1.5


class Bench:
    def __init__(self, n):
        self.n = n
        self.tshark = Tshark(ROOT)

    def captures(self, flood):
        for n in (self.n, 2 * self.n):
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
        done = self.tshark.start(["-r", path, "-q", "-z", "lync,json"])
        return live_verdicts(json.loads(done.stdout)) == ["normal"]


def measure(bench, floods):
    good = True
    for name in floods:
        captures = list(bench.captures(FLOODS[name]))
        stock, lync = (bench.cost(way, captures) for way in (STOCK, LYNC))
        shares = [mine / its for mine, its in zip(lync, stock)]
        live = bench.live_is_normal(captures[1])
        good = good and live and max(shares) <= MAX_OF_STOCK
        print("%-28s %7d to %7d (%.2f)  %5.0f to %5.0f MB (%.2f)  call %s" % (
            name, stock[0], lync[0], shares[0], stock[1], lync[1], shares[1],
            "judged" if live else "LOST"), flush=True)
    return 0 if good else 1


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=3000,
                        help="N of the captures of N and 2N (3000)")
    parser.add_argument("floods", nargs="*", metavar="FLOOD",
                        help="one of: %s (all)" % ", ".join(FLOODS))
    args = parser.parse_args()
    unknown = set(args.floods) - set(FLOODS)
    if unknown:
        parser.error("no flood " + ", ".join(sorted(unknown)))
    return run_bench(lambda: Bench(args.n),
                     lambda bench: measure(bench, args.floods or FLOODS))


if __name__ == "__main__":
    sys.exit(main())
