# SPDX-License-Identifier: GPL-2.0-or-later
"""A copy of the project, and accounts that run its tools.

The tools are run from a copy which every account may read, because a clone in
root's home is out of an ordinary user's reach. Started as root, the ordinary
user is `nobody`; started as an ordinary user, that user is the only account.
"""
import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def pcap(n_packets=3, dscp=40):
    """A capture of RTP packets (payload type 114), all of one stream."""
    rtp_header, payload = 12, 100
    out = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    for i in range(n_packets):
        rtp = struct.pack("!BBHII", 0x80, 114, 1000 + i, 320 * i, 0x1234ABCD)
        udp = struct.pack("!HHHH", 50000, 50002, 8 + rtp_header + payload, 0)
        ip = struct.pack("!BBHHHBBH4s4s", 0x45, dscp << 2,
                         28 + rtp_header + payload, i, 0, 64, 17, 0,
                         bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2]))
        frame = bytes(12) + b"\x08\x00" + ip + udp + rtp + bytes(payload)
        out += struct.pack("<IIII", 0, 20000 * i, len(frame), len(frame))
        out += frame
    return out


def one_line(result):
    """What a failed run says, which must be a single line."""
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.strip()


def assert_only_refuses(result, name, says):
    """The run fails, says why in one line, and reports nothing."""
    assert result.returncode == 1
    assert one_line(result) == f"analyze: {name}: {says}"
    assert result.stdout == ""


@contextlib.contextmanager
def locked(path):
    """Keeps the other workers out."""
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def workspace(testrun_uid, worker_id):
    """A directory below which every account may read, the same for all workers;
    the last one removes it."""
    path = Path("/tmp") / f"lync-test-{testrun_uid}"
    mine = path / "workers" / worker_id
    with locked(path.with_suffix(".lock")):
        mine.mkdir(parents=True)
        path.chmod(0o755)
    yield path
    with locked(path.with_suffix(".lock")):
        mine.rmdir()
        if not any(mine.parent.iterdir()):
            shutil.rmtree(path)
            path.with_suffix(".lock").unlink()


def copy_project(to):
    def left_out(folder, names):
        at_top = Path(folder) == PROJECT
        return [n for n in names if n in (".git", "__pycache__")
                or at_top and n.startswith("build")]
    shutil.copytree(PROJECT, to, ignore=left_out, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", to], check=True)
    return to


@pytest.fixture(scope="session")
def clone(workspace):
    with locked(workspace / "clone.lock"):
        if not (workspace / "clone").exists():
            copy_project(workspace / "clone")
    return workspace / "clone"


class Account:
    """Runs commands as root or as an ordinary user, in a home of its own."""

    def __init__(self, name, workspace):
        self.is_root = name == "root"
        self.switch = os.geteuid() == 0 and not self.is_root
        self.home = Path(tempfile.mkdtemp(prefix=f"home-{name}-",
                                          dir=workspace))
        self.cache = workspace / f"cache-{name}"    # what was built, for all
        self.cache.mkdir(exist_ok=True)
        self.give(self.home)
        self.give(self.cache)

    def give(self, path):
        """Makes a path the account's own."""
        if self.switch:
            os.chown(path, NOBODY, NOBODY)

    def write(self, name, content, mode=0o600):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode)
        while path != self.home:
            self.give(path)
            path = path.parent
        return self.home / name

    def environment(self):
        return {"PATH": os.environ["PATH"], "HOME": str(self.home),
                "XDG_CACHE_HOME": str(self.cache)}

    def prefix(self):
        """What a command of the account begins with."""
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}",
                "--clear-groups"] if self.switch else []

    def run(self, *command, **environment):
        env = dict(self.environment(), **environment)
        return subprocess.run(self.prefix() + [str(c) for c in command], env=env,
                              cwd=self.home, text=True, timeout=600,
                              stdin=subprocess.DEVNULL, capture_output=True)


def accounts():
    return ["root", "user"] if os.geteuid() == 0 else ["user"]


@pytest.fixture(scope="session", params=accounts())
def account(request, workspace):
    return Account(request.param, workspace)


@pytest.fixture(scope="session")
def analyze(account, clone):
    """Runs tools/analyze once so that later runs find everything ready."""
    def run(*arguments, **environment):
        return account.run(clone / "tools/analyze", *arguments, **environment)
    ready = run()
    assert (ready.returncode, ready.stderr) == (0, ""), ready
    return run


@pytest.fixture(scope="session")
def build_dir(account, clone):
    built = account.run(clone / "tools/build")
    assert (built.returncode, built.stderr) == (0, ""), built
    return Path(built.stdout.strip())


@pytest.fixture
def some(account):
    """Eight captures of different sizes, one of them bad, one cut short."""
    names = []
    for i, n_packets in enumerate([3, 900, 4, 1, 300, 3, 2, 5]):
        content = pcap(n_packets)
        names.append(f"some/{i} \n-x.pcap")
        account.write(names[-1], b"hello\n" if i == 3 else
                      content[:-1] if i == 5 else content)
    return names
