#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures everything that docs/benchmark.md has, and writes that page.

Table: instructions of tshark for one packet of each kind of traffic, by
valgrind, on captures of N and 2N packets, so that starting tshark is not in it.
Five ways to run:

    stock       told nothing
    told        Decode As RTP for the ports of the streams
    rtp_udp     Wireshark's own heuristic for RTP, which is off by default
    lua         rtp_by_dscp.lua, which does the decoding part in Lua
    lync        the module

each with the packet list, with -q -z expert and in two passes, lync also with
the JSON report in place of -z expert. GLib's random numbers are replaced by a
constant, because the seeds of hashes change the result by 2 %.

Curves: CPU time (user and system) and peak memory of stock (told, where there
is no signalling) and lync over the number of packets, streams and calls, -q -z
expert. Stock and lync run in turn, and the least of the runs counts; what
starting tshark takes is taken off.

    benchmark.py --out FOLDER               # several hours
    benchmark.py --out FOLDER --largest 100000 --packets 2000

FOLDER/benchmark.json is kept after each figure, and what it has is not measured
again: remove it to begin anew. Needs valgrind, and matplotlib for the plots.
As root the runs are those of nobody, since root's tshark loads no module.
"""

import argparse
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from benchmark_page import write_page                   # noqa: E402
from benchmark_traffic import CURVES, LISTS, TRAFFIC, ways_of  # noqa: E402
from cost import constant_random, cpu_and_peak, instructions, run_bench  # noqa: E402
from making.bulk import stream_ports, write_bulk        # noqa: E402
from tshark import LYNC, STOCK, Tshark                  # noqa: E402

LUA = ROOT / "test" / "bench" / "rtp_by_dscp.lua"
EXPERT = LISTS["-q -z expert"]


class Results:
    """A JSON file that is written at each new figure."""

    def __init__(self, path):
        self.path = path
        self.found = json.loads(path.read_text()) if path.exists() else {}

    def get(self, keys, measure):
        """The figure under KEYS, measured if it is not there."""
        at = self.found
        for key in keys[:-1]:
            at = at.setdefault(key, {})
        if keys[-1] not in at:
            at[keys[-1]] = measure()
            self.path.write_text(json.dumps(self.found, indent=1))
            print(*keys, at[keys[-1]], flush=True)
        return at[keys[-1]]


class Bench:
    def __init__(self, args):
        self.args = args
        self.results = Results(args.out / "benchmark.json")
        self.tshark = Tshark(ROOT)
        self.lua = self.tshark.folder / LUA.name
        self.lua.write_bytes(LUA.read_bytes())

    def capture(self, name, write, count):
        """(path, packets in it)"""
        path = self.tshark.folder / ("%s-%d.pcap" % (name, count))
        written = write(path, count) or count
        path.chmod(0o644)
        return path, written

    def more(self, way):
        """tshark's arguments for one of the ways to run."""
        return {"told": [option for port in stream_ports()
                         for option in ("-d", "udp.port==%d,rtp" % port)],
                "rtp_udp": ["--enable-heuristic", "rtp_udp"],
                "lua": ["-X", "lua_script:%s" % self.lua]}.get(way, [])

    def table(self):
        constant_random(self.tshark)
        for name, kind in TRAFFIC.items():
            captures = []
            for listing, way in ways_of(kind):
                self.results.get(("table", name, listing, way), lambda: self.each(
                    captures, kind, name, listing, way))
            for path, _ in captures:
                path.unlink()

    def each(self, captures, kind, name, listing, way):
        """Instructions for one packet; makes CAPTURES when first needed."""
        if not captures:
            captures += [self.capture(kind.key, kind.write, count) for count in (
                self.args.packets, 2 * self.args.packets)]
        costs = [instructions(
            self.tshark, LYNC if way == "lync" else STOCK,
            ["-r", path] + LISTS[listing] + self.more(way))
                 for path, _ in captures]
        return round((costs[1] - costs[0]) / (captures[1][1] - captures[0][1]))

    def curves(self):
        path, _ = self.capture("one", write_bulk, 1)
        for way in ("stock", "told", "lync"):
            self.results.get(("start", way), lambda: [min(values) for values in
                             zip(*(self.run(way, path) for _ in range(9)))])
        for name, curve in CURVES.items():
            for size in curve.sizes:
                if size <= self.args.largest:
                    self.results.get(("curves", name, str(size)),
                                     lambda: self.point(name, curve, size))

    def point(self, name, curve, size):
        """{"packets": in the capture; way: [CPU seconds, bytes]}"""
        path, packets = self.capture(name, curve.write, size)
        found = {"packets": packets}
        for _ in range(self.args.runs if packets <= 2_000_000 else 1):
            for way in (curve.stock, "lync"):
                cpu, peak = self.run(way, path)
                before = found.get(way, [cpu, peak])
                found[way] = [min(cpu, before[0]), min(peak, before[1])]
        path.unlink()
        return found

    def run(self, way, path):
        """(CPU seconds, bytes)"""
        return cpu_and_peak(self.tshark, LYNC if way == "lync" else STOCK,
                            ["-r", path] + EXPERT + self.more(way))


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True,
                        metavar="FOLDER", help="gets benchmark.json, .md and plots")
    parser.add_argument("--packets", type=int, default=20_000,
                        help="N of the table (20000)")
    parser.add_argument("--largest", type=int, default=10_000_000,
                        help="size of the curves at most (10000000)")
    parser.add_argument("--runs", type=int, default=3,
                        help="of each way at a point of a curve; one, where it "
                        "has more than 2000000 packets (3)")
    parser.add_argument("--only", choices=("table", "curves", "page"))
    return parser.parse_args()


def measure(bench, only):
    if only in (None, "curves"):
        bench.curves()
    if only in (None, "table"):
        bench.table()
    write_page(bench.args.out, bench.results.found)
    return 0


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    return run_bench(lambda: Bench(args), lambda bench: measure(bench, args.only))


if __name__ == "__main__":
    sys.exit(main())
