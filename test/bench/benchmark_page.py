# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes benchmark.md and its plots from what benchmark.py measured."""

import re
import statistics

from benchmark_traffic import CURVES, EXPERT, JSON, LISTS, TRAFFIC

HEAD = """<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
# Benchmark

Written by `test/bench/benchmark.py`, whose `--help` says what is measured and
how. [speed.md](speed.md) has what the figures mean, and other figures.
Measured with Wireshark %s, at commit %s.
"""
TABLE = """## Instructions for one packet

In brackets: relative to *told* where there is such a column, else to *stock*;
JSON relative to `-z expert`. Lua: `test/bench/rtp_by_dscp.lua`.
"""
FLOODS = """## Floods

Instructions for one packet, call, client or stream that somebody sends to make
analysis expensive, `-q -z expert`; at most 1.5 of stock.
"""
CURVE = """## Over size

`-q -z expert`, lync beside stock (*told* for RTP): instructions a packet, CPU
time a packet in µs, user and system, and memory at the peak in MB; without what
starting tshark takes. A dash: too few packets, or too many, to measure.
The share of CPU is the median of the pairs' (in brackets: their number, the
least and the greatest). The machine had other work to do.
"""


def table(heading, rows):
    """Lines of Markdown."""
    yield "| " + " | ".join(heading) + " |"
    yield "|---" * len(heading) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def share_of(value, base):
    return "%d (%.3f)" % (value, value / base)


def cost_rows(found):
    """A row for each kind of traffic and listing that was measured."""
    for name, kind in TRAFFIC.items():
        for listing in LISTS:
            cost = found.get(name, {}).get(listing, {})
            # The report is written in place of the list of expert items.
            beside = found[name].get(EXPERT, {}) if listing == JSON else cost
            base = beside.get("told", beside.get("stock"))
            if "lync" in cost and base:
                yield [name, listing] + [
                    str(cost.get(way, "-"))
                    for way in ("stock", "told", "rtp_udp", "lua")] + [
                        share_of(cost["lync"], base), "%.3f" % kind.target]


def flood_rows(found):
    for name, cost in found.items():
        if "lync" in cost:
            yield [name, str(cost["stock"]),
                   share_of(cost["lync"], cost["stock"])]


class Point:
    """What was measured of one size of a curve: of stock, then of lync."""

    def __init__(self, found, stock, start, counted):
        ways = (stock, "lync")
        self.packets = found["packets"]
        pairs = [[[value - before for value, before in zip(one, start[way])]
                  for one, way in zip(pair, ways)]
                 for key, pair in found.items() if key.startswith("pair ")]
        self.n_pairs = len(pairs)
        self.peak = [min(pair[at][1] for pair in pairs) / 1e6 for at in (0, 1)]
        self.cpu = [1e6 * statistics.median(pair[at][0] for pair in pairs) /
                    self.packets for at in (0, 1)]
        self.shares = sorted(pair[1][0] / pair[0][0] for pair in pairs)
        self.counted = [(found["counted"][way] - counted[way]) / self.packets
                        for way in ways] if "counted" in found else None

    def row(self, timed_from):
        cells = [str(self.packets)]
        cells += [str(round(self.counted[0])), share_of(
            self.counted[1], self.counted[0])] if self.counted else ["-", "-"]
        if self.packets >= timed_from:
            cells += ["%.2f" % self.cpu[0], "%.2f" % self.cpu[1],
                      "%.2f (%d: %.2f to %.2f)" % (
                          statistics.median(self.shares), self.n_pairs,
                          self.shares[0], self.shares[-1])]
        else:
            cells += ["-", "-", "-"]
        return cells + ["%.1f" % peak for peak in self.peak]


def points_of(found):
    """{curve: {size: Point}}"""
    return {name: {int(size): Point(point, CURVES[name].stock, found["start"],
                                    found["counted"])
                   for size, point in sorted(sizes.items(),
                                             key=lambda item: int(item[0]))
                   if "pair 0" in point}
            for name, sizes in found.get("curves", {}).items()}


def file_of(name):
    return "benchmark-%s.png" % re.sub(r"[^a-z]+", "-", name.lower()).strip("-")


def plot(folder, name, points, timed_from):
    """Instructions and CPU a packet, and memory, over size."""
    import matplotlib
    matplotlib.use("agg")
    from matplotlib import pyplot
    panels = (("instructions a packet", lambda point: point.counted),
              ("CPU, µs a packet", lambda point: point.cpu
               if point.packets >= timed_from else None),
              ("memory, MB", lambda point: point.peak))
    figure, axes = pyplot.subplots(1, 3, figsize=(11, 3))
    for axis, (title, values_of) in zip(axes, panels):
        for at, label, style in ((0, CURVES[name].stock, "o--"),
                                 (1, "lync", "s-")):
            known = [(size, values_of(point)[at])
                     for size, point in points.items() if values_of(point)]
            axis.plot(*zip(*known), style, label=label)
        axis.set(xscale="log", xlabel=name, title=title)
        axis.set_ylim(bottom=0)
        axis.grid(alpha=0.3)
        axis.legend()
    figure.tight_layout()
    figure.savefig(folder / file_of(name), dpi=70, metadata={"Software": None})
    pyplot.close(figure)


def curve_lines(folder, found, timed_from):
    curves = points_of(found)
    if not curves:
        return
    yield CURVE
    yield from table(
        ["", "size", "packets", "instructions, stock", "lync", "CPU, stock",
         "lync", "share", "memory, stock", "lync"],
        [[name, str(size)] + point.row(timed_from)
         for name, points in curves.items() for size, point in points.items()])
    for name, points in curves.items():
        plot(folder, name, points, timed_from)
        yield "![%s](%s)\n" % (name, file_of(name))


def write_page(folder, found, timed_from):
    """Points of curves with fewer than TIMED_FROM packets show no CPU time."""
    lines = [HEAD % (found["of"][0], ", ".join(found["of"][1:]))]
    rows = list(cost_rows(found.get("table", {})))
    if rows:
        lines += [TABLE, *table(["", "", "stock", "told", "rtp_udp", "lua",
                                 "lync", "target"], rows)]
    rows = list(flood_rows(found.get("floods", {})))
    if rows:
        lines += [FLOODS, *table(["flood", "stock", "lync"], rows)]
    lines += curve_lines(folder, found, timed_from)
    (folder / "benchmark.md").write_text("\n".join(lines).rstrip() + "\n")
