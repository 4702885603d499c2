# SPDX-License-Identifier: GPL-2.0-or-later
"""The installation targets: where the modules go, and that they go away."""
import re
import shutil

import pytest


NAMES = ["hangup.so", "lync.so"]


def modules(folder):
    return sorted(str(p.relative_to(folder)) for name in NAMES
                  for p in folder.rglob(name))


def target(account, build_dir, name, **environment):
    return account.run("cmake", "--build", build_dir, "--target", name,
                       **environment)


def test_install_respects_destdir(account, build_dir):
    root = account.home / "image"
    result = account.run("cmake", "--install", build_dir, DESTDIR=str(root))
    assert result.returncode == 0, result.stderr
    found = modules(root)
    assert [path.rsplit("/epan/", 1)[1] for path in found] == NAMES
    for path in found:
        assert path.startswith("usr/lib/")
        assert "/wireshark/plugins/4." in path
    profile = root / "usr/share/wireshark/profiles/Lync"
    assert re.search(r"profile Lync \d+\.\d+\.\d+\)",
                     (profile / "dfilter_buttons").read_text())
    result = target(account, build_dir, "uninstall", DESTDIR=str(root))
    assert result.returncode == 0, result.stderr
    assert modules(root) == [] and not profile.exists()


def test_uninstall_of_what_is_not_there(account, build_dir):
    result = target(account, build_dir, "uninstall",
                    DESTDIR=str(account.home / "nowhere"))
    assert result.returncode == 0
    assert "Not installed: " in result.stdout


def test_install_user(account, build_dir):
    if account.is_root:
        pytest.skip("refused, see below")
    personal = account.home / ".local/lib/wireshark/plugins"
    assert target(account, build_dir, "install-user").returncode == 0
    found = modules(personal)
    assert [path.rsplit("/epan/", 1)[1] for path in found] == NAMES
    listed = account.run("tshark", "-G", "plugins").stdout
    for path in found:
        assert path.startswith("4.")
        assert f"{personal}/{path}" in listed
    profile = account.home / ".config/wireshark/profiles/Lync"
    (profile / "preferences").write_text("mine\n")
    assert target(account, build_dir, "install-user").returncode == 0
    assert (profile / "preferences").read_text() == "mine\n"
    assert target(account, build_dir, "uninstall-user").returncode == 0
    assert modules(personal) == []
    shutil.rmtree(profile)


def test_install_user_refuses_root_and_says_why(account, build_dir):
    if not account.is_root:
        pytest.skip("an ordinary user may")
    result = target(account, build_dir, "install-user")
    assert result.returncode != 0
    said = " ".join((result.stdout + result.stderr).split())
    assert "Wireshark ignores the personal plugin folder of root" in said
    assert modules(account.home) == []
