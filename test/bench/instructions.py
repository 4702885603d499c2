#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts what one RTP packet costs tshark, in instructions.

callgrind counts the instructions of tshark on captures of N and 2N packets
(100 audio streams, DSCP 40, no signalling). The difference divided by N is
the cost of a packet; starting tshark is not in it. Three ways to run:

    untold      stock tshark, which tries every heuristic on each packet
    told        stock tshark with Decode As RTP for the 100 ports
    lync        tshark with the module, told nothing

each with the packet list and with -q -z expert. Needs valgrind. As root the
runs are those of nobody, since root's tshark loads no module.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from cost import run_bench                          # noqa: E402
from making.bulk import stream_ports, write_bulk    # noqa: E402
from tshark import LYNC, STOCK, Tshark              # noqa: E402

LISTS = {"packet list": [], "-q -z expert": ["-q", "-z", "expert"]}
WAYS = {"untold": STOCK, "told": STOCK, "lync": LYNC}
MAX_TO_TOLD, MAX_TO_UNTOLD = 1.06, 0.6
COLLECTED = re.compile(r"Collected\s*:\s*(\d+)")
TIMEOUT_S = 3600


class Bench:
    def __init__(self, packets, jobs, with_module):
        self.packets, self.jobs = packets, jobs
        self.tshark = Tshark(ROOT, with_module)
        self.captures = {}
        for count in (packets, 2 * packets):
            path = self.tshark.folder / ("bulk-%d.pcap" % count)
            write_bulk(path, count)
            path.chmod(0o644)
            self.captures[count] = path

    def command(self, way, extra, count):
        told = []
        if way == "told":
            for port in stream_ports():
                told += ["-d", "udp.port==%d,rtp" % port]
        return ["valgrind", "--tool=callgrind", "--callgrind-out-file="
                "/dev/null", self.tshark.program, "-r",
                str(self.captures[count])] + extra + told

    def instructions(self, way, extra, count):
        """Instructions of one run of tshark."""
        done = subprocess.run(
            self.tshark.as_user(self.command(way, extra, count)),
            env=self.tshark.environment_for(WAYS[way]),
            cwd=self.tshark.folder, stdin=subprocess.DEVNULL, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            timeout=TIMEOUT_S, check=False)
        found = COLLECTED.search(done.stderr)
        if done.returncode != 0 or not found:
            raise RuntimeError("valgrind failed: " + done.stderr[-2000:])
        return int(found.group(1))

    def check_the_module_works(self):
        """The bench means nothing when the packets did not become RTP."""
        done = self.tshark.start(
            ["-r", self.captures[self.packets], "-T", "fields", "-e",
             "frame.protocols"], LYNC)
        rtp = sum(":rtp" in line for line in done.stdout.splitlines())
        if rtp < self.packets - 100:
            raise RuntimeError("with the module only %d of %d packets are "
                               "RTP: nothing to measure" %
                               (rtp, self.packets))

    def measure(self, ways):
        """{list: {way: instructions per packet}}"""
        runs = [(name, way, count) for name in LISTS for way in ways
                for count in self.captures]
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            counts = dict(zip(runs, pool.map(
                lambda run: self.instructions(run[1], LISTS[run[0]],
                                              run[2]), runs)))
        return {name: {way: (counts[name, way, 2 * self.packets] -
                             counts[name, way, self.packets]) / self.packets
                       for way in ways} for name in LISTS}


def ratios(costs):
    """lync to told and to untold, for each list that has all three."""
    return {name: {"to told": cost["lync"] / cost["told"],
                   "to untold": cost["lync"] / cost["untold"]}
            for name, cost in costs.items() if set(WAYS) <= set(cost)}


def report(costs):
    print("instructions per RTP packet")
    for name, cost in costs.items():
        print("  %-14s" % name + "".join(
            "  %s %d" % (way, round(value)) for way, value in cost.items()))
    good = True
    for name, ratio in ratios(costs).items():
        good = good and (ratio["to told"] <= MAX_TO_TOLD and
                         ratio["to untold"] <= MAX_TO_UNTOLD)
        print("  %-14s  lync/told %.3f (at most %.2f)  lync/untold %.3f "
              "(at most %.2f)" % (name, ratio["to told"], MAX_TO_TOLD,
                                  ratio["to untold"], MAX_TO_UNTOLD))
    return good


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packets", type=int, default=20_000,
                        help="N of the N and 2N packets (20000)")
    parser.add_argument("--stock-only", action="store_true",
                        help="measure stock tshark; needs no module")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(),
                        help="runs at the same time")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(bench, stock_only):
    if stock_only:
        return bench.measure([way for way in WAYS if way != "lync"])
    bench.check_the_module_works()
    return bench.measure(WAYS)


def main():
    args = arguments()
    costs = run_bench(
        lambda: Bench(args.packets, args.jobs, not args.stock_only),
        lambda bench: measure(bench, args.stock_only))
    if args.json:
        print(json.dumps({"packets": args.packets, "costs": costs,
                          "ratios": ratios(costs)}, indent=2))
        return 0
    return 0 if report(costs) else 1


if __name__ == "__main__":
    sys.exit(main())
