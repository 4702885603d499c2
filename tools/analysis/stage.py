# SPDX-License-Identifier: GPL-2.0-or-later
"""The modules built and staged, and commands of Wireshark's that use them."""
import hashlib
import os
import shutil
import subprocess

from words import Failure, wireshark_words

NOBODY = 65534
TOOLS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# A capture without packets: a pcap file that ends after its header.
EMPTY_CAPTURE = (b"\xd4\xc3\xb2\xa1\2\0\4\0\0\0\0\0\0\0\0\0\0\0\4\0\1\0\0\0")


class Stage:
    """A folder of the tool's own. Commands run in it without the caller's
    Wireshark profile; as nobody when root runs the tool."""

    def __init__(self):
        done = subprocess.run([os.path.join(TOOLS, "lib", "stage.sh")],
                              stdout=subprocess.PIPE, check=False)
        if done.returncode:
            raise Failure()    # it has said why
        words = os.fsdecode(done.stdout).split("\0")[:-1]
        (self.folder, self.summary, self.modules, self.wireshark,
         *self.prefix) = words
        self.home = os.path.join(self.folder, "home")

    def version(self):
        """Of what analyses: Wireshark's, and a hash of the modules' sources,
        or of what is in the modules' folder where they are installed."""
        digest = hashlib.sha256()
        top = os.path.join(os.path.dirname(TOOLS), "epan-dissectors")
        if not os.path.isdir(top):
            top = self.modules
        for folder, folders, names in os.walk(top):
            folders.sort()
            for name in sorted(names):
                with open(os.path.join(folder, name), "rb") as file:
                    digest.update(name.encode() + b"\0" + file.read())
        return f"{self.wireshark} {digest.hexdigest()[:16]}"

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def give(self, path):
        """Makes a path that of the user who runs the commands."""
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def make(self, path):
        """A new empty file that the commands can write to."""
        with open(path, "wb"):
            pass
        self.give(path)

    def start(self, command, **more):
        """Popen of command, in a process group of its own."""
        return subprocess.Popen(self.prefix + command, cwd="/",
                                start_new_session=True, **more)

    def run(self, command, **more):
        more = dict({"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
                     "stderr": subprocess.PIPE}, **more)
        return subprocess.run(self.prefix + command, cwd="/", check=False,
                              **more)

    def set_preferences(self, preferences):
        """Checks them, and stores them where all commands read them: sharkd
        takes none on its command line. Failure if tshark refuses one."""
        if not preferences:
            return
        words = [word for text in preferences for word in ("-o", text)]
        tried = self.run(["tshark", *words, "-r", "-"], stdin=None,
                         input=EMPTY_CAPTURE)
        if tried.returncode:
            raise Failure(wireshark_words(os.fsdecode(tried.stderr)) +
                          " (see analyze --help)")
        folder = os.path.join(self.home, ".config", "wireshark")
        os.makedirs(folder, exist_ok=True)
        for text in preferences:
            store_preference(folder, text)


def store_preference(folder, text):
    """As a line of the file "preferences"; the record of a table
    ("uat:FILE:RECORD") as a line of the table's file."""
    name, _, value = text.partition(":")
    line = f"{name}: {value}"
    if name == "uat":
        name, _, line = value.partition(":")
    path = os.path.join(folder, name if text.startswith("uat:")
                        else "preferences")
    with open(path, "a", encoding="utf-8", errors="surrogateescape") as file:
        file.write(line + "\n")
