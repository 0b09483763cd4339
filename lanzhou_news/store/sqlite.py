"""Opening the store: WAL, full synchronisation, migrations, and errors that a person can act on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lanzhou_news.store.errors import StoreDamaged, StoreTooNew, StoreUnwritable
from lanzhou_news.store.migrations import MIGRATIONS, migrate

FILE_NAME = "lanzhou_news.db"

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # WAL with NORMAL loses committed transactions on power loss (sqlite.org/wal.html)
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",  # milliseconds; export and report read while a crawl writes
    "PRAGMA journal_size_limit = 67108864",  # bytes; a WAL that a long reader made grow shrinks again
    "PRAGMA temp_store = MEMORY",
)


def connect(output: Path) -> sqlite3.Connection:
    """Open (or create) the store of an output folder, ready to write.

    Raises :class:`StoreUnwritable`, :class:`StoreDamaged` or :class:`StoreTooNew`; the file of the last two is
    copied beside itself and left as it is.

    >>> connect(Path("output")).execute("PRAGMA journal_mode").fetchone()
    ('wal',)
    """
    path = output / FILE_NAME
    fresh = not path.exists() or path.stat().st_size == 0
    try:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise StoreUnwritable(path, str(error)) from None
    try:
        _prepare(db, path, fresh)
    except sqlite3.OperationalError as error:
        db.close()
        raise StoreUnwritable(path, str(error)) from None
    except sqlite3.DatabaseError as error:
        db.close()
        raise StoreDamaged(path, str(error), backup(path, "damaged")) from None
    except BaseException:
        db.close()
        raise
    return db


def read_only(output: Path) -> sqlite3.Connection:
    """Open the store for reading beside a running crawl.

    Raises :class:`FileNotFoundError` when there is none, :class:`PermissionError` when it may not be read.
    """
    path = output / FILE_NAME
    if not path.exists():
        raise FileNotFoundError(f"there is no store at {path}; crawl first, or name the folder")
    path.open("rb").close()  # SQLite would only say that it is unable to open it
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    db.execute("PRAGMA busy_timeout = 10000")
    return db


def _prepare(db: sqlite3.Connection, path: Path, fresh: bool) -> None:
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise StoreTooNew(path, version, len(MIGRATIONS), backup(path, f"schema{version}"))
    db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # reads the first page: damage shows here
    for pragma in PRAGMAS:
        db.execute(pragma)
    if version < len(MIGRATIONS):
        if not fresh:
            backup_database(db, path.with_name(f"{path.name}.before-schema{len(MIGRATIONS)}"))
        migrate(db)
    db.execute("BEGIN IMMEDIATE")  # a read-only file shows here, not at the first article
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    db.execute("COMMIT")


def backup(path: Path, label: str) -> Path:
    """Copy the file (and its WAL) beside itself, once for each state of it; returns the copy's path.

    >>> backup(Path("output/lanzhou_news.db"), "damaged").name
    'lanzhou_news.db.damaged-1735862400'
    """
    target = path.with_name(f"{path.name}.{label}-{int(path.stat().st_mtime)}")
    if not target.exists():
        part = target.with_name(f"{target.name}.part")
        shutil.copy2(path, part)
        part.replace(target)
        wal = path.with_name(f"{path.name}-wal")
        if wal.exists():
            shutil.copy2(wal, target.with_name(f"{target.name}-wal"))
    return target


def backup_database(db: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open store (also while it is in use) to ``target``."""
    copy = sqlite3.connect(target)
    try:
        db.backup(copy)
    finally:
        copy.close()


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any exception."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # a full disk has rolled back already
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
