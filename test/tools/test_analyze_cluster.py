# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --cluster: a dask cluster on this machine, one of whose workers
is killed, and one of another version. test/long/cluster.py does more."""
import os
import re
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from conftest import PROJECT, one_line
from test_analyze_interrupted import wait_until
from test_analyze_store import STACKS, rows

sys.path.insert(0, str(PROJECT / "tools/analysis"))
import cluster          # noqa: E402
import cluster_worker   # noqa: E402
from unit import Result     # noqa: E402
from words import Failure   # noqa: E402

SOON = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
OTHER = """import cluster_worker
cluster_worker.analyze = lambda order: ("by the other", b"", None)
cluster_worker.Stage.version = lambda self: "4.0.17 of another"
dask_setup = cluster_worker.dask_setup
dask_teardown = cluster_worker.dask_teardown
"""
# A sharkd that never answers.
STUCK = "#!/bin/sh\ntouch {}\nexec cat >/dev/null\n"


class Cluster:
    """A scheduler and workers, run by an account."""

    def __init__(self, account, clone):
        self.account = account
        self.clone = clone
        self.started = []
        self.folder = account.write("dask/other.py", OTHER.encode()).parent

    def start(self, name, *command, **environment):
        path = f"{self.folder}:{self.clone}/tools/analysis"
        with open(self.folder / f"{name}.log", "wb") as log:
            self.started.append(subprocess.Popen(
                self.account.prefix() + list(command), cwd=self.folder,
                env=dict(self.account.environment(), PYTHONPATH=path,
                         PYTHONDONTWRITEBYTECODE="1", **environment),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True))
        return self.started[-1]

    def scheduler(self):
        """Its address."""
        self.start("scheduler", "dask", "scheduler", "--host",
                   "127.0.0.1", "--port", "0", "--no-dashboard")
        return self.logged("scheduler", r"Scheduler at: +(\S+)")

    def worker(self, name, address, module="cluster_worker", **environment):
        return self.start(name, "dask", "worker", address, "--nthreads", "1",
                          "--no-nanny", "--no-dashboard", "--local-directory",
                          name, "--preload", module, **environment)

    def logged(self, name, pattern):
        log = self.folder / f"{name}.log"
        found = wait_until(lambda: re.search(pattern, log.read_text()), 300)
        assert found, "".join(f"== {each.name}\n{each.read_text()}"
                              for each in sorted(self.folder.glob("*.log")))
        return found[1]

    def stop(self):
        """A worker whose sharkd never answers may not end by itself."""
        for process in self.started:
            process.terminate()
        for process in self.started:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture(scope="module")
def dask(account, analyze, clone):
    if os.geteuid() == 0 and account.is_root:
        pytest.skip("done by the other account")
    made = Cluster(account, clone)
    yield made
    made.stop()


@pytest.fixture
def captures(account):
    for place, path in enumerate(sorted(STACKS.glob("*.pcap"))[:6]):
        account.write(f"captures/{place}.pcap", path.read_bytes())
    return account.home / "captures"


def test_killed_worker_and_other_version(
        dask, account, analyze, captures, some):
    """The store is that of a local run, and so is what is printed."""
    begun = dask.folder / "begun"
    sharkd = account.write("stuck/sharkd", STUCK.format(begun).encode(),
                           mode=0o755)
    address = dask.scheduler()
    dask.worker("well", address)
    dask.worker("other", address, "other")
    stuck = dask.worker("stuck", address,
                        PATH=f"{sharkd.parent}:{os.environ['PATH']}")
    running = dask.start("run", dask.clone / "tools/analyze", "--cluster",
                         address, "--store", "cluster.sqlite", str(captures))
    assert wait_until(begun.exists, 120)
    dask.logged("run", "(worker .* is refused)")
    os.killpg(stuck.pid, signal.SIGKILL)
    assert running.wait(300) == 0
    said = (dask.folder / "run.log").read_text()
    assert re.fullmatch(
        r"analyze: worker tcp://\S+ is refused: its version is 4\.0\.17 of "
        r"another, this machine's \S+ \w{16}\n"
        r"Store: 6 captures new, 0 known\n", said)
    local = account.home / "local.sqlite"
    assert analyze("--store", local, captures).returncode == 0
    assert rows(dask.folder / "cluster.sqlite") == rows(local)
    sent = analyze("--cluster", address, "--send", *some)
    alone = analyze(*some)
    assert sent.stdout == alone.stdout
    assert "\n".join(sent.stderr.splitlines()[1:] + [""]) == alone.stderr


def test_file_is_the_one_that_was_meant(tmp_path):
    path = tmp_path / "a.pcap"
    path.write_bytes(b"12")
    identity = cluster_worker.identity_of(path)
    assert cluster_worker.sight_problem(path, identity) == ""
    os.utime(path, (1, 1))
    assert "another file" in cluster_worker.sight_problem(path, identity)
    path.unlink()
    assert re.fullmatch(r"worker \S+: No such file or directory \(--send .*",
                        cluster_worker.sight_problem(path, identity))


def test_report_leaves_no_file(tmp_path):
    """Neither sharkd's, nor tshark's, which is in a folder of its own."""
    (tmp_path / "report.of-tshark").mkdir()
    for name in ("report.of-sharkd", "report.of-tshark/json"):
        (tmp_path / name).write_bytes(b"{}")
        result = Result("cut", b"text", str(tmp_path / name))
        assert cluster_worker.outcome(result, str(tmp_path)) == (
            "cut", b"text", b"{}")
    assert list(tmp_path.iterdir()) == []
    assert cluster_worker.outcome(Result("bad"), str(tmp_path)) == (
        "bad", b"", None)


def test_without_dask(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Failure, match="Debian package python3-distributed"):
        cluster.connect("127.0.0.1:1")


def test_without_scheduler(dask, analyze):
    result = analyze("--cluster", "127.0.0.1:1", "a.pcap", **SOON)
    assert result.returncode == 1
    assert one_line(result).startswith(
        "analyze: no dask scheduler can be reached at 127.0.0.1:1: ")


def test_without_worker(monkeypatch):
    """The run ends; what is not done is said to be so."""
    monkeypatch.setattr(cluster, "NO_WORKER_S", -1)
    made = cluster.Cluster.__new__(cluster.Cluster)
    made.looked, made.useful, made.resource = -1e9, 0, "lync x"
    made.client = SimpleNamespace(status="running",
                                  scheduler_info=lambda: {"workers": {}})
    with pytest.raises(cluster.Lost, match="no worker"):
        made._count_threads()


def test_order_of_results():
    waiting = {}
    shuffled = iter([(2, "c"), (0, "a"), (1, "b"), (4, "e")])
    assert list(cluster.in_order(shuffled, waiting)) == [
        (0, "a"), (1, "b"), (2, "c")]
    assert waiting == {4: "e"}
