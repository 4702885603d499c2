#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts what one TCP segment costs tshark, and what a connection takes.

Instructions of tshark on captures of N and 2N segments (100 connections): the
difference divided by N is the cost of a segment. Four ways to run: stock, with
the module hangup, with lync, and with both; each with the packet list and with
-q -z expert, on ports that hangup watches and on others. GLib's random numbers
are replaced by a constant, because the seeds of Wireshark's hashes change the
result by 2 %.

Memory: the peak of tshark on captures with C and 2C connections of three
segments, with hangup and without; the difference of the differences divided by
C is what a connection takes. Needs valgrind. As root the runs are those of
nobody, since root's tshark loads no module.
"""

import argparse
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from cost import constant_random, instructions, peak_bytes, run_bench  # noqa: E402
from making.bulk_tcp import write_bulk_tcp              # noqa: E402
from tshark import BOTH, HANGUP, LYNC, STOCK, Tshark    # noqa: E402

LISTS = {"packet list": [], "-q -z expert": ["-q", "-z", "expert"]}
PORTS = {"watched": (443, 3260, 5061, 389), "other": (40001,)}
WAYS = (STOCK, HANGUP, LYNC, BOTH)
MAX_OF_STOCK = 1.015
MAX_CONNECTION_OCTETS = 100


class Bench:
    def __init__(self, segments, connections):
        self.tshark = Tshark(ROOT)
        self.segments, self.connections = segments, connections
        constant_random(self.tshark)

    def capture(self, name, segments, ports, connections=100):
        path = self.tshark.folder / (name + ".pcap")
        write_bulk_tcp(path, segments, ports, connections)
        path.chmod(0o644)
        return path

    def cost(self, way, extra, captures):
        """Instructions for a segment."""
        short, long = (instructions(self.tshark, way, ["-r", path] + extra)
                       for path in captures)
        return (long - short) / self.segments

    def costs(self):
        """(ports, list, {way: instructions a segment}) of each."""
        for ports, numbers in PORTS.items():
            captures = [self.capture("%s-%d" % (ports, count), count, numbers)
                        for count in (self.segments, 2 * self.segments)]
            for name, extra in LISTS.items():
                yield ports, name, {way: self.cost(way, extra, captures)
                                    for way in WAYS}

    def octets(self):
        """Of memory for a connection."""
        grown = {}
        for way in (STOCK, HANGUP):
            peaks = [peak_bytes(self.tshark, way, [
                "-q", "-z", "expert", "-r", self.capture(
                    "many-%d" % count, 3 * count, PORTS["watched"], count)])
                for count in (self.connections, 2 * self.connections)]
            grown[way] = peaks[1] - peaks[0]
        return (grown[HANGUP] - grown[STOCK]) / self.connections


def measure(bench):
    good = True
    print("instructions per TCP segment, and their share of stock's")
    for ports, name, cost in bench.costs():
        share = cost[BOTH] / cost[STOCK]
        good = good and share <= MAX_OF_STOCK
        print("  %-8s %-13s" % (ports, name) + "".join(
            "  %s %d (%.3f)" % (way, round(cost[way]), cost[way] / cost[STOCK])
            for way in WAYS), flush=True)
    print("  both may take at most %.3f" % MAX_OF_STOCK)
    octets = bench.octets()
    print("octets per connection: %.0f (at most %d)" %
          (octets, MAX_CONNECTION_OCTETS))
    return 0 if good and octets <= MAX_CONNECTION_OCTETS else 1


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=10_000,
                        help="N of the N and 2N segments (10000)")
    parser.add_argument("--connections", type=int, default=30_000,
                        help="C of the C and 2C connections (30000)")
    args = parser.parse_args()
    return run_bench(lambda: Bench(args.segments, args.connections), measure)


if __name__ == "__main__":
    sys.exit(main())
