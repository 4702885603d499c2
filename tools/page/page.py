#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes reports as one HTML page that needs nothing else: docs/page.md.

DOCUMENT is JSON: one lync-summary/1 (tools/analyze --json), or any number of
lync-report/1 (tshark -z lync,json). `-` is the standard input.
"""
import argparse
import os
import sys

import page_data
import page_html


def read(name):
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def write(name, text):
    """Leaves an earlier page as it was unless all of TEXT was written."""
    partial = f"{name}.part" if not os.path.exists(name) or \
        os.path.isfile(name) else name
    try:
        with open(partial, "w", encoding="ascii") as file:
            file.write(text)
        if partial != name:
            os.replace(partial, name)
    except OSError:
        if partial != name and os.path.exists(partial):
            os.remove(partial)
        raise


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", required=True, metavar="OUT.html",
                        help="the page to write")
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT")
    options = parser.parse_args()
    try:
        data = page_data.of_documents([(name, read(name))
                                       for name in options.documents])
        write(options.output, page_html.page(data))
    except (OSError, ValueError, page_data.Unreadable) as problem:
        sys.exit(f"page: {problem}")


if __name__ == "__main__":
    main()
