#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Would the unit tests notice? Puts small faults into the core, one at a time.

    test/long/mutants.py [--seed SEED] [--only N,N...] [--build FOLDER] [NUMBER]

Builds the core and its tests in FOLDER (default: one of its own), makes NUMBER mutants
(default 200) by changing one place of one source each (c_faults.py), and runs
the unit tests that link it as tools/check sanitize does, those of the same file
first, until one fails or takes too long. What does not compile, and what compiles to the same machine code
at -O2, is not counted. Prints each survivor as a difference; the exit status is
1 if less than 90 % are killed. The same SEED makes the same mutants from the
same sources; --only runs those again. Needs cmake, ninja and gcc.
"""
import argparse
import collections
import concurrent.futures
import difflib
import itertools
import json
import os
import pathlib
import random
import resource
import shlex
import subprocess
import sys
import tempfile

from c_faults import mutate, mutations

PROJECT = pathlib.Path(__file__).resolve().parents[2]
CORE = PROJECT / "epan-dissectors/core"
LEAST_KILLED = 0.9
MOST_CPU_S, MOST_S = 30, 600        # of one test program; they need below 3
SANITIZERS = "hard_rss_limit_mb=2048:max_allocation_size_mb=1024"
ARCHIVES = ("liblync-core.a", "libhangup-core.a")

Mutant = collections.namedtuple("Mutant",
                                "number source original text mutation")


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def limit():
    """What a mutant may take; no core files."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Build:
    """The core and its unit tests, built in FOLDER."""

    def __init__(self, folder):
        self.folder = folder
        for command in (["cmake", "-S", PROJECT, "-B", folder, "-G", "Ninja",
                         "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
                         "-DLYNC_SANITIZE=ON", "-DLYNC_WERROR=ON",
                         "-DLYNC_PLUGIN=OFF"],
                        ["ninja", "-C", folder],
                        ["ctest", "-Q", "--test-dir", folder]):
            result = run(command)
            if result.returncode:
                sys.exit(f"mutants: {command[0]} failed\n{result.stdout}"
                         f"{result.stderr}")
        self.compilers = self.compile_commands()
        self.tests = {path.name: self.files_in(path)
                      for path in sorted((folder / "test/unit").glob("test_*"))
                      if os.access(path, os.X_OK)}
        self.links = self.link_commands()

    def compile_commands(self):
        """{source: its command without the source and the object}"""
        found = {}
        for entry in json.loads(
                (self.folder / "compile_commands.json").read_text()):
            words = shlex.split(entry["command"])
            found[pathlib.Path(entry["file"])] = words[:words.index("-o")]
        return found

    def link_commands(self):
        """{test: the command that links it}"""
        found = {}
        for test in self.tests:
            commands = run(["ninja", "-C", self.folder, "-t", "commands",
                            f"test/unit/{test}"], check=True).stdout
            line = commands.splitlines()[-1]
            found[test] = shlex.split(line.replace(": && ", "")
                                      .replace(" && :", ""))
        return found

    @staticmethod
    def files_in(program):
        """The names of the sources that the linker put into PROGRAM."""
        symbols = run(["readelf", "-sW", program], check=True).stdout
        return {line.split()[-1] for line in symbols.splitlines()
                if " FILE " in line}

    def compile(self, source, text, path, sanitized=False):
        """Whether TEXT compiles to PATH as SOURCE does."""
        command = [word for word in self.compilers[source]
                   if sanitized or not word.startswith("-fsanitize")]
        command += ["-g0", "-w", "-iquote", str(source.parent), "-x", "c", "-",
                    "-o", path]
        return run(command + ["-c"], input=text, cwd=self.folder).returncode == 0

    def tests_of(self, source):
        """The tests that link SOURCE: its own, then those of its room."""
        room = PROJECT / "test/unit" / source.parent.name
        linking = [test for test, files in self.tests.items()
                   if source.name in files]
        return sorted(linking, key=lambda test: (
            not test.startswith(f"test_{source.stem}"),
            not (room / f"{test}.c").exists(), test))

    def fails(self, test, folder):
        """Whether TEST does with FOLDER/mutant.o in front of the archive, which
        then keeps its own; why, or None."""
        words = self.links[test].copy()
        first = next(i for i, word in enumerate(words)
                     if word.endswith(ARCHIVES))
        words.insert(first, f"{folder}/mutant.o")
        words[words.index("-o") + 1] = f"{folder}/{test}"
        subprocess.run(words, cwd=self.folder, check=True)
        try:
            result = subprocess.run(
                [f"{folder}/{test}"], preexec_fn=limit, timeout=MOST_S,
                cwd=self.folder, stdin=subprocess.DEVNULL,
                env=dict(os.environ, ASAN_OPTIONS=SANITIZERS,
                         G_SLICE="always-malloc"),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return True
        finally:
            os.unlink(f"{folder}/{test}")
        return result.returncode != 0


def difference(mutant):
    """What MUTANT changes, without the names of files."""
    lines = difflib.unified_diff(
        mutant.original.splitlines(), mutant.text.splitlines(), n=2,
        lineterm="")
    return "\n".join(itertools.islice(lines, 2, None))


def judge(build, mutant):
    """Whether MUTANT counts, and the test that fails."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        same, other = f"{folder}/same.o", f"{folder}/mutant.o"
        if not build.compile(mutant.source, mutant.text, other):
            return False, None
        build.compile(mutant.source, mutant.original, same)
        if pathlib.Path(same).read_bytes() == pathlib.Path(other).read_bytes():
            return False, None
        build.compile(mutant.source, mutant.text, other, sanitized=True)
        return True, next((test for test in build.tests_of(mutant.source)
                           if build.fails(test, folder)), None)


def all_mutants(seed):
    """Every mutant of the core, in an order that SEED decides."""
    found = []
    for source in sorted(CORE.glob("*/*.c")):
        text = source.read_text()
        found += [(source, text, mutation) for mutation in mutations(text)]
    random.Random(seed).shuffle(found)
    for number, (source, text, mutation) in enumerate(found):
        yield Mutant(number, source, text, mutate(text, mutation), mutation)


def judged(build, mutants, n_wanted):
    """(mutant, failing test) of the first N_WANTED that count, in order."""
    jobs = os.cpu_count()
    with concurrent.futures.ThreadPoolExecutor(jobs) as workers:
        while n_wanted > 0:
            batch = list(itertools.islice(mutants, min(4 * jobs, n_wanted)))
            if not batch:
                return
            results = workers.map(lambda one: judge(build, one), batch)
            for mutant, (counts, test) in zip(batch, results):
                if counts:
                    n_wanted -= 1
                    yield mutant, test


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="numbers of mutants, as printed")
    parser.add_argument("--build", help="folder to build in, kept")
    options = parser.parse_args()
    mutants = all_mutants(options.seed)
    if options.only:
        only = set(map(int, options.only.split(",")))
        mutants = (one for one in mutants if one.number in only)
    killed, survived = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        build = Build(pathlib.Path(options.build or folder).resolve())
        for mutant, test in judged(build, mutants, options.number):
            kind = mutant.mutation.kind
            (killed if test else survived)[kind] += 1
            if not test:
                print(f"\nsurvived: {mutant.number}, {kind}, "
                      f"{mutant.source.relative_to(CORE)}\n{difference(mutant)}",
                      flush=True)
    print(f"\n{'kind':12} killed survived")
    for kind in sorted(killed | survived):
        print(f"{kind:12} {killed[kind]:6} {survived[kind]:8}")
    share = killed.total() / max(1, (killed + survived).total())
    print(f"killed: {killed.total()} of {(killed + survived).total()}, "
          f"{100 * share:.1f} %")
    sys.exit(share < LEAST_KILLED)


if __name__ == "__main__":
    main()
