"""``lanzhou-news replay``: saved pages into records, without network."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lanzhou_news.cli.types import iso_time

if TYPE_CHECKING:
    from lanzhou_news.offline.replay import Summary


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for store and records; default output/replay-<time>. The folder of a crawl is refused.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes; default: all cores.")
@click.option(
    "--fetched-at",
    metavar="ISO-TIME",
    callback=iso_time,
    help="When the pages were fetched: reference for dates without a year.",
)
def command(paths: tuple[Path, ...], output: Path | None, jobs: int | None, fetched_at: datetime | None) -> None:
    """Turn saved pages (.html, .htm, .shtml, .txt, folders of them) into records.

    Writes a store and articles/*.jsonl into a folder of its own; started again on the same folder it goes on where it
    stopped. Pages that are no article are kept in the store with the reason.

    \b
    lanzhou-news replay saved_pages/ --output output/saved
    """
    from lanzhou_news.offline.parallel import default_jobs
    from lanzhou_news.offline.replay import replay
    from lanzhou_news.offline.sources import page_files

    output = output or Path("output") / f"replay-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    if _is_production(output):
        raise click.UsageError(f"{output} is the folder of a crawl; name a fresh one with --output")
    files = list(page_files(paths))
    with click.progressbar(length=len(files), label="replay", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        summary = replay(
            files,
            output,
            jobs=jobs or min(default_jobs(), max(1, len(files) // 50)),
            fetched_at=fetched_at,
            progress=lambda reading: bar.update(1),
        )
    _print(summary, output)


def _is_production(output: Path) -> bool:
    """A store that a crawl has written to."""
    from lanzhou_news.offline.replay import SITE
    from lanzhou_news.store.sqlite import read_only

    try:
        db = read_only(output)
    except FileNotFoundError:
        return False
    try:
        return bool(db.execute("SELECT 1 FROM runs WHERE site <> ? LIMIT 1", (SITE,)).fetchone())
    finally:
        db.close()


def _print(summary: Summary, output: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "pages", show_header=False, box=None)
    names = {"new": "articles", "revision": "revisions", "unchanged": "same as another", "known": "read before"}
    for kind, name in names.items():
        if summary.counts[kind]:
            table.add_row(name, f"{summary.counts[kind]:,}")
    for reason, count in summary.reasons.most_common():
        table.add_row(f"no article: {reason}", f"{count:,}")
    console = Console()
    console.print(table)
    for file in summary.files:
        click.echo(f"records  {file}")
    click.echo(f"store    {output / 'lanzhou_news.db'}")
