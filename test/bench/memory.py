#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures how many bytes the module takes for a call and for an RTP stream.

Reads captures of N and of 2N, with stock tshark and with the module, -q -z
expert: plain calls of a minute (making/scale.py: two streams each), and
streams without signalling (making/bulk.py), short ones of 20 packets and long
ones of 600. What the larger capture takes more at its peak, divided by N and
less the same of stock tshark, is a call's or a stream's; beside it what stock
tshark takes that is told the streams' ports. The peak is the resident set, the
median of several runs.

With --own, who asked for it, by heaptrack: what functions of this project asked
for, of captures a tenth as large, and for how much the five largest did. The
rest is what Wireshark keeps because the packets are RTP or SIP.

With --against DIR, another build's folder with X.Y/epan/lync.so, the same is
measured with that one, and the exit status is 1 if it takes less.

As root the runs are those of nobody, since root's tshark loads no module.
"""

import argparse
import collections
import json
import pathlib
import shutil
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
import allocations                                       # noqa: E402
from cost import peak_bytes, run_bench              # noqa: E402
from making.bulk import stream_ports, write_bulk    # noqa: E402
from making.scale import write_scale                # noqa: E402
from tshark import LYNC, STOCK, NotReady, Tshark    # noqa: E402

SHORT, LONG = 20, 600           # packets; a stream's memory is full at 512
EXPERT = ["-q", "-z", "expert"]
TOLD = [option for port in stream_ports()
        for option in ("-d", "udp.port==%d,rtp" % port)]
OWN_SHARE = 0.1                 # heaptrack is slow, and counts exactly
MOST_SHOWN = 5
TOLERANCE = 1.02                # what peaks of one build differ by


def write_short(path, streams):
    write_bulk(path, SHORT * streams, n_streams=streams)


def write_long(path, streams):
    write_bulk(path, LONG * streams, n_streams=streams)


# What is measured, how it is written, and N
UNITS = {"call": (write_scale, 2000),
         "stream of %d packets" % SHORT: (write_short, 4000),
         "stream of %d packets" % LONG: (write_long, 400)}


class Bench:
    def __init__(self, share, repeat):
        self.repeat = repeat
        self.tshark = Tshark(ROOT)
        self.captures = {}
        for unit, (write, full) in UNITS.items():
            n = max(2, round(full * share))
            self.captures[unit] = [(count, self.capture(write, count))
                                   for count in (n, 2 * n)]

    def capture(self, write, count):
        path = self.tshark.folder / ("%s-%d.pcap" % (write.__name__, count))
        write(path, count)
        path.chmod(0o644)
        return path

    def staged(self):
        return next((self.tshark.folder / "plugins-lync").glob(
            "*/epan/lync.so"))

    def use_build(self, folder):
        """Stages the lync.so of another build's folder."""
        staged = self.staged()
        other = folder / staged.parent.parent.name / "epan" / staged.name
        if not other.is_file():
            raise NotReady("no " + str(other))
        shutil.copyfile(other, staged)

    def check_the_module_works(self):
        """The bench means nothing when nothing is found."""
        count, path = self.captures["call"][0]
        done = self.tshark.start(["-r", path, "-q", "-z", "lync,json"], LYNC)
        if len(json.loads(done.stdout)["calls"]) != count:
            raise RuntimeError("the module does not find the %d calls" % count)

    def bytes_each(self, way, options=()):
        """{unit: bytes}"""
        found = {}
        for unit, ((n, path), (more, longer)) in self.captures.items():
            peaks = [statistics.median(
                peak_bytes(self.tshark, way,
                           ["-r", one, *options] + EXPERT)
                for _ in range(self.repeat)) for one in (path, longer)]
            found[unit] = (peaks[1] - peaks[0]) / (more - n)
            print("%s, %s: %.0f bytes" % (way, unit, found[unit]),
                  file=sys.stderr, flush=True)
        return found

    def own_each(self):
        """{unit: {function: bytes}}"""
        files = allocations.sources(ROOT)
        found = {}
        for unit, ((n, path), (more, longer)) in self.captures.items():
            few, many = (allocations.at_peak(
                self.tshark, LYNC, ["-r", one] + EXPERT, files)
                for one in (path, longer))
            many.subtract(few)
            found[unit] = {function: n_bytes / (more - n) for
                           function, n_bytes in many.most_common()}
        return found

    def beyond_stock(self, stock):
        self.check_the_module_works()
        return {unit: value - stock[unit]
                for unit, value in self.bytes_each(LYNC).items()}


def measure(bench, against):
    stock = bench.bytes_each(STOCK)
    told = bench.bytes_each(STOCK, TOLD)
    found = {"module": bench.beyond_stock(stock),
             "told": {unit: told[unit] - stock[unit] for unit in told}}
    if against:
        bench.use_build(against)
        found["against"] = bench.beyond_stock(stock)
    return found


def report(found):
    good = True
    print("bytes beyond stock tshark")
    for unit, value in found["module"].items():
        line = "  %-24s %6.0f, told %6.0f" % (
            unit, value, found["told"][unit])
        if "against" in found:
            other = found["against"][unit]
            good = good and value <= other * TOLERANCE
            line += ", the other build %6.0f: %+.0f" % (other, value - other)
        print(line)
    return good


def report_own(found):
    print("bytes that functions of this project asked for")
    for unit, functions in found.items():
        print("  %-24s %6.0f" % (unit, sum(functions.values())))
        for function, n_bytes in collections.Counter(
                functions).most_common(MOST_SHOWN):
            print("    %6.0f %s" % (n_bytes, function))


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", metavar="DIR", type=pathlib.Path,
                        help="the plugin folder of another build")
    parser.add_argument("--own", action="store_true",
                        help="who asked for it; needs heaptrack")
    parser.add_argument("--share", type=float, default=1.0,
                        help="of the usual N (1)")
    parser.add_argument("--repeat", type=int, default=3,
                        help="runs of each, whose median counts (3)")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main():
    args = arguments()
    if args.own:
        if not allocations.is_available():
            sys.exit("memory.py: install heaptrack first")
        report_own(run_bench(lambda: Bench(args.share * OWN_SHARE, 1),
                             Bench.own_each))
        return 0
    found = run_bench(lambda: Bench(args.share, args.repeat),
                      lambda bench: measure(bench, args.against))
    if args.json:
        print(json.dumps(found, indent=2))
        return 0
    return 0 if report(found) else 1


if __name__ == "__main__":
    sys.exit(main())
