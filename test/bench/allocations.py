# SPDX-License-Identifier: GPL-2.0-or-later
"""Who asked for the memory that tshark has at its peak, by heaptrack."""

import collections
import os
import pathlib
import re
import shutil
import subprocess

# GLib's and Wireshark's own allocators, which ask on behalf of others.
ALLOCATOR = re.compile(r"(g|wmem)_")
NAMELESS = re.compile(r"0x[0-9a-f]+$")  # a function that no symbol names
IN_FILE = re.compile(r"(.*) \(([^()]+)\)$")


def is_available():
    return bool(shutil.which("heaptrack") and shutil.which("heaptrack_print"))


def asker(stack):
    """The innermost of STACK, functions from the outermost on, that is no
    allocator; a nameless one inside an allocator is a part of that."""
    place = len(stack) - 1
    while place >= 0:
        outer = place
        while outer >= 0 and NAMELESS.match(stack[outer]):
            outer -= 1
        if outer < 0 or not ALLOCATOR.match(stack[outer]):
            return stack[place]
        place = outer - 1
    return ""


def own_bytes(stacks, files):
    """{function: bytes} of those of STACKS, lines of "outer;inner; bytes",
    which a function in one of FILES asked for."""
    found = collections.Counter()
    for line in stacks:
        stack, _, n_bytes = line.rstrip().rpartition(" ")
        function = asker([name for name in stack.split(";") if name])
        in_file = IN_FILE.match(function)
        if in_file and in_file[2] in files:
            found[in_file[1]] += int(n_bytes)
    return found


def sources(root):
    return {path.name for path in (root / "epan-dissectors").rglob("*.[ch]")}


def at_peak(tshark, way, arguments, files):
    """own_bytes() of one run of tshark. Its pools are off, so that each
    allocation is seen."""
    folder = pathlib.Path(tshark.folder) / "heaptrack"
    folder.mkdir(mode=0o777, exist_ok=True)
    folder.chmod(0o777)
    environment = dict(tshark.environment_for(way), G_SLICE="always-malloc",
                       WIRESHARK_DEBUG_WMEM_OVERRIDE="simple")
    command = ["heaptrack", "-o", str(folder / "run"), tshark.program]
    subprocess.run(
        tshark.as_user(command + [str(argument) for argument in arguments]),
        env=environment, cwd=folder, check=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (recorded,) = folder.glob("run.*")
    flames = folder / "stacks"
    subprocess.run(
        ["heaptrack_print", "-f", recorded, "-F", flames,
         "--flamegraph-cost-type", "peak", "-p", "0", "-a", "0", "-n", "0"],
        env=dict(os.environ, LC_ALL="C.UTF-8"), check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(flames, encoding="utf-8", errors="replace") as lines:
        found = own_bytes(lines, files)
    shutil.rmtree(folder)
    return found
