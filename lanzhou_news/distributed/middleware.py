"""Holds every request until its host's turn has come, counted over all machines."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from redis.exceptions import RedisError
from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from lanzhou_news.distributed.pace import SharedPace
from lanzhou_news.middlewares.pace import host_asked_to_wait

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_CHANCE = random.SystemRandom()
LOOK_SECONDS = 0.2
"""A waiting request looks this often whether the crawl is being closed."""
RETRY_SECONDS = 1.0
"""Between two tries to reach a Redis that went away: without it nobody knows whose turn it is."""


class SharedPaceMiddleware:
    """Stands next to the downloader. The delay is that of the host's slot: DOWNLOAD_DELAY, AutoThrottle, Crawl-delay.

    Jitter is added here: the slot's own would undo the common rhythm.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._jitter = crawler.settings.getfloat("DOWNLOAD_DELAY_JITTER")
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SharedPaceMiddleware:
        """Scrapy's constructor."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware._asked_to_wait, host_asked_to_wait)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Wait for the turn; raises :class:`IgnoreRequest` when the crawl is closed meanwhile."""
        pace: SharedPace | None = getattr(getattr(self.crawler.spider, "run", None), "pace", None)
        if pace is None:
            return
        host = urlsplit(request.url).hostname or ""
        slot = self.crawler.engine.downloader.slots.get(host)
        delay = self._delay
        if slot is not None:
            slot.jitter, delay = 0.0, slot.delay
        spread = _CHANCE.uniform(1 - self._jitter, 1 + self._jitter)
        while True:
            try:
                await self._sleep(await pace.reserve(host, delay * spread))
                held = await pace.held(host)
            except (RedisError, OSError):
                await self._sleep(RETRY_SECONDS)
                continue
            if not held:
                return
            await self._sleep(held)

    async def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self.crawler.engine.running:
                raise IgnoreRequest("the crawl is being closed")
            await asyncio.sleep(min(left, LOOK_SECONDS))

    def _asked_to_wait(self, key: str, seconds: float) -> None:
        pace: SharedPace | None = getattr(getattr(self.crawler.spider, "run", None), "pace", None)
        if pace is not None:
            task = asyncio.get_running_loop().create_task(self._hold(pace, key, seconds))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    @staticmethod
    async def _hold(pace: SharedPace, host: str, seconds: float) -> None:
        try:
            await pace.hold(host, seconds)
        except (RedisError, OSError) as error:
            logger.warning("The other machines do not know that %s asks to wait: %s", host, error)
