# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze once its packages are installed; see there."""
import errno
import os
import signal
import sqlite3
import subprocess
import sys

from ask import ask
from captures import Capture, captures_of
from cluster import Cluster, Lost
from follow.follow import Follow
from keeping import Keeping
from merge import merge_all
from options import read_options
from pool import Pool
from progress import Progress
from ring import join_rings
from stage import TOOLS, Stage
from store import Store
from unit import Result
from words import Failure, printable, say

EXAMPLE = "test/captures/recorded/gst-audio-video.pcap"
STOPPED = "not analysed: the run was interrupted"


class Interrupted(BaseException):
    """A signal asks the tool to end; its number."""


def on_signal(number, _frame):
    signal.signal(number, signal.SIG_DFL)    # a second one ends it at once
    raise Interrupted(number)


class Analysis:
    """One run of the tool: prints results in order, sums them up."""

    def __init__(self, options, stage):
        self.options = options
        self.stage = stage
        self.legend = ""
        self.captures = self._captures()
        self.progress = Progress(len(self.captures))
        self.keeping = self._keeping()
        # (name, problem, report path) of each
        self.results = [None] * len(self.captures)
        self.signal = 0
        self.printed = False

    def _captures(self):
        if not self.options.captures:
            example = os.path.join(os.path.dirname(TOOLS), EXAMPLE)
            if not os.path.exists(example):
                raise Failure("no capture is named (see analyze --help)")
            return [Capture(os.fsencode(example), EXAMPLE)]
        captures = captures_of(self.options.captures)
        if self.options.merge:
            captures, self.legend = merge_all(self.stage, captures)
        if self.options.ring:
            captures = join_rings(self.stage, captures)
        return captures

    def _keeping(self):
        options = self.options
        if not options.store:
            return None
        store = Store(options.store, self.stage.version(), options.preferences)
        return Keeping(store, self.stage.home, options.wants_reports)

    def run(self):
        """The exit status."""
        pool = self._pool()
        why = ""
        try:
            for place, result in pool.results(self.captures):
                self.take(place, result)
        except Interrupted as interrupted:
            self.signal = interrupted.args[0]
            why = STOPPED
        except Lost as lost:
            why = f"not analysed: {lost}"
            self.tell(why)
        finally:
            pool.stop()
        self.progress.clear()
        for place, capture in enumerate(self.captures):
            if not self.results[place]:
                self.note(place, pool.done.get(place) or
                          Result(capture.problem or why))
        return self.end(self.summarise())

    def _pool(self):
        options = self.options
        store = self.keeping and self.keeping.store
        if options.cluster:
            return Cluster(options, self.stage, store, self.tell)
        return Pool(self.stage, options.jobs, options.wants_text, store)

    def tell(self, line):
        self.progress.clear()
        say(line)

    def note(self, place, result):
        self.results[place] = (self.captures[place].name, result.problem,
                               result.report)

    def take(self, place, result):
        """Shows a result, when its turn has come."""
        capture = self.captures[place]
        self.progress.clear()
        if self.keeping and result.digest:
            self.keeping.take(capture, result)
        if result.problem:
            say(f"{printable(capture.name)}: {printable(result.problem)}")
        if result.text:
            self.show(capture, result.text)
        self.note(place, result)
        self.progress.step(bool(result.problem))

    def show(self, capture, text):
        heading = f"== {printable(capture.name)} ==\n" + self.legend
        out = sys.stdout.buffer
        out.write((("\n" if self.printed else "") + heading).encode() + text)
        out.flush()
        self.printed = True

    def summarise(self):
        """The exit status of lync-summary, if it is asked at all."""
        options = self.options
        shown = (options.json or options.summary or
                 len(self.captures) > 1 and not options.store)
        if self.keeping and not shown:
            sys.stdout.write(self.keeping.words())
            sys.stdout.flush()
        if options.report and self.write_page():
            return 1
        if not (shown or options.fail_on):
            return 0
        if self.printed and shown:
            sys.stdout.buffer.write(b"\n")
            sys.stdout.buffer.flush()
        words = ["--json"] * options.json
        words += ["--fail-on", options.fail_on] if options.fail_on else []
        return self.ask_summary(
            words, stdout=None if shown else subprocess.DEVNULL).returncode

    def ask_summary(self, words, **more):
        """Runs lync-summary on all results."""
        listed = "".join("\0".join(row) + "\0" for row in self.results)
        return subprocess.run([self.stage.summary, *words], check=False,
                              input=os.fsencode(listed),
                              preexec_fn=restore_pipe, **more)

    def write_page(self):
        """Whether the page could not be written (docs/page.md)."""
        document = self.ask_summary(["--json"], stdout=subprocess.PIPE).stdout
        return subprocess.run(
            [sys.executable, "-B", os.path.join(TOOLS, "page", "page.py"),
             "-o", self.options.report, "-"], input=document,
            check=False).returncode

    def end(self, status):
        bad = [printable(name) for name, problem, _ in self.results if problem]
        if self.signal:
            n_left = sum(problem == STOPPED for _, problem, _ in self.results)
            say(f"interrupted: {n_left} of {len(self.results)} captures were "
                "not reached")
            return 128 + self.signal
        if len(bad) > 0 and len(self.captures) > 1:
            say("not analysed to the end:", *bad)
        if status < 0:
            return 128 - status
        return 1 if bad else status


def restore_pipe():
    """lync-summary ends in silence when nobody reads any more."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def main(arguments):
    options = read_options(arguments)
    if options.asks:
        return ask(options)
    stage = Stage()
    try:
        stage.set_preferences(options.preferences)
        if options.follow:
            return Follow(options, stage).run()
        return Analysis(options, stage).run()
    finally:
        stage.remove()


def guarded_main():
    """main(), with each failure as one line and an exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    try:
        return main(sys.argv[1:])
    except Failure as failure:
        if failure.args:
            say(failure.args[0])
        return 1
    except Interrupted as interrupted:
        return 128 + interrupted.args[0]
    except sqlite3.Error as error:
        say(f"the store: {error}")
        return 1
    except OSError as error:
        if error.errno == errno.EPIPE:
            return 128 + signal.SIGPIPE
        say(f"cannot go on: {error.strerror}" +
            (f": {printable(error.filename)}" if error.filename else ""))
        return 1


if __name__ == "__main__":
    # Not sys.exit(): standard output has been flushed, or cannot be.
    os._exit(guarded_main())
