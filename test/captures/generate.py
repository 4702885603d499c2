#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the synthetic captures into a folder.

Every capture NAME gives NAME.pcap and NAME.json (what is expected of each
frame). The same program writes the same bytes on every run.
"""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from making.bulk import write_bulk              # noqa: E402
from making.catalogue import build, catalogue   # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    parser.add_argument("--only", metavar="NAME", action="append",
                        help="write this capture only; may be repeated")
    parser.add_argument("--list", action="store_true",
                        help="print the names and what each one is")
    parser.add_argument("--bulk", metavar="N", type=int, action="append",
                        default=[], help="write bulk-N.pcap too: N packets "
                        "of 100 audio streams; alone it writes nothing else")
    return parser, parser.parse_args()


def main():
    parser, args = arguments()
    if args.list:
        for name in catalogue():
            print("%-22s %s" % (name, build(name).what))
        return 0
    if args.folder is None:
        parser.error("name a folder to write into")
    args.folder.mkdir(parents=True, exist_ok=True)
    for packets in args.bulk:
        write_bulk(args.folder / ("bulk-%d.pcap" % packets), packets)
    names = args.only or ([] if args.bulk else catalogue())
    for name in names:
        if name not in catalogue():
            parser.error("no capture is named " + name)
        build(name).write(args.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
