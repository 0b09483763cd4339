"""Has this story been seen before, in any run, on any site? Fingerprints, anchors and clusters in the store.

A lookup costs some thirty probes of one index, however many articles there are. Every function runs inside the caller's
transaction. A line that was written is never rewritten: the cluster and its canonical article live here.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from lanzhou_news.items import Article
from lanzhou_news.sites import profiles
from lanzhou_news.text.fingerprint import (
    CROWDED,
    INDEXED,
    SHORT,
    SIGNATURE_VERSION,
    Signature,
    article_signature,
    nearest,
    similarity,
)
from lanzhou_news.text.minhash import Sketch, overlap, pack, unpack
from lanzhou_news.text.urls import page_key

CANDIDATES = 8
"""Texts compared when one is placed, the likeliest copies first. Half as many as where pairs are wanted: one member of
its story is enough. Of 20,000 texts, 8,000 of them variants, 8 find what 16 do; 4 miss one edited copy in 250."""
ONE_TEXT = 0.7
"""Jaccard from which a new article joins two clusters: both are this text, not two items of one round-up."""
DAMAGED = 0.3
"""Share of the shorter text that two pages of one address have in common if they are copies; less is an error page."""
COMPLETE = 0.8
"""A copy is complete when it has this part of the longest one's length: an added lead makes the others no torsos."""


class Member(NamedTuple):
    """One article of a cluster, with what decides which one is canonical."""

    id: str
    doc: int
    outlet: str | None
    """Name of the site, where a profile knows it."""
    source: str | None
    mirror: bool
    """Does its address map to an original elsewhere?"""
    length: int
    published: str | None


class _Match(NamedTuple):
    doc: int
    cluster: int
    same_page: bool
    similarity: float
    jaccard: float


def place(db: sqlite3.Connection, article: Article, new: Signature | None = None) -> None:
    """Put an article into the cluster of its story and set its ``duplicate_of`` and ``similarity``.

    ``duplicate_of`` is the canonical article of the cluster, None for the canonical one itself; ``similarity`` is the
    share of the shorter of the two that the longer one has. A later revision replaces the article's fingerprint and
    stays in its cluster. ``new`` is the article's signature, made here when it is not given.

    >>> place(db, mirror_copy)
    >>> mirror_copy.duplicate_of, mirror_copy.similarity
    ('lanzhou:505014617', 0.98)
    """
    new = new or article_signature(article.title, article.body)
    row = db.execute("SELECT doc FROM fingerprints WHERE id = ?", (article.id,)).fetchone()
    member = Member(
        id=article.id,
        doc=row[0] if row else _next(db),
        outlet=_outlet(article),
        source=article.source,
        mirror=_is_mirror(article),
        length=len(article.body),
        published=article.published_at,
    )
    # Captions and stubs share their few words by chance: only their address tells whether they are copies.
    story = join(db, member, new, page=_page(article), indexed=new.sketch.size >= SHORT)
    best = canonical(members(db, story))
    if best.doc == member.doc:
        article.duplicate_of = article.similarity = None
    else:
        article.duplicate_of, article.similarity = best.id, round(likeness(db, best.doc, new), 3)


def join(db: sqlite3.Connection, member: Member, new: Signature, *, page: int | None, indexed: bool) -> int:
    """Keep a text's fingerprint and put it into the cluster of its story; returns the cluster's number.

    ``page`` is a hash of what all addresses of the text have in common. A text that is not ``indexed`` is found by its
    address only. A member that is there already gets the new fingerprint and stays in its cluster.
    """
    row = db.execute("SELECT cluster, anchors FROM fingerprints WHERE doc = ?", (member.doc,)).fetchone()
    own, old = row or (member.doc, b"")
    if old:
        db.executemany("DELETE FROM anchors WHERE hash = ? AND doc = ?", [(a, member.doc) for a in _words(old)])
    postings = _postings(db, new.anchors) if indexed else {}
    matches = _matches(db, new, nearest(postings.values(), CANDIDATES), page, member.doc)
    # The best match's cluster, and those of all that are this text as a whole: a round-up joins no two stories.
    clusters = {match.cluster for place, match in enumerate(matches) if place == 0 or match.jaccard >= ONE_TEXT}
    home = min(clusters | {own})
    for other in (clusters | {own}) - {home}:
        db.execute("UPDATE fingerprints SET cluster = ? WHERE cluster = ?", (home, other))
    free = [anchor for anchor in new.anchors if len(postings.get(anchor, ())) < CROWDED] if indexed else []
    chosen = tuple(free[:INDEXED])
    db.executemany("INSERT OR IGNORE INTO anchors (hash, doc) VALUES (?, ?)", [(a, member.doc) for a in chosen])
    _keep(db, member, home, page, new, chosen)
    return home


def cluster_of(db: sqlite3.Connection, article_id: str) -> tuple[str, int] | None:
    """Canonical article and size of the cluster an article belongs to; None for an unknown article.

    >>> cluster_of(db, "url:1b2c3d4e5f607182")
    ('lanzhou:505014617', 3)
    """
    row = db.execute("SELECT cluster FROM fingerprints WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return None
    story = members(db, row[0])
    return canonical(story).id, len(story)


def members(db: sqlite3.Connection, cluster: int) -> list[Member]:
    """The articles of a cluster."""
    rows = db.execute(
        "SELECT id, doc, outlet, source, mirror, length, published FROM fingerprints WHERE cluster = ?", (cluster,)
    )
    return [Member(*row) for row in rows]


def likeness(db: sqlite3.Connection, doc: int, new: Signature) -> float:
    """Share of the shorter of two texts that the longer one has, against a text that is kept."""
    size, hashes = db.execute("SELECT size, sketch FROM fingerprints WHERE doc = ?", (doc,)).fetchone()
    return overlap(Sketch(size, unpack(hashes)), new.sketch).containment


def canonical(story: Sequence[Member]) -> Member:
    """The one that stands for the story: original site over mirror, complete over truncated, earlier over later.

    Known sites come before unknown ones, unknown ones before mirrors; among known sites one that names another member's
    site as its source (来源) is a repost.
    """
    outlets = {member.outlet for member in story if member.outlet}

    def distance(member: Member) -> int:
        if member.outlet is None:
            return 3 if member.mirror else 2
        return int(member.source != member.outlet and member.source in outlets)

    nearest = min(map(distance, story))
    near = [member for member in story if distance(member) == nearest]
    longest = max(member.length for member in near)
    complete = [member for member in near if member.length >= COMPLETE * longest]
    if nearest < 2 and len({member.outlet for member in complete}) == 1:
        # One site numbers its articles in the order of time (seen on lzbs.com.cn), and many show the day only.
        return min(complete, key=lambda member: ((member.published or "9999")[:10], len(member.id), member.id))
    printed = _newspapers()  # a fixed order where no hour is known, so that it does not matter who was read first
    return min(complete, key=lambda member: (_when(member.published), member.outlet in printed, member.doc))


@cache
def _newspapers() -> frozenset[str]:
    return frozenset(profile.title for profile in profiles().values() if profile.issue_page is not None)


def _when(published: str | None) -> str:
    """Sorts by time. A newspaper's date is midnight by default: it comes after what names its hour on that day.

    >>> sorted(["2024-05-20T00:00:00+08:00", "2024-05-20T09:30:00+08:00"], key=_when)
    ['2024-05-20T09:30:00+08:00', '2024-05-20T00:00:00+08:00']
    """
    return (published or "9999").replace("T00:00:00", "T24:00:00")


def _outlet(article: Article) -> str | None:
    profile = profiles().get(article.site or "")
    return profile.title if profile and not profile.copies else None


def _is_mirror(article: Article) -> bool:
    profile = profiles().get(article.site or "")
    return bool(
        (profile is None or profile.copies)
        and article.url
        and article.canonical_url
        and page_key(article.url) != page_key(article.canonical_url)
    )


def _page(article: Article) -> int | None:
    """48-bit hash of what all addresses of the article have in common."""
    url = article.canonical_url or article.url
    if url is None:
        return None
    key = page_key(url).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(key, digest_size=6).digest(), "big")


def _postings(db: sqlite3.Connection, anchors: tuple[int, ...]) -> dict[int, list[int]]:
    """Which texts have each anchor."""
    found: dict[int, list[int]] = {}
    wanted = "SELECT hash, doc FROM anchors WHERE hash IN (SELECT value FROM json_each(?))"
    for anchor, doc in db.execute(wanted, (json.dumps(anchors),)):
        found.setdefault(anchor, []).append(doc)
    return found


def _matches(db: sqlite3.Connection, new: Signature, candidates: list[int], page: int | None, doc: int) -> list[_Match]:
    """Articles that tell the story of this signature, those of the same address first, then the most similar."""
    rows = db.execute(
        "SELECT doc, cluster, page, size, sketch, facts, anchors FROM fingerprints"
        " WHERE (doc IN (SELECT value FROM json_each(?)) OR page = ?) AND doc <> ? AND version = ?",
        (json.dumps(candidates), page, doc, SIGNATURE_VERSION),
    )
    found = []
    for other, cluster, other_page, size, hashes, facts, anchors in rows:
        kept = Signature(Sketch(size, unpack(hashes)), _words(facts), _words(anchors))
        shared = overlap(kept.sketch, new.sketch)
        same_page = page is not None and other_page == page
        alike = similarity(kept, new, shared)
        if alike is None and same_page and shared.containment >= DAMAGED:
            alike = shared.containment
        if alike is not None:
            found.append(_Match(other, cluster, same_page, alike, shared.jaccard))
    return sorted(found, key=lambda match: (not match.same_page, -match.similarity, -match.jaccard, match.doc))


def _keep(
    db: sqlite3.Connection, member: Member, cluster: int, page: int | None, new: Signature, anchors: tuple[int, ...]
) -> None:
    db.execute(
        "INSERT OR REPLACE INTO fingerprints (id, doc, outlet, source, mirror, length, published,"
        " cluster, page, version, size, sketch, facts, anchors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *member,
            cluster,
            page,
            SIGNATURE_VERSION,
            new.sketch.size,
            pack(new.sketch.hashes),
            struct.pack(f"<{len(new.facts)}Q", *new.facts),
            struct.pack(f"<{len(anchors)}Q", *anchors),
        ),
    )


def _next(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(doc), 0) + 1 FROM fingerprints").fetchone()[0])


def _words(packed: bytes) -> tuple[int, ...]:
    """64-bit integers of a packed column."""
    return struct.unpack(f"<{len(packed) // 8}Q", packed)
