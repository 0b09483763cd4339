"""Options that crawl, collect and worker have in common."""

from __future__ import annotations

import click

from lanzhou_news.cli.types import name_values

spiders_argument = click.argument("spiders", nargs=-1, required=True, metavar="SPIDER…")
given_option = click.option(
    "-a",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    callback=name_values,
    help="since, until, sections, max_articles, full; of a newspaper also date.",
)
changed_option = click.option(
    "-s",
    "changed",
    multiple=True,
    metavar="NAME=VALUE",
    callback=name_values,
    help="Any setting, e.g. OUTPUT_DIR or CONTACT.",
)
archive_option = click.option(
    "--archive", is_flag=True, help="Keep the fetched article pages in WARC files (ARCHIVE_ENABLED)."
)
fast_option = click.option("--fast", is_flag=True, help="No politeness: only for a server of your own.")
notify_option = click.option(
    "--notify-cmd", metavar="COMMAND", help="Run this with the findings on its standard input."
)
redis_option = click.option(
    "--redis",
    "url",
    metavar="URL",
    envvar="LANZHOU_REDIS_URL",
    help="Redis; otherwise $LANZHOU_REDIS_URL or REDIS_URL.",
)
