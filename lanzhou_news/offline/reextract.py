"""Archived pages read again with today's code, against the records of a crawl: judged first, then stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from lanzhou_news import __version__
from lanzhou_news.archive.captures import Capture
from lanzhou_news.digest import code_digest
from lanzhou_news.items import Article
from lanzhou_news.offline.comparison import Comparison
from lanzhou_news.offline.parallel import ordered_map
from lanzhou_news.offline.replay import BATCH, FILE_RECORDS, SITE, Reading, open_session, read_source, worker_died
from lanzhou_news.record import from_json
from lanzhou_news.sites import for_url, profiles
from lanzhou_news.store import articles, boilerplate, runs
from lanzhou_news.store.articles import Last, Writing
from lanzhou_news.store.frontier import Visit
from lanzhou_news.store.session import Session
from lanzhou_news.store.sqlite import read_only, transaction

FURNITURE_ARTICLES = 30
"""As BOILERPLATE_ARTICLES: a line under so many articles of a site is furniture."""

Progress = Callable[[Reading | None], None]
Writer = Callable[[Reading, Last | None], None]


def judge(captures: Sequence[Capture], output: Path, *, jobs: int, progress: Progress = lambda r: None) -> Comparison:
    """What would change in the store of ``output``; writes nothing, needs no lock.

    Raises :class:`FileNotFoundError` when there is no store.
    """
    found = Comparison()
    with closing(read_only(output)) as db:
        for batch in _read(captures, db, jobs):
            for reading in batch:
                _compare(db, reading, found, lambda reading, before: None)
                progress(reading)
    return found


def store(captures: Sequence[Capture], output: Path, *, jobs: int, progress: Progress = lambda r: None) -> Comparison:
    """Write a revision ``re-extracted`` of every article of which a field differs, and records of pages without one.

    Only the page that the newest revision was read from counts: an older capture never replaces a newer one. A store
    that was killed meanwhile goes on where it stopped; what this very code has read before is not read again, and
    ``progress`` is called with None for it. Raises :class:`FileNotFoundError` when there is no store, and
    :class:`~lanzhou_news.store.errors.StoreError`.
    """
    read_only(output).close()
    with open_session(output) as session:
        db, code, found = session.db, code_digest()[:16], Comparison()
        with transaction(db):
            run_id = runs.begin(db, SITE, {"into_store": "1"}, __version__)
        write = partial(_write, session, Writing(run_id, (), FILE_RECORDS))
        for batch in _read(_unread(captures, db, code, found, progress), db, jobs):
            with transaction(db):
                for reading in batch:
                    _compare(db, reading, found, write)
                    db.execute("INSERT OR REPLACE INTO replayed (key, code) VALUES (?, ?)", (reading.key, code))
            for reading in batch:
                progress(reading)
        with transaction(db):
            runs.finish(db, run_id, "finished", "finished", dict(found.counts))
        session.write_files(run_id)
        return found


def _read(captures: Iterable[Capture], db: sqlite3.Connection, jobs: int) -> Iterator[list[Reading]]:
    learned = {name: boilerplate.learned(db, name, FURNITURE_ARTICLES) for name in profiles()}
    read = partial(read_source, learned=learned, signed=False)
    readings = ordered_map(read, captures, jobs=jobs, lost=worker_died)
    while batch := list(islice(readings, BATCH)):
        yield batch


def _unread(
    captures: Iterable[Capture], db: sqlite3.Connection, code: str, found: Comparison, progress: Progress
) -> Iterator[Capture]:
    for capture in captures:
        if db.execute("SELECT 1 FROM replayed WHERE key = ? AND code = ?", (capture.key, code)).fetchone():
            found.counts["known"] += 1
            progress(None)
        else:
            yield capture


def _compare(db: sqlite3.Connection, reading: Reading, found: Comparison, write: Writer) -> None:
    """Count what became of one capture; ``write`` is called for what is to be stored."""
    if reading.passed_over:
        found.counts["passed over"] += 1
        found.passed_over[reading.reason] += 1
        return
    article = reading.article
    before = articles.last(db, article.id) if article else _by_address(db, reading)
    ours = before is not None and before.raw_hash == reading.raw_hash
    if article is None:
        found.reasons[reading.reason] += 1
        if before and ours and before.status == "live":
            found.lose(from_json(before.line), reading.reason)
        else:
            found.counts["no article"] += 1
    elif before is None:
        found.counts["new"] += 1
        write(reading, None)
    elif before.status != "live":
        found.counts["gone"] += 1
    elif not ours:
        found.counts["other"] += 1
    elif found.add(_carry_over(from_json(before.line), article), article):
        write(reading, before)


def _carry_over(stored: Article, article: Article) -> Article:
    """Give the new reading what its pages do not say: the place in print (told by the issue's index), the archive's."""
    article.print = article.print or stored.print
    article.archive = stored.archive
    return stored


def _by_address(db: sqlite3.Connection, reading: Reading) -> Last | None:
    row = db.execute("SELECT id FROM seen WHERE key = ?", (_visit(reading).key,)).fetchone()
    return articles.last(db, row[0]) if row and row[0] else None


def _visit(reading: Reading) -> Visit:
    url = reading.source.name
    profile = for_url(url)
    if profile is None:
        return Visit(url, url, SITE)
    return Visit(profile.canonical_url(url) or url, url, profile.name)


def _write(session: Session, writing: Writing, reading: Reading, before: Last | None) -> None:
    article = reading.article
    assert article is not None
    article.run_id = writing.run_id
    article.archive = article.archive or reading.source.reference(session.output)
    if before is None:
        saved = articles.save(session.db, article, reading.raw_hash, _visit(reading), writing)
    else:
        saved = articles.revise(session.db, article, before, writing)
    if saved.sealed:
        session.file_is_full()
