# SPDX-License-Identifier: GPL-2.0-or-later
"""Kept answers: a store of reports in SQLite (docs/store.md)."""
import hashlib
import json
import os
import re
import sqlite3
import threading
import zlib
from contextlib import contextmanager

from captures import Capture
from words import Failure, printable

HERE = os.path.dirname(os.path.abspath(__file__))
# One script for each version, which makes it from the one before.
MIGRATIONS = ["store_schema.sql", "store_follows.sql", "store_parts.sql"]
APPLICATION_ID = 0x6C796E63    # "lync"
# Those that harm: epan-dissectors/core/verdict/call_verdict.c.
BROKEN = ("media-timeout", "session-expired", "failed", "no-ack")
BLOCK_BYTES = 1 << 20
PCAP_HEADER_BYTES = 24    # files without packets may be equal by chance


def open_store(path):
    """The database at path, brought up to date."""
    try:
        base = sqlite3.connect(path, timeout=60, isolation_level=None,
                               check_same_thread=False)
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        migrate(base)
    except sqlite3.Error as error:
        raise Failure(f"{printable(path)}: {error}") from None
    return base


def migrate(base):
    """Applies what is missing, all or nothing."""
    base.execute("BEGIN IMMEDIATE")
    version, = base.execute("PRAGMA user_version").fetchone()
    kind, = base.execute("PRAGMA application_id").fetchone()
    tables, = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version > len(MIGRATIONS):
        raise sqlite3.Error(f"a store of version {version}, made by a newer "
                            f"tools/analyze than this ({len(MIGRATIONS)})")
    if kind != APPLICATION_ID and tables:
        raise sqlite3.Error("a database, but no store of tools/analyze")
    for name in MIGRATIONS[version:]:
        with open(os.path.join(HERE, name), encoding="ascii") as file:
            for statement in statements(file.read()):
                base.execute(statement)
    base.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    base.execute("COMMIT")


@contextmanager
def transaction(base):
    """All or nothing."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.execute("COMMIT")
    except BaseException:
        base.execute("ROLLBACK")
        raise


def statements(script):
    """The statements of a script; executescript() would commit before."""
    return re.findall(r"(?ms)^(?!--)\S.*?;$", script)


def content_hash(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def number_key(uri):
    """What a caller or callee is found by: the digits of a number, or the user
    part, backwards, so that its end is the beginning of the key."""
    user = re.sub(r"^\w+:", "", uri or "").split("@")[0].split(";")[0].lower()
    if re.fullmatch(r"[-+().\s\d]+", user):
        user = re.sub(r"\D", "", user)
    return user[::-1] or None


class Store:
    """What is known of captures, and what a run adds to it."""

    def __init__(self, path, version, preferences):
        self.base = open_store(path)
        self.version = version
        self.preferences = "\n".join(preferences)
        self.lock = threading.Lock()
        self.known = {row[0]: row[1:] for row in self.base.execute(
            "SELECT hash, id, problem FROM captures"
            " WHERE version = ? AND preferences = ?",
            (self.version, self.preferences))}
        self.files = {os.fsencode(row[0]): row[1:] for row in self.base.execute(
            "SELECT path, size, mtime_ns, hash FROM files")}
        self.owners = dict(self.base.execute(
            "SELECT parts.hash, captures.hash FROM parts"
            " JOIN captures ON captures.id = capture"))
        self.claimed = set()

    def claim(self, capture):
        """(hash, whether the caller is to analyse it): once for each content. A
        file of a ring buffer that is stored has the hash of that. OSError if
        the capture cannot be taken. From any thread."""
        capture.contents = [self._content_of(path) for path in capture.files]
        with self.lock:
            owner = self.owners.get(capture.contents[0])
            if owner and not capture.parts:
                return owner, False
            digest = capture.digest
            self._check_overlap(capture)
            new = digest not in self.known and digest not in self.claimed
            self.claimed.add(digest)
        return digest, new

    def _content_of(self, path):
        about = os.stat(path)
        size, time, known = self.files.get(os.path.abspath(path), (0, 0, ""))
        return (known if (size, time) == (about.st_size, about.st_mtime_ns)
                else content_hash(path))

    def _check_overlap(self, capture):
        """Of the captures that have a file in common with this one, none may
        have others too: its calls would be lost, or counted twice."""
        for owner in self._owners(capture):
            held = {one for one, its in self.owners.items() if its == owner}
            if not held <= set(capture.contents):
                raise OSError(0, "the store holds these files together with "
                              "others, which are not here")

    def _owners(self, capture):
        return {self.owners[one] for one in capture.contents
                if one in self.owners}

    def keep(self, capture, digest, result):
        """Stores a new analysis, in place of one by another version or with
        other preferences; all or nothing."""
        with open(result.report, "rb") as file:
            text = file.read()
        document = json.loads(text)
        with transaction(self.base):
            self.base.executemany(
                "DELETE FROM captures WHERE hash = ?",
                [(one,) for one in
                 {digest, *capture.contents, *self._owners(capture)}])
            identity = self._insert_capture(capture, digest, result.problem,
                                            document["capture"])
            self.base.execute("INSERT INTO reports VALUES (?, ?)",
                              (identity, zlib.compress(text)))
            insert_rows(self.base, identity, document)
            self._insert_parts(capture, identity)
            self.note_files(capture)
        self.known[digest] = (identity, result.problem)

    def _insert_capture(self, capture, digest, problem, about):
        return self.base.execute(
            "INSERT INTO captures (hash, version, preferences, name, problem,"
            " start, duration, complete) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (digest, self.version, self.preferences, capture.name, problem,
             about["start"], about["duration"], about["complete"])).lastrowid

    def _insert_parts(self, capture, identity):
        parts = {content for path, content
                 in zip(capture.parts, capture.contents)
                 if os.path.getsize(path) > PCAP_HEADER_BYTES}
        self.base.executemany("INSERT INTO parts VALUES (?, ?)",
                              [(one, identity) for one in parts])
        with self.lock:
            self.owners.update(dict.fromkeys(parts, capture.digest))

    def note_files(self, capture):
        """Where this content is now, so that it need not be read again."""
        for file, content in zip(capture.files, capture.contents):
            path = os.path.abspath(file)
            about = os.stat(file)
            row = (about.st_size, about.st_mtime_ns, content)
            if self.files.get(path) != row:
                self.base.execute("INSERT OR REPLACE INTO files VALUES"
                                  " (?, ?, ?, ?)", (path, *row))
                self.base.execute("UPDATE captures SET name = ? WHERE hash = ?",
                                  (capture.name, capture.digest))

    def followed(self, folder):
        """What keep_calls() noted last of this folder; {}: nothing."""
        row = self.base.execute("SELECT state FROM follows WHERE folder = ?",
                                (folder,)).fetchone()
        return json.loads(row[0]) if row else {}

    def keep_calls(self, folder, state, name, document):
        """Stores calls of a ring buffer (document may be None), and how far it
        was read; all or nothing."""
        with transaction(self.base):
            if document:
                identity = self._insert_capture(
                    Capture(b"", name), f"follow {os.urandom(16).hex()}", "",
                    document["capture"])
                insert_rows(self.base, identity, document)
            self.base.execute("INSERT OR REPLACE INTO follows VALUES (?, ?)",
                              (folder, json.dumps(state)))

    def recall(self, digest):
        """(problem, report as octets) of a known capture."""
        identity, problem = self.known[digest]
        document, = self.base.execute(
            "SELECT document FROM reports WHERE capture = ?",
            (identity,)).fetchone()
        return problem, zlib.decompress(document)


def insert_rows(base, identity, document):
    """The rows of a report."""
    def insert(table, rows):
        rows = [(identity, *row) for row in rows]
        if rows:
            base.executemany(f"INSERT INTO {table} VALUES "
                             f"({', '.join('?' * len(rows[0]))})", rows)
    base.executemany(
        "INSERT INTO calls VALUES (NULL, " + ", ".join("?" * 18) + ")",
        [(identity, *call_row(row)) for row in document["calls"]])
    insert("streams", [
        (row["stream"], row["call"], row["ssrc"], row["source"],
         row["destination"], row["media"], row["codec"], row["packets"],
         row["expected"], row["lost"], row["mos"], row["quality"])
        for row in document["streams"]])
    insert("findings", [
        (place, row["call"], row["stream"], row["frame"], row["time"],
         row["severity"], row["filter"], row["text"], row["advice"])
        for place, row in enumerate(document["findings"])])
    insert("trunks", [(place, *sorted(row["hosts"]), row["calls"],
                       row["command"])
                      for place, row in enumerate(document["trunks"])])


def call_row(row):
    hosts = sorted(filter(None, (row["caller.address"],
                                 row["callee.address"])))
    caller, callee = (row[side] or row[f"{side}.address"]
                      for side in ("caller", "callee"))
    return (row["call"], row["start"], (row["start"] or "")[:10] or None,
            row["duration"], caller, callee, number_key(caller),
            number_key(callee), *(hosts if len(hosts) == 2 else (None, None)),
            row["call.verdict"], row["call.verdict"] in BROKEN,
            row["call.certainty"], row["cause"], row["advice"], row["mos"],
            row["quality"])
