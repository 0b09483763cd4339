"""Saved pages → records in a fresh output folder: the steps run on all cores, one process writes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from lanzhou_news import __version__
from lanzhou_news.clean.steps import extract_article
from lanzhou_news.errors import InvalidArticle, NotAnArticle
from lanzhou_news.items import Article
from lanzhou_news.offline.parallel import ordered_map
from lanzhou_news.offline.sources import NothingToReplay
from lanzhou_news.store import articles, runs
from lanzhou_news.store.articles import Writing
from lanzhou_news.store.frontier import Visit
from lanzhou_news.store.session import Session
from lanzhou_news.store.sqlite import transaction

SITE = "replay"
"""Stands for the spider's name in the run row and in the name of the file."""
BATCH = 200
"""Pages a transaction: a killed replay does at most so many again."""
FILE_RECORDS = 10_000
"""Records after which a JSON Lines file is sealed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave: an article, or the reason why not."""

    path: Path
    key: str
    raw_hash: bytes
    article: Article | None = None
    reason: str = ""
    detail: str = ""


@dataclass(slots=True)
class Summary:
    """Counts of a replay; ``files`` are the JSON Lines files it wrote."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    files: list[Path] = field(default_factory=list)


def read_file(path: Path, fetched_at: datetime | None) -> Reading:
    """Run the cleaning steps on one saved page or text; never raises for what the file holds.

    >>> read_file(Path("saved/page.html"), None).article.title
    '黄河岸边添新绿'
    """
    body = path.read_bytes()
    digest = hashlib.sha256(body).digest()
    reading = partial(Reading, path, _key(digest), digest[:16])
    try:
        return reading(extract_article(body, fetched_at=fetched_at))
    except NotAnArticle as error:
        return reading(reason=error.reason, detail=error.detail)
    except InvalidArticle as error:
        return reading(reason="invalid", detail=str(error))
    except Exception as error:  # one bad page must not end a replay of a million
        return reading(reason="step-error", detail=f"{type(error).__name__}: {error}")


def replay(
    files: Iterable[Path],
    output: Path,
    *,
    jobs: int,
    fetched_at: datetime | None = None,
    progress: Callable[[Reading], None] = lambda reading: None,
) -> Summary:
    """Turn page files into records under ``output`` (store and ``articles/*.jsonl``), in the order of the files.

    A page that gives no record is kept in the store's quarantine with its reason. Files whose bytes the folder's store
    has seen are passed over, so that a replay that was killed goes on where it stopped. Raises
    :class:`~lanzhou_news.offline.sources.NothingToReplay` and
    :class:`~lanzhou_news.store.errors.StoreError`.
    """
    output.mkdir(parents=True, exist_ok=True)
    session = Session.open(output, delay=0, limit=1)
    try:
        with transaction(session.db):
            run_id = runs.begin(session.db, SITE, {}, __version__)
        writing = Writing(run_id, (), FILE_RECORDS)
        summary = Summary()
        work = partial(read_file, fetched_at=fetched_at)
        readings = ordered_map(work, _unseen(files, session, summary), jobs=jobs)
        while batch := list(islice(readings, BATCH)):
            with transaction(session.db):
                for reading in batch:
                    _store(session, reading, writing, summary)
            for reading in batch:
                progress(reading)
        if not summary.counts.total():
            raise NothingToReplay("none of the paths holds a page (.html, .htm, .shtml, .xhtml, .txt)")
        with transaction(session.db):
            runs.finish(session.db, run_id, "finished", "finished", dict(summary.counts))
        summary.files = [written.path for written in session.write_files(run_id)]
        return summary
    finally:
        session.close()


def _store(session: Session, reading: Reading, writing: Writing, summary: Summary) -> None:
    visit = Visit(reading.key, str(reading.path), SITE)
    if reading.article is None:
        articles.quarantine(
            session.db,
            visit,
            reason=reading.reason,
            detail=reading.detail,
            body=reading.path.read_bytes(),
            headers={},
            status=None,
            at=runs.now(),
            writing=writing,
        )
        summary.counts["quarantined"] += 1
        summary.reasons[reading.reason] += 1
        return
    reading.article.run_id = writing.run_id
    saved = articles.save(session.db, reading.article, reading.raw_hash, visit, writing)
    summary.counts[saved.kind] += 1
    if saved.sealed:
        session.file_is_full()


def _unseen(files: Iterable[Path], session: Session, summary: Summary) -> Iterator[Path]:
    for path in files:
        key = _key(hashlib.sha256(path.read_bytes()).digest())
        if session.db.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone():
            summary.counts["known"] += 1
        else:
            yield path


def _key(digest: bytes) -> str:
    return f"file:{digest.hex()}"
