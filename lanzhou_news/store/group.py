"""Group commit: many writers await one fsync.

Each operation has the promise of a transaction of its own: its future is done only after COMMIT has returned, and an
operation that fails takes no other with it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from lanzhou_news.store.errors import StoreUnwritable
from lanzhou_news.store.sqlite import FILE_NAME, transaction

T = TypeVar("T")

SOON = 0.05
"""Seconds; the most that an operation waits for others when something waits for it: a list's next page for its list."""


class GroupCommit:
    """Collects operations and commits them together, after ``delay`` seconds or at ``limit`` operations.

    ``failed`` is called once with the first error that is not the operation's own (full disk, I/O error) as
    :class:`~lanzhou_news.store.errors.StoreUnwritable`; from then on every operation fails with it. ``prepare`` runs
    before each commit, when its operations are done; ``committed`` after it.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        output: Path,
        *,
        delay: float,
        limit: int,
        prepare: Callable[[], None],
        committed: Callable[[], None],
        failed: Callable[[StoreUnwritable], None],
    ) -> None:
        self._db = db
        self._path = output / FILE_NAME
        self._delay = delay
        self._limit = limit
        self._prepare = prepare
        self._committed = committed
        self._failed = failed
        self._queue: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0
        """When the timer ends, on the loop's clock."""
        self._broken: StoreUnwritable | None = None

    def submit(self, operation: Callable[[], T], *, soon: bool = False) -> asyncio.Future[T]:
        """Queue an operation on the store; the future gives its result once it is committed.

        ``soon`` commits it, and all that is queued, within ``SOON`` seconds: the crawl cannot go on without it.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        if self._broken:
            future.set_exception(self._broken)
            return future
        self._queue.append((operation, future))
        due = loop.time() + (min(self._delay, SOON) if soon else self._delay)
        if len(self._queue) >= self._limit:
            self.flush()
        elif self._timer is None or due < self._due:
            if self._timer is not None:
                self._timer.cancel()
            self._timer, self._due = loop.call_at(due, self.flush), due
        return future

    def flush(self) -> None:
        """Commit what is queued, now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._queue = self._queue, []
        if not batch:
            return
        try:
            self._commit(batch)
            self._committed()
        except (sqlite3.Error, OSError) as error:
            self._break(error, batch)

    def _commit(self, batch: list[tuple[Callable[[], Any], asyncio.Future[Any]]]) -> None:
        try:
            with transaction(self._db):
                results = [operation() for operation, _ in batch]
                self._prepare()
        except (sqlite3.OperationalError, OSError):
            raise
        except Exception as error:
            if len(batch) == 1:
                _settle(batch[0][1], error=error)
                return
            for single in batch:
                self._commit([single])
            return
        for (_, future), result in zip(batch, results, strict=True):
            _settle(future, result)

    def _break(self, error: Exception, batch: list[tuple[Callable[[], Any], asyncio.Future[Any]]]) -> None:
        named = error.filename if isinstance(error, OSError) else None
        cause = getattr(error, "strerror", None) or str(error)
        self._broken = StoreUnwritable(Path(named) if named else self._path, cause)
        for _, future in batch:
            _settle(future, error=self._broken)
        self._failed(self._broken)


def _settle(future: asyncio.Future[Any], result: object = None, error: Exception | None = None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
