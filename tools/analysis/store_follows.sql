-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 2 of the store: how far ring buffers were followed.
CREATE TABLE follows (
    folder BLOB PRIMARY KEY,
    state TEXT NOT NULL
) WITHOUT ROWID;
