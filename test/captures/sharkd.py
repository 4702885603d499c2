# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks sharkd, Wireshark's server, about a capture."""

import json
import shutil
import subprocess

from tshark import LYNC, TIMEOUT_S


def ask_sharkd(tshark, path, requests):
    """Loads path, then what it answers to each (method, parameters), in
    order; None when sharkd is not installed."""
    program = shutil.which("sharkd")
    if not program:
        return None
    asked = [("load", {"file": str(path)})] + requests
    done = subprocess.run(
        tshark.as_user([program, "-"]), cwd=tshark.folder, text=True,
        env=tshark.environment_for(LYNC), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, timeout=TIMEOUT_S, check=False,
        input="".join(json.dumps({"jsonrpc": "2.0", "id": i, "method": method,
                                  "params": parameters}) + "\n"
                      for i, (method, parameters) in enumerate(asked, 1)))
    answers = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            answer = json.loads(line)
            assert "result" in answer, answer
            answers[answer["id"]] = answer["result"]
    assert sorted(answers) == list(range(1, len(asked) + 1)), done.stderr
    return [answers[i] for i in range(2, len(asked) + 1)]
