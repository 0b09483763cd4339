"""What is still to be fetched, what was, and how far each list was read.

Every writing function runs inside the caller's transaction. Times are Unix seconds, in ``seen`` with fractions: two
runs may share a second.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Reason = Literal["new", "revisit", "full"]
State = Literal["article", "gone", "quarantined", "given-up"]


class Link(NamedTuple):
    """An article's address: ``key`` is its one canonical spelling, ``url`` what the page links to."""

    key: str
    url: str
    printed: str | None = None
    """Newspapers: the article's place in print as the page's index says it, JSON."""


class Claim(NamedTuple):
    """A pending address handed to the crawl, with the validators of its last answer."""

    seq: int
    key: str
    url: str
    reason: Reason
    known_id: str | None
    etag: str | None
    last_modified: str | None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One answered request for an article."""

    key: str
    url: str
    site: str
    etag: str | None = None
    last_modified: str | None = None


class Listing(NamedTuple):
    """A list page as it was read last."""

    etag: str | None
    last_modified: str | None
    links: list[Link]
    following: list[str]


# --- pending ---------------------------------------------------------------------------------------------------------


def discover(db: sqlite3.Connection, site: str, family: str | None, links: Iterable[Link], reason: Reason) -> int:
    """Put addresses into ``pending``; returns how many of them are new to it.

    With reason ``new`` an address that was answered before is left out.
    """
    now = int(time.time())
    unseen = "" if reason == "full" else " WHERE NOT EXISTS (SELECT 1 FROM seen WHERE key = ?1)"
    added = 0
    for link in links:
        added += db.execute(
            "INSERT OR IGNORE INTO pending (key, site, url, family, reason, discovered, printed)"
            f" SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7{unseen}",
            (link.key, site, link.url, family, reason, now, link.printed),
        ).rowcount
    return added


def schedule_revisits(db: sqlite3.Connection, site: str, limit: int) -> int:
    """Put up to ``limit`` addresses whose next visit is due into ``pending``, the newest first; returns how many."""
    now = time.time()  # with fractions, as next_visit has them: two runs may share a second
    return db.execute(
        "INSERT OR IGNORE INTO pending (key, site, url, family, reason, discovered)"
        " SELECT key, site, url, NULL, 'revisit', ?1 FROM seen"
        " WHERE site = ?2 AND next_visit <= ?3 ORDER BY first_seen DESC, key DESC LIMIT ?4",
        (int(now), site, now, limit),
    ).rowcount


def claim(db: sqlite3.Connection, site: str, after: int, limit: int) -> list[Claim]:
    """The next pending addresses after the sequence number ``after``; nothing is written."""
    rows = db.execute(
        "SELECT p.seq, p.key, p.url, p.reason, s.id, s.etag, s.last_modified, p.printed"
        " FROM pending p LEFT JOIN seen s ON s.key = p.key WHERE p.site = ? AND p.seq > ? ORDER BY p.seq LIMIT ?",
        (site, after, limit),
    ).fetchall()
    return [Claim(*row) for row in rows]


def failed(db: sqlite3.Connection, key: str) -> int:
    """Count one failed try of a pending address; returns how many there were."""
    row = db.execute("UPDATE pending SET tries = tries + 1 WHERE key = ? RETURNING tries", (key,)).fetchone()
    return int(row[0]) if row else 0


def count_pending(db: sqlite3.Connection, site: str) -> int:
    """How many addresses of the site are still to be fetched."""
    return int(db.execute("SELECT count(*) FROM pending WHERE site = ?", (site,)).fetchone()[0])


# --- seen ------------------------------------------------------------------------------------------------------------


def settle(db: sqlite3.Connection, visit: Visit, state: State, article_id: str | None, schedule: Sequence[int]) -> None:
    """The address was answered: mark it seen, set its next visit, take it off ``pending``."""
    now = time.time()
    row = db.execute("SELECT visits FROM seen WHERE key = ?", (visit.key,)).fetchone()
    visits = row[0] + 1 if row else 1
    wait = schedule[min(visits, len(schedule)) - 1] if schedule and (visits <= len(schedule)) else None
    db.execute(
        "INSERT INTO seen (key, site, url, id, state, first_seen, last_seen, visits, next_visit, etag, last_modified)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10)"
        " ON CONFLICT (key) DO UPDATE SET id = coalesce(excluded.id, id), state = excluded.state,"
        " last_seen = excluded.last_seen, visits = excluded.visits, next_visit = excluded.next_visit,"
        " etag = excluded.etag, last_modified = excluded.last_modified",
        (
            visit.key,
            visit.site,
            visit.url,
            article_id,
            state,
            now,
            visits,
            None if wait is None else now + wait,
            visit.etag,
            visit.last_modified,
        ),
    )
    db.execute("DELETE FROM pending WHERE key = ?", (visit.key,))


def confirm(db: sqlite3.Connection, visit: Visit, schedule: Sequence[int]) -> bool:
    """Nothing new is known of an address (304, or given up): its state and validators stay, its next visit is set.

    False when it was never answered before; then nothing is written.
    """
    row = db.execute("SELECT state, id, etag, last_modified FROM seen WHERE key = ?", (visit.key,)).fetchone()
    if row is None:
        return False
    state, article_id, etag, modified = row
    settle(db, Visit(visit.key, visit.url, visit.site, etag, modified), state, article_id, schedule)
    return True


def count_untouched(db: sqlite3.Connection, site: str, moment: float) -> int:
    """How many of the site's articles were last answered before ``moment``."""
    query = "SELECT count(DISTINCT id) FROM seen WHERE site = ? AND state = 'article' AND last_seen < ?"
    return int(db.execute(query, (site, moment)).fetchone()[0])


# --- lists -----------------------------------------------------------------------------------------------------------


def listing(db: sqlite3.Connection, url: str) -> Listing | None:
    """The list page as read last, or None."""
    row = db.execute("SELECT etag, last_modified, links, following FROM lists WHERE url = ?", (url,)).fetchone()
    if row is None:
        return None
    return Listing(row[0], row[1], [Link(*pair) for pair in json.loads(row[2])], json.loads(row[3]))


def record_list(db: sqlite3.Connection, url: str, site: str, family: str, page: Listing, reason: Reason) -> int:
    """A list page was read: its links enter ``pending`` together with its validators; returns how many are new.

    New links take the family's watermark away: until a run has read the list to its end, no run may stop early there.
    """
    added = discover(db, site, family, page.links, reason)
    db.execute(
        "INSERT OR REPLACE INTO lists (url, site, family, etag, last_modified, links, following, visited)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            url,
            site,
            family,
            page.etag,
            page.last_modified,
            json.dumps(page.links, ensure_ascii=False),
            json.dumps(page.following, ensure_ascii=False),
            int(time.time()),
        ),
    )
    db.execute(
        "INSERT INTO families (family, site) VALUES (?1, ?2)"
        " ON CONFLICT (family) DO UPDATE SET complete = CASE WHEN ?3 THEN 0 ELSE complete END",
        (family, site, added > 0),
    )
    return added


def is_complete(db: sqlite3.Connection, family: str) -> bool:
    """Did an earlier run read this list to its end, with nothing left pending?"""
    row = db.execute("SELECT complete FROM families WHERE family = ?", (family,)).fetchone()
    return bool(row and row[0])


def complete(db: sqlite3.Connection, families: Iterable[str]) -> None:
    """Set the watermark of lists that were read to their end, as far as none of their links is pending."""
    for family in families:
        db.execute(
            "UPDATE families SET complete = 1 WHERE family = ?1"
            " AND NOT EXISTS (SELECT 1 FROM pending WHERE family = ?1)",
            (family,),
        )


# --- issues of a newspaper ------------------------------------------------------------------------------------------

ABSENT = 2
"""Watermark of an issue that the site does not have."""


def issue_family(site: str, day: str) -> str:
    """An issue is a list: its pages are the list's pages. ``day`` is its ISO day.

    >>> issue_family("lzrb", "2024-05-20")
    'lzrb:issue:2024-05-20'
    """
    return f"{site}:issue:{day}"


def issues(db: sqlite3.Connection, site: str) -> dict[str, int]:
    """ISO day → watermark (0 open, 1 read, 2 absent) of every issue that was ever asked for, the oldest first."""
    prefix = issue_family(site, "")
    rows = db.execute(
        "SELECT substr(family, ?3), complete FROM families WHERE site = ?1 AND substr(family, 1, ?3 - 1) = ?2"
        " ORDER BY family",
        (site, prefix, len(prefix) + 1),
    )
    return dict(rows.fetchall())


def expect_issue(db: sqlite3.Connection, site: str, day: str) -> None:
    """An issue is being asked for: it stays open, whatever becomes of the run, until it is read or absent."""
    db.execute("INSERT OR IGNORE INTO families (family, site) VALUES (?, ?)", (issue_family(site, day), site))


def issue_absent(db: sqlite3.Connection, site: str, day: str) -> None:
    """The site has no issue of that day, and will have none."""
    db.execute(
        "INSERT INTO families (family, site, complete) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (family) DO UPDATE SET complete = ?3",
        (issue_family(site, day), site, ABSENT),
    )
