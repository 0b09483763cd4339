"""Write the report of an output folder: the page, and copies of the quarantined pages it links to."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from lanzhou_news.monitor.figures import Quarantined, collect
from lanzhou_news.monitor.ledger import Ledger, load, save
from lanzhou_news.monitor.page import render
from lanzhou_news.monitor.thresholds import Thresholds
from lanzhou_news.store.sqlite import read_only

FOLDER = "reports"
COPIES = "quarantine"
COPY_BYTES = 2_000_000
"""A copy is cut after this many bytes: a hostile page must not fill the disk a second time."""


def write_report(output: Path, thresholds: Thresholds, ledger: Ledger | None = None) -> Path:
    """Write ``reports/index.html`` of an output folder and return its path; works while a crawl runs.

    What was counted (``ledger``, by default that of the folder) is kept for the next report. Raises
    :class:`FileNotFoundError` when the folder holds no store.

    >>> write_report(Path("output"), Thresholds())
    PosixPath('output/reports/index.html')
    """
    target = output / FOLDER / "index.html"
    ledger = ledger or load(output)
    with closing(read_only(output)) as db:
        db.execute("BEGIN")
        figures = collect(db, thresholds, ledger)
        page = render(figures)
        (target.parent / COPIES).mkdir(parents=True, exist_ok=True)
        _copy_quarantined(db, target.parent / COPIES, figures.quarantined)
    part = target.with_name(target.name + ".part")
    part.write_text(page, encoding="utf-8")
    part.replace(target)
    save(ledger, output)
    return target


def _copy_quarantined(db: sqlite3.Connection, folder: Path, pages: Sequence[Quarantined]) -> None:
    """Keep exactly the linked pages, as ``.txt``: a browser shows their source and runs nothing in them."""
    wanted = {f"{page.number}.txt": page for page in pages}
    for path in folder.glob("*.txt"):
        if path.name not in wanted:
            path.unlink()
    for name, page in wanted.items():
        if not (folder / name).exists():
            (body,) = db.execute("SELECT body FROM quarantine WHERE id = ?", (page.number,)).fetchone()
            (folder / name).write_bytes(zlib.decompressobj().decompress(body, COPY_BYTES))
