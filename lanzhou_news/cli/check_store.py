"""Hold the store against itself and against the files it wrote."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from lanzhou_news.store.outbox import FOLDER, PART
from lanzhou_news.store.sqlite import read_only

QUERIES = (
    (
        "SELECT id, max(revision), count(*) FROM articles GROUP BY id HAVING max(revision) <> count(*)",
        "article {0}: {2} revisions are stored, the last is number {1}",
    ),
    (
        "SELECT s.key, s.id FROM seen s WHERE s.state IN ('article', 'gone') AND"
        " NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = s.id)",
        "{0} counts as fetched, but its record {1} is missing",
    ),
    (
        "SELECT a.id, a.revision FROM articles a WHERE NOT json_valid(a.line)",
        "article {0} revision {1}: its line is no JSON",
    ),
    (
        "SELECT o.name, o.records, count(a.seq) FROM outbox o LEFT JOIN articles a ON a.outbox_id = o.id"
        " GROUP BY o.id HAVING o.records <> count(a.seq)",
        "file {0}: the outbox counts {1} records, the store holds {2}",
    ),
    (
        "SELECT o.name, o.run_id FROM outbox o JOIN runs r ON r.id = o.run_id"
        " WHERE o.state <> 'written' AND r.outcome <> 'running'",
        "file {0} of run {1} is not written yet; the next crawl writes it",
    ),
)
"""Query → sentence for each row it gives. What a sound store gives none of."""


def check_store(output: Path) -> list[str]:
    """Every disagreement found, one sentence each; empty for a sound store. Writes nothing.

    Raises :class:`FileNotFoundError` when the folder holds no store.

    >>> check_store(Path("output"))
    []
    """
    with closing(read_only(output)) as db:
        return list(_problems(db, output))


def _problems(db: sqlite3.Connection, output: Path) -> Iterator[str]:
    try:
        for (told,) in db.execute("PRAGMA integrity_check").fetchall():
            if told != "ok":
                yield f"database: {told}"
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
            yield f"database: row {row} of {table} points to nothing in {parent}"
        for query, sentence in QUERIES:
            for row in db.execute(query):
                yield sentence.format(*row)
        yield from _files(db, output / FOLDER)
    except sqlite3.DatabaseError as error:
        yield f"database: {error}"


def _files(db: sqlite3.Connection, folder: Path) -> Iterator[str]:
    known = set()
    for name, size, digest in db.execute("SELECT name, bytes, sha256 FROM outbox WHERE state = 'written'"):
        known.add(name)
        path = folder / name
        if not path.exists():
            yield f"file {name} was written and is gone"
        elif path.stat().st_size != size or _sha256(path) != digest:
            yield f"file {name} was changed since it was written"
    unwritten = {name for (name,) in db.execute("SELECT name FROM outbox WHERE state <> 'written'")}
    for path in sorted(folder.glob("*")) if folder.exists() else ():
        if path.name.removesuffix(PART) not in known | unwritten:
            yield f"file {path.name} is not in the outbox"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
