# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line. Its help is the comment at the top of tools/analyze."""
import os
import re
from dataclasses import dataclass, field

from words import Failure

# Option: what it may be followed by, and what to say if it is not.
VALUED = {
    "-o": (".*", "PREFERENCE:VALUE"),
    "--jobs": ("[1-9][0-9]{0,3}", "a number"),
    "--report": (".+", "a file"),
    "--store": (".+", "a file"),
    "--follow": (".+", "a folder"),
    "--window": ("[1-9][0-9]{0,4}", "a number of minutes"),
    "--cluster": (".+", "the address of a dask scheduler"),
    "--since": (r"\d{4}-\d\d-\d\d", "a day (YYYY-MM-DD)"),
    "--trunk": (".+", "a host's address"),
    "--number": (".+", "a number"),
    "--fail-on": ("chat|note|warn|error", "chat, note, warn or error"),
}
FLAGS = ("--json", "--summary", "--merge", "--ring", "--send", "--csv")
ASKING = ("csv", "since", "trunk", "number")


class UsageError(Failure):
    def __init__(self, text):
        super().__init__(f"{text} (see analyze --help)")


@dataclass
class Options:
    preferences: list = field(default_factory=list)
    jobs: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    fail_on: str = ""
    report: str = ""
    store: str = ""
    follow: str = ""
    window: int = 120    # minutes
    cluster: str = ""
    since: str = ""
    trunk: str = ""
    number: str = ""
    csv: bool = False
    json: bool = False
    summary: bool = False
    merge: bool = False
    ring: bool = False
    send: bool = False
    captures: list = field(default_factory=list)

    @property
    def wants_text(self):
        """Whether the reports of each capture are printed."""
        return not (self.json or self.summary or self.store)

    @property
    def wants_reports(self):
        """Whether the reports of all captures are added up."""
        return bool(self.json or self.summary or self.report or self.fail_on)

    @property
    def asks(self):
        """Whether the store is asked, and nothing analysed."""
        return bool(self.store) and not self.captures and not self.follow


def take_value(options, name, value):
    pattern, needs = VALUED[name]
    if value is None or not re.fullmatch(pattern, value, re.DOTALL):
        raise UsageError(f"{name} needs {needs}")
    if name == "-o":
        options.preferences.append(value)
    elif name in ("--jobs", "--window"):
        setattr(options, name[2:], int(value))
    else:
        setattr(options, name[2:].replace("-", "_"), value)


def check(options):
    if options.merge and not options.captures:
        raise UsageError("--merge needs captures")
    if options.store and options.merge:
        raise UsageError("--store keeps captures as they are, not merged")
    if options.follow and (options.captures or options.merge or options.ring or
                           options.wants_reports):
        raise UsageError("--follow goes with --store, --window and -o alone")
    if options.merge and options.ring:
        raise UsageError("--merge and --ring exclude each other")
    if options.cluster and not options.captures:
        raise UsageError("--cluster needs captures")
    if options.cluster and (options.merge or options.ring):
        raise UsageError("--cluster hands out captures as they are, not joined")
    if options.send and not options.cluster:
        raise UsageError("--send needs --cluster")
    for name in ASKING:
        if getattr(options, name) and not options.asks:
            raise UsageError(f"--{name} asks a store: --store FILE alone")
    return options


def read_options(arguments):
    """The options, and what follows them; UsageError if they are wrong."""
    options = Options()
    rest = list(arguments)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        name = rest.pop(0)
        if name == "--":
            break
        if name in VALUED:
            take_value(options, name, rest.pop(0) if rest else None)
        elif name in FLAGS:
            setattr(options, name[2:], True)
        else:
            raise UsageError(f"unknown option {name}")
    options.captures = rest
    return check(options)
