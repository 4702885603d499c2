# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes benchmark.md and its plots from what benchmark.py measured."""

import re

from benchmark_traffic import CURVES, JSON, LISTS, TRAFFIC

HEAD = """<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
# Benchmark

Written by `test/bench/benchmark.py`, whose `--help` says what is measured.
[speed.md](speed.md) has what the figures mean, and other figures.
"""


def table(heading, rows):
    """Lines of Markdown."""
    yield "| " + " | ".join(heading) + " |"
    yield "|---" * len(heading) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def cost_rows(found):
    """A row for each kind of traffic and listing that was measured."""
    for name, kind in TRAFFIC.items():
        for listing in LISTS:
            cost = found.get(name, {}).get(listing)
            if not cost or "lync" not in cost:
                continue
            # The report is written in place of the list of expert items.
            beside = found[name].get("-q -z expert", {}) if (
                listing == JSON) else cost
            base = beside.get("told", beside.get("stock"))
            yield [name, listing] + [
                str(cost[way]) if way in cost else ""
                for way in ("stock", "told", "rtp_udp", "lua")] + [
                    "%d (%.3f)" % (cost["lync"], cost["lync"] / base)
                    if base else str(cost["lync"]), "%.3f" % kind.target]


def point_rows(found, start):
    """A row for each point of a curve: CPU and memory of both ways."""
    for name, curve in CURVES.items():
        for size, point in sorted(found.get(name, {}).items(),
                                  key=lambda item: int(item[0])):
            cpu, peak = ({way: point[way][place] - start[way][place]
                          for way in (curve.stock, "lync")} for place in (0, 1))
            yield [name, size, str(point["packets"])] + [
                "%.2f" % (1e6 * cpu[way] / point["packets"])
                for way in cpu] + [
                    "%.2f" % (cpu["lync"] / cpu[curve.stock])] + [
                        "%.1f" % (peak[way] / 1e6) for way in peak] + [
                            "%.2f" % (point["lync"][1] / point[curve.stock][1])]


def file_of(name):
    return "benchmark-%s.png" % re.sub(r"[^a-z]+", "-", name.lower()).strip("-")


def plot(folder, name, rows):
    """CPU a packet, and memory, over size."""
    import matplotlib
    matplotlib.use("agg")
    from matplotlib import pyplot
    sizes = [int(row[1]) for row in rows]
    figure, axes = pyplot.subplots(1, 2, figsize=(9, 3.2))
    for axis, columns, title in ((axes[0], (3, 4), "CPU, µs a packet"),
                                 (axes[1], (6, 7), "memory, MB")):
        for column, label, style in zip(columns, (CURVES[name].stock, "lync"),
                                        ("o--", "s-")):
            axis.plot(sizes, [float(row[column]) for row in rows], style,
                      label=label)
        axis.set(xscale="log", xlabel=name, title=title)
        axis.set_ylim(bottom=0)
        axis.grid(alpha=0.3)
        axis.legend()
    figure.tight_layout()
    figure.savefig(folder / file_of(name), dpi=80, metadata={"Software": None})
    pyplot.close(figure)


def write_page(folder, found):
    lines = [HEAD]
    rows = list(cost_rows(found.get("table", {})))
    if rows:
        lines += ["## Instructions for one packet\n",
                  "In brackets: relative to *told* where there is such a "
                  "column, else to *stock*; JSON\nrelative to `-z expert`.\n"]
        lines += table(["", "", "stock", "told", "rtp_udp", "lua", "lync",
                        "target"], rows)
    rows = list(point_rows(found.get("curves", {}), found.get("start")))
    if rows:
        lines += ["## CPU and memory over size\n",
                  "`-q -z expert`; CPU in µs a packet and memory in MB, without "
                  "what starting tshark\ntakes; the share of memory with "
                  "it.\n"]
        lines += table(["", "size", "packets", "CPU, stock", "lync", "share",
                        "memory, stock", "lync", "share"], rows)
        for name in CURVES:
            of_curve = [row for row in rows if row[0] == name]
            if of_curve:
                plot(folder, name, of_curve)
                lines.append("![%s](%s)\n" % (name, file_of(name)))
    (folder / "benchmark.md").write_text("\n".join(lines).rstrip() + "\n")
