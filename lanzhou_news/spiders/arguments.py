"""The ``-a`` arguments of a crawl, checked before anything is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from lanzhou_news.errors import LanzhouNewsError
from lanzhou_news.items import Article
from lanzhou_news.sites.base import SiteProfile

NAMES = ("since", "until", "sections", "max_articles", "full")
ISSUE_NAMES = ("date", *NAMES)
"""Arguments of a newspaper's spider."""
SHANGHAI = timezone(timedelta(hours=8))
_URL_DAY = re.compile(r"(\d{4})\D?(\d{2})\D(\d{2})")


class BadArgument(LanzhouNewsError, ValueError):
    """An ``-a`` argument that means nothing; ``name`` and ``value`` say which."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        self.name = name
        self.value = value
        super().__init__(f"-a {name}={value}: {remedy}")


@dataclass(frozen=True, slots=True)
class Arguments:
    """What one crawl is asked to fetch."""

    since: date | None = None
    until: date | None = None
    sections: frozenset[str] = frozenset()
    """Channel directories (``lanzhounews``), of a newspaper names or numbers of pages; empty for all."""
    max_articles: int | None = None
    full: bool = False
    by_issue: bool = False
    """A newspaper: the days choose whole issues."""

    @property
    def filtered(self) -> bool:
        """Does the run pass over links that another run wants? Then it must not mark lists as read."""
        return bool(self.sections or ((self.since or self.until) and not self.by_issue))

    def told(self) -> dict[str, str]:
        """The arguments as they were given, for the row of the run.

        >>> Arguments(since=date(2024, 5, 20), full=True).told()
        {'since': '2024-05-20', 'full': '1'}
        """
        told = {
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "sections": ",".join(sorted(self.sections)),
            "max_articles": self.max_articles and str(self.max_articles),
            "full": "1" if self.full else "",
        }
        return {name: value for name, value in told.items() if value}

    def wants(self, profile: SiteProfile, url: str) -> bool:
        """Is the article at ``url`` asked for, as far as its address tells?

        >>> parse(get("lanzhou"), {"since": "2024-01-01"}).wants(get("lanzhou"), ".../a/2023-09/23/content_1.htm")
        False
        """
        if not (self.since or self.until or self.sections):
            return True
        match = profile.match_article(url)
        groups = match.groupdict() if match else {}
        section = groups.get("section")
        if self.sections and section and not any(_under(section, wanted) for wanted in self.sections):
            return False
        return self.in_range(url_day(groups.get("date")))

    def wants_page(self, number: str, name: str) -> bool:
        """Is this page of an issue asked for? One that says neither number nor name is.

        >>> Arguments(sections=frozenset({"要闻"})).wants_page("02", "时政")
        False
        """
        known = {number, number.lstrip("0"), name} - {""}
        return not self.sections or not known or not known.isdisjoint(self.sections)

    def covers(self, article: Article) -> bool:
        """Is the article asked for, now that its day and its page are known?"""
        printed = article.print
        if not self.by_issue or printed is None:
            return self.in_range(day_of(article.published_at))
        page = (printed.page_no or "", printed.page_name or "")
        return self.in_range(date.fromisoformat(printed.issue_date)) and self.wants_page(*page)

    def in_range(self, day: date | None) -> bool:
        """Is the day asked for? An unknown day is."""
        if day is None:
            return True
        return not ((self.since and day < self.since) or (self.until and day > self.until))


def parse(profile: SiteProfile, given: dict[str, str]) -> Arguments:
    """Read the arguments of ``scrapy crawl -a name=value``.

    Raises :class:`BadArgument` for an unknown name or a value without meaning.
    """
    by_issue = profile.issue_page is not None
    names = ISSUE_NAMES if by_issue else NAMES
    for name in given.keys() - set(names):
        raise BadArgument(name, given[name], f"there is no such argument; known: {', '.join(names)}")
    since, until = (_day(name, given[name]) if given.get(name) else None for name in ("since", "until"))
    if since and until and since > until:
        raise BadArgument("until", given["until"], f"lies before since={given['since']}")
    if by_issue:
        since, until = _issues(given, since, until)
    sections = given.get("sections", "")
    return Arguments(
        since,
        until,
        _pages(sections) if by_issue else _sections(profile, sections),
        _count(given["max_articles"]) if given.get("max_articles") else None,
        _switch(given.get("full", "0")),
        by_issue,
    )


def today() -> date:
    """The day in Lanzhou: the clock of the newspapers."""
    return datetime.now(SHANGHAI).date()


def url_day(text: str | None) -> date | None:
    """The day in an article's address (``2023-09/23``), or None.

    >>> url_day("2023-09/23")
    datetime.date(2023, 9, 23)
    """
    match = _URL_DAY.fullmatch(text or "")
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def day_of(published_at: str | None) -> date | None:
    """The day of a record's ``published_at``, or None."""
    return date.fromisoformat(published_at[:10]) if published_at else None


def _under(section: str, wanted: str) -> bool:
    return section == wanted or section.startswith(f"{wanted}/")


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadArgument(name, value, "write a day as 2025-01-31") from None


def _issues(given: dict[str, str], since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """First and last day of the issues asked for."""
    if until and not since:
        raise BadArgument("until", given["until"], "name the first issue too: since=2025-01-31")
    if given.get("date"):
        if since:
            raise BadArgument("date", given["date"], "is one issue; leave out since and until")
        since = until = _day("date", given["date"])
    if since and since > today():
        name = "date" if given.get("date") else "since"
        raise BadArgument(name, given[name], "has not been printed yet")
    return since, until


def _pages(value: str) -> frozenset[str]:
    found = {part.strip() for part in re.split(r"[,，]", value) if part.strip()}
    for part in found:
        if not re.fullmatch(r"[\w·]{1,20}", part):
            raise BadArgument("sections", part, "name pages of the paper, comma-separated: 要闻,A02")
    return frozenset(part.lstrip("0") if part.isdigit() else part for part in found)


def _sections(profile: SiteProfile, value: str) -> frozenset[str]:
    by_name = {name: directory for directory, name in profile.sections.items()}
    found = set()
    for part in filter(None, re.split(r"[,，]\s*", value.strip())):
        directory = by_name.get(part, part.strip("/"))
        if not re.fullmatch(r"[\w-]+(?:/[\w-]+)*", directory, re.ASCII):
            known = ", ".join(profile.sections) or "the first directory of an article's address"
            raise BadArgument("sections", part, f"name channel directories, comma-separated; known: {known}")
        found.add(directory)
    return frozenset(found)


def _count(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise BadArgument("max_articles", value, "write a whole number from 1")
    return int(value)


def _switch(value: str) -> bool:
    if value.lower() in {"1", "true", "yes"}:
        return True
    if value.lower() in {"", "0", "false", "no"}:
        return False
    raise BadArgument("full", value, "write 1 or 0")
