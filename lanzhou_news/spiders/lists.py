"""Reading lists: start pages, following pages, feeds and sitemaps, all bounded against traps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number

from lanzhou_news.extract.page import Page
from lanzhou_news.middlewares.decoding import DecodedResponse
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.spiders.arguments import Arguments, url_day
from lanzhou_news.spiders.links import feed_links, links
from lanzhou_news.spiders.paging import read_pager
from lanzhou_news.spiders.run import CrawlRun
from lanzhou_news.store.frontier import Link, Listing

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

Callback = Callable[..., Any]

FIRST_PRIORITY = 10
FOLLOWING_PRIORITY = -10
"""Following list pages wait for the articles found so far: the frontier stays small."""


class ListReader:
    """Follows the lists of one site during one run."""

    def __init__(self, profile: SiteProfile, arguments: Arguments, run: CrawlRun, settings: BaseSettings) -> None:
        self.profile = profile
        self.arguments = arguments
        self.run = run
        self._depth = settings.getint("LIST_DEPTH")
        self._max_pages = settings.getint("LIST_MAX_PAGES")
        self._max_lists = settings.getint("LIST_MAX_LISTS")
        self._max_dry = settings.getint("LIST_DRY_PAGES")
        self._max_sitemaps = settings.getint("SITEMAP_MAX_FILES")
        self._max_size = settings.getint("DOWNLOAD_MAXSIZE")
        self._asked: set[str] = set()
        self._pages: dict[str, int] = {}
        self._dry: dict[str, int] = {}
        self._contents: set[bytes] = set()
        self._feeds = 0

    def start(self, page: Callback, feed: Callback, failed: Callback) -> Iterator[Request]:
        """Requests for the profile's start lists, feeds and sitemaps."""
        for url in self.profile.start_urls:
            yield from self._ask(url, page, failed, depth=0)
        for url in (*self.profile.feeds, *self.profile.sitemaps):
            yield from self._ask_feed(url, feed, failed)

    @staticmethod
    def read(profile: SiteProfile, response: Response) -> list[str]:
        """Articles and lists that a page links to, without a run."""
        return [url for url in _links(response) if profile.match_article(url) or profile.match_list(url)]

    async def page(self, response: Response, callback: Callback, failed: Callback) -> list[Request]:
        """Commit a list page and return the requests that follow from it."""
        url = response.request.url if response.request else response.url
        if response.status == 304 and (known := self.run.listing(url)) is not None:
            page = known
        else:
            found = _links(response)
            page = self._listing(response, found, [link for link in found if self.profile.match_list(link)])
        pager = read_pager(self.profile, response.url, page.following)
        watermark = self.run.watermark(pager.family)
        added = await self.run.record_list(url, pager.family, page)
        depth = response.meta.get("list_depth", 0)
        requests = [one for link in pager.others for one in self._ask(link, callback, failed, depth=depth + 1)]
        if pager.next and self._goes_on(pager.family, page, watermark=watermark, added=added):
            requests += self._ask(pager.next, callback, failed, depth=depth, family=pager.family)
        self.run.list_answered(pager.family, asked=response.meta.get("list_family"))
        return requests

    async def feed(self, response: Response, callback: Callback, failed: Callback) -> list[Request]:
        """Commit the links of a feed or sitemap and return requests for the sitemaps it names."""
        url = response.request.url if response.request else response.url
        if response.status == 304 and (known := self.run.listing(url)) is not None:
            page = known
        else:
            body = response.body
            if gzip_magic_number(response):
                body = gunzip(body, max_size=self._max_size)
            found, maps = feed_links(body, response.url)
            page = self._listing(response, found, [one for one in maps if self.profile.owns(one)])
        await self.run.record_list(url, f"{self.profile.name}:feed:{url}", page)
        return [request for one in page.following for request in self._ask_feed(one, callback, failed)]

    async def failed(self, request: Request, callback: Callback, failed: Callback) -> list[Request]:
        """What to ask for after a list page that could not be read: nothing depends on it."""
        return []

    def sitemaps_of(self, robotparser: Any, callback: Callback, failed: Callback) -> list[Request]:
        """Requests for the sitemaps that robots.txt names, as far as they stand on the site."""
        named = getattr(getattr(robotparser, "rp", None), "sitemaps", ())
        return [request for url in named for request in self._ask_feed(str(url), callback, failed)]

    # --- bounds ------------------------------------------------------------------------------------------------------

    def _goes_on(self, family: str, page: Listing, *, watermark: bool, added: int) -> bool:
        """Is the next page of this list wanted?"""
        if self.run.room(1) == 0:
            self.run.list_unfinished(family)
            return False
        if self.arguments.since and self._all_older(page):
            return False
        backfill = self.arguments.full or self.arguments.since or self.arguments.until
        if watermark and not added and not backfill:
            return False
        mark = hashlib.blake2b("\n".join(link.key for link in page.links).encode(), digest_size=8).digest()
        dry = not page.links or mark in self._contents
        self._contents.add(mark)
        self._dry[family] = self._dry.get(family, 0) + 1 if dry else 0
        if self._dry[family] >= self._max_dry:
            self.run.stats.inc_value("news/lists_cut")
            return False
        return True

    def _all_older(self, page: Listing) -> bool:
        matches = [self.profile.match_article(link.url) for link in page.links]
        days = [url_day(match.groupdict().get("date")) for match in matches if match]
        since = self.arguments.since
        return bool(days) and all(day is not None and since is not None and day < since for day in days)

    def _ask(
        self, url: str, callback: Callback, failed: Callback, *, depth: int, family: str | None = None
    ) -> Iterator[Request]:
        """A request for a list page, unless it was made before or a bound is reached; ``family`` for a following page.

        A directory and its index page are asked for both: one of them may be missing.
        """
        if not self._wanted_section(url) or depth > self._depth:
            return
        parts = urlsplit(url)
        host = parts.hostname if self.profile.copies else ""
        spelled = f"{host}{parts.path or '/'}?{parts.query}"
        if spelled in self._asked:
            return
        pages = self._pages.get(family or "", 0)
        if pages >= (self._max_pages if family else self._max_lists):
            self.run.stats.inc_value("news/lists_cut")
            return
        self._asked.add(spelled)
        self._pages[family or ""] = pages + 1
        priority = FOLLOWING_PRIORITY if family else FIRST_PRIORITY
        if family:
            self.run.list_asked(family)
        yield self._request(url, callback, failed, priority, {"list_depth": depth, "list_family": family})

    def _ask_feed(self, url: str, callback: Callback, failed: Callback) -> Iterator[Request]:
        if url in self._asked or not self.profile.owns(url):
            return
        if self._feeds >= self._max_sitemaps:
            self.run.stats.inc_value("news/lists_cut")
            return
        self._feeds += 1
        self._asked.add(url)
        yield self._request(url, callback, failed, FIRST_PRIORITY, {})

    def _request(self, url: str, callback: Callback, failed: Callback, priority: int, meta: dict[str, Any]) -> Request:
        known = None if self.arguments.full else self.run.listing(url)
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        meta = {"handle_httpstatus_list": [304], **meta}
        return Request(url, callback, errback=failed, headers=headers, priority=priority, meta=meta, dont_filter=True)

    def _wanted_section(self, url: str) -> bool:
        """With ``sections=`` only the start pages and the lists below the named channels are read."""
        if not self.arguments.sections or url in self.profile.start_urls:
            return True
        path = urlsplit(url).path.strip("/")
        return any(path == wanted or path.startswith(f"{wanted}/") for wanted in self.arguments.sections)

    def _listing(self, response: Response, found: Iterable[str], following: list[str]) -> Listing:
        keyed = {self.profile.canonical_url(url): url for url in found if self.profile.match_article(url)}
        validators = [response.headers.get(name) for name in ("ETag", "Last-Modified")]
        etag, modified = (value.decode("latin-1") if value else None for value in validators)
        return Listing(etag, modified, [Link(key, url) for key, url in keyed.items() if key], following)


def _links(response: Response) -> list[str]:
    if not isinstance(response, DecodedResponse):
        return []
    try:
        return links(Page(response.url, response.decoded))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
