"""``lanzhou-news collect``: a crawl whose articles are fetched by workers."""

from __future__ import annotations

import click

from lanzhou_news.cli.slips import check_settings
from lanzhou_news.cli.types import name_values


@click.command()
@click.argument("spiders", nargs=-1, required=True, metavar="SPIDER…")
@click.option(
    "--redis",
    "url",
    metavar="URL",
    envvar="LANZHOU_REDIS_URL",
    help="Redis; otherwise $LANZHOU_REDIS_URL or REDIS_URL.",
)
@click.option(
    "-a",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    callback=name_values,
    help="since, until, sections, max_articles, full.",
)
@click.option("-s", "changed", multiple=True, metavar="NAME=VALUE", callback=name_values, help="Any setting.")
@click.option("--fast", is_flag=True, help="No politeness: only for a server of your own.")
@click.option("--notify-cmd", metavar="COMMAND", help="Run this with the findings on its standard input.")
@click.pass_context
def command(
    ctx: click.Context,
    spiders: tuple[str, ...],
    url: str | None,
    given: dict[str, str],
    changed: dict[str, str],
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

    check_settings(changed)
    settings = distributed_settings(changed, url, fast=fast)
    from lanzhou_news.distributed.spiders import CollectorSpider

    ctx.exit(run(spiders, given, settings, notify_cmd, kind=CollectorSpider))
