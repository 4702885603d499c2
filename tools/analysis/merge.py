# SPDX-License-Identifier: GPL-2.0-or-later
"""Captures from several places read as one (docs/points.md)."""
import os
import re
import shutil
import tempfile

from captures import Capture
from unit import capture_problem
from words import printable


def merge_all(stage, captures):
    """All that can be read as one capture, and the others after it; and which
    interfaces of the merged one come from which capture."""
    good, bad = [], []
    for capture in captures:
        capture.problem = capture.problem or capture_problem(stage,
                                                             capture.path)
        (bad if capture.problem else good).append(capture)
    if not good:
        return bad, ""
    paths = [readable(stage, capture.path) for capture in good]
    merged = Capture(b"", " + ".join(one.name for one in good),
                     merged=["-I", "none", *paths])
    return [merged] + bad, legend(stage, good, paths)


def readable(stage, path):
    """A name that mergecap can read."""
    name = os.path.join(tempfile.mkdtemp(dir=stage.folder), "capture")
    os.chmod(os.path.dirname(name), 0o755)
    if os.geteuid() == 0:
        shutil.copyfile(path, name)
        os.chmod(name, 0o644)
    else:
        os.symlink(os.path.realpath(path), os.fsencode(name))
    return name


def legend(stage, captures, paths):
    lines, first = "", 0
    for capture, path in zip(captures, paths):
        told = os.fsdecode(stage.run(["capinfos", "-I", path]).stdout)
        number = re.search(r"^Number of interfaces in file: *(\d+)", told, re.M)
        n = int(number.group(1)) if number else 1
        which = (f"interface {first}" if n == 1 else
                 f"interfaces {first} to {first + n - 1}")
        lines += f"{which}: {printable(capture.name)}\n"
        first += n
    return lines
