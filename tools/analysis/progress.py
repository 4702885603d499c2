# SPDX-License-Identifier: GPL-2.0-or-later
"""How far the work is: a line that is replaced on a terminal, otherwise a line
in the log from time to time."""
import sys
import time

from words import TOOL, say

LOG_INTERVAL_S = 60


def duration(seconds):
    """ "5 s", "3 min", "2.5 h" """
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 6000:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


class Progress:
    def __init__(self, n_all):
        self.n_all = n_all
        self.n_done = self.n_bad = 0
        self.begun = self.logged = time.monotonic()
        self.terminal = sys.stderr.isatty()

    def text(self):
        """Done, rate and time left; the last two once they can be told."""
        words = (f"{self.n_done} of {self.n_all} captures, {self.n_bad} not "
                 "analysed to the end")
        seconds = time.monotonic() - self.begun
        if 0 < self.n_done < self.n_all and seconds > 0:
            rate = self.n_done / seconds
            words += (f", {rate:.1f} per s, "
                      f"{duration((self.n_all - self.n_done) / rate)} left")
        return words

    def step(self, is_bad):
        """One more is done."""
        self.n_done += 1
        self.n_bad += is_bad
        now = time.monotonic()
        if self.terminal:
            print(f"\r\033[K{TOOL}: {self.text()}", end="", file=sys.stderr,
                  flush=True)
        elif now - self.logged >= LOG_INTERVAL_S and self.n_done < self.n_all:
            self.logged = now
            say(self.text())

    def clear(self):
        """Before something else is printed."""
        if self.terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
