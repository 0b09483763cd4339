"""How fast a host wants to be asked: Crawl-delay, Retry-After, back-off on 429, 503 and block pages."""

from __future__ import annotations

import asyncio
import logging
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from lanzhou_news.extract.block_page import block_reason
from lanzhou_news.middlewares.decoding import DecodedResponse

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

ASKS_TO_WAIT = frozenset({429, 503})
MIN_DELAY = 0.001
"""Seconds. Scrapy's slot looks at its clock only when it has a delay at all."""
host_asked_to_wait = object()
"""Scrapy signal, sent with ``key`` (download slot) and ``seconds``."""


class BlockPage(IgnoreRequest):
    """A firewall or rate limit answered instead of the site, after every retry."""


class PaceMiddleware:
    """Holds a host's download slot back; works with and without AutoThrottle.

    Stands below the decoding (585) and above Scrapy's retries (550).
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self._base = settings.getfloat("BACKOFF_BASE")
        self._max = settings.getfloat("BACKOFF_MAX")
        self._max_crawl_delay = settings.getfloat("CRAWL_DELAY_MAX")
        self._user_agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self._floor: dict[str, float] = {}
        self._strikes: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PaceMiddleware:
        """Scrapy's constructor."""
        pace = cls(crawler)
        crawler.signals.connect(pace._robots_parsed, signals.robots_parsed)
        # AutoThrottle connected its handler earlier (extensions load first), so the floor has the last word.
        crawler.signals.connect(pace._downloaded, signals.response_downloaded)
        crawler.signals.connect(pace._hold_floor, signals.request_reached_downloader)
        return pace

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Ask again for a block page; a proper page ends the back-off."""
        if response.status in ASKS_TO_WAIT:
            return response  # Scrapy's RetryMiddleware asks again
        key = str(request.meta.get("download_slot") or "")
        blocked = block_reason(response.text) if isinstance(response, DecodedResponse) else None
        if not blocked:
            self._strikes.pop(key, None)
            return response
        self.crawler.stats.inc_value(f"news/block_page/{blocked}")
        self._pause(key, _retry_after(response))
        assert self.crawler.spider is not None
        again = get_retry_request(request, spider=self.crawler.spider, reason=f"block page ({blocked})")
        if again is None:
            raise BlockPage(f"block page: {blocked}")
        return again

    def _downloaded(self, request: Request, response: Response) -> None:
        """Sent before the slot looks for its next request: a pause set here holds that one back already."""
        if response.status in ASKS_TO_WAIT:
            self._pause(str(request.meta.get("download_slot") or ""), _retry_after(response))
        self._hold_floor(request)

    def _pause(self, key: str, asked: float | None) -> None:
        self.crawler.stats.inc_value("news/asked_to_wait")
        strikes = self._strikes[key] = self._strikes.get(key, 0) + 1
        wait = asked if asked is not None else self._base * 2 ** (strikes - 1)
        self.crawler.signals.send_catch_log(host_asked_to_wait, key=key, seconds=wait)
        slot = self.crawler.engine.downloader.slots.get(key)
        if slot is None:
            return
        if wait > self._max:
            logger.warning("%s asks to wait %.0f s, longer than BACKOFF_MAX: ending this run", key, wait)
            asyncio.get_running_loop().create_task(self.crawler.engine.close_spider_async(reason="asked-to-wait"))
            return
        logger.info("%s asks to wait: no request for %.1f s", key, wait)
        slot.delay = max(slot.delay, MIN_DELAY)
        slot.lastseen = max(slot.lastseen, time.monotonic() + wait - slot.delay * (1 - slot.jitter))
        asyncio.get_running_loop().create_task(self._release_when_closing(slot))

    async def _release_when_closing(self, slot: Slot) -> None:
        """A crawl that is being closed does not wait for the pause to end: what is queued goes back to pending."""
        while slot.lastseen > time.monotonic():
            await asyncio.sleep(0.2)
            if not self.crawler.engine.running:
                while slot.queue:
                    _, queued = slot.queue.popleft()
                    queued.errback(IgnoreRequest("the crawl is being closed"))
                return

    def _robots_parsed(self, robotparser: Any, request: Request) -> None:
        asked = robotparser.crawl_delay(self._user_agent)
        if not asked:
            return
        delay = min(float(asked), self._max_crawl_delay)
        if delay < asked:
            logger.warning("robots.txt asks for %.0f s between requests; CRAWL_DELAY_MAX makes it %.0f s", asked, delay)
        self._floor[str(request.url.split("/")[2].rpartition("@")[2].partition(":")[0])] = delay

    def _hold_floor(self, request: Request) -> None:
        if not self._floor:
            return
        key = str(request.meta.get("download_slot") or "")
        floor, slot = self._floor.get(key), self.crawler.engine.downloader.slots.get(key)
        if floor and slot is not None:
            slot.jitter = 0.0  # jitter may shorten a delay, and robots.txt names the shortest one
            slot.delay = max(slot.delay, floor)


def _retry_after(response: Response) -> float | None:
    """Seconds from a Retry-After header: a number or an HTTP date (RFC 9110, 10.2.3)."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time()) if value else None
    except ValueError:
        return None
