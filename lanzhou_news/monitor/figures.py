"""The numbers of the report page, read from the store beside a running crawl."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from lanzhou_news.monitor.brief import Brief, latest_briefs
from lanzhou_news.monitor.findings import Finding
from lanzhou_news.monitor.measures import Measures, last_runs, measure
from lanzhou_news.monitor.monitors import judge
from lanzhou_news.monitor.thresholds import Thresholds

RUNS = 30
QUARANTINED = 50
SLOWEST = 10
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
    articles: int = 0
    revisions: int = 0
    """Stored revisions beyond the first of each article."""
    gone: int = 0
    undated: int = 0
    days: dict[date, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Day of publication → section → articles."""
    sections: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    reporters: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(Name, organisation or "") → articles."""
    repaired: int = 0
    repairs: Counter[str] = field(default_factory=Counter)
    """Rule of repair → articles it touched."""
    codecs: Counter[str] = field(default_factory=Counter)
    lossy: int = 0
    """Articles with bytes that no codec explains."""
    duplicates: int = 0
    clusters: list[Cluster] = field(default_factory=list)
    runs: list[Measures] = field(default_factory=list)
    """Newest first."""
    findings: list[Finding] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    quarantined_total: int = 0
    slow: list[tuple[float, str]] = field(default_factory=list)
    """(Seconds, URL), slowest first, of the last runs; each address once."""


def collect(db: sqlite3.Connection, thresholds: Thresholds) -> Figures:
    """Read the store once for the collection and once for its last runs.

    >>> collect(read_only(Path("output")), Thresholds()).articles
    412
    """
    figures = Figures(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    copies: Counter[str] = Counter()
    for brief in latest_briefs(db):
        _count(figures, brief)
        if brief.duplicate_of:
            copies[brief.duplicate_of] += 1
    (stored,) = db.execute("SELECT count(*) FROM articles").fetchone()
    figures.revisions = stored - figures.articles
    figures.clusters = [Cluster(_title(db, name), size + 1) for name, size in copies.most_common(8)]
    newest = db.execute("SELECT id FROM runs ORDER BY started DESC, id DESC LIMIT ?", (RUNS,)).fetchall()
    figures.runs = [measure(db, run_id) for (run_id,) in newest]
    for run_id in last_runs(db):
        figures.findings += judge(db, run_id, thresholds)
    figures.slow = _slow(db, [run_id for (run_id,) in newest])
    (figures.quarantined_total,) = db.execute("SELECT count(*) FROM quarantine").fetchone()
    rows = db.execute(
        "SELECT id, at, url, reason, coalesce(detail, ''), size FROM quarantine ORDER BY id DESC LIMIT ?",
        (QUARANTINED,),
    )
    figures.quarantined = [Quarantined(*row) for row in rows]
    return figures


def _count(figures: Figures, brief: Brief) -> None:
    section = brief.section or ""
    figures.articles += 1
    figures.gone += brief.status == "gone"
    figures.sections[section] += 1
    if brief.published_at:
        figures.days[date.fromisoformat(brief.published_at[:10])][section] += 1
    else:
        figures.undated += 1
    if brief.source:
        figures.sources[brief.source] += 1
    figures.reporters.update({(person.name, person.organization or "") for person in brief.authors})
    figures.repaired += brief.repaired
    figures.repairs.update({note.rule for note in brief.cleaning if note.step == "repair"})
    figures.codecs[brief.encoding.used or "?"] += 1
    figures.lossy += brief.encoding.replaced > 0
    figures.duplicates += brief.duplicate_of is not None


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
