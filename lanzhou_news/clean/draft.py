"""The thing that travels through the steps: what was fetched, what was read from it, what it becomes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import RawArticle
from lanzhou_news.items import Article, Note
from lanzhou_news.sites.base import SiteProfile


@dataclass(slots=True, frozen=True)
class Exchange:
    """What went over the wire around a body, for the archive; header names and values in their order."""

    request: tuple[tuple[str, str], ...] = ()
    response: tuple[tuple[str, str], ...] = ()
    """As the server sent them, also those that no longer fit the decoded body."""
    ip: str | None = None
    """Address of the server; None behind a proxy."""


@dataclass(slots=True, frozen=True)
class Fetched:
    """One response, or one file: the bytes and what is known about them."""

    body: bytes
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Lower-case names."""
    status: int | None = None
    fetched_at: datetime | None = None
    """Aware; None when unknown, then no date is resolved against it."""
    exchange: Exchange | None = None
    """None unless the page is to be archived."""


@dataclass(slots=True)
class Draft:
    """One article on its way from bytes to record.

    The steps fill ``pages``, then ``raw``, rewrite and move the lines of ``raw``, and leave the result in ``article``.
    """

    fetched: list[Fetched]
    """The article page first, then its following pages in order."""
    profile: SiteProfile | None = None
    pages: list[Page] = field(default_factory=list)
    raw: RawArticle = field(default_factory=RawArticle)
    article: Article = field(default_factory=Article)
    learned: frozenset[str] = frozenset()
    """Lines that many articles of the site carry: furniture, whatever they say."""
    printed: Mapping[str, str] = field(default_factory=dict)
    """Newspapers: fields of the print block as the index of the page gives them."""

    @property
    def raw_hash(self) -> bytes:
        """Digest (16 bytes) of the fetched bytes of all pages: equal when nothing of the article has changed."""
        return hashlib.sha256(b"\0".join(fetched.body for fetched in self.fetched)).digest()[:16]

    def note(
        self,
        step: str,
        rule: str,
        before: str | None = None,
        after: str | None = None,
        confidence: float | None = None,
    ) -> None:
        """Append one cleaning note to the article."""
        self.article.cleaning.append(Note(step, rule, before, after, confidence))
