-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 1 of the store: docs/store.md.
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    preferences TEXT NOT NULL,
    name TEXT NOT NULL,
    problem TEXT NOT NULL,
    start TEXT,
    duration REAL,
    complete INTEGER
);
CREATE TABLE files (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE reports (
    capture INTEGER PRIMARY KEY REFERENCES captures ON DELETE CASCADE,
    document BLOB NOT NULL
);
CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    capture INTEGER NOT NULL REFERENCES captures ON DELETE CASCADE,
    call INTEGER NOT NULL,
    start TEXT,
    day TEXT,
    duration REAL,
    caller TEXT,
    callee TEXT,
    caller_key TEXT,
    callee_key TEXT,
    host_a TEXT,
    host_b TEXT,
    verdict TEXT NOT NULL,
    broken INTEGER NOT NULL,
    certainty TEXT,
    cause TEXT,
    advice TEXT,
    mos REAL,
    quality TEXT
);
CREATE INDEX calls_capture ON calls (capture, call);
CREATE INDEX calls_day ON calls (day, verdict, broken);
CREATE INDEX calls_trunk ON calls (host_a, host_b, day, broken, verdict);
CREATE INDEX calls_other_host ON calls (host_b, host_a, day, broken, verdict);
CREATE INDEX calls_caller ON calls (caller_key, start);
CREATE INDEX calls_callee ON calls (callee_key, start);
CREATE TABLE streams (
    capture INTEGER NOT NULL REFERENCES captures ON DELETE CASCADE,
    stream INTEGER NOT NULL,
    call INTEGER,
    ssrc TEXT,
    source TEXT,
    destination TEXT,
    media TEXT,
    codec TEXT,
    packets INTEGER,
    expected INTEGER,
    lost INTEGER,
    mos REAL,
    quality TEXT,
    PRIMARY KEY (capture, stream)
) WITHOUT ROWID;
CREATE TABLE findings (
    capture INTEGER NOT NULL REFERENCES captures ON DELETE CASCADE,
    finding INTEGER NOT NULL,
    call INTEGER,
    stream INTEGER,
    frame INTEGER,
    time TEXT,
    severity TEXT NOT NULL,
    filter TEXT NOT NULL,
    text TEXT,
    advice TEXT,
    PRIMARY KEY (capture, finding)
) WITHOUT ROWID;
CREATE INDEX findings_filter ON findings (filter, severity);
CREATE TABLE trunks (
    capture INTEGER NOT NULL REFERENCES captures ON DELETE CASCADE,
    trunk INTEGER NOT NULL,
    host_a TEXT NOT NULL,
    host_b TEXT NOT NULL,
    calls INTEGER NOT NULL,
    command TEXT,
    PRIMARY KEY (capture, trunk)
) WITHOUT ROWID;
CREATE INDEX trunks_hosts ON trunks (host_a, host_b);
CREATE VIEW trunk_calls AS
    SELECT host_a, host_b, count(*) AS calls, sum(broken) AS broken,
           min(day) AS first_day, max(day) AS last_day
    FROM calls WHERE host_a IS NOT NULL GROUP BY host_a, host_b;
CREATE VIEW days AS
    SELECT day, verdict, count(*) AS calls FROM calls GROUP BY day, verdict;
CREATE VIEW broken_calls AS
    SELECT captures.name, calls.* FROM calls
    JOIN captures ON captures.id = calls.capture WHERE calls.broken;
