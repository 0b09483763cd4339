"""Saved pages and archives → records in a fresh output folder: the steps run on all cores, one process writes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lanzhou_news import __version__
from lanzhou_news.archive.reader import NotAPage
from lanzhou_news.clean.attempt import attempt
from lanzhou_news.clean.steps import STEPS
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.items import Article
from lanzhou_news.offline.parallel import ordered_map
from lanzhou_news.offline.sources import NothingToReplay, Source
from lanzhou_news.store import articles, runs
from lanzhou_news.store.articles import Writing
from lanzhou_news.store.errors import StoreUnwritable
from lanzhou_news.store.frontier import Visit
from lanzhou_news.store.session import Session
from lanzhou_news.store.sqlite import FILE_NAME, transaction
from lanzhou_news.text.fingerprint import Signature, article_signature

SITE = "replay"
"""Stands for the spider's name in the run row and in the name of the file."""
BATCH = 200
"""Pages a transaction: a killed replay does at most so many again."""
FILE_RECORDS = 10_000
"""Records after which a JSON Lines file is sealed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source gave: an article, or the reason why not."""

    source: Source
    key: str
    raw_hash: bytes = b""
    article: Article | None = None
    signature: Signature | None = None
    reason: str = ""
    detail: str = ""
    passed_over: bool = False
    """It is no page at all (a picture, a redirect, a list in a foreign archive); nothing is kept of it."""


@dataclass(slots=True)
class Summary:
    """Counts of a replay; ``files`` are the JSON Lines files it wrote."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Why pages gave no record; they are in quarantine."""
    passed_over: Counter[str] = field(default_factory=Counter)
    files: list[Path] = field(default_factory=list)


def read_source(source: Source, learned: Mapping[str, frozenset[str]] | None = None, *, signed: bool = True) -> Reading:
    """Run the cleaning steps on one source; raises :class:`OSError` only, whatever the source holds.

    ``learned``: site → lines that a store knows to be furniture. ``signed``: make the article's signature too.

    >>> read_source(PageFile(Path("saved/page.html"))).article.title
    '黄河岸边添新绿'
    """
    try:
        draft = source.draft()
    except NotAPage as error:
        return Reading(source, source.key, reason=error.reason, passed_over=True)
    except NotAnArticle as error:
        return Reading(source, source.key, reason=error.reason, detail=error.detail)
    except OSError:
        raise  # the disk's fault, not the page's
    except Exception as error:  # one bad page must not end a replay of a million
        return Reading(source, source.key, reason="read-error", detail=f"{type(error).__name__}: {error}")
    if draft.profile and learned:
        draft.learned = learned.get(draft.profile.name, frozenset())
    for step in STEPS:
        if refusal := attempt(step, draft):
            return Reading(source, source.key, draft.raw_hash, reason=refusal.reason, detail=refusal.detail)
    article = draft.article
    signature = article_signature(article.title, article.body) if signed else None
    return Reading(source, source.key, draft.raw_hash, article, signature)


def worker_died(source: Source, how: str) -> Reading:
    """What a source gave over which two processes died; ``how``: a signal's name or an exit code."""
    return Reading(source, source.key, reason="worker-died", detail=f"2 processes died over this page, by {how}")


def replay(
    sources: Iterable[Source],
    output: Path,
    *,
    jobs: int,
    progress: Callable[[Reading | None], None] = lambda reading: None,
) -> Summary:
    """Turn sources into records under ``output`` (store and ``articles/*.jsonl``), in their order.

    A page that gives no record is kept in the store's quarantine with its reason. Sources whose bytes the folder's
    store has seen are passed over, so that a replay that was killed goes on where it stopped; ``progress`` is called
    with None for them. Raises :class:`~lanzhou_news.offline.sources.NothingToReplay` and
    :class:`~lanzhou_news.store.errors.StoreError`.
    """
    output.mkdir(parents=True, exist_ok=True)
    with open_session(output) as session:
        with transaction(session.db):
            run_id = runs.begin(session.db, SITE, {}, __version__)
        writing = Writing(run_id, (), FILE_RECORDS)
        summary = Summary()
        readings = ordered_map(read_source, _unseen(sources, session, summary, progress), jobs=jobs, lost=worker_died)
        while batch := list(islice(readings, BATCH)):
            with transaction(session.db):
                for reading in batch:
                    _store(session, reading, writing, summary)
            for reading in batch:
                progress(reading)
        if not summary.counts.total():
            raise NothingToReplay("none of the paths holds a page (.html, .htm, .shtml, .xhtml, .txt, .warc, .warc.gz)")
        with transaction(session.db):
            runs.finish(session.db, run_id, "finished", "finished", dict(summary.counts))
        summary.files = [written.path for written in session.write_files(run_id)]
        return summary


@contextmanager
def open_session(output: Path) -> Iterator[Session]:
    """The session of an output folder, closed at the end; a disk that is full is told as what it is.

    Raises :class:`~lanzhou_news.store.errors.StoreError`.
    """
    session = Session.open(output, delay=0, limit=1)
    try:
        yield session
    except sqlite3.OperationalError as error:
        raise StoreUnwritable(output / FILE_NAME, str(error)) from None
    finally:
        session.close()


def _store(session: Session, reading: Reading, writing: Writing, summary: Summary) -> None:
    if reading.passed_over:
        summary.counts["passed over"] += 1
        summary.passed_over[reading.reason] += 1
        return
    visit = Visit(reading.key, reading.source.name, SITE)
    if reading.article is None:
        page = reading.source.first_page()
        articles.quarantine(
            session.db,
            visit,
            reason=reading.reason,
            detail=reading.detail,
            body=page.body,
            headers=page.headers,
            status=page.status,
            at=runs.now(),
            writing=writing,
        )
        summary.counts["quarantined"] += 1
        summary.reasons[reading.reason] += 1
        return
    reading.article.run_id = writing.run_id
    reading.article.archive = reading.source.reference(session.output)
    saved = articles.save(session.db, reading.article, reading.raw_hash, visit, writing, reading.signature)
    summary.counts[saved.kind] += 1
    if saved.sealed:
        session.file_is_full()


def _unseen(
    sources: Iterable[Source], session: Session, summary: Summary, progress: Callable[[Reading | None], None]
) -> Iterator[Source]:
    for source in sources:
        if session.db.execute("SELECT 1 FROM seen WHERE key = ?", (source.key,)).fetchone():
            summary.counts["known"] += 1
            progress(None)
        else:
            yield source
