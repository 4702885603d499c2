# SPDX-License-Identifier: GPL-2.0-or-later
"""The build keeps the rooms apart: docs/architecture.md says which uses which."""
import subprocess

import pytest

from conftest import copy_project

CORE = "epan-dissectors/core"


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
