"""The store's schema as an ordered list: ``user_version`` of the file is the number of migrations it has seen."""

from __future__ import annotations

import sqlite3

FIRST = """
-- One row a run of one spider. outcome: running, finished, interrupted, failed, killed.
CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    outcome TEXT NOT NULL DEFAULT 'running',
    reason TEXT,
    arguments TEXT NOT NULL,
    version TEXT NOT NULL,
    stats TEXT
);
CREATE INDEX runs_site ON runs (site, started);

-- One row a JSON Lines file, its name fixed before the first byte is written.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    run_id TEXT NOT NULL REFERENCES runs (id),
    sequence INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'sealed', 'written')),
    records INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER,
    sha256 TEXT,
    UNIQUE (run_id, sequence)
);

-- Every revision of every article; line is the JSON exactly as the file of the outbox holds it.
CREATE TABLE articles (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    site TEXT,
    run_id TEXT NOT NULL REFERENCES runs (id),
    outbox_id INTEGER NOT NULL REFERENCES outbox (id),
    status TEXT NOT NULL,
    published_at TEXT,
    content_hash TEXT NOT NULL,
    change_hash BLOB NOT NULL,
    raw_hash BLOB,
    line TEXT NOT NULL,
    UNIQUE (id, revision)
);
CREATE INDEX articles_outbox ON articles (outbox_id);

-- Addresses that were answered for good. state: article, gone, quarantined, given-up. Times are Unix seconds.
CREATE TABLE seen (
    key TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    id TEXT,
    state TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    visits INTEGER NOT NULL DEFAULT 1,
    next_visit INTEGER,
    etag TEXT,
    last_modified TEXT
) WITHOUT ROWID;
CREATE INDEX seen_due ON seen (site, next_visit) WHERE next_visit IS NOT NULL;

-- Addresses still to be fetched. reason: new, revisit, full.
CREATE TABLE pending (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    family TEXT,
    reason TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    discovered INTEGER NOT NULL
);
CREATE INDEX pending_site ON pending (site, seq);

-- List pages, feeds and sitemaps as last read, so that a 304 still says what stands on them.
CREATE TABLE lists (
    url TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    family TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    links TEXT NOT NULL,
    following TEXT NOT NULL,
    visited INTEGER NOT NULL
) WITHOUT ROWID;

-- A family is a list with its following pages; complete is the watermark at which paging may stop.
CREATE TABLE families (
    family TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    complete INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Pages that gave no record, with the reason and the bytes (zlib).
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    site TEXT,
    run_id TEXT NOT NULL REFERENCES runs (id),
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT,
    status INTEGER,
    headers TEXT NOT NULL,
    size INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX quarantine_run ON quarantine (run_id);

-- How many articles of a site carry a line: what stands under many is furniture.
CREATE TABLE boilerplate_lines (
    site TEXT NOT NULL,
    hash BLOB NOT NULL,
    text TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (site, hash)
) WITHOUT ROWID;
"""

DUPLICATES = """
-- What is compared of the newest revision of every article. cluster: the doc of the first article that told the story.
-- page: hash of what all addresses of the article have in common. outlet: name of a known site. mirror: 1 for a copy.
CREATE TABLE fingerprints (
    doc INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    cluster INTEGER NOT NULL,
    page INTEGER,
    outlet TEXT,
    source TEXT,
    mirror INTEGER NOT NULL,
    length INTEGER NOT NULL,
    published TEXT,
    version INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sketch BLOB NOT NULL,
    facts BLOB NOT NULL,
    anchors BLOB NOT NULL
);
CREATE INDEX fingerprints_cluster ON fingerprints (cluster);
CREATE INDEX fingerprints_page ON fingerprints (page);

-- Which articles have a sampled 8-gram.
CREATE TABLE anchors (
    hash INTEGER NOT NULL,
    doc INTEGER NOT NULL,
    PRIMARY KEY (hash, doc)
) WITHOUT ROWID;
"""

PRINTED = """
-- What the index of a newspaper page says of an article's place in print (JSON), until the article is committed.
ALTER TABLE pending ADD COLUMN printed TEXT;
"""

REPLAYED = """
-- Captures of an archive that were read again into this store, and the code (digest) that read them last.
CREATE TABLE replayed (
    key TEXT PRIMARY KEY,
    code TEXT NOT NULL
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (FIRST, DUPLICATES, PRINTED, REPLAYED)
"""Append here; a migration that was released is never changed."""


def migrate(db: sqlite3.Connection) -> int:
    """Bring the schema up to date, each migration in one transaction; returns how many were applied.

    >>> migrate(sqlite3.connect(":memory:", isolation_level=None)) == len(MIGRATIONS)
    True
    """
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
    return len(MIGRATIONS) - version
