"""Articles and their revisions. Every function runs inside the caller's transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import msgspec

from lanzhou_news.items import ArchiveRef, Article, RevisionReason
from lanzhou_news.record import from_json, to_json_line
from lanzhou_news.store import dedup, frontier, outbox
from lanzhou_news.store.frontier import Visit
from lanzhou_news.text.fingerprint import Signature

Kind = Literal["new", "revision", "unchanged"]


@dataclass(frozen=True, slots=True)
class Writing:
    """What a run brings to every write."""

    run_id: str
    schedule: tuple[int, ...]
    """Seconds until the next visit, after the first, second … one."""
    file_records: int
    """Records after which a JSON Lines file is sealed."""


class Saved(NamedTuple):
    """What became of an article: ``kind``, the record as stored, and whether its file is full now."""

    kind: Kind
    article: Article
    sealed: bool = False


class Last(NamedTuple):
    """The newest revision of an article."""

    revision: int
    status: str
    content_hash: str
    change_hash: bytes
    raw_hash: bytes | None
    line: str


def save(
    db: sqlite3.Connection,
    article: Article,
    raw_hash: bytes,
    visit: Visit,
    writing: Writing,
    signature: Signature | None = None,
) -> Saved:
    """Store an article as revision 1, or as revision n+1 when title, body, credits or date differ from the last one.

    ``raw_hash`` is the digest of the page's bytes: the same bytes read differently are ``re-extracted``, not
    ``site-changed``. Sets ``duplicate_of``, by the article's ``signature`` when that is known already. Marks the
    address as seen and takes it off ``pending``, all in the same transaction.
    """
    before = last(db, article.id)
    mark = change_hash(article)
    frontier.settle(db, visit, "article", article.id, writing.schedule)
    if before and before.status == "live" and before.change_hash == mark:
        return Saved("unchanged", article)
    if before:
        reason: RevisionReason = "re-extracted" if before.raw_hash == raw_hash else "site-changed"
        article.revision = before.revision + 1
        article.revision_reason, article.previous_hash = reason, before.content_hash
    dedup.place(db, article, signature)
    sealed = _insert(db, article, mark, raw_hash, writing)
    return Saved("revision" if before else "new", article, sealed)


def revise(db: sqlite3.Connection, article: Article, before: Last, writing: Writing) -> Saved:
    """Store what today's code reads in the very page of the newest revision, ``before``; no visit is noted."""
    article.revision, article.revision_reason = before.revision + 1, "re-extracted"
    article.previous_hash = before.content_hash
    dedup.place(db, article)
    return Saved("revision", article, _insert(db, article, change_hash(article), before.raw_hash, writing))


def archived(db: sqlite3.Connection, article_id: str, raw_hash: bytes) -> ArchiveRef | None:
    """Where the archive keeps these very bytes of an article; None when it does not."""
    row = db.execute(
        "SELECT line FROM articles WHERE id = ? AND raw_hash = ? AND json_extract(line, '$.archive') IS NOT NULL"
        " ORDER BY revision DESC LIMIT 1",
        (article_id, raw_hash),
    ).fetchone()
    return from_json(row[0]).archive if row else None


def mark_gone(
    db: sqlite3.Connection, article_id: str, visit: Visit, status: int, fetched_at: str, writing: Writing
) -> Saved | None:
    """Store the revision that says an article is gone; None when that was known already.

    The record keeps what the article said last.
    """
    before = last(db, article_id)
    frontier.settle(db, visit, "gone", article_id, ())
    if before is None or before.status == "gone":
        return None
    article = from_json(before.line)
    article.run_id, article.status, article.http_status = writing.run_id, "gone", status
    article.revision, article.revision_reason = before.revision + 1, "gone"
    article.previous_hash, article.fetched_at, article.archive = before.content_hash, fetched_at, None
    return Saved("revision", article, _insert(db, article, before.change_hash, before.raw_hash, writing))


def quarantine(
    db: sqlite3.Connection,
    visit: Visit,
    *,
    reason: str,
    detail: str,
    body: bytes,
    headers: Mapping[str, str],
    status: int | None,
    at: str,
    writing: Writing,
) -> None:
    """Keep a page that gave no record: its bytes, the reason, and the address off ``pending``."""
    frontier.settle(db, visit, "quarantined", None, writing.schedule)
    db.execute(
        "INSERT INTO quarantine (key, url, site, run_id, at, reason, detail, status, headers, size, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            visit.key,
            visit.url,
            visit.site,
            writing.run_id,
            at,
            reason,
            detail,
            status,
            json.dumps(dict(headers), ensure_ascii=False),
            len(body),
            zlib.compress(body),
        ),
    )


def change_hash(article: Article) -> bytes:
    """Digest of what makes a new revision: titles, body, credits, date.

    >>> change_hash(Article(title="甲")) == change_hash(Article(title="甲", url="http://example.org/"))
    True
    """
    told = (
        (article.title, article.subtitle, article.kicker, article.body, article.published_at),
        (article.authors, article.editors, article.source, article.agency),
    )
    return hashlib.sha256(msgspec.json.encode(told)).digest()[:16]


def last(db: sqlite3.Connection, article_id: str) -> Last | None:
    """The newest revision of an article; None when it was never stored."""
    row = db.execute(
        "SELECT revision, status, content_hash, change_hash, raw_hash, line FROM articles"
        " WHERE id = ? ORDER BY revision DESC LIMIT 1",
        (article_id,),
    ).fetchone()
    return Last(*row) if row else None


def _insert(db: sqlite3.Connection, article: Article, mark: bytes, raw_hash: bytes | None, writing: Writing) -> bool:
    outbox_id = outbox.file_for(db, writing.run_id)
    db.execute(
        "INSERT INTO articles (id, revision, site, run_id, outbox_id, status, published_at, content_hash, change_hash,"
        " raw_hash, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.revision,
            article.site,
            writing.run_id,
            outbox_id,
            article.status,
            article.published_at,
            article.content_hash,
            mark,
            raw_hash,
            to_json_line(article).decode(),
        ),
    )
    return outbox.count_record(db, outbox_id, writing.file_records)
