"""The numbers of one run, taken from its row and from the records it wrote."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from lanzhou_news.errors import NO_FAILURE
from lanzhou_news.monitor.brief import GENERIC, Brief, briefs_of_run

WATCHED = ("title", "published_at", "section", "source", "authors", "editors", "images")
"""Fields whose coverage is watched; the body is not among them, since a page without one is quarantined."""


@dataclass(slots=True)
class Coverage:
    """How many of ``articles`` have each watched field."""

    articles: int = 0
    present: Counter[str] = field(default_factory=Counter)

    def add(self, brief: Brief) -> None:
        """Count one record."""
        self.articles += 1
        self.present.update(name for name in WATCHED if getattr(brief, name))

    def merge(self, other: Coverage) -> None:
        """Count what another run counted."""
        self.articles += other.articles
        self.present.update(other.present)

    def share(self, name: str) -> float:
        """Share of articles with the field, 0 to 1."""
        return self.present[name] / self.articles if self.articles else 0.0


@dataclass(slots=True)
class Measures:
    """One run in numbers."""

    run_id: str
    site: str
    started: str
    """UTC, ``2025-01-03T00:00:00Z``."""
    finished: str | None
    outcome: str
    reason: str | None
    filtered: bool
    """Was the run asked for a part of the site only (``since``, ``sections``, …)? Then its volume says nothing."""
    stats: dict[str, float]
    """The numeric counters of the crawl."""
    coverage: Coverage = field(default_factory=Coverage)
    by_reader: dict[str, Coverage] = field(default_factory=dict)
    sections: Counter[str] = field(default_factory=Counter)
    repaired: int = 0
    disputed: int = 0
    duplicates: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    """Reason → pages that gave no record."""

    @property
    def articles(self) -> int:
        """Live records written by the run, revisions included."""
        return self.coverage.articles

    @property
    def fallback(self) -> int:
        """Records whose body the generic reader found: no shape and no selector of the profile fitted."""
        return sum(found.articles for reader, found in self.by_reader.items() if reader.startswith(GENERIC))

    @property
    def requests(self) -> int:
        """Requests sent."""
        return int(self.stats.get("downloader/request_count", 0))

    @property
    def missing(self) -> int:
        """Answers 404 and 410: they say something about a page (it is in quarantine or gone), not about the site."""
        return int(self._answers("404") + self._answers("410"))

    @property
    def http_errors(self) -> int:
        """Other answers 4xx and 5xx, and requests without any answer; what our own guard refused is none of them."""
        exceptions = self.stats.get("downloader/exception_count", 0)
        refused = self.stats.get("downloader/exception_type_count/scrapy.exceptions.IgnoreRequest", 0)
        return max(0, int(self._answers("4") + self._answers("5") - self.missing + exceptions - refused))

    def _answers(self, begin: str) -> float:
        prefix = f"downloader/response_status_count/{begin}"
        return sum(count for name, count in self.stats.items() if name.startswith(prefix))

    @property
    def crashes(self) -> int:
        """Pages on which the program itself failed."""
        return int(self.stats.get("news/crashes", 0))

    @property
    def lists_read(self) -> int:
        """List pages, feeds and sitemaps that were read."""
        return int(self.stats.get("news/lists_read", 0))

    @property
    def lists_failed(self) -> int:
        """List pages, feeds and sitemaps that gave an error or no answer."""
        return int(self.stats.get("news/lists_failed", 0))

    @property
    def seconds(self) -> float | None:
        """How long the run took."""
        if self.finished is None:
            return None
        return (datetime.fromisoformat(self.finished) - datetime.fromisoformat(self.started)).total_seconds()

    @property
    def pages(self) -> int:
        """Article pages that were read: records, unchanged ones and those set aside."""
        return self.articles + int(self.stats.get("news/unchanged", 0)) + sum(self.quarantined.values())


_RUN = "SELECT id, site, started, finished, outcome, reason, arguments, stats FROM runs WHERE id = ?"


def measure(db: sqlite3.Connection, run_id: str) -> Measures:
    """The numbers of a run; raises :class:`KeyError` for an unknown id.

    >>> measure(read_only(Path("output")), "20250102T083000Z-lanzhou-3f9c").articles
    412
    """
    row = db.execute(_RUN, (run_id,)).fetchone()
    if row is None:
        raise KeyError(run_id)
    return _measure(db, row)


def before(db: sqlite3.Connection, run: Measures, limit: int) -> list[str]:
    """Ids of the last ``limit`` runs of the same site that ended by themselves before ``run``, newest first."""
    rows = db.execute(
        "SELECT id FROM runs WHERE site = ? AND (started, id) < (?, ?) AND outcome = 'finished'"
        " ORDER BY started DESC, id DESC LIMIT ?",
        (run.site, run.started, run.run_id, limit),
    )
    return [run_id for (run_id,) in rows]


def last_runs(db: sqlite3.Connection) -> list[str]:
    """Id of the newest ended run of each site, in the order of their names."""
    rows = db.execute("SELECT id, site, max(started) FROM runs WHERE outcome <> 'running' GROUP BY site ORDER BY site")
    return [run_id for run_id, _, _ in rows]


def _measure(db: sqlite3.Connection, row: tuple[str, ...]) -> Measures:
    run_id, site, started, finished, outcome, reason, arguments, stats = row
    asked = json.loads(arguments or "{}")
    numbers = {name: value for name, value in json.loads(stats or "{}").items() if isinstance(value, int | float)}
    run = Measures(run_id, site, started, finished, outcome, reason, bool(set(asked) - {"full"}), numbers)
    for brief in briefs_of_run(db, run_id):
        _count(run, brief)
    reasons = db.execute("SELECT reason, count(*) FROM quarantine WHERE run_id = ? GROUP BY reason", (run_id,))
    run.quarantined.update({reason: count for reason, count in reasons if reason not in NO_FAILURE})
    return run


def _count(run: Measures, brief: Brief) -> None:
    run.coverage.add(brief)
    run.by_reader.setdefault(brief.reader, Coverage()).add(brief)
    run.sections[brief.section or ""] += 1
    run.repaired += brief.repaired
    run.disputed += brief.disputed
    run.duplicates += brief.duplicate_of is not None
