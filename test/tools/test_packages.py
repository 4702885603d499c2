# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tools install and build: only what is missing, and they say so.

dpkg-query, apt-get and sudo are played by scripts in front of the real ones.
"""
import os
import re
import subprocess

import pytest

from conftest import PROJECT

NOTHING_INSTALLED = "exit 1"
ASKED = 'echo "$0 $*" >> "$HOME/asked"\n'


@pytest.fixture
def played(account):
    """played(name=script...): PATH with these commands in front."""
    made = []

    def play(**scripts):
        for name, script in scripts.items():
            made.append(account.write(
                f"played/{name.replace('_', '-')}",
                f"#!/bin/sh\n{script}\n".encode(), mode=0o755))
        return {"PATH": f"{account.home}/played:{os.environ['PATH']}"}
    yield play
    for path in made:
        path.unlink()
    (account.home / "asked").unlink(missing_ok=True)


def test_second_run_asks_for_no_package_and_builds_nothing(
        analyze, account, build_dir, played):
    def times():
        """Of what is built: other tests install from the folder meanwhile."""
        return {p: p.stat().st_mtime_ns for p in build_dir.rglob("*")
                if p.suffix in (".o", ".so")}
    before = times()
    assert any(p.name == "lync.so" for p in before)
    result = analyze(**played(apt_get=ASKED, sudo=ASKED))
    assert (result.returncode, result.stderr) == (0, "")
    assert times() == before
    assert not (account.home / "asked").exists()


def test_missing_packages_are_named_before_they_are_installed(
        analyze, account, played):
    result = analyze(**played(dpkg_query=NOTHING_INSTALLED, apt_get=ASKED,
                              sudo='[ "$1" != -n ] || shift; exec "$@"'))
    assert result.returncode == 0
    assert result.stderr.startswith("analyze: installing Debian packages")
    assert " tshark " in result.stderr and result.stderr.count("\n") == 1
    update, install = (account.home / "asked").read_text().splitlines()
    assert update.endswith(" update")
    assert " install --no-install-recommends " in install
    assert " tshark " in install


def test_failed_installation_is_one_clear_line(analyze, played):
    result = analyze(**played(
        dpkg_query=NOTHING_INSTALLED, sudo='[ "$1" != -n ] || shift; exec "$@"',
        apt_get="echo noise; echo 'E: Unable to locate package tshark'; exit 100"
    ))
    assert result.returncode == 1
    assert result.stderr.splitlines()[1:] == [
        "analyze: apt-get could not install them: "
        "E: Unable to locate package tshark"]


def test_ordinary_user_without_sudo(analyze, account, played):
    if account.is_root:
        pytest.skip("root needs no sudo")
    result = analyze(**played(dpkg_query=NOTHING_INSTALLED, sudo="exit 1"))
    assert result.returncode == 1
    assert result.stderr.startswith(
        "analyze: missing Debian packages and no sudo; run as root: "
        "apt-get install --no-install-recommends ")
    assert result.stderr.count("\n") == 1


def test_packages_to_build_by_hand_are_documented():
    """All that tools/build needs: not what runs later, nor what gcc brings
    along."""
    wanted = subprocess.run(
        ["bash", "-c", ". tools/lib/packages.sh && packages_of analyze"],
        cwd=PROJECT, text=True, check=True, capture_output=True).stdout.split()
    told = re.search(r"\(Debian: `([^`]*)`\)",
                     (PROJECT / "docs/install.md").read_text())
    assert set(told[1].split()) == set(wanted) - {"tshark", "python3",
                                                 "libc6-dev"}
