"""Parquet for analysis: typed nested columns, one folder a year and month (``articles/year=2025/month=1``)."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from lanzhou_news import items
from lanzhou_news.export import jsonl
from lanzhou_news.export.errors import MissingExtra
from lanzhou_news.export.source import Stored
from lanzhou_news.items import Article

FOLDER = "articles"
MEMORY_LIMIT = "512MB"
"""DuckDB's share of memory; beyond it, it spills into the export's own temporary folder."""
SCALARS: dict[Any, str] = {
    items.LocalTime: "TIMESTAMPTZ",
    items.UtcTime: "TIMESTAMPTZ",
    items.Day: "DATE",
    int: "BIGINT",
    float: "DOUBLE",
}
"""Annotation of the record → DuckDB type; any other scalar is VARCHAR."""


def duckdb_type(hint: Any) -> str:
    """The DuckDB type of one annotation of the record.

    >>> duckdb_type(list[items.Editor])
    'STRUCT("name" VARCHAR, "role" VARCHAR)[]'
    """
    if hint in SCALARS:
        return SCALARS[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return duckdb_type(arguments[0])
    if origin in (Union, types.UnionType):
        return next(duckdb_type(part) for part in arguments if part is not type(None))
    if origin is list:
        return f"{duckdb_type(arguments[0])}[]"
    if origin is dict:
        return f"MAP({duckdb_type(arguments[0])}, {duckdb_type(arguments[1])})"
    if dataclasses.is_dataclass(hint):
        parts = (f'"{name}" {duckdb_type(part)}' for name, part in _hints(hint).items())
        return f"STRUCT({', '.join(parts)})"
    return "VARCHAR"


def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


def columns(*, clusters: bool) -> dict[str, str]:
    """Column → DuckDB type, in the order of the record."""
    found = {name: duckdb_type(hint) for name, hint in _hints(Article).items()}
    return found | ({"cluster": "VARCHAR", "cluster_size": "BIGINT"} if clusters else {})


def write(records: Iterator[Stored], folder: Path, *, clusters: bool) -> None:
    """Write ``articles/year=…/month=…/data_0.parquet`` (zstd); an article without date goes to the default partition.

    The lines pass through one temporary file, so memory does not grow with the collection. Raises
    :class:`~lanzhou_news.export.errors.MissingExtra` without duckdb.
    """
    duckdb = _duckdb()
    (folder / FOLDER).mkdir()
    lines, spill = folder / ".lines.jsonl", folder / ".spill"
    with lines.open("wb") as file:
        for stored in records:
            file.write((jsonl.with_cluster(stored) if clusters else stored.line) + b"\n")
    kinds = columns(clusters=clusters)
    with duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
            "TimeZone": "Asia/Shanghai",
        }
    ) as database:
        database.execute(
            f"""COPY (
                SELECT *, CAST(published_at AT TIME ZONE 'Asia/Shanghai' AS DATE) AS published_day,
                       year(published_day) AS year, month(published_day) AS month
                FROM read_json({_literal(lines)}, format = 'newline_delimited', maximum_object_size = 134217728,
                               columns = {{{", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())}}})
            ) TO {_literal(folder / FOLDER)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, month),
                               OVERWRITE_OR_IGNORE)"""  # noqa: S608 - our own paths and types
        )
    lines.unlink()
    if spill.exists():
        spill.rmdir()


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("export", "Parquet") from None
    return duckdb


def require() -> None:
    """Raise :class:`~lanzhou_news.export.errors.MissingExtra` at once, before any work, when duckdb is missing."""
    _duckdb()


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
