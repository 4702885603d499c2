#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures whether ten thousand calls cost as much a packet as a hundred.

Reads plain calls of a minute (making/scale.py: 7 SIP messages, 58 RTP and
23 RTCP packets each, at most 500 calls at a time, which are 1000 streams) with
stock tshark and with the module, and prints two tables over the number of
calls: instructions per packet, and memory at its peak. What a capture of one
call costs is taken off: that is starting tshark.

Then it reads a million RTP packets of 100 streams, and the largest of the
captures of calls, with -z expert and with -z lync,json,FILE, both with the
module, and prints the ratio.

Needs valgrind. As root the runs are those of nobody, since root's tshark
loads no module. All of it takes an hour or more.
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
from cost import instructions, peak_bytes, run_bench    # noqa: E402
from making.bulk import write_bulk                  # noqa: E402
from making.scale import write_scale                # noqa: E402
from tshark import LYNC, STOCK, Tshark              # noqa: E402

CALLS = [100, 300, 1000, 3000, 10_000]
BULK_PACKETS = 1_000_000
EXPERT, JSON = "-q -z expert", "-q -z lync,json"
LIST, TWO_PASSES = "packet list", "packet list, -2"
OPTIONS = {EXPERT: ["-q", "-z", "expert"], JSON: None, LIST: [],
           TWO_PASSES: ["-2"]}
RUNS = [(EXPERT, STOCK), (EXPERT, LYNC), (JSON, LYNC), (LIST, STOCK),
        (LIST, LYNC), (TWO_PASSES, STOCK), (TWO_PASSES, LYNC)]
MEMORY_RUNS = 5         # the median counts; of large captures, one run
LARGE_BYTES = 20 << 20
MAX_GROWTH = 1.10       # at the most calls, to the fewest
MAX_JSON = 1.10         # to -z expert


def progress(path, run, what):
    print("%s: %s, %s: %s" % (path.name, run[0], run[1], what),
          file=sys.stderr, flush=True)


class Bench:
    """The captures, and what was measured on them."""

    def __init__(self, calls, jobs):
        self.calls, self.jobs, self.counted = calls, jobs, {}
        self.tshark = Tshark(ROOT)
        self.frames = {n: write_scale(self.capture(n), n)
                       for n in [1] + calls}
        for n in self.frames:
            self.capture(n).chmod(0o644)
        self.check_the_module_works()

    def capture(self, calls):
        return self.tshark.folder / ("scale-%d.pcap" % calls)

    def check_the_module_works(self):
        """The bench means nothing when the calls are not known as calls."""
        done = self.tshark.start(["-r", self.capture(self.calls[0]), "-q",
                                  "-z", "lync,json"], LYNC)
        found = json.loads(done.stdout)
        if (len(found["calls"]), len(found["streams"])) != (
                self.calls[0], 2 * self.calls[0]) or found["findings"]:
            raise RuntimeError("the module tells %d calls, %d streams and %d "
                               "findings of %d plain calls" % (
                                   len(found["calls"]), len(found["streams"]),
                                   len(found["findings"]), self.calls[0]))

    def arguments(self, how, path):
        if how == JSON:
            report = "home/%s.json" % path.stem
            return ["-r", path, "-q", "-z", "lync,json," + report]
        return ["-r", path] + OPTIONS[how]

    def instructions(self, run, path):
        """Counted once for each run of each capture."""
        if (run, path) not in self.counted:
            self.counted[run, path] = instructions(
                self.tshark, run[1], self.arguments(run[0], path))
            progress(path, run, "%d instructions" % self.counted[run, path])
        return self.counted[run, path]

    def memory(self, run, path):
        n_runs = 1 if path.stat().st_size > LARGE_BYTES else MEMORY_RUNS
        found = statistics.median(
            peak_bytes(self.tshark, run[1], self.arguments(run[0], path))
            for _ in range(n_runs))
        progress(path, run, "%.1f MB" % (found / 1e6))
        return found

    def each(self, measure, runs, paths):
        """{run: [measure of each path]}; the longest are begun first."""
        todo = [(run, path) for path in paths[::-1] for run in runs]
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            found = dict(zip(todo, pool.map(lambda one: measure(*one), todo)))
        return {run: [found[run, path] for path in paths] for run in runs}

    def curves(self, measure):
        """{run: [(what N calls cost beyond one call, frames beyond it)]}"""
        paths = [self.capture(n) for n in self.frames]
        return {run: [value - values[0] for value in values[1:]]
                for run, values in self.each(measure, RUNS, paths).items()}

    def extra_frames(self):
        return [self.frames[n] - self.frames[1] for n in self.calls]


def per_packet(curves, frames):
    return {run: [value / n for value, n in zip(values, frames)]
            for run, values in curves.items()}


def ours(curves, calls):
    """{how: [bytes a call that stock does not need]}"""
    return {how: [(mine - theirs) / (n - 1) for mine, theirs, n in
                  zip(curves[how, LYNC], curves[how, STOCK], calls)]
            for how in OPTIONS if how != JSON}


def table(title, calls, columns, form):
    """A table for a Markdown page."""
    print("\n%s\n" % title)
    print("| calls | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for place, n in enumerate(calls):
        print("| %d | " % n + " | ".join(
            form % values[place] for values in columns.values()) + " |")


def by_name(curves, scale=1):
    return {"%s, %s" % run: [value / scale for value in values]
            for run, values in curves.items()}


def growth(values):
    return values[-1] / values[0]


def json_cost(bench, path):
    """Instructions and memory of the JSON report, to -z expert."""
    runs = [(EXPERT, LYNC), (JSON, LYNC)]
    counted = bench.each(bench.instructions, runs, [path])
    held = {run: bench.memory(run, path) for run in runs}
    return {"instructions": counted[runs[1]][0] / counted[runs[0]][0],
            "more_bytes": held[runs[1]] - held[runs[0]],
            "expert_bytes": held[runs[0]]}


def measure_json(bench, packets):
    path = bench.tshark.folder / "bulk.pcap"
    write_bulk(path, packets)
    path.chmod(0o644)
    return {"%d RTP packets" % packets: json_cost(bench, path),
            "%d calls" % bench.calls[-1]: json_cost(
                bench, bench.capture(bench.calls[-1]))}


def report_curves(result):
    table("Instructions per packet", result["calls"],
          by_name(result["per_packet"]), "%.0f")
    table("Memory at its peak beyond one call, MB", result["calls"],
          by_name(result["memory"], 1e6), "%.1f")
    table("Memory that stock does not need, bytes a call", result["calls"],
          result["ours"], "%.0f")


def judge_curves(result):
    """Growth from the fewest to the most calls; whether all are flat."""
    good = True
    print("\ncost of a packet at %d calls, to that at %d (at most %.2f):" % (
        result["calls"][-1], result["calls"][0], MAX_GROWTH))
    for run, values in result["per_packet"].items():
        grown = growth(values)
        good = good and (grown <= MAX_GROWTH or run[1] == STOCK)
        print("  %-24s %.3f" % ("%s, %s" % run, grown))
    return good


def judge_json(found):
    good = True
    for name, cost in found.items():
        good = good and cost["instructions"] <= MAX_JSON
        print("%s: lync,json costs %.3f times -z expert (at most %.2f), and "
              "%+.1f MB of %.1f" % (
                  name, cost["instructions"], MAX_JSON,
                  cost["more_bytes"] / 1e6, cost["expert_bytes"] / 1e6))
    return good


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", metavar="N,N...", type=lambda text: [
        int(part) for part in text.split(",")], default=CALLS,
                        help="how many calls the captures have (%s)" %
                        ",".join(map(str, CALLS)))
    parser.add_argument("--bulk", type=int, metavar="PACKETS",
                        default=BULK_PACKETS,
                        help="RTP packets for the cost of JSON; 0: leave "
                        "that out (%d)" % BULK_PACKETS)
    parser.add_argument("--no-curves", action="store_true",
                        help="the cost of JSON alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(),
                        help="runs at the same time")
    parser.add_argument("--check", action="store_true",
                        help="exit 1 when a ratio is above its bar")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if len(args.calls) < 2 or min(args.calls) < 2:
        parser.error("--calls: two numbers or more, each above 1")
    args.calls.sort()
    return args


def measure(args, bench):
    result = {"calls": args.calls}
    if not args.no_curves:
        counted = bench.curves(bench.instructions)
        result["per_packet"] = per_packet(counted, bench.extra_frames())
        result["memory"] = bench.curves(bench.memory)
        result["ours"] = ours(result["memory"], args.calls)
    if args.bulk:
        result["json"] = measure_json(bench, args.bulk)
    return result


def main():
    args = arguments()
    return finish(args, run_bench(lambda: Bench(args.calls, args.jobs),
                                  lambda bench: measure(args, bench)))


def finish(args, result):
    if args.json:
        print(json.dumps({key: by_name(value) if key in (
            "per_packet", "memory") else value
            for key, value in result.items()}, indent=2))
        return 0
    good = True
    if "per_packet" in result:
        report_curves(result)
        good = judge_curves(result)
    if "json" in result:
        print()
        good = judge_json(result["json"]) and good
    return 0 if good or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
