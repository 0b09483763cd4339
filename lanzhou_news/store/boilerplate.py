"""Lines that stand under many articles of a site: furniture that no rule knows by name."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable


def count_lines(db: sqlite3.Connection, site: str, lines: Iterable[str]) -> None:
    """Count each distinct line of one article once. Call inside the article's transaction.

    >>> count_lines(db, "lanzhou", ["手机兰州新闻网", "手机兰州新闻网"])
    """
    for line in dict.fromkeys(lines):
        db.execute(
            "INSERT INTO boilerplate_lines (site, hash, text, articles) VALUES (?, ?, ?, 1)"
            " ON CONFLICT (site, hash) DO UPDATE SET articles = articles + 1",
            (site, hashlib.sha256(line.encode()).digest()[:16], line),
        )


def learned(db: sqlite3.Connection, site: str, at_least: int) -> frozenset[str]:
    """Lines that ``at_least`` articles of the site carry."""
    rows = db.execute("SELECT text FROM boilerplate_lines WHERE site = ? AND articles >= ?", (site, at_least))
    return frozenset(row[0] for row in rows)
