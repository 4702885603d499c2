# SPDX-License-Identifier: GPL-2.0-or-later
"""Which files are to be analysed, and which cannot be."""
import hashlib
import os
import re
import stat
from dataclasses import dataclass, field

from words import utf8

CAPTURE_NAME = re.compile(rb".*\.(pcap|pcapng|cap)(\.(gz|zst|lz4))?",
                          re.IGNORECASE | re.DOTALL)


@dataclass
class Capture:
    """A file to be analysed."""
    path: bytes          # b"": the merged captures
    name: str            # as the user gave it; valid text
    problem: str = ""    # why it cannot be analysed, or not to its end
    merged: list = field(default_factory=list)  # what mergecap is told
    parts: list = field(default_factory=list)   # the files of a ring buffer
    contents: list = field(default_factory=list)    # hashes of the files

    @property
    def files(self):
        """The paths that its content is read from."""
        return self.parts or [self.path]

    @property
    def digest(self):
        """Of all its content, once contents is known."""
        if not self.parts:
            return self.contents[0]
        return hashlib.sha256("\n".join(self.contents).encode()).hexdigest()


class Search:
    """The captures below a folder. Symbolic links are followed, but no file and
    no folder is taken twice; FIFOs and devices are found, to be refused."""

    def __init__(self, folder):
        self.problems = []
        self.found = []
        self.links = []
        self.seen = set()    # (device, inode) of files and folders
        self._enter(folder)
        while self.links:
            self._follow(self.links.pop(0))
        self.found.sort()

    def _failed(self, path, error):
        self.problems.append(f"\u2018{utf8(path)}\u2019: {error.strerror}")

    def _is_new(self, about):
        key = (about.st_dev, about.st_ino)
        new = key not in self.seen
        self.seen.add(key)
        return new

    def _enter(self, folder):
        try:
            if not self._is_new(os.stat(folder)):
                return
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self._failed(folder, error)
            return
        for entry in entries:
            if entry.is_symlink():
                self.links.append(entry.path)
            elif entry.is_dir():
                self._enter(entry.path)
            elif CAPTURE_NAME.fullmatch(entry.name):
                self.seen.add((entry.stat().st_dev, entry.inode()))
                self.found.append(entry.path)

    def _follow(self, link):
        try:
            about = os.stat(link)
        except OSError:
            about = None
        if about and stat.S_ISDIR(about.st_mode):
            self._enter(link)
        elif CAPTURE_NAME.fullmatch(os.path.basename(link)):
            if about is None or self._is_new(about):
                self.found.append(link)


def captures_of(arguments):
    """The captures that the arguments name, in their order."""
    captures = []
    for argument in map(os.fsencode, arguments):
        if not os.path.isdir(argument):
            captures.append(Capture(argument, utf8(argument)))
            continue
        search = Search(argument)
        captures += [Capture(path, utf8(path)) for path in search.found]
        if not search.found and not search.problems:
            search.problems.append("no capture in this directory")
        if search.problems:
            captures.append(Capture(argument, utf8(argument),
                                    search.problems[0]))
    return captures


def open_problem(path):
    """Why the file cannot be read as a capture, without looking into it; ""
    if it can. Never waits, not even for a FIFO."""
    try:
        about = os.stat(path)
        if not stat.S_ISREG(about.st_mode):
            return "not a file"
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    except OSError as error:
        return error.strerror
    return "" if about.st_size else "the file is empty"
