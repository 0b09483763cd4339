"""The data card beside an export: README.md for people, the schema, manifest.json for programs."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lanzhou_news import __version__
from lanzhou_news.digest import code_digest
from lanzhou_news.export import codebook
from lanzhou_news.export.folder import MANIFEST
from lanzhou_news.export.selection import Selection
from lanzhou_news.export.source import Stored, Tally
from lanzhou_news.items import SCHEMA_VERSION, Article
from lanzhou_news.schema import build_schema

SCHEMA = "article.schema.json"
FIELDS = tuple(field.name for field in dataclasses.fields(Article))
EMPTY: tuple[object, ...] = (None, [], {}, "")


@dataclasses.dataclass(slots=True)
class Census:
    """What passes through an export, counted on the way: memory does not grow with it."""

    records: int = 0
    duplicates: int = 0
    gone: int = 0
    first_day: str | None = None
    last_day: str | None = None
    missing: Counter[str] = dataclasses.field(default_factory=Counter)
    sites: Counter[str] = dataclasses.field(default_factory=Counter)

    def counted(self, records: Iterator[Stored]) -> Iterator[Stored]:
        """Pass records on and count them."""
        for stored in records:
            self._count(stored)
            yield stored

    def _count(self, stored: Stored) -> None:
        article = stored.article
        self.records += 1
        self.duplicates += stored.cluster != article.id
        self.gone += article.status == "gone"
        self.sites[article.site or "no profile"] += 1
        self.missing.update(name for name in FIELDS if getattr(article, name) in EMPTY)
        if article.published_at:
            day = article.published_at[:10]
            self.first_day = min(self.first_day or day, day)
            self.last_day = max(self.last_day or day, day)


def write(folder: Path, format_: str, origin: str, selection: Selection, tally: Tally, census: Census) -> None:
    """Write the card into ``folder``, after the data files stand there."""
    clusters = selection.duplicates == "cluster"
    schema = with_clusters(build_schema()) if clusters else build_schema()
    (folder / SCHEMA).write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    files = [describe(path, folder) for path in sorted(folder.rglob("*")) if path.is_file() and path.name != SCHEMA]
    manifest = {
        "program": "lanzhou-news",
        "version": __version__,
        "code_sha256": code_digest(),
        "schema_version": SCHEMA_VERSION,
        "created_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "format": format_,
        "read_from": origin,
        "selection": _plain(selection),
        "records": {"read": tally.read, "written": tally.written, "left_out": dict(sorted(tally.left_out.items()))},
        "content": {
            "first_day": census.first_day,
            "last_day": census.last_day,
            "duplicates": census.duplicates,
            "gone": census.gone,
            "sites": dict(census.sites.most_common()),
            "missing": {name: census.missing[name] for name in FIELDS},
        },
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(_readme(format_, manifest, census), encoding="utf-8")


def describe(path: Path, folder: Path) -> dict[str, Any]:
    """Name, size and sha256 of one file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return {"name": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def with_clusters(schema: dict[str, Any]) -> dict[str, Any]:
    """The record's schema with the two fields that ``--duplicates cluster`` adds."""
    added = {
        "cluster": {"type": "string", "minLength": 1, "description": "Id of the canonical record of the story."},
        "cluster_size": {"type": "integer", "minimum": 1, "description": "Number of articles that tell the story."},
    }
    return schema | {"properties": schema["properties"] | added, "required": [*schema["required"], *added]}


def _plain(selection: Selection) -> dict[str, Any]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else list(value) if isinstance(value, tuple) else value
        for name, value in dataclasses.asdict(selection).items()
    }


READING = {
    "jsonl": """\
```sql
-- DuckDB
SELECT section, count(*) FROM read_json('articles.jsonl') GROUP BY ALL ORDER BY 2 DESC;
```
```python
import pandas
frame = pandas.read_json("articles.jsonl", lines=True, dtype={"id": str})
```""",
    "csv": """\
```python
import pandas
frame = pandas.read_csv("articles.csv", dtype=str)
```
Opens in Excel and LibreOffice as it is (UTF-8 with byte order mark). A cell that begins with `=`, `+`, `-`, `@`
(full-width forms included), a tab or a line break has an apostrophe before it, so that no spreadsheet takes it for a
formula.""",
    "parquet": """\
```sql
-- DuckDB: articles and authors of one month, reading only that month's folder
SELECT published_day, title, [person.name FOR person IN authors] AS names
FROM read_parquet('articles/**/*.parquet', hive_partitioning = true) WHERE year = 2025 AND month = 1;
```
```python
import pandas
frame = pandas.read_parquet("articles")
```
Partitions are years and months of publication in Asia/Shanghai; articles without a date stand in
`year=__HIVE_DEFAULT_PARTITION__`. Times are instants (UTC inside), `published_day` is the local day.""",
    "sqlite": """\
```sql
SELECT published_day, title FROM articles
WHERE article IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH '兰州') ORDER BY published_at DESC;

SELECT name, count(DISTINCT article) FROM people WHERE kind = 'author' GROUP BY name ORDER BY 2 DESC LIMIT 20;
```
The full-text index holds every 1 to 4 neighbouring characters: words of that length are typed as they are,
several words with spaces must all occur, a longer word is written as its overlapping parts
(`兰州日报社` → `兰州日报 州日报社`).
`lanzhou-news browse` opens the file in the browser and does that by itself.""",
}
"""Format → how to read it. The tests run these examples."""


def _readme(format_: str, manifest: dict[str, Any], census: Census) -> str:
    total = max(census.records, 1)
    missing = {name: census.missing[name] / total for name in FIELDS}
    files = "\n".join(
        f"| `{file['name']}` | {file['bytes']:,} | `{file['sha256']}` |" for file in manifest["files"][:50]
    )
    more = len(manifest["files"]) - 50
    left_out = "".join(f"\n- left out, {why}: {number:,}" for why, number in manifest["records"]["left_out"].items())
    chosen = ", ".join(
        f"{name} = {value}" for name, value in manifest["selection"].items() if value not in (None, [], False)
    )
    return f"""\
# News articles ({format_}) · 新闻数据

Written by lanzhou-news {manifest["version"]} on {manifest["created_at"]} from {manifest["read_from"]}; record schema \
{manifest["schema_version"]} (`{SCHEMA}`), everything below also in `{MANIFEST}`.

- selection: {chosen}
- records: {census.records:,} ({census.first_day or "no day"} to {census.last_day or "no day"}, Asia/Shanghai)
- copies of another record: {census.duplicates:,}; taken down by their site: {census.gone:,}
- sites: {", ".join(f"{site} {number:,}" for site, number in census.sites.most_common()) or "none"}{left_out}

## Reading it

{READING[format_]}

## Codebook

One row is one revision of one article. Unknown is null or an empty list, never an empty text or a guess.

{codebook.table(missing)}

{codebook.RIGHTS}
## Files

| file | bytes | sha256 |
| --- | --- | --- |
{files}
{f"and {more:,} more, see `{MANIFEST}`" if more > 0 else ""}
"""
