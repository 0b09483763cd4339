"""``lanzhou-news replay``: saved pages and archives into records, without network."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lanzhou_news.cli.types import iso_time
from lanzhou_news.errors import LanzhouNewsError

if TYPE_CHECKING:
    from lanzhou_news.archive.captures import Capture
    from lanzhou_news.archive.reader import Scan
    from lanzhou_news.offline.replay import Summary
    from lanzhou_news.offline.sources import Source

UNREADABLE = 1
"""Exit code when a file was named as WARC and is none; a torn one was read as far as it goes, and said so."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for store and records; default output/replay-<time>. The folder of a crawl only with --into-store.",
)
@click.option("--into-store", is_flag=True, help="Write what reads differently now into the crawl's store in --output.")
@click.option("--judge", is_flag=True, help="Only tell what --into-store would change.")
@click.option("--jobs", type=click.IntRange(1), help="Processes; default: all cores.")
@click.option(
    "--fetched-at",
    metavar="ISO-TIME",
    callback=iso_time,
    help="When saved pages were fetched: reference for dates without a year. A WARC file tells it itself.",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    into_store: bool,
    judge: bool,
    jobs: int | None,
    fetched_at: datetime | None,
) -> None:
    """Turn saved pages (.html, .htm, .shtml, .txt), WARC files (.warc, .warc.gz) or folders of them into records.

    Writes a store and articles/*.jsonl into a folder of its own; started again on the same folder it goes on where it
    stopped. Pages that are no article are kept in the store with the reason.

    With --judge or --into-store archived pages are compared with the records of the crawl in --output (default:
    output): a revision "re-extracted" is written only where a field differs.

    \b
    lanzhou-news replay saved_pages/ --output output/saved
    lanzhou-news replay output/archive/*.warc.gz --judge
    lanzhou-news replay output/archive/*.warc.gz --into-store
    """
    from lanzhou_news.offline.parallel import default_jobs
    from lanzhou_news.offline.sources import archive_files, page_files, read_archives

    captures, scans = read_archives(archive_files(paths), jobs=jobs or default_jobs())
    _tell(scans)
    if judge or into_store:
        if pages := list(page_files(paths)):
            raise click.UsageError(f"{pages[0].path} has no address to compare it by; name WARC files only")
        _compare(captures, output or Path("output"), jobs or default_jobs(), into_store=into_store and not judge)
    else:
        _replay([*page_files(paths, fetched_at), *captures], output, jobs)
    if not all(found.readable for found in scans):
        ctx.exit(UNREADABLE)


def _replay(sources: list[Source], output: Path | None, jobs: int | None) -> None:
    from lanzhou_news.offline.parallel import default_jobs
    from lanzhou_news.offline.replay import replay

    output = output or Path("output") / f"replay-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    if _is_production(output):
        raise click.UsageError(f"{output} is the folder of a crawl; name a fresh one with --output")
    with _goes_on(output), _bar(len(sources)) as bar:
        summary = replay(
            sources,
            output,
            jobs=jobs or min(default_jobs(), max(1, len(sources) // 50)),
            progress=lambda reading: bar.update(1),
        )
    _print(summary, output)


def _compare(captures: list[Capture], output: Path, jobs: int, *, into_store: bool) -> None:
    from lanzhou_news.cli.comparison import show
    from lanzhou_news.offline import reextract
    from lanzhou_news.offline.sources import NothingToReplay

    if not captures:
        raise NothingToReplay("the paths hold no archived page")
    work = reextract.store if into_store else reextract.judge
    with _goes_on(output) if into_store else nullcontext(), _bar(len(captures)) as bar:
        found = work(captures, output, jobs=jobs, progress=lambda reading: bar.update(1))
    show(found, stored=into_store)


@contextmanager
def _goes_on(output: Path) -> Iterator[None]:
    """Say at Ctrl-C that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        raise LanzhouNewsError(f"stopped; what was read is stored, and --output {output} goes on from there") from None


def _bar(length: int) -> Any:
    """click's progress bar (its class has no public name), silent unless a person looks on."""
    return click.progressbar(length=length, label="replay", file=sys.stderr, hidden=not sys.stderr.isatty())


def _tell(scans: Iterable[Scan]) -> None:
    """Say what was not read, and why."""
    for found in scans:
        if found.torn:
            click.echo(f"{found.file}: {found.torn}; {len(found.responses):,} responses before it are read", err=True)
        if revisits := found.others["revisit"]:
            click.echo(f"{found.file}: {revisits:,} revisit records hold no page of their own", err=True)


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
    for reason, count in summary.passed_over.most_common():
        table.add_row(f"passed over: {reason}", f"{count:,}")
    console = Console()
    console.print(table)
    for file in summary.files:
        click.echo(f"records  {file}")
    click.echo(f"store    {output / 'lanzhou_news.db'}")
