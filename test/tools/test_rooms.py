# SPDX-License-Identifier: GPL-2.0-or-later
"""The build keeps the rooms apart: docs/architecture.md says which uses which."""
import re
import subprocess

import pytest

from conftest import PROJECT, copy_project

CORE = "epan-dissectors/core"
ROOM_LISTS = (f"{CORE}/CMakeLists.txt", "epan-dissectors/CMakeLists.txt")
ARCHITECTURE = (PROJECT / "docs/architecture.md").read_text()


@pytest.fixture
def project(tmp_path):
    """A copy that a test may spoil."""
    return copy_project(tmp_path / "project")


def edit(path, old, new):
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def run(*command):
    """The exit status, and all that the command says in one line."""
    result = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)
    return result.returncode, " ".join(result.stdout.split())


def configure(project):
    return run("cmake", "-S", project, "-B", project / "build", "-G", "Ninja",
               "-DLYNC_PLUGIN=OFF", "-DBUILD_TESTING=OFF")


def build_rtp_header(project):
    return run("ninja", "-C", project / "build",
               f"{CORE}/CMakeFiles/lync-rtp.dir/rtp/rtp_header.c.o")


@pytest.mark.parametrize("header, status", [("endpoint.h", 0),
                                            ("call_table.h", 1)])
def test_header_of_another_room(project, header, status):
    """The room rtp uses the room base and not the room call."""
    edit(project / CORE / "rtp/rtp_header.c", '#include "rtp_header.h"\n',
         f'#include "rtp_header.h"\n#include "{header}"\n')
    assert configure(project)[0] == 0
    exit_status, output = build_rtp_header(project)
    assert exit_status == status, output
    assert (f"fatal error: {header}: No such file or directory" in output) == (
        status == 1)


def test_room_that_uses_a_later_one(project):
    edit(project / CORE / "CMakeLists.txt", "lync_room(base\n",
         "lync_room(base\n    USES call\n")
    exit_status, output = configure(project)
    assert exit_status == 1
    assert "lync_room(base): uses call, which is not declared yet" in output


def section(heading):
    return ARCHITECTURE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def built_rooms():
    """(room, the rooms it uses) in the order in which they are declared."""
    rooms = []
    for path in ROOM_LISTS:
        for name, arguments in re.findall(r"^lync_(?:room|door)\((\w+)([^)]*)\)",
                                          (PROJECT / path).read_text(), re.M):
            uses = re.search(r"USES\s(.*?)\sFILES\s", arguments, re.S)
            rooms.append((name, uses.group(1).split() if uses else []))
    return rooms


def test_table_of_rooms_is_what_is_built():
    table = re.findall(r"^\| (\w+) \|([\w ]*)\|",
                       section("Which room may include which"), re.M)
    assert table[0][0] == "room"
    assert [(name, uses.split()) for name, uses in table[1:]] == built_rooms()


def test_files_that_the_architecture_names_exist():
    paths = {path for path in re.findall(r"`([\w./-]+/[\w.-]+)`", ARCHITECTURE)
             if "ROOM" not in path}
    places = [PROJECT, PROJECT / "epan-dissectors", PROJECT / CORE]
    assert len(paths) > 20
    assert not [path for path in paths
                if not any((place / path).exists() for place in places)]


def test_each_new_thing_needs_as_many_files_as_it_says():
    rows = re.findall(r"^\| ([\w -]+) \((\d+)\) \| (.*) \|$",
                      section("Where a new thing goes"), re.M)
    assert [name for name, *_ in rows] == [
        "finding about RTP", "session-timer rule", "verdict", "report column"]
    for name, n_files, files in rows:
        assert len(re.findall("`[^`]+`", files)) == int(n_files), name
