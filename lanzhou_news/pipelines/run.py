"""What spiders and pipelines need of a run, wherever it keeps its articles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from lanzhou_news.pipelines.parcels import CrawlDraft, Gone, Rejected, Unmodified
from lanzhou_news.store.articles import Saved
from lanzhou_news.store.frontier import Claim
from lanzhou_news.store.runs import Outcome


class RunEnd(NamedTuple):
    """What a run left alone."""

    pending: int | None
    """Addresses still to be fetched; None where that is not known."""
    known: int
    """Articles of earlier runs that were not asked for again."""


class Run(Protocol):
    """Where articles come from and where they end: the store, or streams to the process that owns it."""

    learned: frozenset[str]
    """Lines that earlier runs have shown to be furniture."""
    more_pending: bool
    """May :meth:`claim` find something it has not handed out?"""
    output: Path
    """Folder of the records."""

    @property
    def seconds(self) -> float:
        """How long the run has gone on."""
        ...

    def claim(self, limit: int) -> list[Claim]:
        """The next addresses to be fetched, each handed out once."""
        ...

    def flush(self) -> None:
        """Commit what is queued, now."""
        ...

    def asked_for(self, draft: CrawlDraft) -> bool:
        """Does the article belong to what the run was asked for?"""
        ...

    async def save(self, draft: CrawlDraft) -> Saved:
        """Keep an article."""
        ...

    async def mark_gone(self, gone: Gone) -> Saved | None:
        """Keep that an article is gone; None when that was known."""
        ...

    async def reject(self, rejected: Rejected) -> None:
        """Keep a page that gave no record."""
        ...

    async def confirm(self, unmodified: Unmodified) -> None:
        """Keep that an article has not changed."""
        ...

    async def failed(self, rejected: Rejected, *, final: bool) -> None:
        """Keep that a request failed; final: asking again would be of no use."""
        ...

    def finish(self, outcome: Outcome, reason: str, stats: Mapping[str, object]) -> RunEnd:
        """Write what is left to be written, and close."""
        ...
