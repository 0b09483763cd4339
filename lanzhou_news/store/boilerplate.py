"""Lines that stand at the edges of many articles of a site: furniture that no rule knows by name.

What is learned counts from the next run on, and only runs that finished teach: so a run that was killed and repeated
gives the same records as one that was not.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

LONGEST = 60
"""Characters; longer lines are sentences of their own."""
TOP, BOTTOM = 2, 3
"""Lines at both ends of a body that may be furniture."""
MOST_LINES = 50_000
"""Lines kept while a run lasts; beyond that the ones seen once are forgotten, so that memory stays flat."""


class LineCounts:
    """Edge lines of one run's articles: in how many they stand, and in which sections.

    A line counts as furniture only across sections: the last sentence of every weather notice stands in one.

    >>> counts = LineCounts()
    >>> counts.add("第一段。\\n扫码看视频", "新闻中心>兰州新闻")
    >>> counts.articles["扫码看视频"]
    1
    """

    def __init__(self) -> None:
        self.articles: dict[str, int] = {}
        self.sections: dict[str, set[str]] = {}

    def add(self, body: str, section: str | None) -> None:
        """Count the edge lines of one article's cleaned body."""
        lines = body.split("\n")
        for line in {*lines[:TOP], *lines[-BOTTOM:]}:
            if line and len(line) <= LONGEST:
                self.articles[line] = self.articles.get(line, 0) + 1
                self.sections.setdefault(line, set()).add(section or "")
        if len(self.articles) > MOST_LINES:
            self.articles = {line: count for line, count in self.articles.items() if count > 1}
            self.sections = {line: self.sections[line] for line in self.articles}

    def furniture(self, sections: int) -> Iterable[tuple[str, int]]:
        """Lines met in at least so many sections, each with its number of articles."""
        return ((line, count) for line, count in self.articles.items() if len(self.sections[line]) >= sections)


def teach(db: sqlite3.Connection, site: str, lines: Iterable[tuple[str, int]]) -> None:
    """Add counts of a finished run. Call inside the transaction that ends the run.

    >>> teach(db, "lanzhou", [("扫码看视频", 12)])
    """
    for line, articles in lines:
        db.execute(
            "INSERT INTO boilerplate_lines (site, hash, text, articles) VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT (site, hash) DO UPDATE SET articles = articles + ?4",
            (site, hashlib.sha256(line.encode()).digest()[:16], line, articles),
        )


def learned(db: sqlite3.Connection, site: str, at_least: int) -> frozenset[str]:
    """Lines that ``at_least`` articles of the site carry."""
    rows = db.execute("SELECT text FROM boilerplate_lines WHERE site = ? AND articles >= ?", (site, at_least))
    return frozenset(row[0] for row in rows)
