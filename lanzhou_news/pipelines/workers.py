"""Processes that clean for a crawl (``CLEANING_PROCESSES``): started with the run, replaced when they die.

No threads and no queues: each process has a socket on which tasks wait in order, the event loop awaits the answers.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections import deque
from collections.abc import Callable
from typing import NamedTuple, cast

from lanzhou_news.clean.attempt import Refusal
from lanzhou_news.clean.messages import LENGTH, Cleaned, Learned, Refused, answer_to, frame, read_answer, task_of
from lanzhou_news.clean.worker import SAMPLE
from lanzhou_news.crawllog import one_line
from lanzhou_news.pipelines.parcels import CrawlDraft
from lanzhou_news.pipelines.processes import Process, can_fork, fork, spawn

logger = logging.getLogger(__name__)

MAX_DEATHS = 2
"""Processes that may die over one page before it is set aside: it seems to kill them."""
MAX_STILLBORN = 3
"""Processes that may die in a row before they are ready; then none is started again."""


class _Waiting(NamedTuple):
    draft: CrawlDraft
    answer: asyncio.Future[Cleaned | Refused]
    deaths: int = 0
    """Of processes that had this draft in work."""


class Workers:
    """A fixed number of cleaning processes.

    >>> workers = await Workers.open(2)
    >>> await workers.clean(draft)
    >>> workers.close()
    """

    def __init__(self) -> None:
        self._open: list[_Worker] = []
        self._closed = False
        self._stillborn = 0

    @classmethod
    async def open(cls, count: int, *, copies: bool = False) -> Workers:
        """Start the processes: ``copies`` of this one if that is sound, else they load while the caller goes on."""
        workers = cls()
        launch = fork if copies and can_fork() else spawn
        if launch is fork:
            answer_to(SAMPLE, frozenset())  # loads tables and models once for all
        for _ in range(count):
            await workers._start(launch)
        return workers

    @property
    def pids(self) -> list[int]:
        """Process ids of those that run."""
        return [worker.process.pid for worker in self._open]

    async def clean(self, draft: CrawlDraft) -> Refusal | None:
        """Fill the draft's article and signature as the steps would, or say why there is none."""
        waiting = _Waiting(draft, asyncio.get_running_loop().create_future())
        self._send(waiting)
        answer = await waiting.answer
        if isinstance(answer, Cleaned):
            draft.article, draft.signature = answer.article, answer.signature
            return None
        if answer.trace:
            logger.error("A step failed on %s\n%s", one_line(draft.visit.url), answer.trace)
        return Refusal(answer.reason, answer.detail)

    def close(self) -> None:
        """End the processes."""
        self._closed = True
        for worker in self._open:
            worker.end()
        self._open.clear()

    async def _start(self, launch: Callable[[socket.socket], Process] = spawn) -> None:
        ours, theirs = socket.socketpair()
        worker = _Worker(launch(theirs), self._born, self._died)
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=ours)

    def _send(self, waiting: _Waiting) -> None:
        if self._open:
            min(self._open, key=lambda worker: len(worker.waiting)).send(waiting)
        elif not waiting.answer.done():
            waiting.answer.set_result(answer_to(task_of(waiting.draft), waiting.draft.learned))

    def _born(self, worker: _Worker) -> None:
        if self._closed:
            worker.end()
        else:
            self._open.append(worker)

    def _died(self, worker: _Worker) -> None:
        if not self._closed:
            self._open.remove(worker)
            self._replacing = asyncio.get_running_loop().create_task(self._replace(worker))

    async def _replace(self, worker: _Worker) -> None:
        code, orphans = worker.process.wait(), list(worker.waiting)
        self._stillborn = 0 if worker.ready else self._stillborn + 1
        logger.error("A cleaning process died (%d); another one cleans the %d pages it had", code, len(orphans))
        if self._stillborn < MAX_STILLBORN:
            await self._start()  # no copy: that one would inherit whatever was wrong
        elif not self._open:
            logger.error("No cleaning process stays alive: this run cleans in the process of the crawl")
        for place, waiting in enumerate(orphans):
            # Tasks are answered in order: the first one without an answer was in work.
            deaths = waiting.deaths + (worker.ready and place == 0)
            if deaths < MAX_DEATHS:
                self._send(waiting._replace(deaths=deaths))
            elif not waiting.answer.done():
                waiting.answer.set_result(Refused("worker-died", f"{deaths} cleaning processes died over this page"))


class _Worker(asyncio.Protocol):
    """One process and the tasks it has not answered."""

    def __init__(self, process: Process, born: Callable[[_Worker], None], died: Callable[[_Worker], None]) -> None:
        self.process = process
        self.waiting: deque[_Waiting] = deque()
        self.ready = False
        """Has it answered the sample, with everything loaded?"""
        self._born = born
        self._died = died
        self._learned: frozenset[str] = frozenset()
        self._received = bytearray()

    def send(self, waiting: _Waiting) -> None:
        """Queue a task; what was learned of its site goes before it when that has changed."""
        if waiting.draft.learned != self._learned:
            self._learned = waiting.draft.learned
            self._transport.write(frame(Learned(list(self._learned))))
        self.waiting.append(waiting)
        self._transport.write(frame(task_of(waiting.draft)))

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._transport.close()
        self.process.kill()
        self.process.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's: the socket can be written to."""
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's has that class's methods, not its name
        self._born(self)

    def data_received(self, data: bytes) -> None:
        """Asyncio's: hand out the answers that have arrived whole."""
        self._received += data
        at, end = 0, len(self._received)
        while end - at >= LENGTH.size:
            upto = at + LENGTH.size + LENGTH.unpack_from(self._received, at)[0]
            if upto > end:
                break
            answer = read_answer(bytes(self._received[at + LENGTH.size : upto]))
            at = upto
            if not self.ready:
                self.ready = True
            elif not (waiting := self.waiting.popleft()).answer.done():
                waiting.answer.set_result(answer)
        del self._received[:at]

    def connection_lost(self, error: Exception | None) -> None:
        """Asyncio's: the process is gone."""
        self._died(self)
