#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --cluster with three workers, each in a network namespace of
its own, over TLS: one is killed in the middle, one is frozen and stays so, and
one is of another version. The store must be that of a local run, row by row.

    test/long/cluster.py FOLDER [SEED]

needs root, iproute2, openssl and python3-distributed; about three minutes, most
of which builds the other version. Works in FOLDER, and does not build twice.
"""
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from stores import compare, rows_of

PROJECT = pathlib.Path(__file__).resolve().parents[2]
CAPTURES = [PROJECT / "test/captures" / name for name in
            ("recorded", "stacks", "srtp", "hangups")]
NAMES = ("killed", "frozen", "other")
NETWORK = "10.213.7."
SCHEDULER = f"tls://{NETWORK}100:8786"
WORKER_TTL_S = 15
LONGEST_S = 900


def run(*command, **more):
    return subprocess.run([str(word) for word in command], check=True, **more)


class Network:
    """Namespaces of the scheduler and the workers, joined by a bridge."""

    def __init__(self):
        self.prefix = f"lync{os.getpid()}-"

    def __enter__(self):
        run("ip", "netns", "add", self.prefix + "hub")
        self.inside("hub", "ip", "link", "add", "bridge", "type", "bridge")
        self.inside("hub", "ip", "address", "add", NETWORK + "100/24", "dev",
                    "bridge")
        for device in ("bridge", "lo"):
            self.inside("hub", "ip", "link", "set", device, "up")
        for place, name in enumerate(NAMES):
            self.join(name, f"{NETWORK}{place + 1}/24")
        return self

    def join(self, name, address):
        namespace = self.prefix + name
        run("ip", "netns", "add", namespace)
        self.inside("hub", "ip", "link", "add", name, "type", "veth", "peer",
                    "name", "eth0", "netns", namespace)
        self.inside("hub", "ip", "link", "set", name, "master", "bridge", "up")
        self.inside(name, "ip", "address", "add", address, "dev", "eth0")
        for device in ("eth0", "lo"):
            self.inside(name, "ip", "link", "set", device, "up")

    def command(self, name, *words):
        return ["ip", "netns", "exec", self.prefix + name,
                *(str(word) for word in words)]

    def inside(self, name, *words):
        run(*self.command(name, *words))

    def __exit__(self, *_):
        for name in ("hub",) + NAMES:
            subprocess.run(["ip", "netns", "del", self.prefix + name],
                           check=False)


def make_certificate(folder):
    """One for all, which signs itself; dask's configuration that uses it."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
        "2", "-subj", "/CN=lync", "-keyout", key, "-out", certificate,
        stderr=subprocess.DEVNULL)
    name = "DASK_DISTRIBUTED__COMM__TLS__"
    found = {name + "CA_FILE": str(certificate)}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        found[f"{name}{role}__CERT"] = str(certificate)
        found[f"{name}{role}__KEY"] = str(key)
    return found


def make_other_version(folder):
    """A copy of the project with one line more, built."""
    if folder.exists():
        return folder
    shutil.copytree(PROJECT, folder, symlinks=True, ignore=lambda at, names: [
        name for name in names if name == ".git" or
        pathlib.Path(at) == PROJECT and name.startswith("build")])
    with open(folder / "epan-dissectors/lync.c", "a", encoding="ascii") as file:
        file.write("/* another version */\n")
    run(folder / "tools/analyze", stdout=subprocess.DEVNULL)
    return folder


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, network, folder, tls):
        self.network, self.folder = network, folder
        self.environment = dict(
            os.environ, **tls,
            DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL=f"{WORKER_TTL_S}s")
        self.started = {}

    def start(self, name, namespace, *words, project=PROJECT):
        with open(self.folder / f"{name}.log", "wb") as log:
            self.started[name] = subprocess.Popen(
                self.network.command(namespace, *words), stdout=log,
                stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder,
                start_new_session=True, env=dict(
                    self.environment, PYTHONPATH=f"{project}/tools/analysis",
                    PYTHONDONTWRITEBYTECODE="1"))
        return self.started[name]

    def worker(self, name, project=PROJECT):
        self.start(name, name, "dask", "worker", SCHEDULER, "--nthreads", 1,
                   "--no-dashboard", "--local-directory", self.folder / name,
                   "--preload", "cluster_worker", project=project)

    def process_of(self, name):
        """The worker's own process, which a nanny has started."""
        threads = pathlib.Path(f"/proc/{self.started[name].pid}/task")
        for thread in threads.iterdir():
            for child in (thread / "children").read_text().split():
                about = pathlib.Path(f"/proc/{child}/cmdline").read_bytes()
                if b"resource_tracker" not in about:
                    return int(child)
        raise SystemExit(f"{name}: no worker; see its log")

    def stop(self):
        for process in self.started.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                os.killpg(process.pid, signal.SIGCONT)
        for process in self.started.values():
            process.wait(60)


def count(store):
    try:
        base = sqlite3.connect(store)
        found, = base.execute("SELECT count(*) FROM captures").fetchone()
        base.close()
        return found
    except sqlite3.Error:
        return 0


def wait_for(condition, what):
    deadline = time.monotonic() + LONGEST_S
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"not within {LONGEST_S} s: {what}")
        time.sleep(0.1)


def harm(cluster, running, store, n_all, seed):
    """Kills one worker and freezes the other at moments of chance."""
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(1, n_all * 2 // 3), 2))
    deeds = [("killed", signal.SIGKILL), ("frozen", signal.SIGSTOP)]
    chance.shuffle(deeds)
    for moment, (name, deed) in zip(moments, deeds):
        wait_for(lambda: count(store) >= moment or running.poll() is not None,
                 f"{moment} captures")
        assert running.poll() is None, "it was over before it was harmed"
        os.kill(cluster.process_of(name), deed)
        print(f"{name} with {count(store)} captures in the store")


def main():
    sys.stdout.reconfigure(line_buffering=True)
    folder = pathlib.Path(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10_000)
    folder.mkdir(parents=True, exist_ok=True)
    analyze = PROJECT / "tools/analyze"
    print(f"seed {seed}")
    begun = time.monotonic()
    run(analyze, "--store", folder / "local.sqlite", *CAPTURES)
    print(f"local: {time.monotonic() - begun:.0f} s")
    expected = rows_of(folder / "local.sqlite")
    other = make_other_version(folder / "project")
    store = folder / "cluster.sqlite"
    with Network() as network:
        cluster = Cluster(network, folder, make_certificate(folder))
        try:
            cluster.start("scheduler", "hub", "dask", "scheduler",
                          "--protocol", "tls", "--host", NETWORK + "100", "--no-dashboard")
            for name in NAMES:
                cluster.worker(name, other if name == "other" else PROJECT)
            wait_for(lambda: all(
                "Registered to" in (folder / f"{name}.log").read_text()
                for name in NAMES), "the workers")
            begun = time.monotonic()
            store.unlink(missing_ok=True)
            running = cluster.start(
                "run", "hub", analyze, "--cluster", SCHEDULER, "--store", store,
                *CAPTURES)
            harm(cluster, running, store, len(expected["captures"]), seed)
            wait_for(lambda: running.poll() is not None, "the end of the run")
        finally:
            cluster.stop()
    print(f"cluster: {time.monotonic() - begun:.0f} s, exit status "
          f"{running.returncode}; it said:")
    print((folder / "run.log").read_text(), end="")
    print("equal, row by row:", compare(expected, store))


if __name__ == "__main__":
    main()
