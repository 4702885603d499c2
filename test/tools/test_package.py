# SPDX-License-Identifier: GPL-2.0-or-later
"""What tools/package makes of: the version, and the man page of lync-analyze.

The packages themselves are tested by test/long/packages.
"""
import re
import subprocess

import pytest

from conftest import PROJECT


def test_changelog_begins_with_the_version_of_cmake():
    cmake = (PROJECT / "CMakeLists.txt").read_text()
    version = re.search(r"project\(lync VERSION (\S+)", cmake)[1]
    changes = (PROJECT / "CHANGELOG.md").read_text()
    assert re.search(r"^## (\S+), \d{4}-\d\d-\d\d$", changes,
                     re.M)[1] == version
    in_tree = (PROJECT / "packaging/in-tree/CMakeLists.txt").read_text()
    assert f"set_module_info(lync {version.replace('.', ' ')} 0)" in in_tree


@pytest.fixture(scope="module")
def man_page():
    """The man page of tools/analyze as lync-analyze: source, and as shown."""
    shown = subprocess.run([PROJECT / "tools/analyze", "--help"], text=True,
                           capture_output=True, check=True).stdout
    page = subprocess.run(
        ["/usr/bin/python3", "-B", PROJECT / "tools/lib/man_page.py",
         "lync-analyze", "purpose", "1.2.3"], input=shown, text=True,
        capture_output=True, check=True).stdout
    return shown, page


def test_man_page_has_every_option_and_line_of_the_help(man_page):
    shown, page = man_page
    plain = page.replace("\\-", "-").replace("\\&", "").replace("\\e", "\\")
    options = re.findall(r"^  (\S+(?: \S+)*)  ", shown, re.M)
    assert len(options) > 10
    assert re.findall(r"^\.TP\n\.B (.*)", plain, re.M) == options
    assert set(shown.split()) - {"Usage:", "Exit", "status:"} <= set(
        plain.split())


def test_no_line_of_the_man_page_is_taken_for_a_command(man_page):
    commands = {line.split()[0] for line in man_page[1].splitlines()
                if line.startswith((".", "'"))}
    assert commands <= {".TH", ".SH", ".B", ".BR", ".TP", ".PP"}
