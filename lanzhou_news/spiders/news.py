"""The news spider: start lists → list pages → articles → their following pages. One class a site profile."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response

from lanzhou_news.clean import memory
from lanzhou_news.clean.joining import add_page, miss_page
from lanzhou_news.clean.steps import clean
from lanzhou_news.crawllog import drop_early, one_line
from lanzhou_news.errors import LanzhouNewsError
from lanzhou_news.extract.page import Page
from lanzhou_news.items import Article
from lanzhou_news.middlewares.decoding import DecodedResponse
from lanzhou_news.pipelines.parcels import CrawlDraft, Gone, Rejected, Unmodified
from lanzhou_news.pipelines.run import Run
from lanzhou_news.pipelines.workers import Workers
from lanzhou_news.sites import profiles
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.spiders import arguments
from lanzhou_news.spiders.answers import (
    STATUSES,
    Reason,
    fetched,
    reason_of,
    rejected,
    request_of,
    visit_of,
    without_page,
)
from lanzhou_news.spiders.ending import SlowPages, end_run
from lanzhou_news.spiders.lists import ListReader
from lanzhou_news.spiders.run import CrawlRun
from lanzhou_news.store.errors import Locked, StoreError, StoreUnwritable
from lanzhou_news.store.frontier import Claim, Visit
from lanzhou_news.store.runs import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

CONTINUED_PRIORITY = 20
"""The rest of an article that is half read comes before anything else."""


class NewsSpider(scrapy.Spider):
    """Reads one site as its profile says. Arguments: since= until= sections= max_articles= full=1."""

    profile: SiteProfile
    list_reader: type[ListReader] = ListReader
    summary: tuple[tuple[str, str], ...] = (
        ("articles", "new articles"),
        ("revisions", "revisions"),
        ("unchanged", "unchanged"),
        ("not_modified", "not modified"),
        ("quarantined", "quarantined"),
        ("failed", "failed articles"),
        ("lists_failed", "failed lists"),
    )
    """Counters of the closing line, and what they are called there."""
    run: Run | None = None
    """The open run; None in ``scrapy shell``, ``fetch``, ``parse`` and ``check``, which write nothing."""
    workers: Workers | None = None
    """Processes that clean for the run; None when it cleans in its own."""

    def __init__(self, name: str | None = None, **given: str) -> None:
        super().__init__(name)
        self.arguments = arguments.parse(self.profile, given)
        self._unreachable = 0
        self._slow = SlowPages()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Put the CONTACT setting into the User-Agent."""
        super().update_settings(settings)
        agent = str(settings["USER_AGENT"]).replace("{CONTACT}", one_line(settings["CONTACT"]))
        settings.set("USER_AGENT", agent, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        """Scrapy's constructor."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        drop_early(crawler.settings)
        crawler.signals.connect(spider._refill, signals.scheduler_empty)
        crawler.signals.connect(spider._idle, signals.spider_idle)
        crawler.signals.connect(spider._robots_parsed, signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Open lock, store and run row, then ask for the lists; articles follow from the frontier."""
        try:
            run = self.run = await self.open_run()
        except LanzhouNewsError as error:
            self.logger.error("%s", error)
            self.crawler.stats.set_value("news/error", str(error))
            raise CloseSpider("locked" if isinstance(error, Locked) else "store-error") from None
        self.crawler.stats.set_value("news/run", run.id)
        run.on_failure(self._store_failed)
        memory.settle()
        await self.open_workers()
        self.lists = self.list_reader(self.profile, self.arguments, run, self.settings)
        for request in self.lists.start(self.parse_list, self.parse_feed, self.list_failed):
            yield request

    async def open_run(self) -> CrawlRun:
        """Lock, store and run row; raises :class:`~lanzhou_news.errors.LanzhouNewsError`."""
        return CrawlRun(self.profile, self.arguments, self.settings, self.crawler.stats)

    async def open_workers(self) -> None:
        """Start the processes that ``CLEANING_PROCESSES`` asks for."""
        if count := self.settings.getint("CLEANING_PROCESSES"):
            self.workers = await Workers.open(count, copies=True)

    # --- the frontier ------------------------------------------------------------------------------------------------

    def _refill(self) -> None:
        """Hand the scheduler more articles whenever it runs empty."""
        if self.run is not None and self.run.more_pending:
            for claim in self.run.claim(self.settings.getint("FRONTIER_BATCH")):
                self.crawler.engine.crawl(self.article_request(claim))

    def _idle(self) -> None:
        """Nothing is under way: commit, and go on if that brought new work."""
        if self.run is None or not self.run.more_pending:
            return
        self.run.flush()
        claims = self.run.claim(self.settings.getint("FRONTIER_BATCH"))
        for claim in claims:
            self.crawler.engine.crawl(self.article_request(claim))
        if claims:
            raise DontCloseSpider

    def article_request(self, claim: Claim) -> Request:
        """The request for a claimed address; a revisit asks only for what has changed."""
        headers = {}
        if claim.reason == "revisit" and claim.etag:
            headers["If-None-Match"] = claim.etag
        if claim.reason == "revisit" and claim.last_modified:
            headers["If-Modified-Since"] = claim.last_modified
        return Request(
            claim.url,
            self.parse_article,
            headers=headers,
            errback=self.article_failed,
            cb_kwargs={"visit": Visit(claim.key, claim.url, self.profile.name), "known_id": claim.known_id},
            meta={"handle_httpstatus_list": STATUSES},
            dont_filter=True,
        )

    # --- callbacks ---------------------------------------------------------------------------------------------------

    def parse(self, response: Response) -> Any:
        """An article or a list, by its address: the entry of ``scrapy parse``."""
        if self.profile.match_article(response.url):
            return self.parse_article(response)
        return self.parse_list(response)

    def parse_article(
        self,
        response: Response,
        visit: Visit | None = None,
        known_id: str | None = None,
        draft: CrawlDraft | None = None,
    ) -> Iterator[Request | CrawlDraft | Gone | Rejected | Unmodified | Article]:
        """One page of an article: yields the draft, or a request for the article's next page."""
        self._unreachable = 0
        self._slow.note(response)
        if draft is None:
            visit = visit_of(self.profile, response, visit)
            if (other := without_page(response, visit, known_id)) is not None:
                yield other
                return
            learned = self.run.learned if self.run else frozenset()
            draft = CrawlDraft(fetched=[], profile=self.profile, visit=visit, learned=learned)
        rest: list[str] = []
        if isinstance(response, DecodedResponse) and response.status == 200:
            rest = self._add_page(draft, response)
        else:
            miss_page(draft, response.url)
        if rest:
            yield Request(
                rest[0],
                self.parse_article,
                errback=self.article_failed,
                cb_kwargs={"visit": draft.visit, "known_id": known_id, "draft": draft},
                meta={"handle_httpstatus_list": STATUSES},
                priority=CONTINUED_PRIORITY,
                dont_filter=True,
            )
        else:
            yield draft if self.run is not None else clean(draft)

    async def parse_list(self, response: Response) -> AsyncIterator[Request]:
        """A list page: its articles go into the frontier, its following pages are requested."""
        self._unreachable = 0
        if self.run is None:
            for url in ListReader.read(self.profile, response):
                callback = self.parse_article if self.profile.match_article(url) else self.parse_list
                yield Request(url, callback)
            return
        with contextlib.suppress(StoreUnwritable):  # the run is being closed for it, with one message
            for request in await self.lists.page(response, self.parse_list, self.list_failed):
                yield request

    async def parse_feed(self, response: Response) -> AsyncIterator[Request]:
        """A feed or sitemap: like a list page without following pages."""
        self._unreachable = 0
        if self.run is None:
            return
        with contextlib.suppress(StoreUnwritable):
            for request in await self.lists.feed(response, self.parse_feed, self.list_failed):
                yield request

    async def article_failed(self, failure: Failure) -> None:
        """No answer for an article: it stays pending for a later run, or is given up."""
        reason = self._reason(failure)
        if self.run is not None and reason is not None:
            with contextlib.suppress(StoreUnwritable):
                await self.run.failed(rejected(failure, reason.slug), final=reason.final)

    async def list_failed(self, failure: Failure) -> AsyncIterator[Request]:
        """A list page could not be read: its list gets no watermark."""
        if self._reason(failure) is None:
            return
        request = request_of(failure)
        self.crawler.stats.inc_value("news/lists_failed")
        self.logger.warning("List %s: %s", request.url, one_line(failure.getErrorMessage()))
        with contextlib.suppress(StoreUnwritable):
            for other in await self.lists.failed(request, self.parse_list, self.list_failed):
                yield other

    # --- the end -----------------------------------------------------------------------------------------------------

    def closed(self, reason: str) -> None:
        """Write the files and the run row, and say in one line what this run did and what it left."""
        if self.run is not None:
            outcome = self._outcome(reason)
            told = "no list could be read" if (reason, outcome) == ("finished", "failed") else reason
            end_run(self, outcome, told, self._slow)
        if self.workers is not None:
            self.workers.close()

    def _outcome(self, reason: str) -> Outcome:
        """A run that could read no list at all has failed, whatever else it got."""
        if reason == "finished" and self.crawler.stats.get_value("news/lists_read"):
            return "finished"
        return "interrupted" if reason == "shutdown" else "failed"

    # --- small parts -------------------------------------------------------------------------------------------------

    def _add_page(self, draft: CrawlDraft, response: DecodedResponse) -> list[str]:
        """Add a page to the draft; returns the addresses of the pages that follow it."""
        page = Page(response.url, response.decoded)
        return add_page(draft, fetched(response), page, limit=self.settings.getint("ARTICLE_MAX_PAGES"))

    def _reason(self, failure: Failure) -> Reason | None:
        """Why a request failed; None while the crawl is being closed, then nothing is counted against an address."""
        if not self.crawler.engine.running or self.crawler.engine.spider is None:
            return None
        reason = reason_of(failure)
        self._unreachable = 0 if reason.answered else self._unreachable + 1
        if self._unreachable >= self.settings.getint("UNREACHABLE_LIMIT"):
            self._close("unreachable")
        return reason

    def _store_failed(self, error: StoreError) -> None:
        self.logger.error("%s", error)
        self.crawler.stats.set_value("news/error", str(error))
        self._close("store-error")

    def _close(self, reason: str) -> None:
        if self.crawler.engine.spider is not None:
            asyncio.get_running_loop().create_task(self.crawler.engine.close_spider_async(reason=reason))

    def _robots_parsed(self, robotparser: Any, request: Request) -> None:
        if self.run is not None:
            for sitemap in self.lists.sitemaps_of(robotparser, self.parse_feed, self.list_failed):
                self.crawler.engine.crawl(sitemap)


def spider_class(profile: SiteProfile, base: type[NewsSpider], module: str) -> type[NewsSpider]:
    """The spider of one site, as a class of ``module``: Scrapy finds spiders by their modules."""
    name = f"{profile.name.title().replace('_', '')}Spider"
    own = {"allowed_domains": list(profile.hosts), "start_urls": list(profile.start_urls)}
    return type(name, (base,), {**own, "name": profile.name, "profile": profile, "__module__": module})


_SITES = (profile for profile in profiles().values() if profile.issue_page is None)
globals().update({cls.__name__: cls for cls in (spider_class(site, NewsSpider, __name__) for site in _SITES)})
