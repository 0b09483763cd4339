"""What a callback hands to the pipelines: every answered request for an article becomes one of these."""

from __future__ import annotations

from dataclasses import dataclass

from lanzhou_news.clean.attempt import Refusal
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.errors import NO_FAILURE
from lanzhou_news.store.frontier import Visit
from lanzhou_news.text.fingerprint import Signature


@dataclass(slots=True, kw_only=True)
class CrawlDraft(Draft):
    """A draft that knows which request it answers."""

    visit: Visit
    signature: Signature | None = None
    """Known when another process has made it; else the store makes it."""


@dataclass(slots=True, frozen=True)
class Rejected:
    """A page that gave no record; it is kept with ``reason`` (a slug) and ``detail``."""

    visit: Visit
    fetched: Fetched
    reason: str
    detail: str
    following: tuple[Fetched, ...] = ()
    """Further pages of the article, for the archive."""

    @property
    def counter(self) -> str:
        """The statistic that counts it: a page that is what it should be, an advert say, is no failure."""
        return "news/skipped" if self.reason in NO_FAILURE else "news/quarantined"


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


def rejected_draft(draft: CrawlDraft, refusal: Refusal) -> Rejected:
    """A draft that a step refused, with its pages."""
    return Rejected(draft.visit, draft.fetched[0], refusal.reason, refusal.detail, tuple(draft.fetched[1:]))
