# SPDX-License-Identifier: GPL-2.0-or-later
"""What dask workers preload to analyse captures for tools/analyze --cluster
(docs/analyze.md). Imports nothing of dask's."""
import os
import socket
import tempfile
import threading

from captures import Capture
from stage import Stage
from unit import Result, Unit

# A worker offers dask a resource of this name and its version, one for each
# thread, and each job asks for one: dask itself keeps jobs from workers of
# another version, and from those that have not preloaded this.
RESOURCE = "lync "


class Bench:
    """The stages and units of a worker, kept from one job to the next."""

    def __init__(self):
        self.lock = threading.Lock()
        self.stages = {(): Stage()}
        self.version = self.stages[()].version()
        self.idle = []      # (preferences, whether texts are wanted, Unit)

    def take(self, preferences, wants_text):
        """A Unit that nobody else uses."""
        with self.lock:
            for place, (*made_for, unit) in enumerate(self.idle):
                if made_for == [preferences, wants_text]:
                    del self.idle[place]
                    return unit
            if preferences not in self.stages:
                self.stages[preferences] = stage = Stage()
                stage.set_preferences(preferences)
        return Unit(self.stages[preferences], wants_text)

    def give_back(self, preferences, wants_text, unit):
        with self.lock:
            self.idle.append((preferences, wants_text, unit))

    def close(self):
        for *_, unit in self.idle:
            unit.close()
        for stage in self.stages.values():
            stage.remove()


BENCH = []      # one, from dask_setup() to dask_teardown()


def dask_setup(worker):
    BENCH.append(Bench())
    n_threads = worker.state.nthreads
    name = RESOURCE + BENCH[0].version
    worker.state.total_resources[name] = n_threads
    worker.state.available_resources[name] = n_threads


def dask_teardown(_worker):
    while BENCH:
        BENCH.pop().close()


def analyze(job):
    """(problem, text, report or None) of a capture. JOB: "name",
    "preferences", "wants_text"; and "content", or "path" and "identity"."""
    made_for = tuple(job["preferences"]), job["wants_text"]
    unit = BENCH[0].take(*made_for)
    try:
        return outcome(on_file(unit, job), unit.stage.home)
    finally:
        BENCH[0].give_back(*made_for, unit)


def on_file(unit, job):
    """The Result of a job."""
    if "content" not in job:
        problem = sight_problem(job["path"], job["identity"])
        return (Result(problem) if problem else
                unit.analyze(Capture(job["path"], job["name"])))
    with tempfile.NamedTemporaryFile(prefix="sent.",
                                     dir=unit.stage.home) as file:
        file.write(job["content"])
        file.flush()
        return unit.analyze(Capture(os.fsencode(file.name), job["name"]))


def identity_of(path):
    """By what two machines know that they see the same file: its size, and its
    time of change in seconds, for file servers may not keep more."""
    about = os.stat(path)
    return about.st_size, int(about.st_mtime)


def sight_problem(path, identity):
    """Why the file is not the one that was meant; "" if it is."""
    try:
        if identity_of(path) == tuple(identity):
            return ""
        words = "another file of this name"
    except OSError as error:
        words = error.strerror
    return (f"worker {socket.gethostname()}: {words} (--send sends captures to "
            "the workers)")


def outcome(result, home):
    """The same without a file below HOME."""
    if not result.report:
        return result.problem, result.text, None
    with open(result.report, "rb") as file:
        document = file.read()
    os.unlink(result.report)
    if os.path.dirname(result.report) != home:
        os.rmdir(os.path.dirname(result.report))
    return result.problem, result.text, document
