"""Reading a newspaper issue by issue: the front page, the first page of an issue, its other pages in their order."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree
from scrapy import Request
from scrapy.http import Response

from lanzhou_news.cms.epaper import IssuePage, front_links, read_issue_page
from lanzhou_news.cms.founder import properties
from lanzhou_news.crawllog import one_line
from lanzhou_news.extract.page import Page
from lanzhou_news.middlewares.decoding import DecodedResponse
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.spiders.answers import header
from lanzhou_news.spiders.arguments import Arguments, today, url_day
from lanzhou_news.spiders.links import links
from lanzhou_news.spiders.lists import FIRST_PRIORITY, FOLLOWING_PRIORITY, Callback, ListReader
from lanzhou_news.spiders.run import CrawlRun
from lanzhou_news.store.frontier import ABSENT, Link, Listing, issue_family

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

NOT_HERE = (404, 410)
"""What a site answers for the first page of an issue that it does not have."""
MAX_PAGES = 200
"""Pages of one issue, against traps; no daily paper prints so many."""
DAY = timedelta(days=1)


@dataclass(slots=True)
class _Issue:
    """The issue that is being read."""

    day: date
    family: str
    addresses: deque[str]
    """Where its first page may be, the likeliest first."""
    pages: deque[str] = field(default_factory=deque)
    """Pages still to be asked for, in their order."""
    known: set[str] = field(default_factory=set)
    """Paths of the pages met so far."""
    whole: bool = True
    """Was every page of it read?"""


class IssueReader(ListReader):
    """Asks for one page at a time, so that articles enter the frontier in reading order.

    An issue is a list in the store and its pages are the list's pages: links, validators and watermark are kept as for
    any other list.
    """

    def __init__(self, profile: SiteProfile, arguments: Arguments, run: CrawlRun, settings: BaseSettings) -> None:
        super().__init__(profile, arguments, run, settings)
        self._catch_up = settings.getint("ISSUE_CATCH_UP")
        self._late = settings.getint("ISSUE_LATE_DAYS")
        self._fronts = deque(profile.start_urls)
        self._shapes = dict.fromkeys(profile.issue_urls)
        """Addresses of first pages with strftime fields, the likeliest first."""
        self._newest: date | None = None
        self._landed: Response | None = None
        """The front page's answer, when it was redirected to a page of the newest issue."""
        self._days: deque[date] | None = None
        self._issue: _Issue | None = None
        self._page_names: dict[str, None] = {}

    def start(self, page: Callback, feed: Callback, failed: Callback) -> Iterator[Request]:
        """The request for the front page: it shows the newest issue, and how issues are addressed."""
        yield self._request(self._fronts.popleft(), page, failed, FIRST_PRIORITY, {})

    async def page(self, response: Response, callback: Callback, failed: Callback) -> list[Request]:
        """Commit what a page says and return the request for the next one."""
        issue = self._issue
        if issue is None:
            self._read_front(response)
        elif issue.addresses:
            await self._read_first(issue, response)
        elif not await self._read_page(issue, response):
            issue.whole = False
            logger.warning("%s is no page of the issue of %s", one_line(response.url), issue.day)
        return await self._next(callback, failed)

    async def failed(self, request: Request, callback: Callback, failed: Callback) -> list[Request]:
        """The request after one that failed: the page stays open for a later run, the rest is read."""
        if self._issue is not None:
            self._issue.whole = False
            self._issue.addresses.clear()
        return await self._next(callback, failed)

    def sitemaps_of(self, robotparser: object, callback: Callback, failed: Callback) -> list[Request]:
        """None: issues are read by their days."""
        return []

    # --- the way through ---------------------------------------------------------------------------------------------

    async def _next(self, callback: Callback, failed: Callback) -> list[Request]:
        """The one request that comes next: a page of the issue, the next issue, another front page, or none."""
        if self._newest is None and self._days is None and self._fronts:
            return [self._request(self._fronts.popleft(), callback, failed, FIRST_PRIORITY, {})]
        if self._days is None:
            self._days = deque(self._wanted())
        while True:
            issue = self._issue
            if issue is not None and (issue.addresses or issue.pages):
                if self.run.room(1):
                    first = bool(issue.addresses)
                    url = issue.addresses[0] if first else issue.pages.popleft()
                    meta = {"handle_httpstatus_list": [304, *NOT_HERE]} if first else {}
                    return [self._request(url, callback, failed, FOLLOWING_PRIORITY, meta)]
                issue.whole = False
            if issue is not None and issue.whole:
                self.run.stats.inc_value("news/issues")
            if not self._days or not self.run.room(1):
                self._warn_of_names()
                return []
            await self._begin(self._days.popleft())
            if self._issue and self._landed and self._day(self._landed.url) == self._issue.day:
                await self._read_first(self._issue, self._landed)

    async def _begin(self, day: date) -> None:
        """Make this issue the one being read."""
        family = issue_family(self.profile.name, day.isoformat())
        await self.run.expect_issue(day.isoformat())
        self.run.list_asked(family)
        addresses = dict.fromkeys(day.strftime(shape) for shape in self._shapes)
        self._issue = _Issue(day, family, deque(addresses))

    def _wanted(self) -> list[date]:
        """The issues that this run reads, in the order of their days."""
        states = {date.fromisoformat(day): state for day, state in self.run.issues().items()}
        newest = self._newest or today()
        first, last = self.arguments.since, self.arguments.until
        if first is not None and first == last:
            return [first] if first == newest or self._open(first, states, again=True) else []
        if first is None:
            earliest = newest - self._catch_up * DAY
            read = [day for day, state in states.items() if state == 1 and day < newest]
            first = max(read, default=newest - DAY) + DAY
            if first < earliest:
                logger.warning("Issues before %s are left out; -a since=%s reads them", earliest, first)
            older = {day for day in states if earliest <= day < first}
            days = {*older, *_days(max(first, earliest), newest)}
        else:
            days = set(_days(first, min(last or newest, newest)))
            if first > newest:
                logger.info("There is no issue since %s: the newest is of %s", first, newest)
        return sorted(day for day in days if day == newest or self._open(day, states, again=False))

    def _open(self, day: date, states: dict[date, int], *, again: bool) -> bool:
        """Is the issue still to be read? One that was absent is asked for once more only when it is named."""
        state = states.get(day, 0)
        return self.arguments.full or not state or (again and state == ABSENT)

    # --- pages -------------------------------------------------------------------------------------------------------

    def _read_front(self, response: Response) -> None:
        """Which issue is the newest, and what do addresses of issues look like?"""
        self.run.stats.inc_value("news/lists_read")
        named = [response.url]
        if isinstance(response, DecodedResponse):
            named += front_links(Page(response.url, response.decoded))
        issues = [(day, url) for url in named if (day := self._day(url)) and day <= today() + DAY]
        if not issues:
            logger.warning("%s names no issue", one_line(response.url))
            return
        self._newest, url = max(issues, key=lambda issue: issue[0])  # the first address of the newest day
        self._landed = response if url == response.url else None
        self._shapes = {self._shape(url): None, **self._shapes}

    async def _read_first(self, issue: _Issue, response: Response) -> None:
        """The first page of an issue, or the answer that it is not at this address."""
        address = issue.addresses.popleft()
        if response.status not in NOT_HERE and await self._read_page(issue, response, first=True):
            issue.addresses.clear()
            self._shapes = {self._shape(address): None, **self._shapes}
        elif not issue.addresses:
            issue.whole = False
            self.run.stats.inc_value("news/lists_read")
            self.run.stats.inc_value("news/issues_absent")
            logger.info("There is no issue of %s", issue.day)
            if today() - issue.day > self._late * DAY:
                await self.run.issue_absent(issue.day.isoformat())

    async def _read_page(self, issue: _Issue, response: Response, *, first: bool = False) -> bool:
        """Commit one page of the issue; False when the answer is none."""
        url = response.request.url if response.request else response.url
        if response.status == 304 and (known := self.run.listing(url)) is not None:
            listing = known
        else:
            if self._day(response.url) != issue.day or not isinstance(response, DecodedResponse):
                return False
            listing = self._read_index(issue, response)
            if first and not listing.links and not listing.following and not self.arguments.sections:
                return False
        self._add_pages(issue, [response.url, *listing.following])
        await self.run.record_list(url, issue.family, listing)
        self.run.list_answered(issue.family, asked=issue.family)
        return True

    def _read_index(self, issue: _Issue, response: DecodedResponse) -> Listing:
        """Articles of the page in the order of its areas, with their place in print, and the pages of the issue."""
        page = Page(response.url, response.decoded)
        cms = properties(page.text)[0]
        try:
            index, found = read_issue_page(page, cms), links(page)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            index, found = IssuePage("", "", ""), []
        self._page_names |= dict.fromkeys(filter(None, (link.name for link in index.pages)))
        issued = {"paper": cms.get("papername") or self.profile.title, "issue_date": issue.day.isoformat()}
        articles: dict[str, Link] = {}
        for url in found if self.arguments.wants_page(index.number, index.name) else ():
            match, key = self.profile.match_article(url), self.profile.canonical_url(url)
            if match and key and key not in articles and url_day(match["date"]) == issue.day:
                printed = json.dumps({**issued, **index.printed(url)}, ensure_ascii=False)
                articles[key] = Link(key, url.partition("?")[0], printed)
        following = [
            link.url
            for link in index.pages
            if self._day(link.url) == issue.day and self.arguments.wants_page(link.number, link.name)
        ]
        return Listing(header(response, "ETag"), header(response, "Last-Modified"), list(articles.values()), following)

    def _add_pages(self, issue: _Issue, urls: list[str]) -> None:
        """Ask for the pages that an earlier run has not read; the newest issue may have grown, it is read again."""
        again = self.arguments.full or bool(self.arguments.sections) or issue.day == self._newest
        for place, url in enumerate(urls):
            path = urlsplit(url).path
            if path in issue.known or len(issue.known) >= MAX_PAGES:
                continue
            issue.known.add(path)
            if place and (again or self.run.listing(url) is None):
                self.run.list_asked(issue.family)
                issue.pages.append(url)

    # --- small parts -------------------------------------------------------------------------------------------------

    def _day(self, url: str) -> date | None:
        match = self.profile.match_issue(url)
        return url_day(match["date"]) if match else None

    def _shape(self, url: str) -> str:
        """An issue's address with strftime fields instead of its day."""
        match = self.profile.match_issue(url)
        if match is None:
            return url.replace("%", "%%")
        parts = urlsplit(url)
        before, after = (
            part.replace("%", "%%") for part in (parts.path[: match.start("date")], parts.path[match.end("date") :])
        )
        fields = "%Y-%m/%d" if "-" in match["date"] else "%Y%m/%d"
        return f"{parts.scheme}://{parts.netloc}{before}{fields}{after}"

    def _warn_of_names(self) -> None:
        unknown = {name for name in self.arguments.sections if not name[-1].isdigit()} - self._page_names.keys()
        if unknown and self._page_names:
            told = ", ".join(self._page_names)
            logger.warning("No page is called %s; there were %s", ", ".join(sorted(unknown)), told)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += DAY
