"""A process that does one piece of work over and over: batches go to it through a pipe, results come back."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CONTEXT = get_context("spawn")  # a fork of a process that holds threads or an open SQLite connection is unsafe


class ProcessDied(Exception):
    """The process is gone and what it had in work with it; the text says how it ended."""


class Helper(Generic[T, R]):
    """One process with its pipe; used by one thread at a time.

    >>> helper = Helper(abs)
    >>> helper.ask([-1, -2])
    [1, 2]
    >>> helper.close()
    """

    def __init__(self, work: Callable[[T], R]) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(work, theirs), daemon=True)
        with theirs, _interrupts_held():
            self._process.start()

    def ask(self, batch: list[T]) -> list[R]:
        """The results of ``batch``; raises what the work raised, and :class:`ProcessDied`."""
        try:
            self._pipe.send(batch)
            results, error = self._pipe.recv()
        except (EOFError, OSError):  # the other end of the pipe is gone
            self._process.join()
            raise ProcessDied(_ending(self._process.exitcode)) from None
        if error is not None:
            raise error
        done: list[R] = results
        return done

    def kill(self) -> None:
        """End the process, from any thread; the one that waits for an answer gets :class:`ProcessDied`."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back what it held, when no thread waits for it any more."""
        self.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _ending(code: int | None) -> str:
    """
    >>> _ending(-9), _ending(1)
    ('SIGKILL', 'exit code 1')
    """
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits: a process that starts now inherits that, and so never prints a traceback of its start."""
    resource_tracker.ensure_running()  # its own start, which else comes with the first process's, lets Ctrl-C through
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _serve(work: Callable[[Any], Any], pipe: Connection) -> None:
    """Answer batches until the caller is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches every process of a terminal; the caller's to answer
    with suppress(EOFError, ConnectionError):
        while True:
            batch, done = pipe.recv(), []
            try:
                done = [work(item) for item in batch]
            except Exception as error:
                error.add_note(traceback.format_exc())  # the traceback itself does not travel
                pipe.send((done, error))
            else:
                pipe.send((done, None))
