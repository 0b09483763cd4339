"""Ordered map over processes with a bounded window: a million inputs need no more memory than a hundred."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WINDOW = 4
"""Chunks under way for each process: enough that none waits for the writer."""


def default_jobs() -> int:
    """Number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(work: Callable[[T], R], inputs: Iterable[T], *, jobs: int, chunk: int = 16) -> Iterator[R]:
    """``map(work, inputs)`` on ``jobs`` processes, results in the order of the inputs.

    ``work`` must be a module-level function and its results picklable; an exception in it reaches the caller. With
    ``jobs=1``, or inputs that do not fill one chunk, everything runs in this process.

    >>> list(ordered_map(abs, [-1, -2], jobs=1))
    [1, 2]
    """
    source = iter(inputs)
    first = list(islice(source, chunk)) if jobs > 1 else []
    if len(first) < chunk:
        yield from map(work, chain(first, source))
        return
    source = chain(first, source)
    # spawn: a fork of a process that holds threads or an open SQLite connection is unsafe.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_mind_interrupts) as pool:
        under_way: deque[Future[list[R]]] = deque()
        try:
            while True:
                while len(under_way) < jobs * WINDOW and (batch := list(islice(source, chunk))):
                    with _interrupts_held():
                        under_way.append(pool.submit(_run_chunk, work, batch))
                if not under_way:
                    return
                yield from under_way.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits: a process that starts now inherits that, and so never prints a traceback of its start."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class _Interrupts:
    """In a worker: has Ctrl-C come? It reaches every process of a terminal. Nothing is raised where it comes: a worker
    that ended in the middle of an answer would leave the caller waiting for the rest of it for ever."""

    come = False


def _mind_interrupts() -> None:
    signal.signal(signal.SIGINT, lambda number, frame: setattr(_Interrupts, "come", True))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _run_chunk(work: Callable[[T], R], batch: list[T]) -> list[R]:
    done = []
    for item in batch:
        if _Interrupts.come:
            raise KeyboardInterrupt  # it is the caller's to end; no answer is given that lacks items
        done.append(work(item))
    return done
