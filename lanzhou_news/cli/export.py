"""``lanzhou-news export``: the collection as files for analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lanzhou_news.cli.changes import changes_option, output_dir

if TYPE_CHECKING:
    from lanzhou_news.export.selection import Duplicates
    from lanzhou_news.export.source import Tally

FORMATS = ("jsonl", "csv", "parquet", "sqlite")
FILE_SUFFIXES = (".csv", ".jsonl", ".json", ".parquet", ".db", ".sqlite", ".sqlite3")
"""A person who writes one of these expects a file; a folder of that name would only confuse."""
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "--from",
    "paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A store, a folder or .jsonl files instead of the crawl's folder (repeatable).",
)
@changes_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write; an earlier export there is replaced.  [default: export/<format> beside what is read]",
)
@click.option("--since", type=DAY, metavar="YYYY-MM-DD", help="First day of publication (Asia/Shanghai).")
@click.option("--until", type=DAY, metavar="YYYY-MM-DD", help="Last day of publication, included.")
@click.option("--section", "sections", multiple=True, help="Section: full name, leading part or any part (repeatable).")
@click.option("--latest", is_flag=True, help="Only the newest revision of each article.")
@click.option(
    "--duplicates",
    type=click.Choice(["keep", "drop", "cluster"]),
    default="keep",
    show_default=True,
    help="keep: every record; drop: one record a story; cluster: every record and its cluster.",
)
def command(
    format_: str,
    paths: tuple[Path, ...],
    changes: dict[str, str],
    output: Path | None,
    since: datetime | None,
    until: datetime | None,
    sections: tuple[str, ...],
    latest: bool,
    duplicates: Duplicates,
) -> None:
    """Write the collection as JSON Lines, CSV, Parquet or SQLite, with a data card beside it.

    \b
    lanzhou-news export --format parquet --latest --duplicates drop
    lanzhou-news export --format csv --since 2025-01-01 --until 2025-01-31 --section 新闻中心
    lanzhou-news export --format sqlite --from records.jsonl --output /tmp/news
    lanzhou-news export --format parquet --from news-2025 --from news-2026 --duplicates drop

    Stories are those of the store. Where --from names several collections, drop and cluster compare all their texts
    anew, 1 ms CPU each.

    The folder holds the data, README.md (codebook with the share of missing values, how to read it, rights),
    article.schema.json and manifest.json (versions, counts, sha256). It appears whole or not at all, and can be written
    while a crawl runs. Memory does not grow with the collection. Parquet needs: pip install 'lanzhou-news[export]'.
    """
    from lanzhou_news.export.run import export
    from lanzhou_news.export.selection import Selection
    from lanzhou_news.export.source import open_source

    selection = Selection(
        since=since.date() if since else None,
        until=until.date() if until else None,
        sections=sections,
        latest=latest,
        duplicates=duplicates,
    )
    if since and until and until < since:
        raise click.UsageError("--until is before --since")
    if output and output.suffix.lower() in FILE_SUFFIXES:
        raise click.UsageError(f"--output names a folder for the data and its card: write --output {output.stem}")
    paths = paths or (output_dir(changes),)
    target = output or _folder(paths[0]) / "export" / format_
    with _waiting("reading the collection"):
        source = open_source(paths, compare=duplicates != "keep")
    with _progress(source.count) as step:
        tally = export(source, format_, selection, target, step=step)
    click.echo(_summary(tally, target))


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _waiting(what: str) -> AbstractContextManager[object]:
    """A spinner on a terminal, nothing elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    return console.status(what) if console.is_terminal else nullcontext()


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """A progress bar on a terminal, nothing elsewhere; gives the function that moves it on by one record."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    parts = (TextColumn("export"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("export", total=total)
        yield lambda: progress.advance(task)


def _summary(tally: Tally, target: Path) -> str:
    left_out = ", ".join(f"{number:,} {reason}" for reason, number in tally.left_out.most_common())
    return f"{tally.written:,} of {tally.read:,} records written to {target}" + (
        f" (left out: {left_out})" if left_out else ""
    )
