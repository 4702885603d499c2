# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads what the programs write, and says what of it is a finding."""

import re

OURS = re.compile(r"\((?:\S*/)?(?:lync|hangup)\.so\+|epan-dissectors/")
# Between our code and the allocation, these are other dissectors' work.
OTHERS_WORK = re.compile(r" in (?:call_\w*dissector\w*|dissector_try_\w+|"
                         r"\w*heur_dissector_try\w*)\b")
FRAME = re.compile(r"^\s+#\d+ ")
LEAK = re.compile(r"^Direct leak of ")     # indirect ones hang from these
SANITIZER = re.compile(r"ERROR: AddressSanitizer|runtime error: |"
                       r"hard rss limit exhausted")
GLIB = re.compile(r"\bCRITICAL\b|\bWARNING\b.*(?:lync|hangup)(?!\.so)")
BUG = re.compile(r"Dissector bug, protocol (?:LYNC|HANGUP)|"
                 r"Malformed Packet: (?:LYNC|HANGUP)")


def our_leaks(text):
    """The leaks of LeakSanitizer's report that our code made: those in whose
    stack a frame of lync.so or hangup.so is, and no call of a dissector
    nearer to the allocation. What sharkd still holds of its last file when it
    ends hangs from objects of Wireshark's."""
    return [block for block in text.split("\n\n")
            if LEAK.match(block) and _is_ours(block.splitlines()[1:])]


def _is_ours(lines):
    for line in lines:
        if not FRAME.match(line) or OTHERS_WORK.search(line):
            return False
        if OURS.search(line):
            return True
    return False


def findings(text):
    """What a program's stderr shows, one line each."""
    return ["leak: " + block for block in our_leaks(text)] + [
        line.strip() for line in text.splitlines()
        if SANITIZER.search(line) or BUG.search(line) or GLIB.search(line)]


def bugs(text):
    """What of the trees of packets is a finding."""
    return BUG.findall(text)


def is_critical(text):
    """Whether GLib has something to say."""
    return "CRITICAL" in text


def names_us(text):
    """Whether a stack in it has our code."""
    return bool(OURS.search(text))
