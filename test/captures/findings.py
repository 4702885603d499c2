# SPDX-License-Identifier: GPL-2.0-or-later
"""What the module finds in a capture, asked for in every mode."""

import json
import re
import shutil
import subprocess
from typing import NamedTuple

from tshark import LYNC, TIMEOUT_S

_ROW = re.compile(r"\s*(\d+)\s+(-?[\d.]+)\s+(Chat|Note|Warn|Error)\s+"
                  r"(lync\.\S+)\s+(.*)")


class Finding(NamedTuple):
    frame: int
    severity: str
    name: str
    text: str


def reported(tshark, path, options=()):
    """The rows of -z lync,findings: no tree is built for this."""
    done = tshark.start(["-n", "-r", path, "-q", "-z", "lync,findings"] +
                        list(options))
    assert done.returncode == 0, done.stderr
    rows = [_ROW.match(line) for line in done.stdout.splitlines()[1:]]
    return [Finding(int(row.group(1)), row.group(3), row.group(4),
                    row.group(5)) for row in rows if row]


def shown(tshark, path, names, options=()):
    """(frame, finding name) of each expert item, from a tree."""
    arguments = ["-n", "-r", path, "-T", "fields", "-e", "frame.number"]
    for name in names:
        arguments += ["-e", name]
    done = tshark.start(arguments + list(options))
    assert done.returncode == 0, done.stderr
    out = set()
    for line in done.stdout.splitlines():
        cells = line.split("\t")
        out |= {(int(cells[0]), name) for name, cell in zip(names, cells[1:])
                if cell}
    return out


def sharkd(tshark, path, names, options=()):
    """The same from sharkd, by filters; None when it is not installed."""
    program = shutil.which("sharkd")
    if not program:
        return None
    asked = [{"jsonrpc": "2.0", "id": 1, "method": "load",
              "params": {"file": str(path)}}]
    asked += [{"jsonrpc": "2.0", "id": 2 + i, "method": "frames",
               "params": {"filter": name}} for i, name in enumerate(names)]
    done = subprocess.run(
        tshark.as_user([program, "-"]), cwd=tshark.folder, text=True,
        env=tshark.environment_for(LYNC), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, timeout=TIMEOUT_S, check=False,
        input="".join(json.dumps(line) + "\n" for line in asked))
    out = set()
    for line in done.stdout.splitlines():
        if not line.startswith("{"):
            continue
        answer = json.loads(line)
        if answer["id"] >= 2:
            out |= {(frame["num"], names[answer["id"] - 2])
                    for frame in answer["result"]}
    return out
