"""One run at a time per output folder: a lock that dies with its owner."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from pathlib import Path
from typing import NamedTuple

from lanzhou_news.store.errors import Locked, StoreUnwritable

FILE_NAME = "lanzhou_news.lock"


class Owner(NamedTuple):
    """What a lock file says."""

    pid: int | None
    host: str | None
    since: float
    """Unix seconds."""


class RunLock:
    """An exclusive ``flock`` on ``<output>/lanzhou_news.lock``; the kernel releases it when the process dies.

    ``stale`` is the owner of a run that died without releasing it, or None. Raises
    :class:`~lanzhou_news.store.errors.Locked` when another run holds it.

    >>> lock = RunLock(Path("output")); lock.release()
    """

    def __init__(self, output: Path) -> None:
        self.path = output / FILE_NAME
        try:
            output.mkdir(parents=True, exist_ok=True)
            self._fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreUnwritable(self.path, error.strerror or str(error)) from None
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = self._read()
            os.close(self._fd)
            age = max(0.0, time.time() - owner.since) if owner else 0.0
            raise Locked(self.path, owner and owner.pid, owner and owner.host, age) from None
        self.stale = self._read()
        text = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": time.time()})
        self._write(text)

    def release(self) -> None:
        """Empty the file and let go; a file that is not empty tells the next run that its owner died."""
        self._write("")
        os.close(self._fd)

    def _read(self) -> Owner | None:
        text = os.pread(self._fd, 4096, 0).decode("utf-8", "replace")
        if not text.strip():
            return None
        try:
            said = json.loads(text)
            return Owner(int(said["pid"]), str(said["host"]), float(said["since"]))
        except (ValueError, KeyError, TypeError):
            return Owner(None, None, self.path.stat().st_mtime)

    def _write(self, text: str) -> None:
        try:
            os.ftruncate(self._fd, 0)
            os.pwrite(self._fd, text.encode(), 0)
        except OSError:
            # A full disk: the flock itself still holds, only the message about its owner is poorer.
            return
