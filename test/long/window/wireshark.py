# SPDX-License-Identifier: GPL-2.0-or-later
"""One Wireshark with its window, driven as a person would: by menus, keys, the
mouse."""

import contextlib
import os
import re
import signal
import subprocess
import time

from accessible import CHECKED, SHOWING, Bus, Gone, Node, Table
from desktop import wait_for

SETTLED_S = 0.25
# What does not count: no wireless card; that a capture starts and stops; what Qt says of a window, or a part of it,
# that was gone before the screen, or we, had asked about it; of its own threads.
IGNORED = re.compile(
    r"nl80211 not found\.|.*(\[Capture MESSAGE\] |QXcbConnection: XCB error: 3 |"
    r"Accessible invalid: |Could not find accessible on path: |"
    r"Invalid index for tableInterface |"
    r"QThreadStorage: Thread \w+ exited after QThreadStorage)")


def until_equal(ask, expected, seconds=10):
    """The last answer of ask(): the first that is EXPECTED, or the one when the
    time is over."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer == expected or time.monotonic() > end:
            return answer
        time.sleep(0.03)


def settled(ask, seconds=30):
    """The answer of ask() when it no longer changes."""
    end = time.monotonic() + seconds
    answer = ask()
    while time.monotonic() < end:
        time.sleep(SETTLED_S)
        before, answer = answer, ask()
        if answer == before:
            return answer
    raise TimeoutError("it never settles: %r" % (answer,))


def keys(*names):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)


def click(node, times=1):
    """On the left of its middle."""
    x, y, width, height = node.place
    subprocess.run(["xdotool", "mousemove", str(x + min(40, width // 2)),
                    str(y + height // 2), "click", "--repeat", str(times),
                    "--delay", "60", "1"], check=True)


def is_in_sight(cell, tree):
    """Whether a cell lies within what its tree shows."""
    top, height = tree.place[1::2]
    return top <= cell.place[1] < top + height - cell.place[3]


class Wireshark:
    """ARGUMENTS: those of its command line, the profile aside."""

    def __init__(self, place, *arguments):
        self.place = place
        self.errors = place.folder / "stderr"
        address = os.environ["AT_SPI_BUS_ADDRESS"]
        command = place.command(
            "wireshark", "-C", "Lync", *arguments, DISPLAY=os.environ["DISPLAY"],
            AT_SPI_BUS_ADDRESS=address, DBUS_SESSION_BUS_ADDRESS=address,
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb")
        bus = Bus()
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors,
                start_new_session=True)
        self.program, self.main = wait_for("its window", lambda: self._start(
            bus.programs()), 60)
        self.found = {}

    @staticmethod
    def _start(programs):
        """The program that lives, and its main window; None: not yet."""
        for program in programs:
            with contextlib.suppress(Gone):
                for node in program.children:
                    if node.role == "frame":
                        return program, node
        return None

    # Its parts

    def part(self, role, name, inside=None):
        """A part of the main window; it is looked for once, and again if Qt
        has given it another name."""
        key = role, name, inside
        if key not in self.found or not self.found[key].role:
            where = self.part(*inside) if inside else self.main
            self.found[key] = wait_for("%s %s" % (role, name),
                                       lambda: where.find(role, name))
        return self.found[key]

    @property
    def packets(self):
        return Table(self.part("tree", "Packet list"))

    @property
    def details(self):
        return Table(self.part("tree", "Packet details"))

    def windows(self):
        """All but the main one."""
        return [node for node in self.program.children if node != self.main and
                node.role in ("dialog", "frame", "alert", "window")]

    def status(self):
        """Packets, and how many of them are displayed."""
        for label in self.part("status bar", "").walk():
            found = re.match(r"Packets: (\d+)(?:.*Displayed: (\d+))?",
                             label.name)
            if found:
                total, shown = found.groups()
                return int(total), int(shown or total)
        return 0, 0

    def displayed(self):
        return self.status()[1]

    def current_frame(self):
        """The number of the packet whose details are shown."""
        found = re.match(r"Frame (\d+)", self.details.cell(0, 0).name)
        return int(found.group(1)) if found else None

    # What is done to it

    def entry(self, *path):
        """The entry of a menu: "Telephony", "Lync Calls"."""
        node = self.part("menu bar", "")
        for name in path:
            entries = node.children
            if len(entries) == 1 and entries[0].role == "popup menu":
                entries = entries[0].children
            node = next((entry for entry in entries if entry.name == name),
                        None)
            assert node, "no menu entry %r of %r" % (name, path)
        return node

    def menu(self, *path):
        self.entry(*path).press()

    def to_front(self, window=None):
        """The keys go to this window, or the main one, from now on; it has its
        place."""
        command = ["xdotool", "search", "--onlyvisible", "--name",
                   "^%s$" % re.sub(r"\W+", ".+", (window or self.main).name),
                   "windowactivate", "--sync"]
        wait_for("the window in front", lambda: subprocess.run(
            command, stderr=subprocess.DEVNULL, check=False).returncode == 0)

    def open(self, capture, packets):
        """File > Open; PACKETS: how many it has."""
        path = self.place.inside(self.place.readable(capture))
        dialog = self.opened("Open Capture File", self.entry(
            "File", "Open").press_and_go_on, "text")
        dialog.find("text").text = str(path)

        def accepted():
            dialog.find("push button", "Open").press_and_go_on()
            return until_equal(lambda: dialog in self.windows(), False,
                               3) is False
        wait_for("the dialog closed", accepted)
        wait_for("%s read" % path.name, lambda: (
            path.name in self.main.name and
            self.status()[0] in (packets or self.status()[0],)), 120)
        self.to_front()

    def filter(self, text):
        """Types a display filter, and Enter."""
        field = self.part("text", "Display filter entry",
                          ("combo box", "Display filter selector"))
        field.text = text
        self.to_front()
        field.focus()
        keys("Return")

    def opened(self, title, ask, part="tree"):
        """The window with this TITLE that ask() opens; when Qt hides it, or its
        PART, it is opened once more. One that is modal has to be closed for
        that; another stays, so that the next lies elsewhere in memory."""
        before = self.program.children

        def new():
            return next((node for node in self.program.children
                         if node not in before and node.find(part)), None)
        for _ in range(9):
            ask()
            with contextlib.suppress(TimeoutError):
                node = wait_for("a window %r" % title, new, 5)
                assert title in node.name, "%s opens instead" % node
                return node
            if getattr(ask, "__func__", None) is Node.press_and_go_on:
                keys("Escape")
        raise Gone("no window %r can be read" % title)

    def filter_text(self):
        return self.part("text", "Display filter entry",
                         ("combo box", "Display filter selector")).text

    def again(self, expected):
        """The status when the packets have been dissected once more, as was
        just asked for; EXPECTED is waited for."""
        time.sleep(1)
        return until_equal(self.status, expected)

    def expert(self):
        """(frame, severity, text) of our findings in Expert Information. A row
        of each severity has those of the findings below it."""
        dialog = self.opened("Expert Information", lambda: self.menu(
            "Analyze", "Expert Information"))
        self.to_front(dialog)
        box = dialog.find("check box", "Group by summary")
        if box.has(CHECKED):
            box.press()
            wait_for("its rows", lambda: not box.has(CHECKED))
        table = Table(dialog.find("tree"))
        for i in reversed(range(settled(lambda: table.rows))):
            click(table.cell(i, 0), 2)
        out, severity = [], None
        for row in self.rows(dialog):
            if not row["Severity"].isdigit():
                severity = {"Warning": "Warn"}.get(row["Severity"],
                                                   row["Severity"])
            elif row["Protocol"] == "LYNC":
                out.append((int(row["Severity"]), severity, row["Summary"]))
        self.close_windows()
        return sorted(out)

    def table(self, name, count=None):
        """The rows of a window of ours under Telephony, which is closed
        again; COUNT, where known, are waited for."""
        rows = self.rows(self.opened(
            "Wireshark · %s ·" % name, lambda: self.menu("Telephony", name)),
            count)
        self.close_windows()
        return rows

    def prefer(self, preference, value=None):
        """Edit > Preferences > Advanced: a double click on the value, which
        changes a boolean; of a number, VALUE is typed."""
        dialog = self.opened("Wireshark · Preferences", self.entry(
            "Edit", "Preferences…").press_and_go_on, "push button")
        self.to_front(dialog)
        # All columns in sight
        subprocess.run(["xdotool", "getactivewindow", "windowsize", "1400",
                        "800"], check=True)
        tables = [Table(node) for node in dialog.walk() if node.role == "tree"]
        click(wait_for("its pages", lambda: tables[-1].find("Advanced")))
        known = next(table for table in tables
                     if table.headings[:2] == ["Name", "Status"])
        search = wait_for("the page Advanced", lambda: next(
            (node for node in dialog.walk() if node.role == "text" and
             node.has(SHOWING)), None))

        def typed():
            click(search)
            keys("ctrl+a")
            subprocess.run(["xdotool", "type", preference], check=True)
            return until_equal(lambda: search.text, preference,
                               2) == preference
        wait_for("what is searched for", typed)

        def cell():
            return known.find(preference, known.headings.index("Value"))
        settled(lambda: known.rows)
        before = wait_for(preference, cell).name
        click(cell(), 2)
        if value is None:
            wait_for("another value", lambda: cell().name != before)
        else:
            time.sleep(SETTLED_S)
            keys("ctrl+a")
            subprocess.run(["xdotool", "type", "%d" % value], check=True)
            keys("Return")
            wait_for("the value typed", lambda: cell().name == str(value))
        dialog.find("push button", "OK").press_and_go_on()
        wait_for("Preferences closed", lambda: dialog not in self.windows())

    def close_windows(self):
        """All but the main one, those that Qt hides too."""
        def others():
            return self.program.count > 1 or subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name",
                 "^Wireshark .+ "], stdout=subprocess.DEVNULL,
                check=False).returncode == 0

        def closed():
            keys("Escape")
            return not until_equal(others, False, 2 * SETTLED_S)
        if others():
            wait_for("the windows closed", closed)
        self.to_front()

    def rows(self, dialog, count=None):
        """Those of the table in a window, once they are there, or COUNT of
        them are."""
        table = Table(dialog.find("tree"))
        if not count or until_equal(lambda: table.rows, count) != count:
            settled(lambda: table.rows)
        return [{name.strip(): text.strip() for name, text in row.items()}
                for row in table.all()]

    def quit(self):
        """File > Quit; what it said on standard error."""
        self.entry("File", "Quit").press_and_go_on()
        try:
            self.process.wait(30)
        finally:
            self.kill()
        assert self.process.returncode == 0
        return self.said()

    def said(self):
        return [line for line in self.errors.read_text().splitlines()
                if line.strip() and not IGNORED.match(line)]

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
