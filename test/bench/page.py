#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How long tools/page and Chromium take for a page of many calls.

Prints, in milliseconds: making the page; from opening it to its first paint and
to the drawn table; a filter and a sort, until drawn; opening a call. Each is
the median of the runs, in which the page must log nothing and ask for nothing
else."""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "test" / "tools"))
from chromium import Chromium  # noqa: E402
from test_page import at, call, finding, report, stream  # noqa: E402

DRAWN = """new Promise(done => {{ const begin = performance.now(); {act};
    requestAnimationFrame(() => setTimeout(() =>
        done(performance.now() - begin))); }})"""
ACTS = {
    "filter": "find = byId('find'); find.value = '7';"
              "find.dispatchEvent(new Event('input'))",
    "sort": "sortBy('caller')",
    "open": "document.querySelector('button.open').click()",
}


def document(n_calls):
    """Calls of two streams and a finding each."""
    calls = [call(i, ("normal", "failed")[i % 9 == 0], [i], start=at(3 * i),
                  duration=52.0, caller=f"sip:+4930{i * 7919:09}@x",
                  streams=[2 * i, 2 * i + 1]) for i in range(n_calls)]
    done = report(calls, [finding("Warn", "lync.rtcp_absent")] * n_calls)
    done["streams"] = [stream(i, "10.0.0.1:5000", "192.0.2.7:6000",
                              start=at(3 * (i // 2)))
                       for i in range(2 * n_calls)]
    done["capture"]["start"] = at(0)
    return done


def measure(browser, page):
    browser.open(page)
    times = {"first paint": browser.run(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"),
             "table drawn": browser.run("performance.measure('drawn',"
                                        "undefined, 'drawn').duration")}
    for name, act in ACTS.items():
        times[name] = browser.run(DRAWN.format(act=act))
    assert browser.problems == [] and len(browser.asked) == 1, browser.problems
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        read, page = Path(home, "in.json"), Path(home, "page.html")
        read.write_text(json.dumps(document(options.calls)))
        begin = time.monotonic()
        subprocess.run([sys.executable, PROJECT / "tools/page/page.py", "-o",
                        page, read], check=True)
        print(f"make {(time.monotonic() - begin) * 1000:.0f}, "
              f"{page.stat().st_size / 1e6:.1f} MB")
        browser = Chromium(home)
        runs = [measure(browser, page) for _ in range(options.runs)]
        browser.close()
    for name in runs[0]:
        print(f"{name} {statistics.median(run[name] for run in runs):.0f}")


if __name__ == "__main__":
    main()
