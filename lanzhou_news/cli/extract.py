"""``lanzhou-news extract``: one saved page, one JSON record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from lanzhou_news.cli.types import iso_time


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--url", default="", help="Address the page came from: finds the site profile, the id and the day.")
@click.option("--site", help="Read with this profile, whatever the address says.")
@click.option(
    "--fetched-at",
    metavar="ISO-TIME",
    callback=iso_time,
    help="When it was fetched: reference for dates without a year.",
)
@click.option(
    "--save-fixture",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write page, meta and record as a test case into this folder.",
)
def command(file: BinaryIO, url: str, site: str | None, fetched_at: datetime | None, save_fixture: Path | None) -> None:
    """Turn FILE (a saved page or plain text; - for standard input) into one JSON record on standard output.

    \b
    lanzhou-news extract page.html --url http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm
    curl -s $URL | lanzhou-news extract - --url $URL | jq .title
    """
    import msgspec

    from lanzhou_news import extract_article
    from lanzhou_news.errors import LanzhouNewsError, NotAnArticle
    from lanzhou_news.record import to_json_line

    body = file.read()
    try:
        article = extract_article(body, url, site=site, fetched_at=fetched_at)
    except NotAnArticle as error:
        raise LanzhouNewsError(f"{file.name} holds no article ({error}): name the page of one article") from None
    line = to_json_line(article)
    if save_fixture:
        from lanzhou_news.extract.fixtures import save

        save(save_fixture, body, line, url=url, site=site, fetched_at=fetched_at)
    click.echo(msgspec.json.format(line, indent=2))
