# SPDX-License-Identifier: GPL-2.0-or-later
"""Many captures at a time, their results in order."""
import threading

from captures import open_problem
from unit import Result, Unit

END_S = 10    # for what is left to do after a program was killed


class Pool:
    """Threads with a Unit each. Iterate over results() in the main thread. What
    STORE (may be None) knows is not analysed again."""

    def __init__(self, stage, n_threads, wants_text, store):
        self.store = store
        self.units = [Unit(stage, wants_text) for _ in range(n_threads)]
        self.changed = threading.Condition()
        self.threads = []
        self.waiting = []
        self.done = {}
        self.stopping = False

    def results(self, captures):
        """(place, Result) of each capture, in order, as soon as it is known."""
        self.waiting = list(enumerate(captures))[::-1]
        self.threads = [threading.Thread(target=self._work, args=(unit,),
                                         daemon=True)
                        for unit in self.units[:len(captures)]]
        for thread in self.threads:
            thread.start()
        for place in range(len(captures)):
            with self.changed:
                while place not in self.done:
                    self.changed.wait()
                result = self.done.pop(place)
            yield place, result

    def stop(self):
        """Ends what is running and starts nothing more."""
        self.stopping = True
        for unit in self.units:
            unit.stop()
        for thread in self.threads:
            thread.join(END_S)

    def _result(self, unit, capture):
        problem = capture.problem or (not capture.merged and
                                      open_problem(capture.path))
        if problem:
            return Result(problem)
        if not self.store:
            return unit.analyze(capture)
        try:
            digest, new = self.store.claim(capture)
        except OSError as error:
            return Result(error.strerror)
        result = unit.analyze(capture) if new else Result()
        result.digest, result.is_new = digest, new
        return result

    def _work(self, unit):
        while not self.stopping:
            with self.changed:
                if not self.waiting:
                    break
                place, capture = self.waiting.pop()
            try:
                result = self._result(unit, capture)
            except Exception as error:    # a thread must not end in silence
                result = Result(f"not analysed: {error!r}")
            with self.changed:
                self.done[place] = result
                self.changed.notify()
        unit.close()
