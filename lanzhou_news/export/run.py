"""One export from beginning to end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lanzhou_news.export import card, csv, jsonl, parquet, sqlite
from lanzhou_news.export.folder import whole_folder
from lanzhou_news.export.selection import Selection
from lanzhou_news.export.source import Source, Tally, select


class Writer(NamedTuple):
    """How one format is written."""

    write: Callable[..., None]
    require: Callable[[], None] = lambda: None
    """Raises when an optional library is missing, before any work is done."""


WRITERS: dict[str, Writer] = {
    "jsonl": Writer(jsonl.write),
    "csv": Writer(csv.write),
    "parquet": Writer(parquet.write, parquet.require),
    "sqlite": Writer(sqlite.write),
}


def export(
    source: Source, format_: str, selection: Selection, target: Path, *, step: Callable[[], object] = lambda: None
) -> Tally:
    """Write the selected records and their data card into the folder ``target``; ``step`` is called for each record
    read.

    Raises :class:`~lanzhou_news.errors.MissingExtra` and :class:`~lanzhou_news.export.errors.ForeignFolder`.

    >>> export(from_files([Path("run.jsonl")]), "csv", Selection(latest=True), Path("output/export/csv")).written
    412
    """
    writer = WRITERS[format_]
    writer.require()
    tally, census = Tally(), card.Census()
    with whole_folder(target) as folder:
        stored = census.counted(select(source, selection, tally, step))
        writer.write(stored, folder, clusters=selection.duplicates == "cluster")
        card.write(folder, format_, source.origin, selection, tally, census)
    return tally
