# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/check: its command line, and that it fails when it should."""
import os
import shutil

import pytest

from conftest import accounts, copy_project


# What a step does is the same for every account: one is enough where it builds.
one_account = pytest.mark.parametrize("account", accounts()[-1:],
                                      indirect=True)
needs_proc = pytest.mark.skipif(not os.path.exists("/proc/self/task"),
                                reason="the sanitizers need /proc")


@pytest.fixture
def project(account, workspace):
    """A copy that a test may spoil."""
    path = copy_project(workspace / f"spoilt-{account.home.name}")
    yield path
    shutil.rmtree(path)


def test_unknown_argument(account, clone):
    result = account.run(clone / "tools/check", "--frobnicate")
    assert result.returncode == 2
    assert result.stderr == ("check: unknown argument --frobnicate "
                             "(see check --help)\n")


def test_other_versions_need_root(account, clone):
    if account.is_root:
        pytest.skip("root may")
    result = account.run(clone / "tools/check", "--all-versions", "lint")
    assert result.returncode == 1
    assert result.stderr == ("check: --all-versions makes chroots of other "
                             "Debian suites, which needs root\n")


def test_core_that_includes_wireshark_fails(account, project):
    core = project / "epan-dissectors/core/base/finding.c"
    core.write_text("#include <epan/packet.h>\n" + core.read_text())
    result = account.run(project / "tools/check", "lint")
    assert result.returncode == 1
    assert "core includes what it must not know" in result.stderr
    assert result.stderr.splitlines()[-1].endswith(": lint")


@needs_proc
@one_account
def test_empty_list_of_unit_tests_fails(account, project):
    (project / "test/unit/CMakeLists.txt").write_text("\n")
    top = project / "CMakeLists.txt"    # the modules take long to build
    top.write_text(top.read_text().replace('the core alone)" ON',
                                           'the core alone)" OFF'))
    result = account.run(project / "tools/check", "sanitize")
    assert result.returncode == 1
    assert "No tests were found!!!" in result.stdout + result.stderr
    assert result.stderr.splitlines()[-1].endswith(": sanitize")


@one_account
def test_empty_list_of_captures_fails(account, project):
    shutil.rmtree(project / "test/captures")
    (project / "test/captures").mkdir()
    result = account.run(project / "tools/check", "captures")
    assert result.returncode == 1
    assert "no tests ran" in result.stdout


def test_last_line_names_what_passed(account, clone):
    result = account.run(clone / "tools/check", "lint")
    assert result.returncode == 0, result.stdout + result.stderr
    last = result.stdout.splitlines()[-1]
    assert last.startswith("check: passed on Wireshark ")
    assert last.endswith(": lint")
