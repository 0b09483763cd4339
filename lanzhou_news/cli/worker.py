"""``lanzhou-news worker``: fetch and clean for a collector on any machine."""

from __future__ import annotations

import click

from lanzhou_news.cli.options import changed_option, fast_option, redis_option, spiders_argument
from lanzhou_news.cli.slips import check_settings
from lanzhou_news.errors import LanzhouNewsError


@click.command()
@spiders_argument
@redis_option
@changed_option
@fast_option
@click.option("--idle-exit", type=click.FloatRange(min=0), help="End after so many seconds without work.")
@click.pass_context
def command(
    ctx: click.Context,
    spiders: tuple[str, ...],
    url: str | None,
    changed: dict[str, str],
    fast: bool,
    idle_exit: float | None,
) -> None:
    """Fetch and clean the articles that `lanzhou-news collect` hands out; start one on each machine.

    \b
    lanzhou-news worker lanzhou --redis rediss://news:secret@redis.example:6379/0 -s CONTACT=me@example.org
    lanzhou-news worker lanzhou gscn --idle-exit 600

    It writes no store: what it has fetched goes to the collector, and the job of a worker that dies goes to another
    one. All workers together keep the pace of one crawl. Ctrl-C gives its jobs back at once.
    """
    from lanzhou_news.cli.crawl import FAILED, check, crawl, distributed_settings, log_to_stderr

    try:
        check(spiders, {})
    except LanzhouNewsError as error:
        raise click.UsageError(str(error)) from None
    check_settings(changed)
    if idle_exit is not None:
        changed["WORKER_IDLE_EXIT"] = str(idle_exit)
    settings = distributed_settings(changed, url, fast=fast)
    from lanzhou_news.distributed.spiders import WorkerSpider  # only now is it known that redis is there

    log_to_stderr(settings)
    crawlers = crawl(spiders, {}, settings, kind=WorkerSpider)
    failed = any(crawler.stats.get_value("news/outcome") != "finished" for crawler in crawlers)
    ctx.exit(FAILED if failed else 0)
