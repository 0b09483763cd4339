"""How a cleaning process comes to be: a copy of the crawl, which has everything loaded, or a Python of its own.

A copy costs 0.03 s of CPU, a Python that loads tables and models 0.3 s. Nothing of the crawl is left open in a copy:
neither its store and lock nor the sockets of its siblings, so that all of them see when the crawl is gone.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Protocol

from lanzhou_news.clean.worker import serve

COMMAND = (sys.executable, "-m", "lanzhou_news.clean.worker")
_TASKS = Path("/proc/self/task")


class Process(Protocol):
    """What is used of :class:`subprocess.Popen`."""

    @property
    def pid(self) -> int:
        """Process id."""
        ...

    def wait(self) -> int:
        """Await the end; returns the exit code, negative for a signal."""
        ...

    def kill(self) -> None:
        """End the process at once."""
        ...


class Forked:
    """A copy of this process that only serves."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def wait(self) -> int:
        """Await the end; returns the exit code, negative for a signal."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def kill(self) -> None:
        """End the process at once: it holds nothing that is not held elsewhere."""
        os.kill(self.pid, signal.SIGKILL)


def can_fork() -> bool:
    """Is a copy sound? Of several threads it would have one, and the locks that the others hold for ever."""
    return _TASKS.is_dir() and len(list(_TASKS.iterdir())) == 1


def fork(connection: socket.socket) -> Process:
    """Start a copy of this process that answers on ``connection``, which is closed here."""
    if pid := os.fork():
        connection.close()
        return Forked(pid)
    code = 1
    try:
        _forget(connection)
        with contextlib.suppress(ConnectionError):
            serve(connection)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)  # what the crawl does at its end is not done twice


def spawn(connection: socket.socket) -> Process:
    """Start a Python of its own that answers on ``connection``, which is closed here."""
    with connection:
        return subprocess.Popen(COMMAND, stdin=connection.fileno())


def _forget(connection: socket.socket) -> None:
    """Leave everything that belongs to the crawl: signal handlers, log files, open descriptors."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM):  # the crawl's to answer; it closes the socket
        signal.signal(number, signal.SIG_IGN)
    logging.root.handlers.clear()
    kept = connection.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))
