"""The ``-a`` arguments of a crawl, checked before anything is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lanzhou_news.errors import LanzhouNewsError
from lanzhou_news.sites.base import SiteProfile

NAMES = ("since", "until", "sections", "max_articles", "full")
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
    """Channel directories (``lanzhounews``); empty for all."""
    max_articles: int | None = None
    full: bool = False

    @property
    def filtered(self) -> bool:
        """Does the run pass over links that another run wants? Then it must not mark lists as read."""
        return bool(self.since or self.until or self.sections)

    def wants(self, profile: SiteProfile, url: str) -> bool:
        """Is the article at ``url`` asked for, as far as its address tells?

        >>> parse(get("lanzhou"), {"since": "2024-01-01"}).wants(get("lanzhou"), ".../a/2023-09/23/content_1.htm")
        False
        """
        if not self.filtered:
            return True
        match = profile.match_article(url)
        groups = match.groupdict() if match else {}
        section = groups.get("section")
        if self.sections and section and not any(_under(section, wanted) for wanted in self.sections):
            return False
        return self.in_range(url_day(groups.get("date")))

    def in_range(self, day: date | None) -> bool:
        """Is the day asked for? An unknown day is."""
        if day is None:
            return True
        return not ((self.since and day < self.since) or (self.until and day > self.until))


def parse(profile: SiteProfile, given: dict[str, str]) -> Arguments:
    """Read the arguments of ``scrapy crawl -a name=value``.

    Raises :class:`BadArgument` for an unknown name or a value without meaning.
    """
    for name in given.keys() - set(NAMES):
        raise BadArgument(name, given[name], f"there is no such argument; known: {', '.join(NAMES)}")
    since, until = (_day(name, given[name]) if given.get(name) else None for name in ("since", "until"))
    if since and until and since > until:
        raise BadArgument("until", given["until"], f"lies before since={given['since']}")
    return Arguments(
        since,
        until,
        _sections(profile, given.get("sections", "")),
        _count(given["max_articles"]) if given.get("max_articles") else None,
        _switch(given.get("full", "0")),
    )


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
