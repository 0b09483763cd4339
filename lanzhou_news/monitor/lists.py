"""List pages a site no longer has: what the run before read and this one did not."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from lanzhou_news.monitor.measures import Measures


class Lists(NamedTuple):
    """Lists of a site (a list page with its following pages counts once)."""

    before: int = 0
    """Lists the run before read."""
    lost: tuple[str, ...] = ()
    """Address of each that this run did not read: it failed, or no page links to it any more."""


def lists_of(db: sqlite3.Connection, run: Measures, earlier: Measures | None) -> Lists:
    """Hold the lists read by a run against those of the run before; both must have been asked for the whole site.

    >>> lists_of(read_only(Path("output")), run, earlier).lost
    ('http://www.lzbs.com.cn/lanzhounews/',)
    """
    if earlier is None:
        return Lists()
    pages: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for family, url, visited in db.execute("SELECT family, url, visited FROM lists WHERE site = ?", (run.site,)):
        pages[family].append((visited, url))
    began, began_before = (datetime.fromisoformat(one.started).timestamp() for one in (run, earlier))
    newest = {family: max(visited for visited, _ in found) for family, found in pages.items()}
    gone = [family for family, visited in newest.items() if began_before <= visited < began]
    read = sum(visited >= began_before for visited in newest.values())
    return Lists(read, tuple(sorted(min((url for _, url in pages[family]), key=len) for family in gone)))
