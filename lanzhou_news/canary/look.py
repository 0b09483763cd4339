"""Look at one site: robots.txt, one list page, a few articles, and what the profile made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lanzhou_news.canary.fetch import Answer, Unreachable, Visitor
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.steps import clean
from lanzhou_news.cms.epaper import front_links
from lanzhou_news.errors import InvalidArticle, NotAnArticle
from lanzhou_news.extract.page import Page
from lanzhou_news.items import Article
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.spiders.links import links
from lanzhou_news.text.decode import decode

FIELDS = ("title", "published_at", "section", "body", "authors", "editors", "source", "keywords", "images")
LISTS = 5
"""List pages asked for at most."""
REQUIRED = ("title", "published_at", "body")
"""Fields every article of a news site has: missing from any page, something is wrong."""
PLACES = {
    "published_at": "date line, CMS or meta",
    "section": "breadcrumb or address",
    "authors": "byline",
    "editors": "editor line",
    "source": "source line or byline",
    "keywords": "CMS or meta",
    "images": "main text",
}
"""Where a field comes from when the record names no rule for it."""


@dataclass(slots=True)
class Seen:
    """One article page and what came of it."""

    answer: Answer
    page: Page
    article: Article | None = None
    refusal: str | None = None
    """Why it gave no record."""


@dataclass(slots=True)
class Look:
    """Everything one visit found."""

    profile: SiteProfile
    robots: str = ""
    list_url: str | None = None
    article_links: list[str] = field(default_factory=list)
    list_links: int = 0
    shapes_of_links: list[tuple[str, int]] = field(default_factory=list)
    """Shapes of the addresses on a list page without article links, most frequent first."""
    seen: list[Seen] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def articles(self) -> list[Article]:
        """The records that came out."""
        return [seen.article for seen in self.seen if seen.article is not None]

    def rules(self, name: str) -> list[str]:
        """Which rule or selector gave a field, most frequent first."""
        found = Counter(
            article.extractor.get(name) or PLACES.get(name, "unknown")
            for article in self.articles
            if getattr(article, name)
        )
        return [rule for rule, _ in found.most_common()]

    def present(self, name: str) -> int:
        """Records that have the field."""
        return sum(bool(getattr(article, name)) for article in self.articles)

    @property
    def by_fallback(self) -> int:
        """Records whose body no shape and no selector of the profile found."""
        return sum(article.extractor.get("body", "").startswith("generic") for article in self.articles)


def look(profile: SiteProfile, visitor: Visitor, *, articles: int) -> Look:
    """Visit a site and judge it; never raises for what the site does, problems are sentences in the result.

    >>> look(get("lanzhou"), Visitor(get("lanzhou"), "me@example.org"), articles=3).problems
    []
    """
    found = Look(profile)
    try:
        found.robots = visitor.read_robots(profile.start_urls[0])
    except Unreachable as error:
        found.problems.append(f"{error.url} does not answer: {error.problem}")
        return found
    _read_lists(found, visitor)
    for url in _spread(found.article_links, articles):
        try:
            found.seen.append(_read_article(visitor.get(url), profile))
        except Unreachable as error:
            found.problems.append(f"article {error.url} does not come: {error.problem}")
    _judge(found)
    return found


def _read_lists(found: Look, visitor: Visitor) -> None:
    """Look for articles on the start pages, then on lists they link to; a page of lists alone is no problem."""
    profile, waiting = found.profile, dict.fromkeys(found.profile.start_urls)
    barren: list[str] = []
    for asked in range(LISTS):
        if asked >= len(waiting):
            break
        url = list(waiting)[asked]
        try:
            answer = visitor.get(url)
        except Unreachable as error:
            found.problems.append(f"list page {error.url} does not come: {error.problem}")
            continue
        if answer.status != 200:
            found.problems.append(f"list page {url} answers with status {answer.status}")
            continue
        page = Page(answer.url, decode(answer.body, answer.headers))
        targets = links(page) + (front_links(page) if profile.issue_page else [])
        own = [target for target in targets if profile.owns(target)]
        lists = [target for target in own if profile.match_list(target)]
        canonical = {profile.canonical_url(target): target for target in own if profile.match_article(target)}
        if canonical:
            found.list_url, found.article_links, found.list_links = url, list(canonical.values()), len(lists)
            return
        waiting |= dict.fromkeys(lists)
        found.shapes_of_links = found.shapes_of_links or shapes(own)
        barren.append(f"list page {url} has {len(own)} links of the site, none of them matches article_url")
    found.problems += barren


def shapes(urls: Sequence[str]) -> list[tuple[str, int]]:
    """Shapes of addresses, numbers generalised, most frequent first: what ``article_url`` could be.

    >>> shapes(["http://a.cn/x/2025/1.html", "http://a.cn/x/2025/22.html"])
    [('/x/\\\\d{4}/\\\\d+\\\\.html', 2)]
    """

    def generalised(number: re.Match[str]) -> str:
        length = len(number[0])
        return rf"\d{{{length}}}" if length in (4, 8) else r"\d+"

    counts = Counter(re.sub(r"\d+", generalised, re.sub(r"[.+?]", r"\\\g<0>", urlsplit(url).path)) for url in urls)
    return [(shape, count) for shape, count in counts.most_common(5) if r"\d" in shape]


def _spread(urls: Sequence[str], count: int) -> list[str]:
    """``count`` addresses from the whole list: the top stories alone may share one template."""
    if len(urls) <= count:
        return list(urls)
    return [urls[at * len(urls) // count] for at in range(count)]


def _read_article(answer: Answer, profile: SiteProfile) -> Seen:
    fetched = Fetched(answer.body, answer.url, answer.headers, answer.status, answer.at)
    seen = Seen(answer, Page(answer.url, decode(answer.body, answer.headers)))
    if answer.status != 200:
        seen.refusal = f"status {answer.status}"
        return seen
    try:
        seen.article = clean(Draft([fetched], profile=profile))
    except (NotAnArticle, InvalidArticle) as error:
        seen.refusal = str(error)
    return seen


def _judge(found: Look) -> None:
    for seen in found.seen:
        if seen.refusal:
            found.problems.append(f"article {seen.answer.url} gave no record: {seen.refusal}")
    total = len(found.articles)
    for name in REQUIRED:
        missing = total - found.present(name)
        if missing:
            found.problems.append(f"{name} is missing on {missing} of {total} articles")
    if found.by_fallback * 2 > total:
        expected = ", ".join(shape for template in found.profile.templates for shape in template.shapes) or "selectors"
        found.problems.append(
            f"body was found by the generic reader on {found.by_fallback} of {total} articles: "
            f"{expected} no longer fits the markup"
        )
