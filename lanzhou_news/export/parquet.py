"""Parquet for analysis: typed nested columns, one folder a year and month (``articles/year=2025/month=1``)."""

from __future__ import annotations

import dataclasses
import types
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from lanzhou_news import items
from lanzhou_news.errors import MissingExtra
from lanzhou_news.export import jsonl
from lanzhou_news.export.errors import WriteFailed
from lanzhou_news.export.source import Stored
from lanzhou_news.items import Article

FOLDER = "articles"
UNDATED = "__HIVE_DEFAULT_PARTITION__"
"""What Hive, DuckDB, Arrow and Spark call the partition of a missing value."""
BUFFER = 16_000_000
"""Bytes collected before they are sorted into the months' temporary files."""
LINE = 4_000_000
"""Bytes of a line DuckDB is told to expect at least; it sets aside twice as much."""
SETTINGS = {"threads": 1, "memory_limit": "256MB", "autoinstall_known_extensions": False}
"""DuckDB's share of memory (beyond it, it spills into the export's own folder), and no downloads."""
ROW_GROUP = 20_000
"""Records a row group: DuckDB's default of 122,880 holds that many articles in memory."""
EAST_8 = 8 * 3600 * 1_000_000
"""Microseconds between UTC and Asia/Shanghai; reckoned here, so that DuckDB needs no time zone extension."""
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

    The lines pass through one temporary file a month, so memory grows neither with the collection nor with its months.
    Raises :class:`~lanzhou_news.errors.MissingExtra` without duckdb and
    :class:`~lanzhou_news.export.errors.WriteFailed`.
    """
    duckdb = _duckdb()
    target, lines, spill = folder / FOLDER, folder / ".lines", folder / ".spill"
    target.mkdir()
    lines.mkdir()
    longest = max(LINE, _sort_into_months(records, lines, clusters=clusters))
    try:
        with duckdb.connect(config=SETTINGS | {"temp_directory": str(spill)}) as database:
            for path in sorted(lines.iterdir()):
                database.execute(_copy(path, target, longest, columns(clusters=clusters)))
                path.unlink()
    except duckdb.Error as error:
        raise WriteFailed("parquet", str(error).partition("\n")[0]) from None
    lines.rmdir()
    if spill.exists():
        spill.rmdir()


def _copy(lines: Path, target: Path, longest: int, kinds: Mapping[str, str]) -> str:
    """The statement that writes one month's partition, whose folder is made here."""
    year, month = lines.stem.split()
    partition = target / f"year={year}" / f"month={month}"
    partition.mkdir(parents=True)
    typed = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    return f"""COPY (
            SELECT *, CAST(make_timestamp(epoch_us(published_at) + {EAST_8}) AS DATE) AS published_day
            FROM read_json({_literal(lines)}, format = 'newline_delimited', maximum_object_size = {longest},
                           columns = {{{typed}}})
        ) TO {_literal(partition / "data_0.parquet")}
        (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"""  # noqa: S608 - our own paths and types


def _sort_into_months(records: Iterator[Stored], folder: Path, *, clusters: bool) -> int:
    """One file of lines for each month of publication, ``2025 1.jsonl``, in the order of the records.

    Returns the length of the longest line in bytes.
    """
    waiting: defaultdict[str, bytearray] = defaultdict(bytearray)
    size = longest = 0
    for stored in records:
        line = jsonl.with_cluster(stored) if clusters else stored.line
        day = stored.article.published_at
        waiting[f"{int(day[:4])} {int(day[5:7])}" if day else f"{UNDATED} {UNDATED}"] += line + b"\n"
        size += len(line)
        longest = max(longest, len(line) + 1)
        if size > BUFFER:
            _append(waiting, folder)
            size = 0
    _append(waiting, folder)
    return longest


def _append(waiting: defaultdict[str, bytearray], folder: Path) -> None:
    for month, lines in waiting.items():
        with (folder / f"{month}.jsonl").open("ab") as file:
            file.write(lines)
    waiting.clear()


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("export", "Parquet") from None
    return duckdb


def require() -> None:
    """Raise :class:`~lanzhou_news.errors.MissingExtra` at once, before any work, when duckdb is missing."""
    _duckdb()


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
