# SPDX-License-Identifier: GPL-2.0-or-later
"""A run that keeps its answers in a store, and takes known ones from it."""
import os
import tempfile


class Keeping:
    """Between the results of a run and its Store."""

    def __init__(self, store, home, wants_reports):
        self.store = store
        self.home = home
        self.wants_reports = wants_reports
        self.seen = set()
        self.n_new = self.n_known = self.n_again = 0

    def take(self, capture, result):
        """Stores a new result; completes a known one. Nothing is counted
        twice: of captures with equal content, one has the report."""
        digest = result.digest
        if result.is_new:
            if result.report:
                self.store.keep(capture, digest, result)
                self.seen.add(digest)
                self.n_new += 1
        elif digest in self.store.known and digest not in self.seen:
            self.recall(capture, result)
        else:
            self.n_again += 1

    def recall(self, capture, result):
        self.seen.add(result.digest)
        self.n_known += 1
        self.store.note_files(capture)
        result.problem, document = self.store.recall(result.digest)
        if self.wants_reports:
            handle, result.report = tempfile.mkstemp(dir=self.home)
            with os.fdopen(handle, "wb") as file:
                file.write(document)

    def words(self):
        twice = f", {self.n_again} with the content of another"
        return (f"Store: {self.n_new} captures new, {self.n_known} known" +
                twice * bool(self.n_again) + "\n")
