# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs tshark with and without the modules, as an ordinary user.

As root, tshark silently ignores WIRESHARK_PLUGIN_DIR. So when pytest runs as
root, tshark runs as nobody, from a separate folder. All runs use the same
plugins except for lync.so and hangup.so.

All runs have an empty data folder: a third of a short run is otherwise spent on
reading the names of vendors and services and the dictionaries of Diameter and
RADIUS, of which no test needs any.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

NOBODY = 65534
TIMEOUT_S = 300
STOCK, LYNC, HANGUP, BOTH = "stock", "lync", "hangup", "both"
MODULES = {STOCK: (), LYNC: ("lync.so",), HANGUP: ("hangup.so",),
           BOTH: ("lync.so", "hangup.so")}


class NotReady(Exception):
    """Something that every test needs is missing; the text says what."""


def find_module(root):
    """The folder with X.Y/epan/lync.so: LYNC_MODULE_DIR, or a build."""
    named = os.environ.get("LYNC_MODULE_DIR")
    # Valgrind 3.19 cannot read what clang writes for debuggers.
    folders = [pathlib.Path(named)] if named else sorted(
        [*root.glob("build*/plugin"), *root.glob("build*/*/plugin")],
        key=lambda folder: ("clang" in str(folder), folder))
    for folder in folders:
        if list(folder.glob("*/epan/lync.so")):
            return folder
    raise NotReady(
        "no */epan/lync.so in %s: build the module first, or name the folder "
        "in LYNC_MODULE_DIR" % (named or "%s/build*/plugin" % root))


class Tshark:
    """One tshark binary, its staged plugin folders, its private HOME."""

    def __init__(self, root, with_module=True):
        self.program = shutil.which(os.environ.get("TSHARK", "tshark"))
        if not self.program:
            raise NotReady("no tshark: install it or name it in TSHARK")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lync-test-"))
        self.folder.chmod(0o755)
        data = self.folder / "data"
        data.mkdir(mode=0o755)
        home = self.folder / "home"
        home.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(home, NOBODY, NOBODY)
        self.environment = self._environment(home, data)
        self.version = self._version()
        self._stage()
        if with_module:
            for which, modules in MODULES.items():
                for module in modules:
                    self._stage_module(root, which, module)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def _environment(self, home, data):
        keep = {name: os.environ[name] for name in ("PATH", "LD_PRELOAD",
                                                    "ASAN_OPTIONS")
                if name in os.environ}
        return dict(keep, HOME=str(home), LC_ALL="C.UTF-8", TZ="UTC",
                    XDG_CONFIG_HOME=str(home / "config"),
                    XDG_RUNTIME_DIR=str(home),
                    WIRESHARK_DATA_DIR=str(data))

    def _version(self):
        text = self.start(["--version"], None).stdout
        found = re.search(r"\b(\d+)\.(\d+)\.\d+", text)
        if not found:
            raise NotReady("%s does not run" % self.program)
        return int(found.group(1)), int(found.group(2))

    def _global_plugins(self):
        text = self.start(["-G", "folders"], None).stdout
        found = re.search(r"^Global Plugins:\s*(.+)$", text, re.M)
        if not found:
            raise NotReady("tshark -G folders names no global plugin folder")
        return pathlib.Path(found.group(1).strip())

    def _stage(self):
        """plugins-stock and so on, all with the system's plugins."""
        system = self._global_plugins()
        for which in MODULES:
            for kind in ("epan", "codecs", "wiretap"):
                self._link_plugins(which, kind, system)

    def _stage_module(self, root, which, module):
        name = "%d.%d" % self.version
        source = find_module(root) / name / "epan" / module
        if not source.is_file():
            raise NotReady("no %s: the module was not built for tshark %s" %
                           (source, name))
        target = (self.folder / ("plugins-" + which) / name / "epan" /
                  module)
        shutil.copyfile(source, target)
        target.chmod(0o755)

    def _link_plugins(self, which, kind, system):
        target = (self.folder / ("plugins-" + which) /
                  ("%d.%d" % self.version) / kind)
        target.mkdir(parents=True)
        for plugin in sorted((system / kind).glob("*.so")):
            if plugin.name not in MODULES[BOTH]:
                (target / plugin.name).symlink_to(plugin)

    def as_user(self, command):
        """The command, as nobody when we are root."""
        if os.geteuid() != 0:
            return command
        return ["setpriv", "--reuid=%d" % NOBODY, "--regid=%d" % NOBODY,
                "--clear-groups", "--"] + command

    def environment_for(self, which):
        if which is None:
            return self.environment
        return dict(self.environment, WIRESHARK_PLUGIN_DIR=str(
            self.folder / ("plugins-" + which)))

    def start(self, arguments, which=LYNC, **more):
        """Runs tshark with arguments; which: one of MODULES, or
        None."""
        return subprocess.run(
            self.as_user([self.program] + [str(a) for a in arguments]),
            env=self.environment_for(which), cwd=self.folder, text=True,
            errors="replace", stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=TIMEOUT_S, check=False, **more)

    def plugins(self, which):
        """What `tshark -G plugins` lists, name -> whole line."""
        text = self.start(["-G", "plugins"], which).stdout
        return {line.split("\t")[0].strip(): line for line in text.splitlines()}

    def readable(self, path):
        """A copy of the file that the unprivileged user can read. Files in two
        folders may have one name."""
        target = self.folder / "captures" / path.parent.name / path.name
        for folder in (target.parent.parent, target.parent):
            folder.mkdir(mode=0o755, exist_ok=True)
        if not target.exists():
            shutil.copyfile(path, target)
            target.chmod(0o644)
        return target

    def protocol_column(self):
        """The field of the Protocol column; 4.2 renamed it."""
        return ("_ws.col.protocol" if self.version >= (4, 2)
                else "_ws.col.Protocol")
