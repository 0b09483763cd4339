"""``lanzhou-news demo``: the whole program on a machine without network, in under a minute."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

ARTICLES = 300
SEED = 1
MIRROR = "www.fcgxiehui.com"
"""A host of which the replica serves damaged copies."""
ROWS = (
    ("pages", "downloader/response_count"),
    ("articles", "news/articles"),
    ("duplicates among them", "news/duplicates"),
    ("revisions", "news/revisions"),
    ("gone", "news/gone"),
    ("repaired", "news/repaired"),
    ("set aside, with the reason", "news/quarantined"),
    ("failed articles", "news/failed"),
)
"""What the table shows → the counter of the run row it comes from."""


@click.command()
@click.option(
    "--articles", type=click.IntRange(10, 100_000), default=ARTICLES, show_default=True, help="Articles on the site."
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Same seed, same site.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/demo"),
    show_default=True,
    help="Folder for store and records; emptied first if an earlier demo made it.",
)
def command(articles: int, seed: int, output: Path) -> None:
    """Serve the replica news site on loopback, crawl it twice through the real site's profile, show what comes out.

    \b
    lanzhou-news demo
    lanzhou-news demo --articles 2000 --seed 7 --output /tmp/demo

    The second run finds corrections and deletions. Polite delays are off, because the server is our own.
    """
    from lanzhou_news.replica.server import start

    _clear(output)
    with start(articles=articles, seed=seed, corrections=True) as replica:
        click.echo(f"replica site with {articles} articles on {replica.base}", err=True)
        runs = [_crawl(replica.base, output), _crawl(replica.base, output, "-a", "full=1")]
        copy = next(replica.gold(f"host={MIRROR}"), None)
        page = replica.fetch(copy["url"]) if copy else b""
    _table(runs)
    files = sorted((output / "articles").glob("*.jsonl"))
    _show_record(files[0])
    if copy:
        _show_repair(page, copy["url"])
    click.echo("\nWhere it is:")
    for path in (*files, output / "lanzhou_news.db", output / "reports" / "index.html"):
        click.echo(f"  {path}  {path.stat().st_size / 1e6:.1f} MB")
    click.echo(f"Next: open the report, or lanzhou-news export --format csv --from {output}")


def _clear(output: Path) -> None:
    if output.exists() and any(output.iterdir()):
        if not (output / ".demo").exists():
            raise click.UsageError(f"{output} holds something that is no demo; name another folder with --output")
        shutil.rmtree(output)
    output.mkdir(parents=True, exist_ok=True)
    (output / ".demo").touch()


def _crawl(proxy: str, output: Path, *more: str) -> dict[str, Any]:
    """Run ``lanzhou-news crawl`` as a user would and return its run row's counters."""
    from lanzhou_news.store.sqlite import read_only

    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    crawl = [sys.executable, "-m", "lanzhou_news.cli", "crawl", "lanzhou", "--fast", "-s", f"OUTPUT_DIR={output}"]
    crawl += ["-s", "LN_DRY_DAYS_WARN=100000", "-s", "LN_DRY_DAYS_FAIL=100000"]  # the replica's news are of 2024
    done = subprocess.run([*crawl, *more], env=environment | {"http_proxy": proxy}, check=False)
    if done.returncode not in (0, 3):
        raise click.ClickException(f"the crawl ended with exit code {done.returncode}; see {output}/logs")
    db = read_only(output)
    try:
        (stats,) = db.execute("SELECT stats FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
    finally:
        db.close()
    counters: dict[str, Any] = json.loads(stats)
    return counters


def _table(runs: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", *(f"run {number}" for number, _ in enumerate(runs, 1)), title="What the two runs did")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, counter in ROWS:
        table.add_row(name, *(f"{int(stats.get(counter, 0)):,}" for stats in runs))
    table.add_row("pages/s", *(f"{_rate(stats):,.0f}" for stats in runs))
    Console().print(table)


def _rate(stats: dict[str, Any]) -> float:
    return float(stats.get("downloader/response_count", 0)) / max(float(stats.get("news/seconds", 0)), 0.001)


def _show_record(file: Path) -> None:
    """Print the first record that has people, shortened to what fits a screen."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    record = next((line for line in lines if line["authors"] and line["editors"]), lines[0])
    shown = {name: value for name, value in record.items() if value not in (None, [], {})}
    shown["body"] = f"{record['body'][:80]}… ({len(record['body'])} characters)"
    click.echo("\nOne record (empty fields left out, body shortened):")
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


def _show_repair(page: bytes, url: str) -> None:
    """Print what a mirror's damaged copy says here and there, and what comes out."""
    from lanzhou_news import extract_article

    article = extract_article(page, url)
    notes = [note for note in article.cleaning if note.step == "repair" and note.before and note.after]
    repairs = [note for note in notes if note.rule != "ambiguous-run"]  # that is the second best reading of a place
    click.echo(f"\nA damaged copy on a mirror site ({url}), {len(repairs)} places repaired:")
    for note in sorted(repairs, key=lambda note: -len(note.before or ""))[:3]:
        click.echo(f"  {note.before}  →  {note.after}   (confidence {note.confidence})")
    click.echo(f"  cleaned: {article.body.splitlines()[0][:60]}…")
