"""The JSON Lines files: an idempotent projection of the store.

A file's name stands in the outbox before its first byte is written; the lines are stored verbatim, so writing it again
gives identical bytes. It appears whole: ``.part``, fsync, rename, fsync of the folder.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from lanzhou_news.store.sqlite import transaction

FOLDER = "articles"
PART = ".part"


class Written(NamedTuple):
    """One finished file."""

    path: Path
    records: int
    bytes: int


def file_for(db: sqlite3.Connection, run_id: str) -> int:
    """Id of the run's open file, opened now if there is none. Call inside the article's transaction."""
    row = db.execute("SELECT id FROM outbox WHERE run_id = ? AND state = 'open'", (run_id,)).fetchone()
    if row:
        return int(row[0])
    (last,) = db.execute("SELECT coalesce(max(sequence), 0) FROM outbox WHERE run_id = ?", (run_id,)).fetchone()
    sequence = last + 1
    cursor = db.execute(
        "INSERT INTO outbox (name, run_id, sequence, state) VALUES (?, ?, ?, 'open')",
        (f"{run_id}-{sequence:04d}.jsonl", run_id, sequence),
    )
    return int(cursor.lastrowid or 0)


def count_record(db: sqlite3.Connection, outbox_id: int, limit: int) -> bool:
    """Count one more record in the file and seal it at ``limit`` records; True when it is sealed now."""
    (state,) = db.execute(
        "UPDATE outbox SET records = records + 1, state = CASE WHEN records + 1 >= ? THEN 'sealed' ELSE 'open' END"
        " WHERE id = ? RETURNING state",
        (limit, outbox_id),
    ).fetchone()
    return bool(state == "sealed")


def seal(db: sqlite3.Connection, run_id: str | None = None) -> None:
    """Seal the open file of one run, or of every run (after a crash, under the lock)."""
    with transaction(db):
        db.execute(
            "UPDATE outbox SET state = 'sealed' WHERE state = 'open' AND run_id = coalesce(?, run_id)", (run_id,)
        )


def write_sealed(db: sqlite3.Connection, output: Path) -> list[Written]:
    """Write every sealed file that is not written yet. Raises :class:`OSError`; then they stay sealed."""
    written = []
    for outbox_id, name in db.execute("SELECT id, name FROM outbox WHERE state = 'sealed' ORDER BY id").fetchall():
        folder = output / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        records, size, digest = _write(db, outbox_id, folder / name)
        with transaction(db):
            db.execute(
                "UPDATE outbox SET state = 'written', bytes = ?, sha256 = ? WHERE id = ?", (size, digest, outbox_id)
            )
        written.append(Written(folder / name, records, size))
    return written


def _write(db: sqlite3.Connection, outbox_id: int, path: Path) -> tuple[int, int, str]:
    part = path.with_name(path.name + PART)
    digest, records, size = hashlib.sha256(), 0, 0
    with part.open("wb") as file:
        for (line,) in db.execute("SELECT line FROM articles WHERE outbox_id = ? ORDER BY seq", (outbox_id,)):
            data = line.encode() + b"\n"
            file.write(data)
            digest.update(data)
            records += 1
            size += len(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)
    return records, size, digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut (rename(2) alone does not)."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
