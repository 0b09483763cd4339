"""CSV for spreadsheets: flat columns, a byte order mark for Excel, no cell that is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from lanzhou_news.export.columns import Cell, flat_columns
from lanzhou_news.export.source import Stored

FILE = "articles.csv"
FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Source: OWASP, "CSV Injection" (full-width forms included: East Asian spreadsheets read them as the ASCII ones)."""


def protect(cell: Cell) -> Cell:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    >>> protect("=HYPERLINK(…)"), protect("兰州"), protect(-1)
    ("'=HYPERLINK(…)", '兰州', -1)
    """
    if isinstance(cell, str) and cell.startswith(FORMULA_OPENINGS):
        return f"'{cell}"
    return cell


def write(records: Iterator[Stored], folder: Path, *, clusters: bool) -> None:
    """Write ``articles.csv``: UTF-8 with byte order mark, comma, CRLF, a header line; unknown is an empty cell."""
    columns = flat_columns()
    header = [column.name for column in columns] + (["cluster", "cluster_size"] if clusters else [])
    with (folder / FILE).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for stored in records:
            row = [protect(column.value(stored.article)) for column in columns]
            if clusters:
                row += [protect(stored.cluster), stored.cluster_size]
            writer.writerow(row)
