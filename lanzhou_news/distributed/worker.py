"""A worker: fetches and cleans what a collector asks for, and owns nothing."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from lanzhou_news.clean.draft import Fetched
from lanzhou_news.distributed import messages
from lanzhou_news.distributed.connection import connect
from lanzhou_news.distributed.errors import NotOurs
from lanzhou_news.distributed.pace import SharedPace
from lanzhou_news.distributed.streams import Streams, Taken
from lanzhou_news.pipelines.parcels import CrawlDraft, Gone, Rejected, Unmodified
from lanzhou_news.pipelines.run import RunEnd
from lanzhou_news.store.articles import Saved
from lanzhou_news.store.frontier import Claim, Visit
from lanzhou_news.store.runs import Outcome

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

logger = logging.getLogger(__name__)

RENEWALS = 3
"""Signs of life within one lease: two may be late."""
RETRY_SECONDS = 1.0
"""Between two tries to reach a Redis that went away."""
BLOCK_SECONDS = 1.0
"""Longest wait for a job before the worker looks whether it is to end."""


class RemoteRun:
    """What a spider of a worker takes for its run: jobs come from Redis, answers go there.

    A job is held by its lease until its answer is in Redis; both happen in one step. While Redis is away, work that is
    done waits here.
    """

    more_pending = False
    """The engine never asks this run for articles: they come as :meth:`jobs`."""

    def __init__(self, redis: Redis, site: str, settings: BaseSettings, stats: StatsCollector) -> None:
        lease = settings.getfloat("REDIS_LEASE")
        self.streams = Streams(redis, site, lease=lease)
        self.pace = SharedPace(redis)
        self.worker = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}"
        self.learned: frozenset[str] = frozenset()
        """Lines that the collector's store knows to be furniture."""
        self.output = Path(settings["OUTPUT_DIR"])
        self._clock = time.monotonic()
        self._redis = redis
        self._stats = stats
        self._limit = settings.getint("CONCURRENT_REQUESTS")
        self._max_tries = settings.getint("PENDING_TRIES")
        self._idle_exit = settings.getfloat("WORKER_IDLE_EXIT")
        self._run: str | None = None
        self._held: dict[str, bytes] = {}
        self._freed = asyncio.Event()
        self._away = False
        self._pulse = asyncio.create_task(self._renew(lease / RENEWALS))

    @classmethod
    async def open(cls, site: str, settings: BaseSettings, stats: StatsCollector) -> RemoteRun:
        """Connect; raises :class:`~lanzhou_news.distributed.errors.RedisUnreachable`."""
        run = cls(await connect(settings["REDIS_URL"]), site, settings, stats)
        await run.streams.open()
        return run

    # --- jobs --------------------------------------------------------------------------------------------------------

    async def jobs(self) -> AsyncIterator[Claim]:
        """Addresses to fetch, as long as there is room for them; ends only after WORKER_IDLE_EXIT."""
        idle_since = time.monotonic()
        while True:
            if len(self._held) >= self._limit:
                self._freed.clear()
                await self._freed.wait()
            for taken in await self._take():
                idle_since = time.monotonic()
                if taken.job.key not in self._held and await self._is_sound(taken):
                    yield messages.claim(taken.job)
            if self._held:
                idle_since = time.monotonic()
            elif self._idle_exit and time.monotonic() - idle_since > self._idle_exit:
                return

    async def _take(self) -> list[Taken]:
        try:
            taken = await self.streams.take(self.worker, self._limit - len(self._held), block=BLOCK_SECONDS)
            for run in {one.job.run for one in taken} - {self._run}:
                await self._learn(run)
        except (RedisError, OSError) as error:
            await self._wait_for_redis(error)
            return []
        self._away = False
        return taken

    async def _learn(self, run: str) -> None:
        """Jobs of another run: what it has learned comes with it."""
        try:
            news = await self.streams.news()
        except NotOurs:
            news = None
        if news is not None:
            self._run, self.learned = run, frozenset(news.learned)

    async def _is_sound(self, taken: Taken) -> bool:
        """Hold a job; one that was given to many workers seems to kill them, and is answered as failed instead."""
        self._held[taken.job.key] = taken.entry
        if not taken.again or await self.streams.times_taken(taken.entry) <= self._max_tries:
            return True
        visit = Visit(taken.job.key, taken.job.url, self.streams.site)
        lost = Rejected(visit, Fetched(b"", visit.url), "workers-died", f"no answer from {self._max_tries} workers")
        await self._send(visit, messages.refused(lost, failed=True, final=True))
        return False

    # --- answers -----------------------------------------------------------------------------------------------------

    def asked_for(self, draft: CrawlDraft) -> bool:
        """The collector decides."""
        return True

    async def save(self, draft: CrawlDraft) -> Saved:
        """Send a cleaned article; returns when Redis has it."""
        await self._send(draft.visit, messages.collected(draft))
        self._stats.inc_value("news/articles")
        return Saved("new", draft.article)

    async def mark_gone(self, gone: Gone) -> Saved | None:
        """Send that an article is gone."""
        await self._send(
            gone.visit, messages.Vanished(visit=gone.visit, article_id=gone.article_id, status=gone.status)
        )
        self._stats.inc_value("news/gone")
        return None

    async def reject(self, rejected: Rejected) -> None:
        """Send a page that gave no record."""
        await self._send(rejected.visit, messages.refused(rejected))
        self._stats.inc_value(rejected.counter)

    async def confirm(self, unmodified: Unmodified) -> None:
        """Send that a known article has not changed."""
        await self._send(unmodified.visit, messages.Unchanged(visit=unmodified.visit))
        self._stats.inc_value("news/not_modified")

    async def failed(self, rejected: Rejected, *, final: bool) -> None:
        """Send that a request failed."""
        await self._send(rejected.visit, messages.refused(rejected, failed=True, final=final))
        self._stats.inc_value("news/failed")

    async def _send(self, visit: Visit, answer: messages.Known) -> None:
        while (entry := self._held.get(visit.key)) is not None:
            try:
                await self.streams.answer(entry, answer)
            except (RedisError, OSError) as error:
                await self._wait_for_redis(error)
            else:
                self._held.pop(visit.key, None)
                self._freed.set()

    # --- life --------------------------------------------------------------------------------------------------------

    async def _renew(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            try:
                await self.streams.renew(self.worker, list(self._held.values()))
            except (RedisError, OSError) as error:
                await self._wait_for_redis(error)

    async def _wait_for_redis(self, error: Exception) -> None:
        if not self._away:
            logger.warning("Redis is away (%s): waiting", error)
        self._away = True
        await asyncio.sleep(RETRY_SECONDS)
        if "NOGROUP" in str(error):  # it came back without its data
            await self._reopen()

    async def _reopen(self) -> None:
        try:
            await self.streams.open()
        except (RedisError, OSError):
            logger.debug("Redis is still away")

    def claim(self, limit: int) -> list[Claim]:
        """Nothing: see :attr:`more_pending`."""
        return []

    def flush(self) -> None:
        """Nothing is queued here."""

    @property
    def seconds(self) -> float:
        """How long the worker has lived."""
        return round(time.monotonic() - self._clock, 3)

    def finish(self, outcome: Outcome, reason: str, stats: Mapping[str, object]) -> RunEnd:
        """Nothing is written here; see :meth:`leave`."""
        return RunEnd(pending=None, known=0)

    async def leave(self) -> None:
        """Give back what was not done, and disconnect."""
        self._pulse.cancel()
        try:
            await self.streams.give_back(self.worker, list(self._held.values()))
            await self._redis.aclose()
        except (RedisError, OSError):
            logger.debug("Redis is away: its leases end by themselves")
