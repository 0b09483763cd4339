"""What a callback hands to the pipelines: every answered request for an article becomes one of these."""

from __future__ import annotations

from dataclasses import dataclass

from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.store.frontier import Visit


@dataclass(slots=True, kw_only=True)
class CrawlDraft(Draft):
    """A draft that knows which request it answers."""

    visit: Visit


@dataclass(slots=True, frozen=True)
class Rejected:
    """A page that gave no record; it is kept with ``reason`` (a slug) and ``detail``."""

    visit: Visit
    fetched: Fetched
    reason: str
    detail: str
    following: tuple[Fetched, ...] = ()
    """Further pages of the article, for the archive."""


@dataclass(slots=True, frozen=True)
class Gone:
    """404 or 410 for an article that is in the store as ``article_id``."""

    visit: Visit
    article_id: str
    status: int


@dataclass(slots=True, frozen=True)
class Unmodified:
    """304 for a known article."""

    visit: Visit
