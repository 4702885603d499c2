#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures everything that docs/benchmark.md has, and writes that page.

Table: instructions of tshark for one packet of each kind of traffic, by
valgrind, on captures of N packets, without those for a capture of one. For RTP
it is 5N packets without those of the 5N before. Five ways to run:

    stock       told nothing
    told        Decode As RTP for the ports of the streams
    rtp_udp     Wireshark's own heuristic for RTP, which is off by default
    lua         rtp_by_dscp.lua, which does the decoding part in Lua
    lync        the module

each with the packet list and with -q -z expert; stock, told and lync in two
passes; lync also with the JSON report in place of -z expert. GLib's random
numbers are replaced by a constant, because the seeds of hashes change the
result by 2 %.

Floods: instructions for one of each of making/floods.py, of N/2, without those
for the call that goes on meanwhile.

Curves: stock (told, where there is no signalling) and lync over the number of
packets, streams and calls, -q -z expert: instructions up to 100 000 packets,
CPU time (user and system) from 80 000 packets on, peak memory. For CPU time
stock and lync run in turn, five times, twice from 1 500 000 packets on, once
from 5 000 000 on, and the median of the pairs' ratios counts; what starting
tshark takes is taken off.

    benchmark.py --out FOLDER               # two hours of one core
    benchmark.py --out FOLDER --largest 100000 --packets 1000

FOLDER/benchmark.json is kept after each figure, and what it has is not measured
again: remove it to begin anew. Needs valgrind, and matplotlib for the plots.
As root the runs are those of nobody, since root's tshark loads no module.
"""

import argparse
import functools
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from benchmark_page import write_page                   # noqa: E402
from benchmark_traffic import CURVES, EXPERT, LISTS, TRAFFIC, ways_of  # noqa: E402
from cost import constant_random, cpu_and_peak, instructions, run_bench  # noqa: E402
from making.bulk import stream_ports, write_bulk        # noqa: E402
from making.floods import FLOODS, write_flood           # noqa: E402
from tshark import LYNC, STOCK, Tshark                  # noqa: E402

LUA = ROOT / "test" / "bench" / "rtp_by_dscp.lua"
COUNTED_TO, TIMED_FROM = 100_000, 80_000    # packets
PAIRS = ((5_000_000, 1), (1_500_000, 2), (TIMED_FROM, 5), (0, 1))


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


class Capture:
    """A capture that is written when it is first needed."""

    def __init__(self, path, write, count):
        self.name = path.name
        self._path, self._write, self._count = path, write, count

    @functools.cached_property
    def packets(self):
        """How many it has, once it is written."""
        packets = self._write(self._path, self._count) or self._count
        self._path.chmod(0o644)
        return packets

    @property
    def path(self):
        """The file, written by now."""
        return self._path if self.packets is not None else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._path.unlink(missing_ok=True)


class Bench:
    def __init__(self, args):
        self.args = args
        self.results = Results(args.out / "benchmark.json")
        self.tshark = Tshark(ROOT)
        self.lua = self.tshark.folder / LUA.name
        self.lua.write_bytes(LUA.read_bytes())
        constant_random(self.tshark)
        self.results.get(("of",), self.versions)

    def versions(self):
        """What is measured."""
        commit = subprocess.run(
            ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            check=False).stdout.strip()
        return ["%d.%d" % self.tshark.version, commit or "unknown"]

    def capture(self, name, write, count):
        return Capture(self.tshark.folder / ("%s-%d.pcap" % (name, count)),
                       write, count)

    def arguments(self, way, capture, listing):
        """(modules, tshark's arguments) for one of the ways to run."""
        more = {"told": [option for port in stream_ports()
                         for option in ("-d", "udp.port==%d,rtp" % port)],
                "rtp_udp": ["--enable-heuristic", "rtp_udp"],
                "lua": ["-X", "lua_script:%s" % self.lua]}.get(way, [])
        return (LYNC if way == "lync" else STOCK,
                ["-r", capture.path] + LISTS[listing] + more)

    def count(self, way, capture, listing=EXPERT):
        return instructions(self.tshark, *self.arguments(way, capture, listing))

    def run(self, way, capture):
        """(CPU seconds, bytes)"""
        return cpu_and_peak(self.tshark, *self.arguments(way, capture, EXPERT))

    def table(self):
        with self.capture("one", write_bulk, 1) as one:
            for name, kind in TRAFFIC.items():
                self.row(name, kind, one)

    def row(self, name, kind, one):
        packets = self.args.packets
        with self.capture(kind.key, kind.write, packets) as capture, \
                self.capture(kind.key, kind.write, 2 * packets) as longer:
            pair = (capture, longer) if kind.streams else (one, capture)
            for listing, way in ways_of(kind):
                self.results.get(("table", name, listing, way),
                                 lambda: self.each(way, listing, *pair))

    def floods(self):
        with self.flood(next(iter(FLOODS.values())), 0) as live:
            for name, flood in FLOODS.items():
                with self.flood(flood, self.args.packets // 2) as capture:
                    for way in ("stock", "lync"):
                        self.results.get(("floods", name, way), lambda: self.each(
                            way, EXPERT, live, capture))

    def flood(self, flood, count):
        """A capture whose count is that of what is sent to be costly."""
        return self.capture("flood", lambda path, n: write_flood(
            path, flood, n) and n, count)

    def each(self, way, listing, base, capture):
        """Instructions for one packet of CAPTURE that BASE does not have."""
        before = self.results.get(("base", base.name, listing, way),
                                  lambda: self.count(way, base, listing))
        return round((self.count(way, capture, listing) - before) /
                     (capture.packets - base.packets))

    def curves(self):
        with self.capture("one", write_bulk, 1) as one:
            for way in ("stock", "told", "lync"):
                self.results.get(("start", way), lambda: [min(values) for values in
                             zip(*(self.run(way, one) for _ in range(9)))])
                self.results.get(("counted", way), lambda: self.count(way, one))
        points = [(name, size) for name, curve in CURVES.items()
                  for size in curve.sizes if size <= self.args.largest]
        for name, size in sorted(points, key=lambda point: point[1]):
            self.point(name, CURVES[name], size)

    def point(self, name, curve, size):
        keys = ("curves", name, str(size))
        with self.capture(name, curve.write, size) as capture:
            packets = self.results.get((*keys, "packets"),
                                       lambda: capture.packets)
            pairs = next(n for least, n in PAIRS if packets >= least)
            for pair in range(pairs):
                self.results.get((*keys, "pair %d" % pair), lambda: [
                    self.run(way, capture) for way in (curve.stock, "lync")])
            for way in (curve.stock, "lync") if packets <= COUNTED_TO else ():
                self.results.get((*keys, "counted", way),
                                 lambda: self.count(way, capture))


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True,
                        metavar="FOLDER", help="gets benchmark.json, .md and plots")
    parser.add_argument("--packets", type=int, default=4000,
                        help="N of the table and the floods (4000)")
    parser.add_argument("--largest", type=int, default=10_000_000,
                        help="size of the curves at most (10000000)")
    parser.add_argument("--only",
                        choices=("table", "floods", "curves", "page"))
    return parser.parse_args()


def measure(bench, only):
    for part in ("table", "floods", "curves"):
        if only in (None, part):
            getattr(bench, part)()
    write_page(bench.args.out, bench.results.found, TIMED_FROM)
    return 0


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    return run_bench(lambda: Bench(args), lambda bench: measure(bench, args.only))


if __name__ == "__main__":
    sys.exit(main())
