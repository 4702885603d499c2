# SPDX-License-Identifier: GPL-2.0-or-later
"""What a store says of the run of tools/analyze --follow that fills it."""

import json
import sqlite3


def last_taken(store):
    """The number of the file that was read last; -1: none."""
    try:
        base = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
        row = base.execute("SELECT state FROM follows").fetchone()
        base.close()
    except sqlite3.OperationalError:
        return -1
    return json.loads(row[0])["last"] if row else -1
