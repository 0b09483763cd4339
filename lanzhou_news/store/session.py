"""An output folder while a process works in it: lock, store, group commit, recovery of what died before."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path

from lanzhou_news.store import outbox, runs
from lanzhou_news.store.errors import StoreError, StoreUnwritable
from lanzhou_news.store.group import GroupCommit
from lanzhou_news.store.lock import RunLock
from lanzhou_news.store.sqlite import connect, transaction

logger = logging.getLogger(__name__)

_open: dict[Path, Session] = {}


class Session:
    """Shared by all spiders of one process that write to the same folder; the last :meth:`close` releases the lock.

    >>> session = Session.open(Path("output"), delay=0.05, limit=100)
    >>> session.close()
    """

    def __init__(self, output: Path, *, delay: float, limit: int) -> None:
        self.output = output
        self._users = 0
        self._on_failure: list[Callable[[StoreError], None]] = []
        self._before_commit: list[Callable[[], None]] = []
        self._lock = RunLock(output)
        try:
            self.db = connect(output)
        except BaseException:
            self._lock.release()
            raise
        try:
            self._recover()
        except BaseException as error:
            self._release()
            if isinstance(error, OSError):
                raise StoreUnwritable(output, error.strerror or str(error)) from None
            raise
        self.group = GroupCommit(
            self.db,
            output,
            delay=delay,
            limit=limit,
            prepare=self._prepare,
            committed=self._committed,
            failed=self._failed,
        )
        self._sealed = False

    @classmethod
    def open(cls, output: Path, *, delay: float, limit: int) -> Session:
        """The folder's session in this process, opened if need be.

        Raises :class:`~lanzhou_news.store.errors.StoreError`: locked, unwritable, damaged or too new.
        """
        output = output.absolute()
        session = _open.get(output)
        if session is None:
            session = _open[output] = cls(output, delay=delay, limit=limit)
        session._users += 1
        return session

    def on_failure(self, callback: Callable[[StoreError], None]) -> None:
        """Call back when the store can no longer be written."""
        self._on_failure.append(callback)

    def before_commit(self, callback: Callable[[], None]) -> None:
        """Call this before every commit: what the commit refers to must be on the disk. It may raise OSError."""
        self._before_commit.append(callback)

    def file_is_full(self) -> None:
        """A file was sealed by the running transaction: write it after the commit."""
        self._sealed = True

    def write_files(self, run_id: str) -> list[outbox.Written]:
        """Seal and write the run's last file; raises :class:`StoreUnwritable` and leaves it to the next start."""
        try:
            outbox.seal(self.db, run_id)
            return outbox.write_sealed(self.db, self.output)
        except OSError as error:
            raise StoreUnwritable(self.output / outbox.FOLDER, error.strerror or str(error)) from None

    def close(self) -> None:
        """Commit what is queued and, when no other spider uses the session, close the store and release the lock."""
        self.group.flush()
        self._users -= 1
        if self._users == 0:
            _open.pop(self.output, None)
            self._release()

    def _release(self) -> None:
        with contextlib.suppress(Exception):  # a full disk: the WAL stays, the next start reads it
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()
        self._lock.release()

    def _recover(self) -> None:
        if self._lock.stale:
            logger.warning(
                "The lock of process %s on %s was stale: that run died", self._lock.stale.pid, self._lock.stale.host
            )
        with transaction(self.db):
            dead = runs.bury_dead(self.db)
        outbox.seal(self.db)
        for file in outbox.write_sealed(self.db, self.output):
            logger.warning("Recovered %s: %d records of a run that did not end", file.path.name, file.records)
        if dead:
            logger.warning("Runs that were killed: %s", ", ".join(dead))

    def _prepare(self) -> None:
        for callback in self._before_commit:
            callback()

    def _committed(self) -> None:
        if self._sealed:
            self._sealed = False
            outbox.write_sealed(self.db, self.output)

    def _failed(self, error: StoreError) -> None:
        for callback in self._on_failure:
            callback(error)
