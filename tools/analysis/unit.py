# SPDX-License-Identifier: GPL-2.0-or-later
"""The unit of work: a capture to its report, its text and its problem."""
import gzip
import os
import shutil
import subprocess
import tempfile
import threading
import zlib
from dataclasses import dataclass

from captures import open_problem
from sharkd import Crashed, Sharkd, kill_group
from words import problem_of, wireshark_words

DOCUMENT = "lync,json"
# In the order in which they are printed.
TEXTS = ["lync,calls", "lync,streams", "lync,findings", "lync,trunks",
         "hangup,services"]
# A larger file has a tshark of its own, which reads it from standard input and
# keeps less of it in memory; its start does not count there.
MOST_BYTES_OF_SHARKD = 16 << 20
# What most captures begin with. What begins otherwise could be a file that
# Wireshark opens although it holds no packets: those types are named.
MAGICS = (b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\x4d\x3c\xb2\xa1",
          b"\xa1\xb2\x3c\x4d", b"\x0a\x0d\x0d\x0a")
NO_CAPTURE = {"mime", "json", "mp4", "mpeg", "rfc7468", "rtpdump-text",
              "unknown"}


@dataclass
class Result:
    """What became of a capture."""
    problem: str = ""
    text: bytes = b""
    report: str = ""    # path of its JSON document; "": none
    digest: str = ""    # of its content; "": not for the store
    is_new: bool = True # not known to the store


def begins_like_capture(path):
    with open(path, "rb") as file:
        head = file.read(4)
    if head[:2] == b"\x1f\x8b":
        try:
            with gzip.open(path) as file:
                head = file.read(4)
        except (OSError, EOFError, zlib.error):
            return False
    return head in MAGICS


def capture_problem(stage, path):
    """Why the file cannot be analysed; "" if it can."""
    problem = open_problem(path)
    if problem or begins_like_capture(path):
        return problem
    with open(path, "rb") as file:
        done = stage.run(["captype", "-"], stdin=file)
    if done.returncode:
        return wireshark_words(os.fsdecode(done.stderr))
    kind = os.fsdecode(done.stdout).rsplit(": ", 1)[-1].strip()
    return "not a capture" if kind in NO_CAPTURE else ""


class Unit:
    """Analyses captures one after the other; each thread has its own."""

    def __init__(self, stage, wants_text):
        self.stage = stage
        self.texts = TEXTS if wants_text else []
        self.sharkd = None
        self.running = None   # a tshark, or the last of a pipe
        self.lock = threading.Lock()
        self.stopped = False

    def analyze(self, capture):
        """Result of a capture. Its problem is known if it has one."""
        if capture.problem:
            return Result(capture.problem)
        if capture.merged:
            return self._merged(capture.merged)
        try:
            problem = capture_problem(self.stage, capture.path)
            if problem:
                return Result(problem)
            if (os.path.getsize(capture.path) > MOST_BYTES_OF_SHARKD or
                    not shutil.which("sharkd")):
                with open(capture.path, "rb") as packets:
                    return self._tshark(packets)
            return self._served(capture.path)
        except OSError as error:
            return Result(error.strerror)

    def stop(self):
        """From another thread: ends what is running, for good."""
        with self.lock:
            self.stopped = True
            for process in (self.running, self.sharkd and self.sharkd.process):
                if process:
                    kill_group(process)

    def close(self):
        if self.sharkd:
            self.sharkd.close()
            self.sharkd = None

    def _started(self, start):
        """Starts something, unless stop() was called."""
        with self.lock:
            if self.stopped:
                raise OSError(0, "interrupted")
            return start()

    def _served(self, path):
        """By sharkd: once more if it crashes, then that is the problem."""
        readable = self._readable(path)
        try:
            for _ in range(2):
                try:
                    return self._load(readable)
                except Crashed as crash:
                    self.close()
                    problem = str(crash)
            return Result(problem)
        finally:
            os.unlink(readable)

    def _readable(self, path):
        """A name for it that sharkd can read: any name may be given to the
        tool, and root's files may be readable for root alone."""
        handle, name = tempfile.mkstemp(prefix="capture.", dir=self.stage.home)
        os.close(handle)
        if os.geteuid() == 0:
            shutil.copyfile(path, name)
            os.chmod(name, 0o444)
        else:
            os.unlink(name)
            os.symlink(os.path.realpath(path), os.fsencode(name))
        return name

    def _load(self, path):
        if self.sharkd and self.sharkd.is_grown():
            self.close()
        if not self.sharkd:
            self._started(self._start_sharkd)
        opened, words = self.sharkd.load(path)
        if not opened:
            return Result(wireshark_words(words) or "cannot be opened")
        result = Result(problem_of("sharkd", 0, words))
        for name in self.texts:
            with open(self.sharkd.report(name), "rb+") as file:
                result.text += file.read()
                file.truncate(0)
        document = self.sharkd.report(DOCUMENT)
        if os.path.getsize(document):
            result.report = self._report_path()
            os.rename(document, result.report)
            self.stage.make(document)
        return result

    def _start_sharkd(self):
        self.sharkd = Sharkd(self.stage, [DOCUMENT] + self.texts)

    def _report_path(self):
        return tempfile.mkstemp(prefix="report.", dir=self.stage.home)[1]

    def _tshark(self, packets):
        """By a tshark of its own that reads the open file or pipe."""
        path = os.path.join(tempfile.mkdtemp(prefix="report.",
                                             dir=self.stage.home), "json")
        self.stage.give(os.path.dirname(path))
        # tshark prints the reports in reverse order of the -z options.
        asked = [f"{DOCUMENT},{path}"] + self.texts[::-1]
        command = ["tshark", "-q", "-r", "-"]
        command += [word for name in asked for word in ("-z", name)]

        def start():
            self.running = self.stage.start(
                command, stdin=packets, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE)
        self._started(start)
        text, words = self.running.communicate()
        problem = problem_of("tshark", self.running.returncode,
                             os.fsdecode(words))
        self.running = None
        written = os.path.exists(path) and os.path.getsize(path)
        return Result(problem, text, path if written else "")

    def _merged(self, words):
        merging = self.stage.start(
            ["mergecap", "-F", "pcapng", "-w", "-", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            return self._tshark(merging.stdout)
        finally:
            kill_group(merging)
            merging.communicate()
