# SPDX-License-Identifier: GPL-2.0-or-later
"""tshark and sharkd with the sanitized modules."""

import json
import os
import pathlib
import select
import shutil
import subprocess
import time

from tshark import BOTH, STOCK, NotReady, Tshark

ROOT = pathlib.Path(__file__).resolve().parents[3]
# CPU time of one request or of one tshark; wall time of the same.
MOST_CPU_S, MOST_WALL_S = 120, 1200
MOST_MB = 3000
ASAN = {"exitcode": 77, "handle_abort": 1, "malloc_context_size": 16,
        "quarantine_size_mb": 32, "hard_rss_limit_mb": MOST_MB,
        "allocator_may_return_null": 1}
POLL_S = 5


class TooLong(Exception):
    """A program used more CPU time than it may, or stands still."""


class Ended(Exception):
    """A program ended when it should not."""


class Sanitized(Tshark):
    """tshark with sanitized modules, as an ordinary user."""

    def __init__(self):
        self.library = subprocess.run(
            ["gcc", "-print-file-name=libasan.so"], text=True, check=True,
            stdout=subprocess.PIPE).stdout.strip()
        super().__init__(ROOT)
        extcap = self.folder / "extcap"     # the system's own hang under ASan
        extcap.mkdir(mode=0o755)
        self.environment.update(
            UBSAN_OPTIONS="print_stacktrace=1",
            G_SLICE="always-malloc", WIRESHARK_EXTCAP_DIR=str(extcap))
        self.sharkd = shutil.which("sharkd")
        if not self.sharkd:
            raise NotReady("no sharkd: install Debian's wireshark-common")
        self.environment.update(self.options(leaks=False))
        if not {"lync.so", "hangup.so"} <= self.plugins(BOTH).keys():
            raise NotReady("tshark does not load the sanitized modules: %s" %
                           self.start(["-G", "plugins"], BOTH).stderr)

    def as_user(self, command):
        """With the sanitizer, which setpriv does not survive."""
        return super().as_user(["env", "LD_PRELOAD=" + self.library] + command)

    def options(self, leaks):
        """Variables for the sanitizer. To tell whose a leak is needs the whole
        stack of each allocation, which takes three times as long."""
        options = dict(ASAN, detect_leaks=int(leaks),
                       fast_unwind_on_malloc=int(not leaks))
        return {"ASAN_OPTIONS": ":".join("%s=%s" % pair
                                         for pair in options.items())}

    def variables(self, run, which=BOTH):
        """The environment of a run."""
        more = {"WIRESHARK_CONFIG_DIR": str(run.folder / "profile")}
        if run.own_heap:    # each block of wmem is one of malloc
            more["WIRESHARK_DEBUG_WMEM_OVERRIDE"] = "simple"
        return dict(self.environment_for(which), **self.options(run.leaks),
                    **more)

    def start_for(self, run, program, arguments, which=BOTH, **more):
        """A Popen whose words on stderr go to the run's file."""
        with open(run.folder / ("stderr-" + which), "wb") as errors:
            return subprocess.Popen(
                self.as_user([program] + arguments), stderr=errors,
                env=self.variables(run, which), cwd=run.folder, **more)

    def run_tshark(self, run, arguments, which=BOTH):
        """Its exit status and what it wrote."""
        output = run.folder / ("stdout-" + which)
        with open(output, "wb") as out:
            process = self.start_for(run, self.program, arguments, which,
                                     stdin=subprocess.DEVNULL, stdout=out)
        watch = Watch(process)
        while process.poll() is None:
            try:
                process.wait(POLL_S)
            except subprocess.TimeoutExpired:
                watch.look()
        return process.returncode, output.read_bytes()


class Watch:
    """Ends a process that uses too much time."""

    def __init__(self, process):
        self.process = process
        self.cpu_s, self.wall_s = cpu_s(process), time.monotonic()

    def look(self):
        if (cpu_s(self.process) - self.cpu_s > MOST_CPU_S or
                time.monotonic() - self.wall_s > MOST_WALL_S):
            self.process.kill()
            self.process.wait()
            raise TooLong("%.0f s of CPU time" % MOST_CPU_S)


def cpu_s(process):
    """CPU time that it used so far; 0 when it is gone."""
    try:
        with open("/proc/%d/stat" % process.pid) as stat:
            fields = stat.read().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Sharkd:
    """One sharkd. What it is asked is in the run's file "requests", so that it
    can be asked again."""

    def __init__(self, sanitized, run):
        self.process = sanitized.start_for(
            run, sanitized.sharkd, ["-"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        self.log = open(run.folder / "requests", "w")
        self.rest, self.number = b"", 0

    def load(self, name):
        """Whether it has frames of it. It gives no answer about a file that
        is cut, so it is asked for its status besides."""
        self._send("load", {"file": name})
        return self.ask("status").get("result", {}).get("frames", 0) > 0

    def ask(self, method, **parameters):
        """Its answer: a dict with "result" or "error"."""
        self._send(method, parameters)
        watch = Watch(self.process)
        while True:
            line = self._line(watch)
            if line.startswith(b"{"):
                answer = json.loads(line.decode(errors="replace"),
                                    strict=False)
                if answer.get("id") == self.number:
                    return answer

    def _send(self, method, parameters):
        self.number += 1
        request = json.dumps({"jsonrpc": "2.0", "id": self.number,
                              "method": method, "params": parameters}) + "\n"
        self.log.write(request)
        self.log.flush()
        try:
            self.process.stdin.write(request.encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Ended("exit status %s" % self.process.wait()) from None

    def _line(self, watch):
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.process.stdout], [], [], POLL_S)
            if not ready:
                watch.look()
                continue
            octets = os.read(self.process.stdout.fileno(), 1 << 20)
            if not octets:
                raise Ended("exit status %s" % self.process.wait())
            self.rest += octets
        line, _, self.rest = self.rest.partition(b"\n")
        return line

    def close(self):
        """Its exit status."""
        self.log.close()
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        watch = Watch(self.process)
        while self.process.poll() is None:
            try:
                self.process.wait(POLL_S)
            except subprocess.TimeoutExpired:
                watch.look()
        self.process.stdout.close()
        return self.process.returncode


def fails_without(sanitized, run):
    """Whether sharkd fails without the modules, too, asked the same."""
    with open(run.folder / "requests", "rb") as requests:
        process = sanitized.start_for(run, sanitized.sharkd, ["-"], STOCK,
                                      stdin=requests,
                                      stdout=subprocess.DEVNULL)
    return process.wait() not in (0, ASAN["exitcode"])
