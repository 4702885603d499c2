# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the parts of a page into one file, which may load nothing.

What comes from packets is in the two blocks of data, and nowhere else. They are
ASCII, and no `<` in them can end the block or begin a comment. The policy names
the hash of the one script and of the one style, so that no other runs."""
import base64
import hashlib
import json
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = ("text.js", "model.js", "answer.js", "trunks.js", "calls.js",
           "timeline.js", "lanes.js", "ladder.js", "detail.js", "main.js")


def page(data):
    """The text of the page: ASCII."""
    parts = {"style": part("page.css"),
             "script": "\n".join(part(name) for name in SCRIPTS),
             "data": embedded({key: value for key, value in data.items()
                               if key != "details"}),
             "details": "\n".join(map(embedded, data["details"]))}
    parts["policy"] = policy(parts)
    return re.sub("@([a-z]+)@", lambda found: parts[found[1]],
                  part("page.html"))


def part(name):
    return (HERE / name).read_text(encoding="ascii")


def embedded(value):
    """JSON that is safe within a script element, on one line."""
    return json.dumps(value, allow_nan=False, separators=(",", ":")).replace(
        "<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def policy(parts):
    """A Content-Security-Policy that forbids all but what is in the page."""
    return "; ".join(["default-src 'none'",
                      f"script-src '{hash_of(parts['script'])}'",
                      f"style-src '{hash_of(parts['style'])}'",
                      "base-uri 'none'", "form-action 'none'"])


def hash_of(text):
    digest = hashlib.sha256(text.encode("ascii")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
