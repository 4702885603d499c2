#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts what opening SRTP costs, in instructions per packet.

callgrind counts the instructions of tshark on a call of N and of 2N packets of
RTP (PCMU, both ways, the keys in SDP), each suite for itself. The difference
divided by N is the cost of a packet, and of it the part inside libgcrypt:

    stock       stock tshark, which shows SRTP
    off         with the module, lync.srtp off
    on          with the module, lync.srtp on: authenticated and decrypted

each with -q -z expert, in one pass and with -2. callgrind's processor has AES
but no SHA instructions; on a processor with both, libgcrypt needs fewer. Needs
valgrind. As root the runs are those of nobody.
"""

import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "test" / "captures"))
from making.rtp import rtp                                      # noqa: E402
from making.srtp_scenes import (CALLEE_SSRC, CALLER_SSRC,       # noqa: E402
                                Scene)
from making.signalling import MEDIA                             # noqa: E402
from tshark import LYNC, STOCK, Tshark                          # noqa: E402

SUITES = ("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM")
ON = ["-o", "lync.srtp:TRUE"]
WAYS = {"stock": (STOCK, []), "off": (LYNC, []), "on": (LYNC, ON)}
LISTS = {"one pass": ["-q", "-z", "expert"], "-2": ["-2", "-q", "-z", "expert"]}
TIMEOUT_S = 3600


def scene(suite, n):
    made = Scene("srtp-%s-%d" % (suite.lower(), n), "a call of %d packets" % n)
    caller, callee = made.key(suite), made.key(suite)
    made.set_up([caller], [callee])
    for number in range(n // 2):
        for flow, ssrc, key in ((MEDIA, CALLER_SSRC, caller),
                                (MEDIA.back(), CALLEE_SSRC, callee)):
            made.send(flow, key, rtp(0, number, number * 160, ssrc,
                                     made.random.randbytes(160)),
                      roc=number >> 16, step_us=10_000)
    return made


def self_costs(path):
    """Object file -> instructions in it, from a file of callgrind."""
    names, costs, current, skip = {}, {}, "", False
    for line in path.read_text(errors="replace").splitlines():
        if line.startswith(("ob=", "cob=")):
            kind, _, name = line.partition("=")
            number, _, name = name.partition(" ")
            name = names.setdefault(number, name)
            current = name if kind == "ob" else current
        elif line.startswith("calls="):
            skip = True             # the next line has what the callee cost
        elif line[:1] in "0123456789+-*" and line:
            if not skip:
                costs[current] = costs.get(current, 0) + int(line.split()[-1])
            skip = False
    return costs


class Bench:
    def __init__(self, n):
        self.n = n
        self.tshark = Tshark(ROOT)
        self.out = self.tshark.folder / "home" / "callgrind.out"

    def capture(self, suite, n):
        made = scene(suite, n)
        made.write(self.tshark.folder)
        path = self.tshark.folder / (made.name + ".pcap")
        path.chmod(0o644)
        return path

    def run(self, path, way, extra):
        """Instructions in all, and those in libgcrypt."""
        which, options = WAYS[way]
        subprocess.run(
            self.tshark.as_user(
                ["valgrind", "--tool=callgrind", "--compress-pos=no",
                 "--callgrind-out-file=%s" % self.out, self.tshark.program,
                 "-r", str(path)] + extra + options),
            env=self.tshark.environment_for(which), cwd=self.tshark.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=TIMEOUT_S, check=True)
        costs = self_costs(self.out)
        return (sum(costs.values()),
                sum(cost for name, cost in costs.items()
                    if "libgcrypt" in name))

    def measure(self, suite):
        few, many = (self.capture(suite, n) for n in (self.n, 2 * self.n))
        for name, extra in LISTS.items():
            for way in WAYS:
                low, high = self.run(few, way, extra), self.run(many, way,
                                                                extra)
                total, crypto = ((b - a) / self.n for a, b in zip(low, high))
                print("%-24s %-9s %-6s %7d   libgcrypt %6d" % (
                    suite, name, way, round(total), round(crypto)), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=2000)
    bench = Bench(parser.parse_args().packets)
    try:
        for suite in SUITES:
            bench.measure(suite)
    finally:
        bench.tshark.close()


if __name__ == "__main__":
    os.umask(0o022)
    main()
