#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the labelled corpus of calls, or a scale capture, into a folder.

The corpus is corpus.pcap, or one capture a call, and labels.json, which says
what happens in each call according to its script. corpus.md describes both.
"""

import argparse
import collections
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from making import corpus, scale                # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--calls", type=int, metavar="N",
                        help="number of calls; %d, with --scale %d" % (
                            corpus.DEFAULT_CALLS, scale.DEFAULT_CALLS))
    parser.add_argument("--seed", default="lync", help="any text")
    parser.add_argument("--concurrent", type=int, metavar="K",
                        help="calls at a time; 20, with --scale 500 (two "
                        "streams each)")
    files = parser.add_mutually_exclusive_group()
    files.add_argument("--one-file", action="store_true",
                       help="all in corpus.pcap (the default)")
    files.add_argument("--file-per-call", action="store_true",
                       help="each call in a capture of its own")
    files.add_argument("--scale", action="store_true",
                       help="scale-N.pcap instead: plain calls of one "
                       "minute with thin media, for measurements")
    args = parser.parse_args()
    if args.calls is not None and args.calls < 1:
        parser.error("--calls: at least 1")
    if args.concurrent is not None and args.concurrent < 1:
        parser.error("--concurrent: at least 1")
    return args


def main():
    args = arguments()
    if args.scale:
        args.folder.mkdir(parents=True, exist_ok=True)
        n_calls = args.calls or scale.DEFAULT_CALLS
        path = args.folder / ("scale-%d.pcap" % n_calls)
        print("%s: %d frames" % (path, scale.write_scale(
            path, n_calls, args.concurrent or scale.CONCURRENT)))
        return 0
    about = corpus.write_corpus(
        args.folder, args.calls or corpus.DEFAULT_CALLS, args.seed,
        args.concurrent or 20, args.file_per_call)
    count = collections.Counter(call["verdict"] for call in about["calls"])
    print("%d calls (%s), %d frames, %.1f MB" % (
        len(about["calls"]),
        ", ".join("%d %s" % (count[name], name) for name in sorted(count)),
        sum(file["frames"] for file in about["files"]),
        sum(file["octets"] for file in about["files"]) / 1e6))
    return 0


if __name__ == "__main__":
    sys.exit(main())
