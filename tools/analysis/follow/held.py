# SPDX-License-Identifier: GPL-2.0-or-later
"""The files of a ring buffer, kept open: dumpcap may delete them meanwhile."""
import os
import shutil
import stat

from ring import N_NUMBERS, NAME
from words import Failure, printable, utf8, wireshark_words

class Held:
    """A file of the ring. OSError if it cannot be read."""

    def __init__(self, folder, name):
        self.raw = name
        self.name = utf8(name)
        self.number = number_of(name)[0]
        self.link = ""        # a path to it for Wireshark's commands
        self.n_frames = 0
        self.seconds = 0.0    # from its first frame to its last
        self.end = None       # time of its last frame, since 1970
        self.problem = ""
        self.descriptor = os.open(os.path.join(folder, name),
                                  os.O_RDONLY | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(self.descriptor).st_mode):
            self.close()
            raise OSError(0, "not a file")

    def size(self):
        return os.fstat(self.descriptor).st_size

    def close(self):
        os.close(self.descriptor)
        if self.link:
            os.unlink(self.link)

    def measure(self, stage):
        """Makes it readable for the commands, root's for nobody too, and has
        capinfos look at it."""
        own = f"/proc/{os.getpid()}/fd/{self.descriptor}"
        if os.geteuid() == 0:
            self.link = stage.path(f"held.{self.descriptor}")
            shutil.copyfile(own, self.link)
            os.chmod(self.link, 0o644)
        elif not self.link:
            self.link = stage.path(f"held.{self.descriptor}")
            os.symlink(own, self.link)
        done = stage.run(["capinfos", "-T", "-r", "-m", "-S", "-c", "-a", "-e",
                          self.link])
        said = [wireshark_words(line) for line
                in os.fsdecode(done.stderr).splitlines()
                if line.startswith("capinfos: ")]
        self.problem = said[-1] if said else ""
        cells = os.fsdecode(done.stdout).strip().split(",")
        if len(cells) == 4 and int(cells[1]):
            self.n_frames = int(cells[1])
            self.end = float(cells[3])
            self.seconds = max(0.0, self.end - float(cells[2]))


class Ring:
    """The folder that dumpcap writes to. Every file of the ring is opened as
    soon as it is there."""

    def __init__(self, folder, known, last):
        self.folder = os.fsencode(folder)
        self.known = known    # names that are not to be taken (again)
        self.last = last      # number of the file taken last; None: none yet
        self.held = []        # not yet taken, in order
        self.series = None

    def look(self):
        """Holds what is new. Returns (name, problem) of what cannot be read;
        Failure if that is the folder, or if it holds several rings."""
        try:
            names = {name for name in os.listdir(self.folder)
                     if NAME.fullmatch(name)}
        except OSError as error:
            raise Failure(f"{printable(self.folder)}: "
                          f"{error.strerror}") from None
        self._check_series(names)
        self.known &= names
        new = names - self.known - {one.raw for one in self.held}
        problems = []
        for name in sorted(new, key=self._place()):
            try:
                self.held.append(Held(self.folder, name))
            except FileNotFoundError:
                pass
            except OSError as error:
                problems.append((name, error.strerror))
        return problems

    def _check_series(self, names):
        for name in sorted(names):
            _, parts = number_of(name)
            self.series = self.series or parts
            if parts != self.series:
                raise Failure(
                    f"{printable(self.folder)}: files of several ring buffers "
                    f"({printable(self.series[0])}, {printable(parts[0])}): "
                    "give each a folder of its own")

    def _place(self):
        """The order of new files: at the start by date, then by number,
        whatever the clock does."""
        last = self.held[-1].number if self.held else self.last
        if last is None:
            return lambda name: (NAME.fullmatch(name)[3], number_of(name)[0])
        return lambda name: (number_of(name)[0] - last - 1) % N_NUMBERS

    def is_next(self, one):
        """Whether no file is missing between the last that was taken and this
        one."""
        return (self.last is None or
                one.number == (self.last + 1) % N_NUMBERS)

    def complete(self):
        """The next file that has a successor; None: there is none."""
        return self.held[0] if len(self.held) > 1 else None

    def take(self):
        """Takes that file."""
        one = self.held.pop(0)
        self.known.add(one.raw)
        self.last = one.number

    def newest(self):
        """The file that is being written, if all others were taken."""
        return self.held[0] if len(self.held) == 1 else None


def number_of(name):
    """(its number, (what stands before and after number and date))."""
    before, number, _, suffix = NAME.fullmatch(name).groups()
    return int(number), (before, suffix or b"")
