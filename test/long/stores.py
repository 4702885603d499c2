# SPDX-License-Identifier: GPL-2.0-or-later
"""Stores of tools/analyze compared row by row."""
import sqlite3
import sys
import zlib

TABLES = ("captures", "reports", "calls", "streams", "findings", "trunks")
NUMBERS = ("id", "capture")    # which a store gives in the order of arrival


def rows_of(path):
    """All rows of each table, in order, with the hash of their capture in place
    of its number."""
    base = sqlite3.connect(path)
    base.create_function("unpacked", 1, zlib.decompress)
    found = {}
    for table in TABLES:
        columns = [row[1] for row in
                   base.execute(f"PRAGMA table_info({table})")
                   if row[1] not in NUMBERS]
        shown = [f"unpacked(t.{name})" if name == "document" else f"t.{name}"
                 for name in columns]
        key = "t.id" if table == "captures" else "t.capture"
        found[table] = sorted(map(repr, base.execute(
            f"SELECT captures.hash, {', '.join(shown)} FROM {table} AS t"
            f" JOIN captures ON captures.id = {key}")))
    base.close()
    return found


def documents_of(path):
    """hash of a capture -> its report, as octets."""
    base = sqlite3.connect(path)
    try:
        return {digest: zlib.decompress(packed) for digest, packed in
                base.execute("SELECT hash, document FROM reports JOIN captures"
                             " ON captures.id = capture")}
    except sqlite3.OperationalError:    # killed before it was made
        return {}
    finally:
        base.close()


def compare(expected, path):
    """Prints how many rows are equal; ends the program if one is not."""
    found = rows_of(path)
    for table in TABLES:
        if found[table] != expected[table]:
            odd = set(found[table]) ^ set(expected[table])
            sys.exit(f"{path}: {table}: {len(found[table])} rows instead of "
                     f"{len(expected[table])}, {len(odd)} differ: "
                     f"{min(odd, default='a row is there twice')[:300]}")
    return ", ".join(f"{len(found[table])} {table}" for table in TABLES)
