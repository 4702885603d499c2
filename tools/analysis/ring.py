# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of a ring buffer, as dumpcap -b writes them, read as one capture: a
call that crosses two of them is one call."""
import os
import re

from captures import Capture
from merge import readable
from unit import capture_problem

# NAME_NUMBER_YYYYMMDDHHMMSS.SUFFIX; the number begins again after 99999.
NAME = re.compile(rb"(.*)_(\d{5})_(\d{14})(\.[^/]*)?", re.DOTALL)
N_NUMBERS = 100_000


def series_of(captures):
    """The captures in runs of files that one dumpcap wrote one after the other,
    each in the order of time; a capture of any other name is a run of its
    own."""
    rings, runs = {}, []
    for capture in captures:
        name = NAME.fullmatch(capture.path)
        if name and not capture.problem:
            key = (name[1], name[4])
            if key not in rings:
                rings[key] = []
                runs.append(rings[key])
            rings[key].append((name[3], int(name[2]), capture))
        else:
            runs.append([("", 0, capture)])
    return [part for run in runs for part in contiguous(run)]


def contiguous(run):
    """Cut where a number is missing: nobody knows what was in between."""
    parts, last = [], None
    for _, number, capture in sorted(run, key=lambda row: row[:2]):
        if last is None or number != (last + 1) % N_NUMBERS:
            parts.append([])
        parts[-1].append(capture)
        last = number
    return parts


def join_rings(stage, captures):
    """One capture for each ring; a file that cannot be read parts it."""
    joined = []
    for part in series_of(captures):
        for capture in part:
            capture.problem = capture.problem or capture_problem(stage,
                                                                 capture.path)
        run = []
        for capture in part + [None]:
            if capture and not capture.problem:
                run.append(capture)
                continue
            joined += join(stage, run) + [capture] * bool(capture)
            run = []
    return joined


def join(stage, run):
    if len(run) < 2:
        return run
    name = f"{run[0].name} to {os.path.basename(run[-1].name)}"
    paths = [readable(stage, one.path) for one in run]
    return [Capture(b"", name, merged=["-a", "-I", "all", *paths],
                    parts=[one.path for one in run])]
