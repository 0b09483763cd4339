"""The numbers of the report page, read from the store beside a running crawl."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from lanzhou_news.monitor.collection import Collection
from lanzhou_news.monitor.findings import Finding
from lanzhou_news.monitor.ledger import Ledger
from lanzhou_news.monitor.measures import Measures, last_runs
from lanzhou_news.monitor.monitors import judge
from lanzhou_news.monitor.thresholds import Thresholds
from lanzhou_news.store.dedup import canonical, members

RUNS = 30
QUARANTINED = 50
SLOWEST = 10
CLUSTERS = 8
SLOW = "news/slow_pages"
"""Key of a run's stats: a list of [seconds, URL], slowest first."""


class Quarantined(NamedTuple):
    """A page that gave no record."""

    number: int
    at: str
    url: str
    reason: str
    detail: str
    size: int
    """Bytes."""


class Cluster(NamedTuple):
    """A story that several articles tell."""

    title: str
    articles: int


@dataclass(slots=True)
class Figures:
    """Everything the report shows."""

    made: str
    """UTC, ``2025-01-03T00:00:00Z``."""
    held: Collection
    days: dict[date, Counter[str]]
    """Day of publication → section → articles, of all sites."""
    duplicates: int
    """Articles beyond the first of their story."""
    clusters: list[Cluster]
    """The most repeated stories."""
    runs: list[Measures]
    """Newest first."""
    findings: list[Finding]
    quarantined: list[Quarantined]
    quarantined_total: int
    slow: list[tuple[float, str]]
    """(Seconds, URL), slowest first, of the last runs; each address once."""


def collect(db: sqlite3.Connection, thresholds: Thresholds, ledger: Ledger | None = None) -> Figures:
    """The figures of a store; a ``ledger`` spares counting again what an earlier report counted.

    >>> collect(read_only(Path("output")), Thresholds()).held.articles
    412
    """
    ledger = ledger or Ledger()
    held = ledger.held(db)
    newest = [run_id for (run_id,) in db.execute("SELECT id FROM runs ORDER BY started DESC, id DESC LIMIT ?", (RUNS,))]
    repeated = db.execute("SELECT cluster, count(*) AS n FROM fingerprints GROUP BY cluster HAVING n > 1").fetchall()
    largest = sorted(repeated, key=lambda row: (-row[1], row[0]))[:CLUSTERS]
    (total,) = db.execute("SELECT count(*) FROM quarantine").fetchone()
    pages = db.execute(
        "SELECT id, at, url, reason, coalesce(detail, ''), size FROM quarantine ORDER BY id DESC LIMIT ?",
        (QUARANTINED,),
    )
    return Figures(
        made=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        held=held,
        days=_days(held),
        duplicates=sum(size - 1 for _, size in repeated),
        clusters=[Cluster(_title(db, canonical(members(db, number)).id), size) for number, size in largest],
        runs=[ledger.measure(db, run_id) for run_id in newest],
        findings=[one for run_id in last_runs(db) for one in judge(db, run_id, thresholds, ledger)],
        quarantined=[Quarantined(*page) for page in pages],
        quarantined_total=total,
        slow=_slow(db, newest),
    )


def _days(held: Collection) -> dict[date, Counter[str]]:
    days: dict[date, Counter[str]] = {}
    for of_site in held.days.values():
        for day, counts in of_site.items():
            days.setdefault(date.fromisoformat(day), Counter()).update(counts)
    return days


def _title(db: sqlite3.Connection, name: str) -> str:
    row = db.execute(
        "SELECT json_extract(line, '$.title') FROM articles WHERE id = ? ORDER BY revision DESC LIMIT 1", (name,)
    ).fetchone()
    return (row and row[0]) or name


def _slow(db: sqlite3.Connection, run_ids: Sequence[str]) -> list[tuple[float, str]]:
    slowest: dict[str, float] = {}
    for run_id in run_ids:
        (stats,) = db.execute("SELECT stats FROM runs WHERE id = ?", (run_id,)).fetchone()
        listed: Mapping[str, list[list[object]]] = json.loads(stats or "{}")
        for seconds, url in listed.get(SLOW, []):
            slowest[str(url)] = max(slowest.get(str(url), 0.0), float(str(seconds)))
    return sorted(((seconds, url) for url, seconds in slowest.items()), reverse=True)[:SLOWEST]
