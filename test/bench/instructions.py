#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts what one RTP packet and one SIP message cost tshark, in instructions.

valgrind counts the instructions of tshark on captures of N and 2N packets
(100 audio streams, DSCP 40, no signalling). The difference divided by N is
the cost of a packet; starting tshark is not in it. Three ways to run:

    untold      stock tshark, which tries every heuristic on each packet
    told        stock tshark with Decode As RTP for the 100 ports
    lync        tshark with the module, told nothing

each with the packet list and with -q -z expert. The SIP of plain calls (7
messages each, no media) is counted the same way, with stock tshark and with
the module.

Wireshark and GLib seed their hash tables anew for each run, which makes a
run of 40 000 packets some 50 instructions a packet dearer or cheaper: the
mean of several runs counts. Needs valgrind. As root the runs are those of
nobody, since root's tshark loads no module.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from cost import instructions, run_bench            # noqa: E402
from making.bulk import stream_ports, write_bulk    # noqa: E402
from making.scale import write_scale                # noqa: E402
from tshark import LYNC, STOCK, Tshark              # noqa: E402

LISTS = {"packet list": [], "-q -z expert": ["-q", "-z", "expert"]}
RTP, SIP = "RTP packet", "SIP message"
WAYS = {RTP: {"untold": STOCK, "told": STOCK, "lync": LYNC},
        SIP: {"stock": STOCK, "lync": LYNC}}
MAX_TO = {RTP: {"told": 1.04, "untold": 0.6}, SIP: {"stock": 1.24}}
PACKETS_A_CALL = 40     # N packets, N/40 calls: about as long


class Bench:
    def __init__(self, packets, repeat, jobs, with_module):
        self.repeat, self.jobs = repeat, jobs
        self.tshark = Tshark(ROOT, with_module)
        self.captures = {RTP: self.pair(write_bulk, packets),
                         SIP: self.pair(write_sip, packets // PACKETS_A_CALL)}

    def pair(self, write, size):
        """[(path, packets in it)] of the size and of twice the size."""
        found = []
        for count in (size, 2 * size):
            path = self.tshark.folder / ("%s-%d.pcap" % (write.__name__,
                                                         count))
            found.append((path, write(path, count) or count))
            path.chmod(0o644)
        return found

    def count(self, run):
        """Instructions of one run of tshark."""
        what, name, way, path = run
        told = []
        if way == "told":
            for port in stream_ports():
                told += ["-d", "udp.port==%d,rtp" % port]
        return instructions(self.tshark, WAYS[what][way],
                            ["-r", path] + LISTS[name] + told)

    def check_the_module_works(self):
        """The bench means nothing when packets did not become RTP, and
        messages no calls."""
        path, packets = self.captures[RTP][0]
        done = self.tshark.start(["-r", path, "-T", "fields", "-e",
                                  "frame.protocols"], LYNC)
        rtp = sum(":rtp" in line for line in done.stdout.splitlines())
        path, messages = self.captures[SIP][0]
        done = self.tshark.start(["-r", path, "-T", "fields", "-e",
                                  "lync.call"], LYNC)
        sip = len(done.stdout.split())
        if rtp < packets - 100 or sip != messages:
            raise RuntimeError("with the module only %d of %d packets are "
                               "RTP, and %d of %d messages of a call: nothing "
                               "to measure" % (rtp, packets, sip, messages))

    def measure(self, ways):
        """{what: {list: {way: instructions each}}}"""
        runs = [(what, name, way, path) for what in ways for name in LISTS
                for way in ways[what] for path, _ in self.captures[what]]
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            counts = list(pool.map(self.count, runs * self.repeat))
        means = {run: statistics.mean(counts[place::len(runs)])
                 for place, run in enumerate(runs)}
        return {what: {name: {way: self.each(means, what, name, way)
                              for way in ways[what]} for name in LISTS}
                for what in ways}

    def each(self, means, what, name, way):
        (path, packets), (longer, more) = self.captures[what]
        return ((means[what, name, way, longer] -
                 means[what, name, way, path]) / (more - packets))


def write_sip(path, calls):
    return write_scale(path, calls, with_media=False)


def ratios(costs):
    """{what: {list: {way: lync to it}}}, where both were measured."""
    return {what: {name: {way: cost["lync"] / cost[way]
                          for way in MAX_TO[what]}
                   for name, cost in lists.items() if "lync" in cost}
            for what, lists in costs.items()}


def report(costs):
    good = True
    for what, lists in costs.items():
        print("instructions per %s" % what)
        for name, cost in lists.items():
            print("  %-14s" % name + "".join(
                "  %s %d" % (way, round(value))
                for way, value in cost.items()))
    for what, lists in ratios(costs).items():
        for name, ratio in lists.items():
            print("%s: %-14s" % (what, name) + "".join(
                "  lync/%s %.3f (at most %.2f)" % (way, value,
                                                   MAX_TO[what][way])
                for way, value in ratio.items()))
            good = good and all(value <= MAX_TO[what][way]
                                for way, value in ratio.items())
    return good


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packets", type=int, default=20_000,
                        help="N of the N and 2N packets (20000)")
    parser.add_argument("--repeat", type=int, default=3,
                        help="runs of each, whose mean counts (3)")
    parser.add_argument("--stock-only", action="store_true",
                        help="measure stock tshark; needs no module")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(),
                        help="runs at the same time")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(bench, stock_only):
    if stock_only:
        return bench.measure({what: [way for way in ways if way != "lync"]
                              for what, ways in WAYS.items()})
    bench.check_the_module_works()
    return bench.measure(WAYS)


def main():
    args = arguments()
    costs = run_bench(
        lambda: Bench(args.packets, args.repeat, args.jobs,
                      not args.stock_only),
        lambda bench: measure(bench, args.stock_only))
    if args.json:
        print(json.dumps({"packets": args.packets, "costs": costs,
                          "ratios": ratios(costs)}, indent=2))
        return 0
    return 0 if report(costs) else 1


if __name__ == "__main__":
    sys.exit(main())
