"""Articles by day of publication, straight from the store."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta


def newest_day(db: sqlite3.Connection, site: str) -> date | None:
    """Day of publication of the site's newest article (Asia/Shanghai), or None when no article has a date."""
    (newest,) = db.execute("SELECT max(published_at) FROM articles WHERE site = ?", (site,)).fetchone()
    return date.fromisoformat(newest[:10]) if newest else None


def by_section_and_day(db: sqlite3.Connection, site: str, *, weeks: int) -> dict[tuple[str, date], int]:
    """(Section, day) → articles of a site, for the ``weeks`` before its newest article."""
    newest = newest_day(db, site)
    if newest is None:
        return {}
    since = (newest - timedelta(weeks=weeks)).isoformat()
    rows = db.execute(
        "SELECT coalesce(json_extract(line, '$.section'), ''), substr(published_at, 1, 10), count(*) FROM articles "
        "WHERE site = ? AND revision = 1 AND published_at >= ? GROUP BY 1, 2",
        (site, since),
    )
    return {(section, date.fromisoformat(day)): count for section, day, count in rows}
