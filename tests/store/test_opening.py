"""Opening an output folder: lock, schema, recovery."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from pathlib import Path

import pytest

from lanzhou_news.store.errors import Locked, StoreDamaged, StoreTooNew, StoreUnwritable
from lanzhou_news.store.lock import RunLock
from lanzhou_news.store.migrations import MIGRATIONS, migrate
from lanzhou_news.store.session import Session
from lanzhou_news.store.sqlite import FILE_NAME, connect, read_only


def test_every_prefix_of_the_migrations_can_be_brought_up_to_date(tmp_path: Path) -> None:
    schemas = set()
    for seen in range(len(MIGRATIONS) + 1):
        folder = tmp_path / str(seen)
        folder.mkdir()
        db = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
        for number, script in enumerate(MIGRATIONS[:seen], 1):
            db.executescript(f"{script}; PRAGMA user_version = {number}")
        db.close()
        db = connect(folder)
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        schemas.add(tuple(sorted(row[0] or "" for row in db.execute("SELECT sql FROM sqlite_schema"))))
        db.close()
        backups = list(folder.glob("*.before-schema*"))
        assert len(backups) == (0 < seen < len(MIGRATIONS)), "an older store is copied before it is changed"
    assert len(schemas) == 1


def test_a_migration_runs_once() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    assert (migrate(db), migrate(db)) == (len(MIGRATIONS), 0)
    db.close()


def test_the_store_survives_a_power_cut_by_its_settings(tmp_path: Path) -> None:
    db = connect(tmp_path)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,), "FULL: fsync at every commit"
    db.close()


@pytest.mark.parametrize("damage", [b"no database at all" * 100, None], ids=["rubbish", "torn"])
def test_a_damaged_store_is_copied_once_and_left_alone(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / FILE_NAME
    if damage is None:
        connect(tmp_path).close()
        whole = bytearray(path.read_bytes())
        whole[100:3000] = b"\xff" * 2900
        damage = bytes(whole)
    path.write_bytes(damage)
    for _ in range(2):
        with pytest.raises(StoreDamaged, match="is damaged"):
            connect(tmp_path)
    assert path.read_bytes() == damage
    assert len(list(tmp_path.glob("*.damaged-*"))) == 1


def test_a_later_schema_is_copied_and_left_alone(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreTooNew) as caught:
        connect(tmp_path)
    assert (caught.value.found, caught.value.known) == (99, len(MIGRATIONS))
    assert caught.value.backup.exists()


def test_no_store_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="crawl first"):
        read_only(tmp_path)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    connect(tmp_path).close()
    db = read_only(tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM seen")
    db.close()


def test_a_second_lock_is_refused_with_owner_and_age(tmp_path: Path) -> None:
    lock = RunLock(tmp_path)
    text = json.loads(lock.path.read_text())
    lock.path.write_text(json.dumps({**text, "since": time.time() - 7300}))
    with pytest.raises(Locked, match=f"process {os.getpid()} on .*, for 2 hours") as caught:
        RunLock(tmp_path)
    assert caught.value.owner == os.getpid()
    lock.release()
    free = RunLock(tmp_path)
    assert free.stale is None
    free.release()


@pytest.mark.parametrize("left", ['{"pid": 4711, "host": "old", "since": 1}', "{", "[]", '{"pid": null}'])
def test_a_lock_file_whose_owner_died_is_stale(tmp_path: Path, left: str) -> None:
    (tmp_path / "lanzhou_news.lock").write_text(left)
    lock = RunLock(tmp_path)
    assert lock.stale is not None
    lock.release()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnwritable, match="cannot write"):
        RunLock(tmp_path / "file" / "out")


def test_two_spiders_of_one_process_share_a_session_and_the_last_one_closes_it(tmp_path: Path) -> None:
    async def main() -> None:
        first = Session.open(tmp_path, delay=0.01, limit=10)
        second = Session.open(tmp_path, delay=0.01, limit=10)
        assert first is second
        first.close()
        with pytest.raises(Locked):
            RunLock(tmp_path)
        second.close()
        RunLock(tmp_path).release()

    asyncio.run(main())


def test_a_store_that_cannot_be_opened_leaves_no_lock_behind(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"rubbish" * 1000)
    with pytest.raises(StoreDamaged):
        Session.open(tmp_path, delay=0.01, limit=10)
    RunLock(tmp_path).release()
