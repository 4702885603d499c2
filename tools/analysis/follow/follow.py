# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a ring buffer while it is written: each call once, when it is over."""
import json
import os
import resource
import shutil
import signal
import sys
import threading
import time
from contextlib import contextmanager

from captures import Capture
from follow.calls import Call, Known
from follow.held import Ring, number_of
from follow.lines import document_of, line_of, part_of
from follow.window import Window
from ring import N_NUMBERS
from store import Store
from unit import Unit
from words import printable, say

LOOK_S = 0.5      # between two looks at the folder
# The file that is being written is read too once it has not grown for so long:
# dumpcap may have ended.
QUIET_S = 60
SIGNALS = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def uninterrupted():
    """Signals that end the tool wait until a step is whole."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


class Follow:
    def __init__(self, options, stage):
        self.folder = options.follow
        self.stage = stage
        self.unit = Unit(stage, False)
        self.key = os.fsencode(os.path.realpath(self.folder))
        self.store = (Store(options.store, stage.version(),
                            options.preferences) if options.store else None)
        self.window = Window(options.window)
        self.quiet = ()      # the newest file, its size, since when
        self.said = set()
        self.resume(self.store.followed(self.key) if self.store else {})

    def resume(self, state):
        """The files that were in the window are taken once more."""
        self.given = Known(state.get("given", ()))    # have come out
        self.cut = Known(state.get("cut", ()))        # their beginning is lost
        self.again = [os.fsencode(name) for name in state.get("window", ())]
        self.window.n_dropped = state.get("dropped", 0)
        last = state.get("last")
        if self.again:
            last = (number_of(self.again[0])[0] - 1) % N_NUMBERS
        known = set(map(os.fsencode, state.get("known", ())))
        self.ring = Ring(self.folder, known.difference(self.again), last)

    def state(self):
        """What resume() needs, for JSON."""
        return {"given": self.given.rows, "cut": self.cut.rows,
                "window": [os.fsdecode(one.raw) for one in self.window.files],
                "dropped": self.window.n_dropped, "last": self.ring.last,
                "known": sorted(map(os.fsdecode, self.ring.known))}

    def run(self):
        """Ends by a signal or a Failure alone."""
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        try:
            self.look()
            say(f"following {printable(self.folder)}, "
                f"{len(self.ring.held)} files to read")
            while True:
                if not self.advance():
                    time.sleep(LOOK_S)
                self.look()
        finally:
            self.unit.stop()

    def look(self):
        for name, problem in self.ring.look():
            self.say_once(name, problem)

    def say_once(self, name, problem):
        if (name, problem) not in self.said:
            self.said.add((name, problem))
            say(f"{printable(name)}: {problem}")

    def advance(self):
        """Takes the next file, and reads when it is worth it. Whether there was
        something to do."""
        one = self.ring.complete()
        if not one:
            return self.read_newest()
        self.begin(one)
        self.ring.take()
        if one.n_frames or not one.problem:
            self.window.add(one)
        else:
            one.close()
        if one.problem:
            self.say_once(one.raw, one.problem)
            self.part()
        elif one.raw not in self.again[:-1] and self.window.is_due():
            self.read(self.window.files)
        return True

    def begin(self, one):
        """Looks at a file that is to be read. If it does not follow, all calls
        come out."""
        one.measure(self.stage)
        if not self.ring.is_next(one):
            self.say_once(one.raw, "files before it are missing: overwritten "
                          "before they were read, or dumpcap was started anew")
            self.part()

    def read_newest(self):
        """Reads the file that is being written too, if it does not grow."""
        newest = self.ring.newest()
        now = (newest.raw, newest.size()) if newest else ()
        if now != self.quiet[:2]:
            self.quiet = (*now, time.monotonic())
        if not now or time.monotonic() - self.quiet[2] < QUIET_S:
            return False
        self.quiet = (*now, float("inf"))
        self.begin(newest)
        self.read(self.window.files + [newest])
        return True

    def part(self):
        """What comes next is not what follows: all calls come out."""
        if self.window.files:
            self.read(self.window.files, final=True)

    def read(self, files, final=False):
        """Reads these files as one capture, and gives out what is over."""
        report = self.analyze(files)
        if not report:
            say(f"given up: {printable(self.name_of(files))}")
            final = True
        end_s = next((one.end for one in reversed(files) if one.n_frames), 0)
        if files is not self.window.files:
            end_s += QUIET_S
        over, up = [], []
        for row in report["calls"] if report else ():
            call = Call(report, row)
            if not self.given.has(call):
                (over if final or call.is_over(end_s) else up).append(call)
        parts = [part_of(report, call.row) for call in over]
        with uninterrupted():
            name = self.name_of(files)
            self.give(files, over, parts)
            self.slide(files, over, up, final)
            if self.store:
                self.store.keep_calls(self.key, self.state(), name, parts and
                                      document_of(report, parts))

    def name_of(self, files):
        names = [one.name for one in files]
        return os.path.join(self.folder, names[0]) + (
            f" to {names[-1]}" if len(names) > 1 else "")

    def give(self, files, over, parts):
        """A line for each call."""
        for call, part in zip(over, parts):
            complete = not (call.began_before() or self.cut.has(call))
            line = line_of(part, [one.name for one in files], complete)
            sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    def slide(self, files, over, up, final):
        """Drops what no call needs any more."""
        latest = self.window.n_dropped + len(files)
        cut = []
        if final:
            self.window.clear()
            self.given, self.cut = Known(), Known()
            return
        if files is self.window.files:
            self.window.n_new = 0
            n_gone = self.window.begin_at(min((call.frame for call in up),
                                              default=float("inf")))
            n_gone += self.window.keep_bound()
            cut = [call for call in up if call.frame <= n_gone]
        for call in cut:
            if not (call.began_before() or self.cut.has(call)):
                say(f"a call that began at {call.row['start']} has been up for "
                    "longer than --window: its beginning is given up")
        oldest = self.window.n_dropped
        self.given.change(over, latest, oldest)
        self.cut.change(cut, latest, oldest)

    def analyze(self, files):
        """The report; None: there is none, and why was said. Looks at the
        folder meanwhile."""
        capture = Capture(b"", self.name_of(files), merged=[
            "-a", "-I", "all", *(one.link for one in files)])
        results = []
        worker = threading.Thread(daemon=True, target=lambda: results.append(
            self.unit.analyze(capture)))
        worker.start()
        while worker.is_alive():
            worker.join(LOOK_S)
            self.look()
        result, = results
        if result.problem:
            say(f"{printable(capture.name)}: {printable(result.problem)}")
        if not result.report:
            return None
        with open(result.report, "rb") as file:
            report = json.load(file)
        shutil.rmtree(os.path.dirname(result.report), ignore_errors=True)
        return report
