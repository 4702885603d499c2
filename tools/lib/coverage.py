#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Sums up by room what gcovr --csv says of each file, read from standard input.

Prints a row for each room and one for all of them; the exit status is 1 if that
one reaches less than the least, or if there is nothing to sum up.
"""
import argparse
import collections
import csv
import sys
from pathlib import PurePath

COUNTS = ("line_covered", "line_total", "branch_covered", "branch_total")


def rooms(rows):
    """{room: Counter of COUNTS}, a room being the folder of a file."""
    found = collections.defaultdict(collections.Counter)
    for row in rows:
        counts = {count: int(row[count]) for count in COUNTS}
        for name in (PurePath(row["filename"]).parent.name, "all"):
            found[name].update(counts)
    return found


def percent(reached, total):
    return 100 * reached / total if total else 100.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--least-lines", type=float, metavar="PERCENT")
    parser.add_argument("--least-branches", type=float, metavar="PERCENT")
    options = parser.parse_args()
    found = rooms(csv.DictReader(sys.stdin))
    if not found:
        sys.exit("coverage: no file")
    print(f"{'room':10} {'lines':>15} {'branches':>18}")
    for name in sorted(found, key=lambda room: (room == "all", room)):
        count = found[name]
        lines = percent(count["line_covered"], count["line_total"])
        branches = percent(count["branch_covered"], count["branch_total"])
        print(f"{name:10} {lines:5.1f} % of {count['line_total']:5} "
              f"{branches:8.1f} % of {count['branch_total']:5}")
    if lines < options.least_lines or branches < options.least_branches:
        sys.exit(f"coverage: below {options.least_lines:g} % of the lines or "
                 f"{options.least_branches:g} % of the branches")


if __name__ == "__main__":
    main()
