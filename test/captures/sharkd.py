# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks sharkd, Wireshark's server, about a capture."""

import json
import shutil
import subprocess

from tshark import LYNC, TIMEOUT_S


def _environment(tshark, which, preferences):
    """sharkd takes no preferences on its command line, and setconf does not
    tell a module: they have to come from a file."""
    environment = tshark.environment_for(which)
    if not preferences:
        return environment
    folder = tshark.folder / "preferences-of-sharkd"
    folder.mkdir(mode=0o755, exist_ok=True)
    (folder / "preferences").write_text(preferences)
    (folder / "preferences").chmod(0o644)
    return dict(environment, WIRESHARK_CONFIG_DIR=str(folder))


def ask_sharkd(tshark, path, requests, preferences="", which=LYNC, **variables):
    """Loads path, then what it answers to each (method, parameters), in
    order; None when sharkd is not installed. preferences: lines of such a
    file; variables: of its environment, besides."""
    program = shutil.which("sharkd")
    if not program:
        return None
    asked = [("load", {"file": str(path)})] + requests
    done = subprocess.run(
        tshark.as_user([program, "-"]), cwd=tshark.folder, text=True,
        env=dict(_environment(tshark, which, preferences), **variables),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        timeout=TIMEOUT_S, check=False,
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
