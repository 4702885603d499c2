# SPDX-License-Identifier: GPL-2.0-or-later
"""A call with all that belongs to it, cut out of a report."""


def part_of(report, row):
    """The call of this row, its streams, findings and quality reports, by the
    names of lync-call/1. Numbers of calls, streams and frames stay those of the
    report; findings are counted anew."""
    streams = [report["streams"][n] for n in row["streams"]]
    places = sorted(set(row["findings"]).union(
        *(stream["findings"] for stream in streams)))

    def counted(one):
        return dict(one, findings=[places.index(n) for n in one["findings"]])
    return {"call": counted(row), "streams": list(map(counted, streams)),
            "findings": [report["findings"][n] for n in places],
            "qoe": [one for one in report["qoe"] if one["call"] == row["call"]]}


def line_of(part, files, complete):
    """The document lync-call/1."""
    return {"schema": "lync-call/1", "files": files, "complete": complete,
            **part}


def document_of(report, parts):
    """A report of these calls alone, for the store."""
    return {"capture": report["capture"], "trunks": [],
            "calls": [part["call"] for part in parts],
            **{name: [row for part in parts for row in part[name]]
               for name in ("streams", "findings")}}
