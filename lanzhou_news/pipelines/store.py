"""The last pipeline: one transaction an item; the item goes on only after its commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from lanzhou_news.items import Article
from lanzhou_news.pipelines.parcels import CrawlDraft, Gone, Rejected, Unmodified
from lanzhou_news.pipelines.run import Run
from lanzhou_news.store.articles import Saved
from lanzhou_news.store.errors import StoreUnwritable

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class NothingNew(DropItem):
    """The item brought no record to pass on; not worth a line in the log."""

    def __init__(self, what: str) -> None:
        super().__init__(what, log_level="DEBUG")


class StorePipeline:
    """Commits drafts, rejections, deletions and 304s; returns the stored :class:`Article`.

    Without a run (``scrapy parse``, ``scrapy check``) it writes nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_item(self, item: object) -> object:
        """Await the commit; raises :class:`DropItem` when there is no record to pass on."""
        run: Run | None = getattr(self.crawler.spider, "run", None)
        if run is None:
            return item
        try:
            return await commit(run, item)
        except StoreUnwritable as error:  # the run is being closed for it, with one message
            raise NothingNew(str(error)) from None


async def commit(run: Run, item: object) -> object:
    """Keep what an item says; returns the article as stored, raises :class:`NothingNew` when there is none."""
    if isinstance(item, CrawlDraft):
        if not run.asked_for(item):
            raise NothingNew("outside since and until; it stays pending")
        return _told(await run.save(item))
    if isinstance(item, Gone):
        saved = await run.mark_gone(item)
        if saved is None:
            raise NothingNew("known to be gone")
        return _told(saved)
    if isinstance(item, Rejected):
        await run.reject(item)
        raise NothingNew(f"kept in quarantine: {item.reason}")
    if isinstance(item, Unmodified):
        await run.confirm(item)
        raise NothingNew("not modified")
    return item


def _told(saved: Saved) -> Article:
    if saved.kind == "unchanged":
        raise NothingNew("unchanged")
    return saved.article
