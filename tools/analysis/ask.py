# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions to the store (docs/store.md): worst trunks, verdicts by day, calls
of a number; as text, JSON or CSV."""
import csv
import json
import sys

from store import number_key, open_store
from words import printable

MOST_ROWS = 100

TRUNKS = """
SELECT host_a, host_b, count(*) AS calls, sum(broken) AS broken,
       round(100.0 * sum(broken) / count(*), 2) AS percent,
       min(day) AS first_day, max(day) AS last_day
FROM calls WHERE host_a IS NOT NULL {where}
GROUP BY host_a, host_b ORDER BY broken DESC, calls DESC LIMIT {limit}"""
DAYS = """
SELECT day, verdict, count(*) AS calls
FROM calls WHERE day IS NOT NULL {where} GROUP BY day, verdict"""
CALLS = """
SELECT captures.name AS file, found.call, found.start, found.duration,
       found.caller, found.callee, found.verdict, found.cause, found.advice
FROM ({found}) AS found JOIN captures ON captures.id = found.capture
ORDER BY found.start DESC LIMIT {limit}"""


def conditions(options, with_trunk=True):
    """(condition, its values) of --since and --trunk."""
    text, values = "", []
    if options.since:
        text += " AND day >= ?"
        values.append(options.since)
    if options.trunk and with_trunk:
        text += " AND (host_a = ? OR host_b = ?)"
        values += [options.trunk] * 2
    return text, values


def questions(options):
    """name -> (statement, values)."""
    where, values = conditions(options)
    if not options.number:
        return {"trunks": (TRUNKS.format(where=where, limit=MOST_ROWS), values),
                "days": (DAYS.format(where=where), values)}
    # A key that begins with this one: a number that ends with the one given.
    key = number_key(options.number) or ""
    parts = [f"SELECT * FROM calls WHERE {side}_key >= ? AND {side}_key < ?"
             + where for side in ("caller", "callee")]
    return {"calls": (CALLS.format(found=" UNION ".join(parts),
                                   limit=MOST_ROWS),
                      [key, key + "\U0010ffff", *values] * 2)}


def ask(options):
    """Prints the answers; the exit status."""
    base = open_store(options.store)
    answers = {}
    for name, (statement, values) in questions(options).items():
        cursor = base.execute(statement, values)
        answers[name] = ([column[0] for column in cursor.description],
                         cursor.fetchall())
    base.close()
    write = (write_json if options.json else write_csv if options.csv
             else write_text)
    write(answers)
    sys.stdout.flush()
    return 0


def write_json(answers):
    out = {"schema": "lync-store/1"}
    for name, (columns, rows) in answers.items():
        out[name] = [dict(zip(columns, row)) for row in rows]
    json.dump(out, sys.stdout, indent=1)
    print()


def write_csv(answers):
    for place, (columns, rows) in enumerate(answers.values()):
        if place:
            print()
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *rows])


def write_text(answers):
    for place, (name, (columns, rows)) in enumerate(answers.items()):
        cells = [columns] + [["-" if cell is None else printable(str(cell))
                              for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*cells)]
        print("\n" * bool(place) + f"{name.capitalize()}: {len(rows)}")
        for row in cells if rows else []:
            print("  ".join(cell.ljust(width) for cell, width
                            in zip(row, widths)).rstrip())
