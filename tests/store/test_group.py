"""Group commit: many operations, one fsync, each with the promise of a transaction of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from weakref import finalize

import pytest

from lanzhou_news.store.errors import StoreUnwritable
from lanzhou_news.store.group import GroupCommit


class Bench:
    def __init__(self, path: Path, *, delay: float = 0.01, limit: int = 100) -> None:
        self.path = path
        self.db = sqlite3.connect(path / "x.db", isolation_level=None)
        finalize(self, self.db.close)
        self.db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
        self.commits = 0
        self.failures: list[Exception] = []
        self.prepared: list[list[int]] = []
        self.unprepared: OSError | None = None
        self.group = GroupCommit(
            self.db,
            path,
            delay=delay,
            limit=limit,
            prepare=self._prepare,
            committed=self._committed,
            failed=self.failures.append,
        )

    def _prepare(self) -> None:
        self.prepared.append(self.stored())
        if self.unprepared:
            raise self.unprepared

    def _committed(self) -> None:
        self.commits += 1

    def insert(self, number: int) -> Callable[[], int]:
        def operation() -> int:
            self.db.execute("INSERT INTO t VALUES (?)", (number,))
            return number

        return operation

    def stored(self) -> list[int]:
        other = sqlite3.connect(self.path / "x.db")
        try:
            return [row[0] for row in other.execute("SELECT n FROM t ORDER BY n")]
        finally:
            other.close()


def test_what_others_wait_for_is_committed_soon_and_takes_along_what_is_queued(tmp_path: Path) -> None:
    async def main() -> None:
        bench = Bench(tmp_path, delay=60)
        patient = bench.group.submit(bench.insert(1))
        assert await asyncio.wait_for(bench.group.submit(bench.insert(2), soon=True), 5) == 2
        assert patient.done()
        assert bench.commits == 1

    asyncio.run(main())


def test_operations_share_a_commit_and_get_their_results_after_it(tmp_path: Path) -> None:
    async def main() -> None:
        bench = Bench(tmp_path)
        futures = [bench.group.submit(bench.insert(n)) for n in range(10)]
        assert bench.stored() == []
        assert await asyncio.gather(*futures) == list(range(10))
        assert bench.stored() == list(range(10))
        assert bench.commits == 1
        bench.db.close()

    asyncio.run(main())


def test_the_limit_commits_at_once(tmp_path: Path) -> None:
    async def main() -> None:
        bench = Bench(tmp_path, delay=60, limit=3)
        futures = [bench.group.submit(bench.insert(n)) for n in range(3)]
        assert all(future.done() for future in futures)
        bench.db.close()

    asyncio.run(main())


def test_an_operation_that_fails_takes_no_other_with_it(tmp_path: Path) -> None:
    async def main() -> None:
        bench = Bench(tmp_path)
        futures = [bench.group.submit(bench.insert(n)) for n in (1, 2, 1, 3)]
        results = await asyncio.gather(*futures, return_exceptions=True)
        assert [type(result) for result in results] == [int, int, sqlite3.IntegrityError, int]
        assert bench.stored() == [1, 2, 3]
        assert bench.failures == []
        bench.db.close()

    asyncio.run(main())


def test_a_store_that_fails_fails_every_operation_from_then_on_and_says_so_once(tmp_path: Path) -> None:
    async def main() -> None:
        bench = Bench(tmp_path)

        def full() -> None:
            raise sqlite3.OperationalError("database or disk is full")

        futures = [bench.group.submit(bench.insert(1)), bench.group.submit(full)]
        results = await asyncio.gather(*futures, return_exceptions=True)
        assert [type(result) for result in results] == [StoreUnwritable, StoreUnwritable]
        with pytest.raises(StoreUnwritable, match="disk is full"):
            await bench.group.submit(bench.insert(2))
        assert bench.stored() == []
        assert len(bench.failures) == 1
        bench.db.close()

    asyncio.run(main())


def test_what_a_commit_refers_to_is_prepared_before_it_once_a_group(tmp_path: Path) -> None:
    async def main() -> None:
        bench = Bench(tmp_path)
        await asyncio.gather(*(bench.group.submit(bench.insert(n)) for n in range(3)))
        assert bench.prepared == [[]]
        bench.unprepared = OSError("no space left on device")
        with pytest.raises(StoreUnwritable, match="no space left"):
            await bench.group.submit(bench.insert(9))
        assert bench.stored() == [0, 1, 2]
        assert len(bench.failures) == 1
        bench.db.close()

    asyncio.run(main())
