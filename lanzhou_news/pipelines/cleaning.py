"""The whole step table in another process: stands in for the step pipelines when ``CLEANING_PROCESSES`` is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured

from lanzhou_news.pipelines.parcels import CrawlDraft, rejected_draft
from lanzhou_news.pipelines.workers import Workers

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class CleaningPipeline:
    """Awaits a draft's article; off when the cleaning runs in the process of the crawl (``CLEANING_PROCESSES = 0``).

    The processes belong to the spider, which starts them with its run; a spider that has none is cleaned for here.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._here = Workers()  # none at all: cleans in this process

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleaningPipeline:
        """Scrapy's constructor."""
        if not crawler.settings.getint("CLEANING_PROCESSES"):
            raise NotConfigured
        return cls(crawler)

    async def process_item(self, item: object) -> object:
        """Clean a draft; any other item passes."""
        if not isinstance(item, CrawlDraft):
            return item
        workers: Workers = getattr(self.crawler.spider, "workers", None) or self._here
        refusal = await workers.clean(item)
        return item if refusal is None else rejected_draft(item, refusal)
