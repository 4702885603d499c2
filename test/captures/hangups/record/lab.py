# SPDX-License-Identifier: GPL-2.0-or-later
"""A client, a router and a server in network namespaces, and a capture.

WORK  a folder for logs and settings; all of it may go
OUT   where the captures are written
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = Path(os.environ.get("WORK", "/tmp/hangups"))
OUT = Path(os.environ.get("OUT", HERE.parent))
SNAPLEN = 128  # Ethernet, IPv4, TCP with options, and iSCSI's 48 octets
PYTHON = "/usr/bin/python3"


def sh(*command, check=True):
    return subprocess.run([str(word) for word in command], check=check,
                          text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT).stdout


class Lab:
    """One namespace each for client C, router R and server S; the capture is
    taken at the client, or at POINT."""

    def __init__(self, name, number, point="C"):
        self.name = name
        self.number = number
        self.point = point
        self.client = f"10.{number}.1.2"
        self.server = f"10.{number}.2.2"
        self.dir = WORK / name
        self.processes = []
        self.random = random.Random(name)

    def ns(self, host):
        return f"hang{self.number}{host}"

    def __enter__(self):
        shutil.rmtree(self.dir, ignore_errors=True)
        self.dir.mkdir(parents=True)
        self._delete()
        for host in "CRS":
            sh("ip", "netns", "add", self.ns(host))
            self.at(host, "ip", "link", "set", "lo", "up")
        self._wire("C", 1)
        self._wire("S", 2)
        self.at("R", "sysctl", "-qw", "net.ipv4.ip_forward=1")
        capture = self.dir / "capture.pcap"
        self.tcpdump = self.start(self.point, "tcpdump", "-U", "-n", "-s",
                                  SNAPLEN, "-i", "e0", "-w", capture, "tcp")
        while not capture.exists() or not capture.stat().st_size:
            time.sleep(0.1)
        return self

    def _wire(self, host, net):
        sh("ip", "link", "add", "e0", "netns", self.ns(host), "type", "veth",
           "peer", "name", f"r{host}", "netns", self.ns("R"))
        address = f"10.{self.number}.{net}"
        self.at(host, "ip", "addr", "add", f"{address}.2/24", "dev", "e0")
        self.at("R", "ip", "addr", "add", f"{address}.1/24", "dev", f"r{host}")
        for place, device in ((host, "e0"), ("R", f"r{host}")):
            self.at(place, "ethtool", "-K", device, "tx", "off", "gro", "off",
                    "gso", "off", "tso", "off", check=False)
            self.at(place, "ip", "link", "set", device, "up")
        self.at(host, "ip", "route", "add", "default", "via", f"{address}.1")

    def __exit__(self, failed, *_):
        time.sleep(1)
        for process in reversed(self.processes):
            if process is not self.tcpdump:
                stop(process)
        self.tcpdump.send_signal(signal.SIGINT)
        self.tcpdump.wait()
        self._delete()
        if not failed:
            OUT.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.dir / "capture.pcap", OUT / f"{self.name}.pcap")

    def _delete(self):
        for host in "CRS":
            sh("ip", "netns", "del", self.ns(host), check=False)

    def at(self, host, *command, check=True):
        """Runs a command to its end; what it printed."""
        return sh("ip", "netns", "exec", self.ns(host), *command, check=check)

    def start(self, host, *command, stdin=subprocess.DEVNULL):
        """Starts a program that runs on."""
        log = open(self.dir / f"{len(self.processes)}.log", "w")
        process = subprocess.Popen(
            ["ip", "netns", "exec", self.ns(host)] +
            [str(word) for word in command], stdin=stdin, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True, text=True)
        self.processes.append(process)
        return process

    def python(self, host, code, *arguments):
        """Starts peers.py's function CODE with these arguments."""
        return self.start(host, PYTHON, HERE / "peers.py", code, *arguments)

    def file(self, name, text):
        path = self.dir / name
        path.write_text(text)
        return path

    def certificate(self):
        """A key and its certificate in one file."""
        both = self.dir / "both.pem"
        if not both.exists():
            key, certificate = self.dir / "key.pem", self.dir / "cert.pem"
            sh("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
               "-days", 3650, "-subj", "/CN=lab", "-keyout", key, "-out",
               certificate)
            both.write_text(key.read_text() + certificate.read_text())
        return both


def stop(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def every(seconds, times):
    """Yields TIMES times, each SECONDS after the time before, beginning
    SECONDS from now: by the clock, whatever the caller does between."""
    begin = time.monotonic()
    for n in range(1, times + 1):
        time.sleep(max(0, begin + n * seconds - time.monotonic()))
        yield n


def at_random(lab, shortest, longest, times):
    """Yields TIMES times, after pauses that are evenly distributed."""
    for n in range(1, times + 1):
        time.sleep(lab.random.uniform(shortest, longest))
        yield n


if __name__ == "__main__":
    sys.exit(__doc__)
