# SPDX-License-Identifier: GPL-2.0-or-later
"""The files that are read together: from the one in which the oldest call that
is not over began to the latest."""
from itertools import accumulate

MOST_FILES = 400    # mergecap has them all open


class Window:
    def __init__(self, most_minutes):
        self.most_seconds = 60 * most_minutes
        self.files = []     # Held, each after the other
        self.n_new = 0      # how many of them were not read yet
        self.n_dropped = 0  # files that were in it once

    def add(self, one):
        self.files.append(one)
        self.n_new += 1

    def is_due(self):
        """Whether it is worth reading: with every file as long as it is short,
        then whenever it has grown by a quarter. So each file is read about five
        times at most, however long calls last."""
        return self.n_new > (len(self.files) - self.n_new) // 4

    def clear(self):
        self.drop(len(self.files))
        self.n_new = 0

    def drop(self, n):
        """Drops the oldest n files; how many frames they had."""
        n_frames = sum(one.n_frames for one in self.files[:n])
        for one in self.files[:n]:
            one.close()
        del self.files[:n]
        self.n_dropped += n
        return n_frames

    def begin_at(self, frame):
        """Drops the files before the one with this frame, but never the last
        file; how many frames they had."""
        n_last = list(accumulate(one.n_frames for one in self.files))
        return self.drop(sum(frame > n for n in n_last[:-1]))

    def keep_bound(self):
        """Drops the oldest while there are too many; how many frames they
        had."""
        n_frames = 0
        while len(self.files) > 1 and (
                len(self.files) > MOST_FILES or
                sum(one.seconds for one in self.files) > self.most_seconds):
            n_frames += self.drop(1)
        return n_frames
