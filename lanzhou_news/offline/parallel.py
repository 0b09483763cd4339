"""Ordered map over processes with a bounded window: a million inputs need no more memory than a hundred.

Each process has a pipe of its own and a thread here that feeds it. Where processes share a pipe, as in
:class:`concurrent.futures.ProcessPoolExecutor`, one that is killed inside an answer leaves the caller waiting for ever.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import Generic, TypeVar

from lanzhou_news.errors import LanzhouNewsError
from lanzhou_news.offline.process import Helper, ProcessDied

T = TypeVar("T")
R = TypeVar("R")

WINDOW = 4
"""Chunks under way for each process: enough that none waits for the writer."""


class InputKills(LanzhouNewsError):
    """Processes died twice over one input: it needs more memory than there is, or breaks a library."""


def default_jobs() -> int:
    """Number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(
    work: Callable[[T], R],
    inputs: Iterable[T],
    *,
    jobs: int,
    chunk: int = 16,
    lost: Callable[[T, str], R] | None = None,
) -> Iterator[R]:
    """``map(work, inputs)`` on ``jobs`` processes, results in the order of the inputs.

    ``work`` must be picklable (a module-level function, or a partial of one) and its results too; an exception in it
    reaches the caller. When a process dies, what it had is done once more by a new one, input by input; for one over
    which that one dies too the result is ``lost(input, what happened)``, and without ``lost``
    :class:`InputKills` is raised. With ``jobs=1``, or inputs that do not fill one chunk, everything runs in this
    process.

    >>> list(ordered_map(abs, [-1, -2], jobs=1))
    [1, 2]
    """
    source = iter(inputs)
    first = list(islice(source, chunk)) if jobs > 1 else []
    if len(first) < chunk:
        yield from map(work, chain(first, source))
        return
    source = chain(first, source)
    with _Pool(work, lost) as pool, ThreadPoolExecutor(jobs) as threads:
        under_way: deque[Future[list[R]]] = deque()
        try:
            while True:
                while len(under_way) < jobs * WINDOW and (batch := list(islice(source, chunk))):
                    under_way.append(threads.submit(pool.run, batch))
                if not under_way:
                    return
                yield from under_way.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            pool.stop()


class _Pool(Generic[T, R]):
    """A process for each thread that calls :meth:`run`."""

    def __init__(self, work: Callable[[T], R], lost: Callable[[T, str], R] | None) -> None:
        self._work, self._lost = work, lost
        self._of_thread = threading.local()
        self._lock = threading.Lock()
        self._open: set[Helper[T, R]] = set()
        self._stopped = False

    def __enter__(self) -> _Pool[T, R]:
        return self

    def __exit__(self, *error: object) -> None:
        for helper in self._open:
            helper.close()

    def stop(self) -> None:
        """End all processes, whatever they are doing: threads that wait for an answer see the end of their pipe."""
        with self._lock:
            self._stopped = True
            for helper in self._open:
                helper.kill()

    def run(self, batch: list[T]) -> list[R]:
        """The results of a batch, from this thread's process."""
        try:
            return self._ask(batch)
        except ProcessDied:
            return [self._again(item) for item in batch]

    def _again(self, item: T) -> R:
        try:
            return self._ask([item])[0]
        except ProcessDied as death:
            if self._lost is None or self._stopped:
                raise InputKills(f"two processes died over one input, the second one by {death}") from None
            return self._lost(item, str(death))

    def _ask(self, batch: list[T]) -> list[R]:
        helper: Helper[T, R] | None = getattr(self._of_thread, "helper", None)
        if helper is None:
            helper = self._of_thread.helper = self._start()
        try:
            return helper.ask(batch)
        except ProcessDied:
            self._of_thread.helper = None
            with self._lock:
                self._open.discard(helper)
            helper.close()
            raise

    def _start(self) -> Helper[T, R]:
        with self._lock:
            if self._stopped:
                raise ProcessDied("the end of this map")
            helper: Helper[T, R] = Helper(self._work)
            self._open.add(helper)
            return helper
