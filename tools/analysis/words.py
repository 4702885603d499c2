# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tool says, and how names and messages of others are shown."""
import os
import re
import sys

TOOL = "analyze"


class Failure(Exception):
    """Ends the tool with exit status 1, after one line."""


def utf8(name):
    """The name of a file, a str or bytes, as valid text: an octet that is no
    UTF-8 becomes \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def printable(name):
    """The same without anything that a terminal could take for a command."""
    return "".join(c if c.isprintable() else
                   "".join("\\x%02x" % octet for octet in c.encode())
                   for c in utf8(name))


def say(*words):
    """One line on standard error; a reader that has gone is no error."""
    try:
        print(f"{TOOL}:", *words, file=sys.stderr, flush=True)
    except OSError:
        pass


def wireshark_words(text):
    """The first line of what a tool of Wireshark said, as words about the
    capture; "" if it said nothing."""
    for line in text.splitlines():
        line = re.sub(r"^(tshark|captype|capinfos|mergecap|sharkd): ", "", line)
        if re.match(r"Running as user|Hello in child|load: filename=|$", line):
            continue
        line = re.sub(r'^(The standard input |The file ".*?" )', "", line)
        line = re.sub(r"^isn't a capture file in a format .*", "not a capture",
                      line)
        return re.sub(r"^appears to have been (cut short .*)\.$", r"\1", line)
    return ""


def problem_of(program, status, text):
    """What is wrong if a program ended with status and said text; "" if all is
    well. A negative status is a signal."""
    line = wireshark_words(text)
    if line.startswith("cut short "):
        line += "; the packets before that are analysed"
    if status < 0:
        return (f"{program} ended with signal {-status}" +
                (f": {line}" if line else ""))
    if status and not line:
        return f"{program} failed with exit status {status}"
    return line
