-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 3 of the store: files of ring buffers that were joined.
CREATE TABLE parts (
    hash TEXT PRIMARY KEY,
    capture INTEGER NOT NULL REFERENCES captures ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX parts_capture ON parts (capture);
