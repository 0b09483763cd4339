"""The collector: reads the lists, hands articles to the workers, and is the only writer of the store."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from lanzhou_news.crawllog import one_line
from lanzhou_news.distributed import messages
from lanzhou_news.distributed.connection import connect
from lanzhou_news.distributed.errors import NotOurs
from lanzhou_news.distributed.pace import SharedPace
from lanzhou_news.distributed.streams import Answered, Streams
from lanzhou_news.pipelines.parcels import Rejected
from lanzhou_news.pipelines.store import NothingNew, commit
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.spiders.arguments import Arguments
from lanzhou_news.spiders.run import CrawlRun
from lanzhou_news.store.errors import StoreUnwritable
from lanzhou_news.store.frontier import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis.asyncio import Redis
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

    from lanzhou_news.pipelines.run import RunEnd
    from lanzhou_news.store.runs import Outcome

logger = logging.getLogger(__name__)

BATCH = 200
"""Answers read at once: some two group commits."""
BLOCK_SECONDS = 0.2
"""Longest wait for an answer before new addresses are handed out."""
RETRY_SECONDS = 1.0
"""Between two tries to reach a Redis that went away."""


class CollectorRun(CrawlRun):
    """A run whose articles are fetched elsewhere.

    What is handed out and not answered is remembered here: if Redis loses it, it is handed out again. Whatever dies,
    the addresses are still pending in the store.
    """

    def __init__(
        self,
        profile: SiteProfile,
        arguments: Arguments,
        settings: BaseSettings,
        stats: StatsCollector,
        redis: Redis,
    ) -> None:
        super().__init__(profile, arguments, settings, stats)
        self.pace = SharedPace(redis)
        self._redis = redis
        self._streams = Streams(redis, profile.name, lease=settings.getfloat("REDIS_LEASE"))
        self._queue_limit = settings.getint("REDIS_QUEUE_LIMIT")
        self._unsent: list[Claim] = []
        self._awaited: dict[str, Claim] = {}
        self._left_over: set[str] = set()
        self._ready = False
        self._away = False
        self._patience = settings.getfloat("REDIS_LEASE")
        self._heard = time.monotonic()
        self._service = asyncio.create_task(self._serve())

    @classmethod
    async def connect(
        cls, profile: SiteProfile, arguments: Arguments, settings: BaseSettings, stats: StatsCollector
    ) -> CollectorRun:
        """Connect and open the store; raises what :class:`CrawlRun` raises, and ``RedisUnreachable``."""
        redis = await connect(settings["REDIS_URL"])
        try:
            return cls(profile, arguments, settings, stats, redis)
        except BaseException:
            await redis.aclose()
            raise

    def claim(self, limit: int) -> list[Claim]:
        """Nothing for the engine: the workers fetch the articles."""
        return []

    @property
    def busy(self) -> bool:
        """Is anything handed out, or still to be handed out?"""
        service_ended = self._service.done()
        return not service_ended and (not self._ready or self.more_pending or bool(self._unsent or self._awaited))

    def finish(self, outcome: Outcome, reason: str, stats: Mapping[str, object]) -> RunEnd:
        """Stop listening and close the run; what is still out comes home in the next one."""
        self._service.cancel()
        return super().finish(outcome, reason, stats)

    # --- the service -------------------------------------------------------------------------------------------------

    async def _serve(self) -> None:
        try:
            while True:
                try:
                    await (self._exchange() if self._ready else self._begin())
                except (RedisError, OSError) as error:
                    await self._wait_for_redis(error)
                else:
                    self._away = False
        except StoreUnwritable:
            logger.debug("The run is being closed for it, with one message")
        finally:
            await self._redis.aclose()

    async def _begin(self) -> None:
        """What an earlier collector left: answers first, so that nothing that came home is asked for again."""
        await self._streams.open()
        for again in (True, False):
            while answered := await self._streams.read(BATCH, again=again):
                await self._commit(answered)
        self._left_over = await self._streams.open_keys()
        await self._streams.announce(messages.RunNews(self.id, sorted(self.learned)))
        self._ready = True

    async def _exchange(self) -> None:
        answered = await self._streams.read(BATCH, block=BLOCK_SECONDS)
        await self._commit(answered)
        waiting, unread = await self._streams.count_open()
        if answered or not waiting:
            self._heard = time.monotonic()
        elif time.monotonic() - self._heard > self._patience:
            self._heard = math.inf  # once a run is enough
            logger.error("No answer for %.0f s: does a worker for %s run?", self._patience, self.profile.name)
        if not waiting and not unread:
            self._unsent += self._awaited.values()  # Redis has lost them
            self._awaited.clear()
            self._left_over.clear()
        room = self._queue_limit - waiting - unread - len(self._unsent)
        claims = super().claim(min(room, BATCH)) if room > 0 else []
        self._unsent += [claim for claim in claims if claim.key not in self._left_over]
        self._awaited |= {claim.key: claim for claim in claims if claim.key in self._left_over}
        if self._unsent:
            await self._streams.push([messages.job(claim, self.id) for claim in self._unsent])
            self._awaited |= {claim.key: claim for claim in self._unsent}
            self._unsent.clear()

    async def _commit(self, answered: list[Answered]) -> None:
        await asyncio.gather(*map(self._settle, answered))
        await self._streams.acknowledge([one.entry for one in answered])
        for one in answered:
            self._awaited.pop(one.answer.visit.key, None)
            self._left_over.discard(one.answer.visit.key)

    async def _settle(self, one: Answered) -> None:
        answer = one.answer
        try:
            parcel = messages.parcel(answer, self.profile)
        except NotOurs as error:
            logger.warning("An answer was put aside: %s", error)
            await self._streams.put_aside(one)
            return
        if isinstance(answer, messages.Refused) and answer.failed:
            assert isinstance(parcel, Rejected)
            await self.failed(parcel, final=answer.final)
            return
        try:
            await commit(self, parcel)
        except NothingNew as nothing:
            logger.debug("%s: %s", answer.visit.url, nothing)
        except StoreUnwritable:
            raise
        except Exception:
            logger.exception("An answer for %s was put aside", one_line(answer.visit.url))
            await self._streams.put_aside(one)

    async def _wait_for_redis(self, error: Exception) -> None:
        if not self._away:
            logger.warning("Redis is away (%s): waiting", error)
        self._away = True
        self._ready = False  # answers may have been read and not acknowledged
        await asyncio.sleep(RETRY_SECONDS)
