"""``lanzhou-news report``: the state of the collection as one page."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command()
@click.option(
    "--output-dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="output",
    show_default=True,
    help="Folder of the crawl: its store is read, reports/ is written there.",
)
def command(output_dir: Path) -> None:
    """Write reports/index.html: articles by day and section, coverage, sources, repairs, findings, pages set aside.

    \b
    lanzhou-news report && xdg-open output/reports/index.html

    The page is one file without network, in Chinese and English, for screen, phone and dark rooms. It can be written
    while a crawl runs. Thresholds of the findings are read from the environment (LN_DRY_DAYS_FAIL=7, …).
    """
    from lanzhou_news.monitor.report import write_report
    from lanzhou_news.monitor.thresholds import Thresholds

    click.echo(write_report(output_dir, Thresholds.from_settings(os.environ)))
