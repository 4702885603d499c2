# SPDX-License-Identifier: GPL-2.0-or-later
"""What a program's windows show, read over D-Bus (AT-SPI).

Nothing is kept here between two questions: each answer is the program's own at
that moment.
"""

import os

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ATSPI = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"
TIMEOUT_MS = 30000
AT_ONCE = 100   # a bus allows so many calls without an answer, and some more
# Bits of org.a11y.atspi.Accessible.GetState
CHECKED, ENABLED, SHOWING, VISIBLE = 4, 8, 25, 30


class Gone(LookupError):
    """The widget, or the program, is there no more."""


class Bus:
    """The bus that AT_SPI_BUS_ADDRESS names."""

    def __init__(self):
        self.connection = Gio.DBusConnection.new_for_address_sync(
            os.environ["AT_SPI_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, owner, path, interface, method, arguments=None):
        """The answer, as a tuple."""
        try:
            return self.connection.call_sync(
                owner, path, interface, method, arguments, None,
                Gio.DBusCallFlags.NONE, TIMEOUT_MS, None).unpack()
        except GLib.Error as error:
            raise Gone("%s.%s: %s" % (interface, method, error)) from error

    def call_all(self, questions):
        """The answers to questions (the arguments of `call`), of which as many
        are asked at once as the bus takes."""
        return [answer for i in range(0, len(questions), AT_ONCE)
                for answer in self._call_some(questions[i:i + AT_ONCE])]

    def _call_some(self, questions):
        answers = [None] * len(questions)
        waiting = set(range(len(questions)))

        def take(connection, result, i):
            waiting.remove(i)
            try:
                answers[i] = connection.call_finish(result).unpack()
            except GLib.Error as error:
                answers[i] = error

        for i, question in enumerate(questions):
            self.connection.call(*question, None, Gio.DBusCallFlags.NONE,
                                 TIMEOUT_MS, None, take, i)
        while waiting:
            GLib.MainContext.default().iteration(True)
        for question, answer in zip(questions, answers):
            if isinstance(answer, GLib.Error):
                raise Gone("%s: %s" % (question[3], answer)) from answer
        return answers

    def programs(self):
        """The roots of all programs: their children are windows."""
        owner = ATSPI + "Registry"
        return [Node(self, *reference) for reference in
                self.call(owner, ROOT, ATSPI + "Accessible", "GetChildren")[0]]


class Node:
    """A window, or anything in it."""

    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def __eq__(self, other):
        return (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def __repr__(self):
        return "<%s %r>" % (self.role, self.name)

    def ask(self, interface, method, signature="", *arguments):
        packed = GLib.Variant("(%s)" % signature, arguments)
        answer = self.bus.call(self.owner, self.path, ATSPI + interface, method,
                               packed)
        return answer[0] if len(answer) == 1 else answer

    def get(self, interface, name):
        return self.bus.call(
            self.owner, self.path, PROPERTIES, "Get",
            GLib.Variant("(ss)", (ATSPI + interface, name)))[0]

    def _node(self, reference):
        return Node(self.bus, *reference)

    @property
    def name(self):
        return self.get("Accessible", "Name")

    @property
    def role(self):
        """Empty if it is there no more."""
        try:
            return self.ask("Accessible", "GetRoleName")
        except Gone:
            return ""

    @property
    def children(self):
        """Those that can be read: Qt 5 may take a new widget for an old one
        that lay at its address and is gone."""
        return [self._node(one) for one in
                self.ask("Accessible", "GetChildren")
                if not one[1].endswith("/null")]

    @property
    def count(self):
        return self.get("Accessible", "ChildCount")

    def has(self, state):
        low, high = self.ask("Accessible", "GetState")
        return bool((low | high << 32) >> state & 1)

    @property
    def text(self):
        """Of a field or a page of text."""
        return self.ask("Text", "GetText", "ii", 0, -1)

    @text.setter
    def text(self, text):
        self.ask("EditableText", "SetTextContents", "s", text)

    def press(self):
        """A button, a menu entry, a check box."""
        self.ask("Action", "DoAction", "i", 0)

    def press_and_go_on(self):
        """The same; the answer comes when the window that it opens is
        closed."""
        self.bus.connection.call(
            self.owner, self.path, ATSPI + "Action", "DoAction",
            GLib.Variant("(i)", (0,)), None, Gio.DBusCallFlags.NONE, -1, None,
            None)
        self.bus.connection.flush_sync()

    def focus(self):
        self.ask("Component", "GrabFocus")

    @property
    def place(self):
        """x, y, width, height on the screen."""
        return self.ask("Component", "GetExtents", "u", 0)

    def walk(self, deep=("tree", "table", "list")):
        """Everything below; the cells of tables are left out."""
        try:
            children = self.children
        except Gone:
            return
        for child in children:
            yield child
            if child.role not in deep:
                yield from child.walk(deep)

    def find(self, role, name=None):
        """The first of this role (and name) below; None if there is none."""
        return next((node for node in self.walk() if node.role == role and
                     name in (None, node.name)), None)


class Table:
    """A table or a tree: the rows of a tree are those that are unfolded."""

    def __init__(self, node):
        self.node = node

    @property
    def rows(self):
        return self.node.get("Table", "NRows")

    @property
    def headings(self):
        return [self.node.ask("Table", "GetColumnDescription", "i", i)
                for i in range(self.node.get("Table", "NColumns"))]

    def cell(self, row, column):
        """COLUMN is the number of a column."""
        return self.node._node(self.node.ask(
            "Table", "GetAccessibleAt", "ii", row, column))

    def row(self, row):
        """The texts of a row."""
        return [self.cell(row, i).name
                for i in range(self.node.get("Table", "NColumns"))]

    def find(self, text, column=0):
        """The cell of COLUMN in the first row that begins with this text, or
        None."""
        return next((self.cell(row, column) for row in range(self.rows)
                     if self.cell(row, 0).name.strip() == text), None)

    def all(self):
        """Each row as heading -> text."""
        headings, node = self.headings, self.node
        places = [(row, i) for row in range(self.rows)
                  for i in range(len(headings))]
        cells = node.bus.call_all([
            (node.owner, node.path, ATSPI + "Table", "GetAccessibleAt",
             GLib.Variant("(ii)", place)) for place in places])
        names = iter(node.bus.call_all([
            (*cell, PROPERTIES, "Get",
             GLib.Variant("(ss)", (ATSPI + "Accessible", "Name")))
            for (cell,) in cells]))
        return [{heading: next(names)[0] for heading in headings}
                for row in range(len(places) // max(1, len(headings)))]
