"""``lanzhou-news replica``: serve the replica news site on loopback."""

from __future__ import annotations

import asyncio
from typing import Any

import click

from lanzhou_news.cli.slips import check_port
from lanzhou_news.replica.options import Options


def run(port: int, options: Options) -> None:
    """Serve until a signal ends it; prints ``READY http://127.0.0.1:<port>`` once it listens."""
    from lanzhou_news.replica.app import serve

    asyncio.run(serve(options, port))


@click.command("replica")
@click.option("--port", type=click.IntRange(0, 65535), default=8700, show_default=True, help="0 picks a free one.")
@click.option(
    "--articles", type=click.IntRange(1, 100_000), default=300, show_default=True, help="Articles on the site."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same site.")
@click.option("--redesign", is_flag=True, help="Serve articles in a markup without Founder markers.")
@click.option("--plain", is_flag=True, help="No 500-then-200, no dead or redirected links.")
@click.option("--corrections", is_flag=True, help="Some articles change or vanish at their n-th visit.")
@click.option("--hostile", is_flag=True, help="Publish trap pages and link to them.")
@click.option("--epapers", is_flag=True, help="Publish a week of both e-papers.")
@click.option("--sitemap", is_flag=True, help="Name the sitemap in robots.txt.")
@click.option(
    "--rate-limit", type=click.FloatRange(0, 1), default=0.0, help="Share of first requests answered with 429 or 503."
)
@click.option(
    "--block", type=click.FloatRange(0, 1), default=0.0, help="Share of first requests answered with a block page."
)
@click.option("--crawl-delay", type=click.FloatRange(0), default=0.0, help="Crawl-delay in robots.txt, seconds.")
@click.option("--cache-mb", type=click.IntRange(1), default=96, show_default=True, help="Bound of the page cache.")
def command(port: int, **chosen: Any) -> None:
    """Serve the replica news site on 127.0.0.1, as origin and as HTTP proxy for the real URLs.

    \b
    lanzhou-news replica --articles 300 &
    http_proxy=http://127.0.0.1:8700 lanzhou-news crawl lanzhou --fast -s OUTPUT_DIR=/tmp/replica
    curl http://127.0.0.1:8700/_gold.jsonl               the record that each article should give

    It prints READY and its address once it listens; Ctrl-C ends it.
    """
    if port:
        check_port("127.0.0.1", port)
    run(port, Options(**chosen))
