# SPDX-License-Identifier: GPL-2.0-or-later
"""A screen without a monitor: Xvfb, a window manager, and the bus over which
programs tell assistive technologies what their windows show.

Both are reached over abstract sockets, which a program in a chroot shares.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

REGISTRY = "/usr/libexec/at-spi2-registryd"
SCREEN = "1600x1000x24"
BUS = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>accessibility</type>
  <auth>EXTERNAL</auth>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class NotReady(Exception):
    """Something that every check needs is missing; the text says what."""


def wait_for(what, ask, seconds=30):
    """The first true answer of ask(), which may fail to look something up;
    fails with WHAT after SECONDS."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(LookupError):
            answer = ask()
            if answer:
                return answer
        if time.monotonic() > end:
            raise TimeoutError("%s: not within %d s" % (what, seconds))
        time.sleep(0.05)


class Desktop:
    """Sets DISPLAY and AT_SPI_BUS_ADDRESS; use it in a with statement."""

    def __init__(self):
        for program in ("Xvfb", "openbox", "dbus-daemon", "xdotool", "import", "xprop",
                        "setpriv", REGISTRY):
            if not shutil.which(program):
                raise NotReady("no " + program)
        self.started = []
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lync-desktop-"))

    def __enter__(self):
        os.environ["DISPLAY"] = ":" + self._line(
            ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-ac", "-noreset",
             "-nolisten", "tcp"])
        config = self.folder / "bus.conf"
        config.write_text(BUS)
        os.environ["AT_SPI_BUS_ADDRESS"] = self._line(
            ["dbus-daemon", "--config-file=%s" % config, "--nofork",
             "--address=unix:abstract=%s" % self.folder, "--print-address"])
        # Where Qt 5 looks; Qt 6 takes the variable.
        subprocess.run(["xprop", "-root", "-f", "AT_SPI_BUS", "8s", "-set",
                        "AT_SPI_BUS", os.environ["AT_SPI_BUS_ADDRESS"]],
                       check=True)
        registry = self._start([REGISTRY], stdout=subprocess.PIPE)
        registry.stdout.readline()
        self._start(["openbox"], stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.terminate()
            process.wait(10)
        shutil.rmtree(self.folder)

    def _start(self, command, **more):
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            text=True, **more)
        self.started.append(process)
        return process

    def _line(self, command):
        """Starts it; the first line that it writes."""
        process = self._start(command, stdout=subprocess.PIPE)
        line = process.stdout.readline().strip()
        if not line:
            raise NotReady("%s does not start" % command[0])
        return line

    def picture(self, path):
        """The whole screen as a PNG."""
        subprocess.run(["import", "-window", "root", str(path)], check=True)
