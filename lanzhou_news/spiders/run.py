"""One run of one spider against the store: what it claims, what it commits, how it ends."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lanzhou_news import __version__
from lanzhou_news.archive.optional import warcio
from lanzhou_news.archive.writer import ArchiveWriter
from lanzhou_news.pipelines.parcels import CrawlDraft, Gone, Rejected, Unmodified
from lanzhou_news.pipelines.run import RunEnd
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.spiders.arguments import Arguments
from lanzhou_news.spiders.durations import seconds
from lanzhou_news.store import articles, boilerplate, frontier, runs
from lanzhou_news.store.articles import Saved, Writing
from lanzhou_news.store.boilerplate import LineCounts
from lanzhou_news.store.errors import StoreError
from lanzhou_news.store.frontier import Claim, Listing, Reason
from lanzhou_news.store.session import Session
from lanzhou_news.store.sqlite import transaction

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

T = TypeVar("T")


class CrawlRun:
    """Opens the folder's session and the run row; every write goes through its group commit.

    Raises :class:`~lanzhou_news.store.errors.StoreError`.
    """

    def __init__(
        self, profile: SiteProfile, arguments: Arguments, settings: BaseSettings, stats: StatsCollector
    ) -> None:
        self.profile = profile
        self.arguments = arguments
        self.stats = stats
        self.output = Path(settings["OUTPUT_DIR"])
        self._schedule = tuple(seconds(step) for step in settings.getlist("REVISIT_SCHEDULE"))
        self._max_tries = settings.getint("PENDING_TRIES")
        archiving = settings.getbool("ARCHIVE_ENABLED")
        if archiving:
            warcio("warcwriter")  # is the extra installed?
        self._session = Session.open(
            self.output, delay=settings.getfloat("COMMIT_DELAY"), limit=settings.getint("COMMIT_LIMIT")
        )
        self._started = time.time()
        self._clock = time.monotonic()
        self._cursor = 0
        self._claimed = 0
        self._lists: Counter[str] = Counter()
        """List → following pages that were asked for and not read; 0 is a list read to its end or its watermark."""
        self._watermarks: dict[str, bool] = {}
        self.more_pending = True
        """May :meth:`claim` find something it has not handed out?"""
        db = self._session.db
        with transaction(db):
            self.id = runs.begin(db, profile.name, arguments.told(), __version__)
            if not arguments.filtered:
                frontier.schedule_revisits(db, profile.name, settings.getint("REVISIT_LIMIT"))
        self._archive: ArchiveWriter | None = None
        if archiving:
            self._archive = ArchiveWriter(self.output, self.id, file_size=settings.getint("ARCHIVE_FILE_SIZE"))
            self._session.before_commit(self._archive.flush)
        self._writing = Writing(self.id, self._schedule, settings.getint("JSONL_RECORDS"))
        self._sections = settings.getint("BOILERPLATE_SECTIONS")
        self._lines = LineCounts()
        self.learned = boilerplate.learned(db, profile.name, settings.getint("BOILERPLATE_ARTICLES"))
        """Lines that earlier runs have shown to be furniture."""

    @property
    def seconds(self) -> float:
        """How long the run has gone on."""
        return round(time.monotonic() - self._clock, 3)

    def on_failure(self, callback: Callable[[StoreError], None]) -> None:
        """Call back when the store can no longer be written."""
        self._session.on_failure(callback)

    # --- articles ----------------------------------------------------------------------------------------------------

    async def save(self, draft: CrawlDraft) -> Saved:
        """Commit the draft's article; returns after the commit."""
        article = draft.article
        article.run_id = self.id
        raw_hash = draft.raw_hash
        draft.pages.clear()  # trees need not wait for the commit: a tenth of the peak memory

        def operation() -> Saved:
            if self._archive:
                kept = articles.archived(self._session.db, article.id, raw_hash)
                article.archive = kept or self._archive.add(draft.fetched, draft.printed)
            saved = articles.save(self._session.db, article, raw_hash, draft.visit, self._writing, draft.signature)
            if saved.sealed:
                self._session.file_is_full()
            return saved

        saved = await self._session.group.submit(operation)
        self._count(saved)
        if saved.kind == "new" and saved.article.duplicate_of is None:
            match = self.profile.match_article(draft.visit.url)
            channel = match.groupdict().get("section") if match else None
            self._lines.add(saved.article.body, channel or saved.article.section)
        return saved

    def asked_for(self, draft: CrawlDraft) -> bool:
        """Does the article's day lie within ``since`` and ``until``? It may show only now."""
        return self.arguments.covers(draft.article)

    async def mark_gone(self, gone: Gone) -> Saved | None:
        """Commit the revision that says an article is gone; None when that was known."""

        def operation() -> Saved | None:
            visit, status = gone.visit, gone.status
            saved = articles.mark_gone(self._session.db, gone.article_id, visit, status, runs.now(), self._writing)
            if saved and saved.sealed:
                self._session.file_is_full()
            return saved

        saved = await self._session.group.submit(operation)
        if saved:
            self._count(saved)
            self.stats.inc_value("news/gone")
        return saved

    async def reject(self, rejected: Rejected) -> None:
        """Keep a page that gave no record."""
        await self._session.group.submit(lambda: self._quarantine(rejected))
        self._unclaim()
        self.stats.inc_value(rejected.counter)
        self.stats.inc_value(f"{rejected.counter}/{rejected.reason}")

    async def confirm(self, unmodified: Unmodified) -> None:
        """A known article has not changed."""
        db, visit = self._session.db, unmodified.visit
        await self._session.group.submit(lambda: frontier.confirm(db, visit, self._schedule))
        self.stats.inc_value("news/not_modified")

    async def failed(self, rejected: Rejected, *, final: bool) -> None:
        """A request failed: the address is tried again in a later run, or given up."""
        db = self._session.db

        def operation() -> bool:
            if frontier.failed(db, rejected.visit.key) < self._max_tries and not final:
                return False
            if not frontier.confirm(db, rejected.visit, self._schedule[-1:]):
                self._quarantine(rejected)
            return True

        given_up = await self._session.group.submit(operation)
        self._unclaim()
        self.stats.inc_value("news/failed")
        if given_up:
            self.stats.inc_value("news/given_up")
            self.stats.inc_value(f"news/given_up/{rejected.reason}")

    def _unclaim(self) -> None:
        """An address brought no article: with ``max_articles`` another one may take its place."""
        self._claimed -= 1
        self.more_pending = True

    def _quarantine(self, rejected: Rejected) -> None:
        fetched = rejected.fetched
        if self._archive and fetched.status is not None:
            self._archive.add([fetched, *rejected.following])
        articles.quarantine(
            self._session.db,
            rejected.visit,
            reason=rejected.reason,
            detail=rejected.detail[:2000],
            body=fetched.body,
            headers=fetched.headers,
            status=fetched.status,
            at=runs.now(),
            writing=self._writing,
        )

    def _count(self, saved: Saved) -> None:
        self.stats.inc_value({"new": "news/articles", "revision": "news/revisions"}.get(saved.kind, "news/unchanged"))
        if saved.kind == "new" and saved.article.duplicate_of:
            self.stats.inc_value("news/duplicates")
        if saved.kind != "unchanged" and any(note.step == "repair" for note in saved.article.cleaning):
            self.stats.inc_value("news/repaired")

    # --- the frontier ------------------------------------------------------------------------------------------------

    def claim(self, limit: int) -> list[Claim]:
        """The next pending addresses that this run is asked to fetch, each handed out once."""
        found: list[Claim] = []
        while self.more_pending and len(found) < limit:
            room = limit - len(found) if self.arguments.max_articles is None else self.room(limit - len(found))
            batch = frontier.claim(self._session.db, self.profile.name, self._cursor, room) if room else []
            self.more_pending = bool(batch)
            if batch:
                self._cursor = batch[-1].seq
            wanted = [claim for claim in batch if self.arguments.wants(self.profile, claim.url)]
            self._claimed += len(wanted)
            found += wanted
        return found

    def room(self, limit: int) -> int:
        """How many more articles the run may ask for, at most ``limit``."""
        if self.arguments.max_articles is None:
            return limit
        return max(0, min(limit, self.arguments.max_articles - self._claimed))

    def flush(self) -> None:
        """Commit what is queued, now."""
        self._session.group.flush()

    # --- lists -------------------------------------------------------------------------------------------------------

    def listing(self, url: str) -> Listing | None:
        """The list page as an earlier run read it."""
        return frontier.listing(self._session.db, url)

    def watermark(self, family: str) -> bool:
        """Was this list read to its end before this run?"""
        if family not in self._watermarks:
            self._watermarks[family] = frontier.is_complete(self._session.db, family)
        return self._watermarks[family]

    async def record_list(self, url: str, family: str, page: Listing) -> int:
        """Commit what a list page said; returns the number of links not met before."""
        reason: Reason = "full" if self.arguments.full else "new"
        links = [link for link in page.links if self.arguments.wants(self.profile, link.url)]
        db, site = self._session.db, self.profile.name

        def operation() -> int:
            if self.arguments.filtered:
                return frontier.discover(db, site, family, links, reason)
            return frontier.record_list(db, url, site, family, page, reason)

        added = await self._session.group.submit(operation, soon=True)
        self.stats.inc_value("news/lists_read")
        self.more_pending = self.more_pending or added > 0
        return added

    def list_asked(self, family: str) -> None:
        """A following page of the list was asked for."""
        self._lists[family] += 1

    def list_answered(self, family: str, *, asked: str | None) -> None:
        """A page of the list was read; ``asked`` is the list it was asked for as a following page, if it was one."""
        self._lists[family] += 0
        if asked is not None:
            self._lists[asked] -= 1

    def list_unfinished(self, family: str) -> None:
        """The list has more pages that this run does not read: no watermark."""
        self._lists[family] += 1

    # --- issues of a newspaper ---------------------------------------------------------------------------------------

    def issues(self) -> dict[str, int]:
        """Day → watermark of the issues that were ever asked for."""
        return frontier.issues(self._session.db, self.profile.name)

    async def expect_issue(self, day: str) -> None:
        """Commit that an issue is being asked for: it stays open until it is read or known to be absent."""
        db, site = self._session.db, self.profile.name
        await self._session.group.submit(lambda: frontier.expect_issue(db, site, day), soon=True)

    async def issue_absent(self, day: str) -> None:
        """Commit that there is no issue of that day."""
        db, site = self._session.db, self.profile.name
        await self._session.group.submit(lambda: frontier.issue_absent(db, site, day), soon=True)

    # --- the end -----------------------------------------------------------------------------------------------------

    def finish(self, outcome: runs.Outcome, reason: str, stats: Mapping[str, object]) -> RunEnd:
        """Write the last file, the watermarks and the run row, and close.

        Raises :class:`~lanzhou_news.store.errors.StoreError` or :class:`sqlite3.Error` when that cannot be written.
        """
        session, db = self._session, self._session.db
        try:
            session.group.flush()
            with transaction(db):
                if not self.arguments.filtered:
                    frontier.complete(db, [family for family, open_pages in self._lists.items() if not open_pages])
                if outcome == "finished":
                    boilerplate.teach(db, self.profile.name, self._lines.furniture(self._sections))
                runs.finish(db, self.id, outcome, reason, stats)
            session.write_files(self.id)
            site = self.profile.name
            return RunEnd(frontier.count_pending(db, site), frontier.count_untouched(db, site, self._started))
        finally:
            session.close()
