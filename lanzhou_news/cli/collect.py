"""``lanzhou-news collect``: a crawl whose articles are fetched by workers."""

from __future__ import annotations

import click

from lanzhou_news.cli.options import (
    archive_option,
    changed_option,
    fast_option,
    given_option,
    notify_option,
    redis_option,
    spiders_argument,
)
from lanzhou_news.cli.slips import check_settings


@click.command()
@spiders_argument
@redis_option
@given_option
@changed_option
@archive_option
@fast_option
@notify_option
@click.pass_context
def command(
    ctx: click.Context,
    spiders: tuple[str, ...],
    url: str | None,
    given: dict[str, str],
    changed: dict[str, str],
    archive: bool,
    fast: bool,
    notify_cmd: str | None,
) -> None:
    """Crawl like `lanzhou-news crawl`, with the articles fetched and cleaned by `lanzhou-news worker` elsewhere.

    \b
    lanzhou-news collect lanzhou gscn --redis redis://127.0.0.1:6379/0
    LANZHOU_REDIS_URL=rediss://news:secret@redis.example:6379/0 lanzhou-news collect lanzhou -a since=2015-01-01

    The collector reads the lists and is the only one that writes the output folder; arguments, records, monitors, exit
    codes and the lock are those of crawl. It ends when every article that it handed out has come home. Killed, it goes
    on where it stopped: what is still on its way waits in Redis, what was lost is asked for again.
    """
    from lanzhou_news.cli.crawl import distributed_settings, run

    if archive:
        changed["ARCHIVE_ENABLED"] = "1"
    check_settings(changed)
    settings = distributed_settings(changed, url, fast=fast)
    from lanzhou_news.distributed.spiders import CollectorSpider  # only now is it known that redis is there

    ctx.exit(run(spiders, given, settings, notify_cmd, kind=CollectorSpider))
