# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a Wireshark is: on this machine, or in the chroot of a Debian suite.

It runs as an ordinary user with a home of his own, in which our modules and the
profile "Lync" are installed as a user without rights installs them.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from desktop import NotReady

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
NOBODY = 65534
# Nothing asks before a file is closed, and no server is asked for updates.
PREFERENCES = "gui.update.enabled: FALSE\ngui.ask_unsaved: FALSE\n"
RECENT = "gui.geometry_main_maximized: TRUE\n"


def _lines(command):
    return subprocess.run([str(word) for word in command], check=True,
                          stdout=subprocess.PIPE,
                          text=True).stdout.splitlines()


class Place:
    """SUITE: of Debian; None is this machine. FOLDER is the user's, as seen from
    this machine, and `inside` turns a path of it into that of the place."""

    def __init__(self, suite=None):
        self.suite = suite
        if suite:
            if os.geteuid() != 0:
                raise NotReady("a chroot needs root")
            root, tree = _lines([HERE / "enter", suite, "build"])[-2:]
            self.root = pathlib.Path(root)
        else:
            tree = _lines([PROJECT / "tools" / "build"])[-1]
            self.root = pathlib.Path("/")
        self.folder = pathlib.Path(tempfile.mkdtemp(
            prefix="lync-window-", dir=self.root / "tmp"))
        self.folder.chmod(0o755)
        self._install(self.root / tree.lstrip("/"))
        text = self.tshark("--version").stdout
        self.version = re.search(r"\b(\d+\.\d+)\.\d+", text).group(1)
        loaded = self.tshark("-G", "plugins").stdout
        if "lync.so" not in loaded or "hangup.so" not in loaded:
            raise NotReady("Wireshark %s does not load the modules" %
                           self.version)

    def close(self):
        shutil.rmtree(self.folder)

    def _install(self, tree):
        home = self.folder / "home"
        config = home / ".config" / "wireshark"
        shutil.copytree(tree / "profile" / "Lync", config / "profiles" / "Lync")
        for module in (tree / "plugin").glob("*/epan/*.so"):
            target = (home / ".local" / "lib" / "wireshark" / "plugins" /
                      module.relative_to(tree / "plugin"))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(module, target)
        (config / "preferences").write_text(PREFERENCES)
        (config / "recent_common").write_text(RECENT)
        (home / "run").mkdir(mode=0o700)
        if os.geteuid() == 0:
            for path in [home, *home.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)

    def inside(self, path):
        return "/" / pathlib.Path(path).relative_to(self.root)

    def readable(self, capture):
        """A copy of the capture that the user can read."""
        target = self.folder / capture.parent.name / capture.name
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            shutil.copyfile(capture, target)
            target.chmod(0o644)
        return target

    def command(self, *words, **more):
        """WORDS as that user, in that place; MORE goes into his
        environment."""
        home = self.inside(self.folder / "home")
        environment = dict(
            PATH="/usr/sbin:/usr/bin:/sbin:/bin", HOME=home, LC_ALL="C.UTF-8",
            TZ="UTC", TMPDIR=home, XDG_RUNTIME_DIR=home / "run",
            XDG_CONFIG_HOME=home / ".config", **more)
        out = [str(HERE / "enter"), self.suite, "run"] if self.suite else []
        if os.geteuid() == 0:
            out += ["setpriv", "--reuid=%d" % NOBODY, "--regid=%d" % NOBODY,
                    "--clear-groups", "--no-new-privs"]
        return out + ["env", "-i", "--chdir=/"] + [
            "%s=%s" % pair for pair in environment.items()] + list(
            map(str, words))

    def tshark(self, *words):
        return subprocess.run(
            self.command("tshark", *words), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
            check=False)
