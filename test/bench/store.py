#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Seconds that the ready questions take in a store of a million calls.

Makes the store in FOLDER: a year of calls of 10 000 numbers over 200 trunks.
"""
import pathlib
import sys
import time
from types import SimpleNamespace

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] /
                       "tools/analysis"))
import ask      # noqa: E402
import store    # noqa: E402

N_CALLS, N_CAPTURES, N_TRUNKS, N_NUMBERS = 1_000_000, 1000, 200, 10_000
VERDICTS = ("normal",) * 45 + ("refused", "cancelled") + store.BROKEN[:3]


def call(number):
    trunk = number * 7919 % N_TRUNKS
    caller = number * 104_729 % N_NUMBERS
    day = f"2026-{1 + number % 12:02}-{1 + number // 12 % 28:02}"
    row = {"call": number % 1000, "start": f"{day}T00:00:00.000000000Z",
           "duration": 60.0, "caller": f"sip:+4930{caller:06}@a.example",
           "callee": f"sip:+4940{number % N_NUMBERS:06}@b.example",
           "caller.address": "10.0.0.1",
           "callee.address": f"10.1.{trunk // 100}.{trunk % 100}",
           "call.verdict": VERDICTS[number * 31 % len(VERDICTS)],
           "call.certainty": "certain", "cause": "BYE from the caller. " * 5,
           "advice": None, "mos": 4.2, "quality": "good"}
    return store.call_row(row)


def fill(base):
    base.execute("PRAGMA cache_size = -400000")
    base.execute("BEGIN")
    base.executemany(
        "INSERT INTO captures VALUES (?, ?, '', '', ?, '', '', 1, 1)",
        [(n, str(n), f"{n}.pcap") for n in range(1, N_CAPTURES + 1)])
    base.executemany(
        "INSERT INTO calls VALUES (NULL, " + ", ".join("?" * 18) + ")",
        ((1 + n // (N_CALLS // N_CAPTURES), *call(n)) for n in range(N_CALLS)))
    base.execute("COMMIT")


def main():
    path = pathlib.Path(sys.argv[1], "million.sqlite")
    new = not path.exists()
    base = store.open_store(path)
    if new:
        fill(base)
    for asked in ({}, {"since": "2026-12-01"}, {"trunk": "10.1.0.7"},
                  {"number": "30001234"}):
        options = SimpleNamespace(**dict(
            {"since": "", "trunk": "", "number": ""}, **asked))
        for name, (statement, values) in ask.questions(options).items():
            begun = time.monotonic()
            n_rows = len(base.execute(statement, values).fetchall())
            print(f"{name:7} {str(asked):28} {n_rows:5} rows "
                  f"{time.monotonic() - begun:6.2f} s")


if __name__ == "__main__":
    main()
