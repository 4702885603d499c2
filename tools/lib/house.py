#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks how the source is laid out: rooms, sizes, headers, unit tests.

PROJECT is the source tree, BUILD a CMake build of all of it. Prints a line for
each place that breaks a rule; the exit status is then 1.
"""
import argparse
import re
import statistics
import sys
from pathlib import Path

import house_objects
from house_objects import SOURCE, sources

MOST_FILES_OF_FOLDER = 16
MOST_LINES_OF_FILE = 400
MOST_LINES_MEDIAN = 12  # of a function's body
MOST_LINES_P95 = 40
LENGTH_CHECKED = ("epan-dissectors", "plugins", "test", "tools")


def check_folders(project):
    """At most 16 files a folder, where X.c with X.h counts once."""
    folders = {}
    for source in sources(project, ".c", ".h"):
        folders.setdefault(source.parent, set()).add(source.stem)
    return [f"{folder}: {len(files)} files, may have at most "
            f"{MOST_FILES_OF_FOLDER}" for folder, files in sorted(folders.items())
            if len(files) > MOST_FILES_OF_FOLDER]


def check_file_lengths(project):
    """No source file of the module, its tools or its tests is too long."""
    problems = []
    for top in LENGTH_CHECKED:
        for path in sorted((project / top).rglob("*")):
            if path.suffix in (".c", ".h", ".py", ".sh"):
                n_lines = len(path.read_text().splitlines())
                if n_lines > MOST_LINES_OF_FILE:
                    problems.append(f"{path.relative_to(project)}: {n_lines} "
                                    "lines, may have at most "
                                    f"{MOST_LINES_OF_FILE}")
    return problems


def functions(text):
    """(name, lines of the body) of each function, in the layout that
    clang-format gives: the braces of the body stand alone on their lines."""
    found = []
    lines = text.splitlines()
    begin = None
    for number, line in enumerate(lines):
        if line == "{":
            begin = number
        elif line == "}" and begin is not None:
            found.append((function_name(lines[:begin]), number - begin - 1))
            begin = None
    return found


def function_name(lines_before):
    """The name that stands before the parameters which end these lines."""
    first = len(lines_before) - 1
    while first > 0 and lines_before[first][:1] in (" ", "\t"):
        first -= 1
    name = re.search(r"(\w+)\(", " ".join(lines_before[first:]))
    return name.group(1) if name else "?"


def check_function_lengths(project):
    """The median and the 95th percentile (nearest rank) of all bodies."""
    found = sorted((n_lines, f"{source}: {name}()")
                   for source in sources(project, ".c", ".h")
                   for name, n_lines in functions(
                       (project / source).read_text()))
    if not found:
        return ["no function found"]
    lengths = [n_lines for n_lines, name in found]
    median = statistics.median(lengths)
    p95 = lengths[-(-95 * len(lengths) // 100) - 1]
    problems = []
    if median > MOST_LINES_MEDIAN:
        problems.append(f"the median function has {median:g} lines, may have at "
                        f"most {MOST_LINES_MEDIAN}")
    if p95 > MOST_LINES_P95:
        problems.append(f"the function at the 95th percentile has {p95} lines, "
                        f"may have at most {MOST_LINES_P95}; the longest:")
        problems += [f"    {name} {n_lines}" for n_lines, name in found[::-1]
                     if n_lines > MOST_LINES_P95]
    return problems


def undocumented(text):
    """The names of the functions that a header declares with no comment above
    them, and that belong to no group under one: a group is what stands together
    without an empty line."""
    text = re.sub(r"(?m)^ *#(.*\\\n)*.*\n", "", text)  # the preprocessor's
    bare = re.sub(r"(?s)/\*.*?\*/", "@", text)
    bare = re.sub(r"(?s)\{.*?^\}", "{}", bare, flags=re.MULTILINE)
    names = []
    for group in re.split(r"\n\s*\n", bare):
        documented = group.lstrip().startswith("@")
        for statement in re.split(r"[;}]", group.replace("@", "")):
            name = re.search(r"(\w+)\(", statement)
            if name and not documented and "typedef" not in statement:
                names.append(name.group(1))
    return names


def check_prototypes(project):
    """Every function that a header declares has a comment there."""
    return [f"{source}: {name}() has no comment"
            for source in sources(project, ".h")
            for name in undocumented((project / source).read_text())]


def check_unit_tests(project):
    """Every core file ROOM/X.c has its test/unit/ROOM/test_X.c."""
    core = Path(SOURCE, "core")
    problems = []
    for source in sources(project, ".c"):
        if core in source.parents:
            room = source.parent.relative_to(core)
            test = Path("test/unit", room, f"test_{source.name}")
            if not (project / test).exists():
                problems.append(f"{source}: no {test}")
    return problems


def check_all(project, build, most_variables):
    objects = house_objects.read_objects(project, build)
    return [
        *house_objects.check_built(project, objects),
        *house_objects.check_circles(project, objects),
        *house_objects.check_variables(objects, most_variables),
        *house_objects.check_use(objects),
        *check_folders(project),
        *check_file_lengths(project),
        *check_function_lengths(project),
        *check_prototypes(project),
        *check_unit_tests(project),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("build", type=Path)
    parser.add_argument("--most-variables", type=int, default=12, metavar="N",
                        help="file-scope variables that may change (12)")
    arguments = parser.parse_args()
    problems = check_all(arguments.project, arguments.build,
                         arguments.most_variables)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
