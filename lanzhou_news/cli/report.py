"""``lanzhou-news report``: the state of the collection as one page."""

from __future__ import annotations

import click

from lanzhou_news.cli.changes import changes_option, output_dir, with_environment


@click.command()
@changes_option
def command(changes: dict[str, str]) -> None:
    """Write reports/index.html: articles by day and section, coverage, sources, repairs, findings, pages set aside.

    \b
    lanzhou-news report && xdg-open output/reports/index.html
    lanzhou-news report -s OUTPUT_DIR=/srv/news -s LN_DRY_DAYS_FAIL=7

    The page is one file without network, in Chinese and English, for screen, phone and dark rooms. It can be written
    while a crawl runs. Thresholds of the findings are settings, read from -s and the environment.
    """
    from lanzhou_news.monitor.report import write_report
    from lanzhou_news.monitor.thresholds import Thresholds

    click.echo(write_report(output_dir(changes), Thresholds.from_settings(with_environment(changes))))
