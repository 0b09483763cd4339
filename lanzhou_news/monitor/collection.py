"""What the whole collection holds, in counts. They are carried on: only records that are new are read."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from lanzhou_news.monitor.brief import Brief, read_brief

Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True)
class Collection:
    """Counts over the newest revision of every article.

    >>> collection = Collection()
    >>> collection.advance(read_only(Path("output")))
    >>> collection.articles
    412
    """

    seq: int = 0
    """The last record counted."""
    last: str = ""
    """Its id and revision: they tell this store from another one, or one restored from a backup."""
    articles: int = 0
    revisions: int = 0
    """Stored revisions beyond the first of each article."""
    gone: int = 0
    undated: int = 0
    days: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    """Site → day of publication (``2025-01-03``, Asia/Shanghai) → section → articles."""
    youngest: dict[str, int] = field(default_factory=dict)
    """Site → fewest days that ever lay between an article's publication and the run that brought it."""
    sections: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    reporters: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(Name, organisation or "") → articles."""
    repaired: int = 0
    repairs: Counter[str] = field(default_factory=Counter)
    """Rule of repair → articles it touched."""
    lossy: int = 0
    """Articles with bytes that no codec explains."""

    def belongs_to(self, db: sqlite3.Connection) -> bool:
        """Were these counts made of this store, as it was earlier?"""
        return self.last == _name(db, self.seq)

    def advance(self, db: sqlite3.Connection) -> None:
        """Count what was stored since."""
        rows = db.execute(
            "SELECT a.seq, a.id, a.revision, a.site, a.line, r.started FROM articles AS a"
            " JOIN runs AS r ON r.id = a.run_id WHERE a.seq > ? ORDER BY a.seq",
            (self.seq,),
        )
        for seq, name, revision, site, line, started in rows:
            brief = read_brief(line)
            if revision > 1:
                self.revisions += 1
                for site_then, line_then in db.execute(_BEFORE, (name, revision)):
                    self._count(site_then or "", read_brief(line_then), -1)
            self._count(site or "", brief, 1)
            if brief.published_at:
                age = (date.fromisoformat(started[:10]) - date.fromisoformat(brief.published_at[:10])).days
                if age >= 0:
                    self.youngest[site or ""] = min(age, self.youngest.get(site or "", age))
            self.seq = seq
        self.last = _name(db, self.seq)

    def newest_day(self, site: str) -> date | None:
        """Day of publication of the site's newest article, or None when no article has a date."""
        days = self.days.get(site)
        return date.fromisoformat(max(days)) if days else None

    def _count(self, site: str, brief: Brief, by: int) -> None:
        """Add a record, or take it back when a later revision stands for the article."""
        section = brief.section or ""
        self.articles += by
        self.gone += by * (brief.status == "gone")
        self.repaired += by * brief.repaired
        self.lossy += by * (brief.encoding.replaced > 0)
        _add(self.sections, [section], by)
        _add(self.sources, [brief.source] if brief.source else [], by)
        _add(self.reporters, {(person.name, person.organization or "") for person in brief.authors}, by)
        _add(self.repairs, {note.rule for note in brief.cleaning if note.step == "repair"}, by)
        if brief.published_at:
            days, day = self.days.setdefault(site, {}), brief.published_at[:10]
            _add(days.setdefault(day, Counter()), [section], by)
            if not days[day]:
                del days[day]
        else:
            self.undated += by


_BEFORE = "SELECT site, line FROM articles WHERE id = ? AND revision < ? ORDER BY revision DESC LIMIT 1"


def _add(counts: Counter[Key], keys: Iterable[Key], by: int) -> None:
    """Count each key; one that comes to nothing leaves."""
    for key in keys:
        counts[key] += by
        if not counts[key]:
            del counts[key]


def _name(db: sqlite3.Connection, seq: int) -> str:
    """Id and revision of a record; empty when there is none."""
    row = db.execute("SELECT id, revision FROM articles WHERE seq = ?", (seq,)).fetchone()
    return f"{row[0]} {row[1]}" if row else ""
