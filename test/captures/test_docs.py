# SPDX-License-Identifier: GPL-2.0-or-later
"""Every name that the modules register is in the docs."""

import pathlib
import re

from tshark import BOTH

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
SESSION = "lync.session."   # session-timers.md leaves that out


def registered(tshark):
    """The names of all fields and findings; protocols begin with P."""
    rows = [line.split("\t") for line in
            tshark.start(["-G", "fields"], BOTH).stdout.splitlines()]
    return {row[2] for row in rows
            if row[0] == "F" and re.match(r"(lync|hangup)\.", row[2])}


def test_every_name_is_in_the_docs(tshark):
    names = registered(tshark)
    assert len(names) > 90
    text = "\n".join(page.read_text() for page in PAGES)
    told = set(re.findall(r"(?:lync|hangup)(?:\.\w+)+", text))
    timers = (ROOT / "docs" / "session-timers.md").read_text()
    told |= {SESSION + word for word in re.findall(r"`(\w+)`", timers)}
    assert not names - told
