# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixtures: the module under test, generated and recorded captures."""

import functools
import json
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

from capture import Capture             # noqa: E402
from corpus_labels import load_labels   # noqa: E402
from findings import all_kinds          # noqa: E402
from making.catalogue import build      # noqa: E402
from tshark import HANGUP, LYNC, STOCK, NotReady, Tshark    # noqa: E402


@pytest.fixture(scope="session")
def tshark():
    """tshark with the modules; no test runs unless they are loaded."""
    try:
        program = Tshark(ROOT)
    except NotReady as problem:
        pytest.exit("capture tests: %s" % problem, returncode=1)
    if "lync.so" not in program.plugins(LYNC):
        pytest.exit("capture tests: tshark -G plugins does not list lync.so; "
                    "it says: %s" % program.start(["-G", "plugins"]).stderr,
                    returncode=1)
    if "hangup.so" not in program.plugins(HANGUP):
        pytest.exit("capture tests: tshark does not load hangup.so",
                    returncode=1)
    if "lync.so" in program.plugins(STOCK):
        pytest.exit("capture tests: stock tshark loads lync.so, too",
                    returncode=1)
    yield program
    program.close()


class Generated:
    """A synthetic capture with what is expected of each frame."""

    def __init__(self, tshark, name, folder):
        build(name).write(folder)
        about = json.loads((folder / (name + ".json")).read_text())
        self.expected = dict(enumerate(about["frames"], start=1))
        self.notes = about["notes"]
        self.capture = Capture(tshark, folder / (name + ".pcap"))


@pytest.fixture(scope="session")
def generated(tshark, tmp_path_factory):
    """generated(name): the synthetic capture, made on first use."""
    folder = tmp_path_factory.mktemp("generated")
    return functools.cache(lambda name: Generated(tshark, name, folder))


@pytest.fixture(scope="session")
def recorded(tshark):
    """recorded(name): a recording of test/captures/recorded."""
    return functools.cache(
        lambda name: Capture(tshark, HERE / "recorded" / name))


@pytest.fixture(scope="session")
def public(tshark):
    """public(path): a public capture, from ../shared."""
    return functools.cache(lambda path: Capture(tshark, path))


@pytest.fixture(scope="session")
def labels(tmp_path_factory):
    """The labels of a corpus that is made on first use."""
    folder = tmp_path_factory.mktemp("corpus")
    subprocess.run([sys.executable, HERE / "generate_corpus.py", folder],
                   check=True, stdout=subprocess.DEVNULL)
    return load_labels(folder)


@pytest.fixture(scope="session")
def kinds(tshark):
    """The names of all findings."""
    return all_kinds(tshark)
