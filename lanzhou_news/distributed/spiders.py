"""The spiders of the sites as workers and collectors: the same callbacks, another run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response

from lanzhou_news.crawllog import one_line
from lanzhou_news.distributed.collector import CollectorRun
from lanzhou_news.distributed.errors import RedisUnreachable
from lanzhou_news.distributed.worker import RemoteRun
from lanzhou_news.pipelines.parcels import Rejected
from lanzhou_news.spiders.answers import fetched
from lanzhou_news.spiders.news import NewsSpider
from lanzhou_news.spiders.run import CrawlRun
from lanzhou_news.store.runs import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure


class CollectorSpider(NewsSpider):
    """Reads the lists of its site; its articles come from the workers."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> CollectorSpider:
        """Scrapy's constructor."""
        spider = cast(CollectorSpider, super().from_crawler(crawler, *args, **kwargs))
        crawler.signals.connect(spider._stay, signals.spider_idle)
        return spider

    async def open_run(self) -> CrawlRun:
        """A run that works with Redis."""
        return await CollectorRun.connect(self.profile, self.arguments, self.settings, self.crawler.stats)

    def _stay(self) -> None:
        if isinstance(self.run, CollectorRun) and self.run.busy:
            raise DontCloseSpider


class WorkerSpider(NewsSpider):
    """Fetches and cleans the articles that a collector of its site asks for."""

    remote: RemoteRun | None = None
    summary = (
        ("articles", "articles"),
        ("not_modified", "not modified"),
        ("gone", "gone"),
        ("skipped", "without news"),
        ("quarantined", "quarantined"),
        ("failed", "failed"),
    )
    """What it has sent: which articles are new the collector knows."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> WorkerSpider:
        """Scrapy's constructor."""
        spider = cast(WorkerSpider, super().from_crawler(crawler, *args, **kwargs))
        crawler.signals.connect(spider._callback_failed, signals.spider_error)
        crawler.signals.connect(spider._leave, signals.spider_closed)  # awaited before the reactor stops
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Jobs for as long as the worker lives."""
        try:
            self.run = self.remote = await RemoteRun.open(self.profile.name, self.settings, self.crawler.stats)
        except RedisUnreachable as error:
            self.logger.error("%s", error)
            self.crawler.stats.set_value("news/error", str(error))
            raise CloseSpider("redis-unreachable") from None
        await self.open_workers()
        async for claim in self.remote.jobs():
            yield self.article_request(claim)

    async def _leave(self) -> None:
        if self.remote is not None:
            await self.remote.leave()

    def _robots_parsed(self, robotparser: Any, request: Request) -> None:
        """The sitemaps that robots.txt names are the collector's."""

    def _outcome(self, reason: str) -> Outcome:
        """A worker reads no lists."""
        ends: dict[str, Outcome] = {"finished": "finished", "shutdown": "interrupted"}
        return ends.get(reason, "failed")

    async def _callback_failed(self, failure: Failure, response: Response) -> None:
        """A fault of ours must not hold the job for ever."""
        visit = response.cb_kwargs.get("visit")
        if self.remote is not None and visit is not None:
            kept = Rejected(visit, fetched(response), "callback-error", one_line(failure.getErrorMessage()))
            await self.remote.failed(kept, final=False)
