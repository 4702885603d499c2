#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes reports, and stops unless tools/page either makes a page of them or
says that they are unreadable: test/fuzz/fuzz_page.py RUNS FOLDER. The report
that fails is left in FOLDER."""
import copy
import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tools/page"))
import page_data    # noqa: E402
import page_html    # noqa: E402

VALUES = [None, True, 0, 1, -1, 10 ** 40, 1e308, "", "x", "\ud800", "10.0.0.1",
          "1 2 x", "2026-13-45T99:99:99Z", "9999-12-31T23:59:59.999999999Z",
          "</script>", [], [None], {}, {"x": 1}]


def places(node, path=()):
    """The path of each value in a document."""
    rows = (node.items() if isinstance(node, dict) else
            enumerate(node) if isinstance(node, list) else ())
    for key, value in rows:
        yield (*path, key)
        yield from places(value, (*path, key))


def change(document, path, chance):
    """Deletes or replaces what is there, unless an earlier change has."""
    try:
        for key in path[:-1]:
            document = document[key]
        if chance.random() < 0.2:
            del document[path[-1]]
        else:
            document[path[-1]] = chance.choice(VALUES)
    except (IndexError, KeyError, TypeError):
        pass


def main():
    chance = random.Random(1)
    seeds = [json.loads(path.read_text(encoding="utf-8"))
             for path in sorted(HERE.glob("corpus-report/*.json"))]
    known = [list(places(seed)) for seed in seeds]
    counts = {"pages": 0, "unreadable": 0}
    for i in range(int(sys.argv[1])):
        document = copy.deepcopy(seeds[i % len(seeds)])
        for _ in range(chance.randint(1, 4)):
            change(document, chance.choice(known[i % len(seeds)]), chance)
        octets = json.dumps(document).encode()
        try:
            page = page_html.page(page_data.of_documents([("one", octets)]))
            assert page.count("</script>") == counts.setdefault(
                "scripts", page.count("</script>"))
            counts["pages"] += 1
        except page_data.Unreadable:
            counts["unreadable"] += 1
        except Exception:
            Path(sys.argv[2], "crash-page.json").write_bytes(octets)
            raise
    print(f"{counts['pages']} pages, {counts['unreadable']} unreadable")
    print("stat::number_of_executed_units:", int(sys.argv[1]))


main()
