# SPDX-License-Identifier: GPL-2.0-or-later
"""The options, the screen, and one Wireshark for the tests of a file."""

import pathlib
import re

import pytest

from desktop import Desktop
from place import Place
from wireshark import Wireshark


def pytest_addoption(parser):
    parser.addoption("--suite", help="a Debian suite (trixie, sid) whose "
                     "Wireshark is tested, in a chroot; else this machine's")
    parser.addoption("--pictures", type=pathlib.Path, help="a folder for "
                     "pictures of the screen")
    parser.addoption("--every", type=int, default=1, help="compare every Nth "
                     "recorded capture (1)")


@pytest.fixture(scope="session")
def desktop():
    with Desktop() as screen:
        yield screen


@pytest.fixture(scope="session")
def place(request):
    where = Place(request.config.getoption("suite"))
    yield where
    where.close()


@pytest.fixture(scope="session")
def picture(request, desktop, place):
    """picture(NAME): the screen, if pictures are wanted."""
    folder = request.config.getoption("pictures")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)

    def take(name):
        if folder:
            desktop.picture(folder / ("%s-%s.png" % (
                place.version, re.sub(r"\W+", "-", name).strip("-").lower())))
    return take


@pytest.fixture(scope="module")
def program(desktop, place):
    """A Wireshark without a capture. It ends with status 0."""
    wireshark = Wireshark(place)
    try:
        yield wireshark
        wireshark.quit()
    finally:
        wireshark.kill()


@pytest.fixture
def wireshark(program, picture, request):
    """The same for one test, which leaves no window open, no dialog with an
    error, and nothing on standard error."""
    failed = request.session.testsfailed
    yield program
    if request.session.testsfailed > failed or program.windows():
        picture("failed-" + request.node.name)
    left = [node.name for node in program.windows()]
    program.close_windows()
    assert not left
    assert not program.said()
