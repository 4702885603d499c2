# SPDX-License-Identifier: GPL-2.0-or-later
"""The calls of one reading: when they were last seen, whether they are over,
and whether they are those of an earlier reading."""
import re
from datetime import datetime, timezone

# Above the 32 s for which a request is repeated (RFC 3261 17.1, timers B and
# F), so that what comes late is in.
SETTLED_S = 40
# What is silent for so long is given up. A session timer is 30 min as a rule
# (RFC 4028 4): a call that is up, though held, shows itself by then.
IDLE_S = 31 * 60
IDLE_UNANSWERED_S = 5 * 60    # also where only media is seen


def time_ns(text):
    """Nanoseconds since 1970 of a time of the report."""
    whole, fraction = re.fullmatch(r"(.*)\.(\d{9})Z", text).groups()
    moment = datetime.fromisoformat(whole).replace(tzinfo=timezone.utc)
    return int(moment.timestamp()) * 10**9 + int(fraction)


class Call:
    """A call of a report, with what is needed to know it again."""

    def __init__(self, report, row):
        self.row = row
        begin = time_ns(report["capture"]["start"])
        self.streams = [report["streams"][n] for n in row["streams"]]
        self.messages = [
            [begin + round(message["since_start"] * 10**9), message["source"],
             message["destination"], message["what"]]
            for message in row["sip"]]
        self.media = [[one["ssrc"], one["source"], one["destination"]]
                      for one in self.streams]
        spans = [(time_ns(one["start"]), one["duration"])
                 for one in [row, *self.streams] if one["start"]]
        self.start_ns = min(start for start, _ in spans)
        self.end_ns = max([start + round(1e9 * lasted)
                           for start, lasted in spans] +
                          [message[0] for message in self.messages])
        self.frame = min(one["frame"] for one in [row, *self.streams]
                         if one["frame"] is not None)

    def began_before(self):
        """Whether its first message is not in what was read."""
        return bool(self.messages) and self.messages[0][3] != "INVITE"

    def is_over(self, end_s):
        """Whether nothing more is to come of it, end_s being the time of the
        last frame. A clock that was put back says nothing of a silence."""
        quiet_s = end_s - self.end_ns / 1e9
        if self.row["call.verdict"] != "capture-ended":
            return quiet_s >= SETTLED_S or quiet_s < -SETTLED_S
        answered = self.row["signalling"] and self.row["up"] is not None
        return quiet_s >= (IDLE_S if answered else IDLE_UNANSWERED_S)


class Known:
    """Calls of earlier readings: those that have come out, and those whose
    beginning was given up. Its rows are plain lists, which JSON can hold."""

    def __init__(self, rows=()):
        self.rows = list(rows)    # [file, messages, media, end_ns]
        self._index()

    def _index(self):
        self.messages = {tuple(message) for row in self.rows
                         for message in row[1]}
        self.media = {}
        for _, _, media, end_ns in self.rows:
            for one in media:
                self.media[tuple(one)] = max(end_ns,
                                             self.media.get(tuple(one), 0))

    def change(self, calls, latest, oldest):
        """Adds the calls, known from the file numbered latest on; forgets those
        of which nothing can be in the files from oldest on."""
        self.rows += [[latest, call.messages, call.media, call.end_ns]
                      for call in calls]
        self.rows = [row for row in self.rows if row[0] >= oldest]
        self._index()

    def has(self, call):
        """Whether it is one of them, or what is left of one: they share a
        message or, where none is seen, media at a time."""
        if call.messages:
            return any(tuple(one) in self.messages for one in call.messages)
        return any(call.start_ns <= self.media.get(tuple(one), -1)
                   for one in call.media)
