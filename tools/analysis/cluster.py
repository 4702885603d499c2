# SPDX-License-Identifier: GPL-2.0-or-later
"""Captures that the workers of a dask cluster analyse (docs/analyze.md)."""
import concurrent.futures
import contextlib
import logging
import os
import tempfile
import time
import warnings
from dataclasses import dataclass

from captures import open_problem
from cluster_worker import RESOURCE, identity_of
from unit import Result
from words import Failure

LOOK_S = 1              # between two looks at the workers
NO_WORKER_S = 60        # without one that can be used: the run ends
N_JOBS_PER_THREAD = 2   # so that no worker waits for this machine
RETRIES = 2             # of a job that raised an exception
MOST_BYTES_SENT = 256 << 20     # at a time, but for a single larger capture
MOST_BYTES_OF_ONE = 1 << 30
GONE = "the scheduler is gone"


class Lost(Exception):
    """The cluster does no more work; the text says why."""


@dataclass
class Job:
    place: int
    result: Result          # what is known; its problem and texts may follow
    order: dict = None      # what a worker is told; None: nothing is left to do

    @property
    def n_bytes(self):
        return len(self.order.get("content", b""))


def connect(address):
    """dask's client, imported only here. Its TLS is set in its own
    configuration."""
    try:
        import distributed
    except ImportError:
        raise Failure("--cluster needs the Debian package "
                      "python3-distributed") from None
    logging.disable()    # what matters of dask's words is said by us
    warnings.filterwarnings("ignore", message="(?si).*large (object|graph)")
    try:
        return distributed.Client(address, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise Failure(f"no dask scheduler can be reached at {address}: "
                      f"{error}") from None


def remote():
    """What workers are asked to run. A function within a function travels as
    code: a scheduler that unpacks it need not have cluster_worker."""
    def run(order):
        import cluster_worker
        return cluster_worker.analyze(order)
    return run


class Cluster:
    """Used like a Pool. TELL is given lines about workers."""

    def __init__(self, options, stage, store, tell):
        self.options = options
        self.stage = stage
        self.store = store
        self.tell = tell
        self.resource = RESOURCE + stage.version()
        self.client = connect(options.cluster)
        self.executor = self.client.get_executor(
            pure=False, retries=RETRIES, resources={self.resource: 1})
        self.refused = set()
        self.n_threads = 0
        self.looked = 0.0                 # when they were counted
        self.useful = time.monotonic()    # when there were some
        self.done = {}

    def results(self, captures):
        """(place, Result) of each capture as soon as it is known; in order if
        their texts are printed. Lost if the cluster stops working."""
        found = self._found(captures)
        return in_order(found, self.done) if self.options.wants_text else found

    def stop(self):
        with contextlib.suppress(OSError):
            if self.client.status == "running":
                self.executor.shutdown(wait=False)
            self.client.close(timeout=LOOK_S)

    def _found(self, captures):
        running = {}    # future -> its job
        jobs = (self._job(*one) for one in enumerate(captures))
        job = next(jobs, None)
        while job or running:
            if job and not job.order:
                yield job.place, job.result
            elif job and self._has_room(job, running.values()):
                running[self.executor.submit(remote(), job.order)] = job
            else:
                for future in finished(running):
                    done = running.pop(future)
                    yield done.place, self._result(done, future)
                continue
            job = next(jobs, None)

    def _job(self, place, capture):
        try:
            return self._order(place, capture)
        except OSError as error:
            return Job(place, Result(error.strerror))

    def _order(self, place, capture):
        problem = capture.problem or open_problem(capture.path)
        if problem:
            return Job(place, Result(problem))
        result = Result()
        if self.store:
            result.digest, result.is_new = self.store.claim(capture)
        if not result.is_new:
            return Job(place, result)
        order = {"name": capture.name, "wants_text": self.options.wants_text,
                 "preferences": self.options.preferences}
        return Job(place, result, order | self._packets(capture.path))

    def _packets(self, path):
        """Where a worker finds a capture, or its content."""
        if not self.options.send:
            path = os.path.abspath(path)
            return {"path": path, "identity": identity_of(path)}
        if os.path.getsize(path) > MOST_BYTES_OF_ONE:
            raise OSError(0, "too large to be sent (above 1 GB)")
        with open(path, "rb") as file:
            return {"content": file.read()}

    def _has_room(self, job, running):
        """Whether it can be handed out now."""
        n_bytes = sum(one.n_bytes for one in running)
        return (len(running) < N_JOBS_PER_THREAD * self._count_threads() and
                (not running or n_bytes + job.n_bytes <= MOST_BYTES_SENT))

    def _count_threads(self):
        """Those that can be used, counted from time to time. Lost if there are
        none, for long."""
        now = time.monotonic()
        if now - self.looked >= LOOK_S:
            self.looked = now
            self.n_threads = self._look()
            if self.n_threads:
                self.useful = now
        if now - self.useful > NO_WORKER_S:
            raise Lost(f"for {NO_WORKER_S} s the cluster has had no worker "
                       "that can be used")
        return self.n_threads

    def _look(self):
        """Counts the threads; names the workers that cannot be used, once."""
        if self.client.status != "running":
            raise Lost(GONE)
        n_threads = 0
        for address, about in self.client.scheduler_info()["workers"].items():
            resources = about["resources"]
            n_threads += resources.get(self.resource, 0)
            if self.resource not in resources and address not in self.refused:
                self.refused.add(address)
                self.tell(refusal(address, resources, self.resource))
        return n_threads

    def _result(self, job, future):
        try:
            result = job.result
            result.problem, result.text, document = future.result()
        except concurrent.futures.CancelledError:
            raise Lost(GONE) from None
        except Exception as error:    # of dask's, or of the worker's
            return Result(f"not analysed: {type(error).__name__}: {error}")
        if document is not None:
            handle, result.report = tempfile.mkstemp(prefix="report.",
                                                     dir=self.stage.home)
            with os.fdopen(handle, "wb") as file:
                file.write(document)
        return result


def refusal(address, resources, ours):
    theirs = [name for name in resources if name.startswith(RESOURCE)]
    if not theirs:
        return (f"worker {address} is not used: it has not preloaded "
                "cluster_worker, or that failed (its log says why)")
    return (f"worker {address} is refused: its version is "
            f"{theirs[0].removeprefix(RESOURCE)}, this machine's "
            f"{ours.removeprefix(RESOURCE)}")


def finished(running):
    """Those that have ended, after a while at most."""
    if not running:
        time.sleep(LOOK_S)
    return concurrent.futures.wait(
        running, LOOK_S, concurrent.futures.FIRST_COMPLETED).done


def in_order(results, waiting):
    """The results by their places; what has to wait is in WAITING."""
    following = 0
    for place, result in results:
        waiting[place] = result
        while following in waiting:
            yield following, waiting.pop(following)
            following += 1
