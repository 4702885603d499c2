#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An hour of real calls in 30 files of two minutes, followed, against the same
hour analysed as one file: call by call, with streams and findings.

Prints what was compared and every difference; exit status 1 if there is one.
Calls that are not over when the hour ends must be the only ones that follow did
not give out."""
import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hour import write_hour

PROJECT = Path(__file__).resolve().parents[2]
ANALYZE = PROJECT / "tools/analyze"
sys.path[:0] = [str(PROJECT / "tools/analysis"), str(PROJECT / "test/tools")]
from follow.calls import Call, time_ns  # noqa: E402
from follow_store import last_taken     # noqa: E402
# Numbers of frames, calls and streams are those of the files read together.
NUMBERS = {"call", "legs", "frame", "stream", "streams", "since_start",
           "report", "interface"}
FILE_S = 120
WAIT_S = 3
# A round trip is the sum of two spans, each rounded to a thousandth of a
# millisecond from times since the first frame.
MEASURED = 0.0021


def unnumbered(value):
    """Without them, in texts too, and without what is counted from the first
    frame, or to the last, of the files read together."""
    if isinstance(value, dict):
        return {key: unnumbered(one) for key, one in value.items()
                if key not in NUMBERS}
    if isinstance(value, list):
        return [unnumbered(one) for one in value]
    if isinstance(value, str):
        return re.sub(r"(?<=rame )\d+|(?<=rames )\d+|(?<=all )\d+|"
                      r"(?<=anished at )[\d.]+|"
                      r"(?<=Its last frame is )\d+; the capture ends .*"
                      r"(?= after)|"
                      r"(?<=RTP nor RTCP for )[\d.]+(?= s while)", "N", value)
    return value


def comparable(part):
    """What a call is, by name: its own members, those of each stream, and its
    findings and quality reports in the order of time."""
    out = {("call", name): value for name, value in
           unnumbered(dict(part["call"], findings=None)).items()}
    for one in part["streams"]:
        where = f"{one['ssrc']} {one['source']} {one['start']}"
        for name, value in unnumbered(dict(one, findings=None)).items():
            out[where, name] = value
    for name in ("findings", "qoe"):
        out[name] = sorted(json.dumps(unnumbered(one)) for one in part[name])
    return out


def alike(one, other):
    """Whether they are equal; of texts cut at 220 characters, what is left
    where the numbers in them are of other lengths."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= MEASURED
    if isinstance(one, str) and one.endswith("...") or (
            isinstance(other, str) and other.endswith("...")):
        length = min(len(one), len(other)) - len("...")
        return length > 180 and one[:length] == other[:length]
    return one == other


def key_of(row):
    return row["start"], row["caller"], row["callee"], len(row["streams"])


def whole_calls(path):
    """key -> (comparable call, whether it is over)."""
    from follow.lines import part_of
    done = subprocess.run([ANALYZE, "--json", path], check=True,
                          stdout=subprocess.PIPE)
    report = json.loads(done.stdout)["captures"][0]["report"]
    end_s = Call(report, dict(report["calls"][0], streams=[], sip=[])).start_ns
    end_s = end_s / 1e9 + report["capture"]["duration"]
    return {key_of(row): (comparable(part_of(report, row)),
                          Call(report, row).is_over(end_s))
            for row in report["calls"]}


def followed_calls(files, folder, stop_after=()):
    """The lines of a run that is given one file after the other; it is stopped
    and started again after some of them."""
    ring, store, out = (folder / name for name in ("ring", "store", "out"))
    ring.mkdir()
    command = [ANALYZE, "--follow", ring, "--store", store]
    with open(out, "ab") as lines:
        running = subprocess.Popen(command, stdout=lines)
        for number, path in enumerate(files):
            path.rename(ring / path.name)
            # It need not read at once: a long window is read less often.
            deadline = time.monotonic() + WAIT_S
            while (last_taken(store) < number - 1 and
                   time.monotonic() < deadline):
                assert running.poll() is None
                time.sleep(0.05)
            if number in stop_after:
                running.terminate()
                running.wait()
                running = subprocess.Popen(command, stdout=lines)
        while last_taken(store) < len(files) - 2:
            time.sleep(0.5)
        running.terminate()
        assert running.wait() == 143
    return [json.loads(line) for line in out.read_text().splitlines()]


def is_weighed(mine, theirs):
    """Whether the call was refused with a response that asks for another try
    which nobody saw. That there was none is believed unless the capture lacks
    packets (docs/evidence.md), and what it lacks is counted over all that is
    read together."""
    rules = [one["call", "rule"] for one in (mine, theirs)]
    return (rules == ["final-refused", "not-answered"] and
            mine["call", "call.certainty"] == "likely")


def compare(whole, lines):
    """(differences, calls weighed by other evidence), as lines of text."""
    weighed = []
    told = Counter(key_of(line["call"]) for line in lines)
    problems = [f"{n} times: {key}" for key, n in told.items() if n > 1]
    problems += [f"not in the hour: {key}" for key in told if key not in whole]
    for key, (call, is_over) in whole.items():
        if key not in told and is_over:
            problems.append(f"not given out: {key} "
                            f"{call['call', 'call.verdict']}")
    for line in lines:
        key = key_of(line["call"])
        if key not in whole:
            continue
        mine, theirs = comparable(line), whole[key][0]
        if is_weighed(mine, theirs):
            weighed.append(f"weighed by other evidence: {key}")
            continue
        problems += [f"{key} {name}: {mine.get(name)!r}, as a whole "
                     f"{theirs.get(name)!r}"
                     for name in sorted(mine.keys() | theirs.keys(), key=str)
                     if not alike(mine.get(name), theirs.get(name))]
        if not line["complete"]:
            problems.append(f"not complete: {key}")
    return problems, weighed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", help="work in this new folder, and keep it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(options.keep or home)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        placed = write_hour(folder / "hour.pcapng")
        subprocess.run(["editcap", "-i", str(FILE_S), folder / "hour.pcapng",
                        folder / "tap.pcapng"], check=True)
        files = sorted(folder.glob("tap_*"))
        whole = whole_calls(folder / "hour.pcapng")
        # A last file, so that the one before it is known to be complete.
        closing = folder / f"tap_{len(files):05}_20990101000000.pcapng"
        subprocess.run(["editcap", "-r", files[-1], closing, "1"], check=True)
        lines = followed_calls(files + [closing], folder, {7, 20})
        problems, weighed = compare(whole, lines)
        begin_s = time_ns(min(key[0] for key in whole)) / 1e9
        crossing = sum(
            (time_ns(line["call"]["start"]) / 1e9 - begin_s) // FILE_S !=
            (time_ns(line["call"]["start"]) / 1e9 - begin_s +
             line["call"]["duration"]) // FILE_S for line in lines)
    print(f"{len(placed)} recordings, {len(files)} files, {len(whole)} calls, "
          f"{sum(is_over for _, is_over in whole.values())} over; "
          f"{len(lines)} given out, {crossing} of them across files; "
          f"{len(problems)} differences, {len(weighed)} weighed")
    print("\n".join(problems + weighed))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
