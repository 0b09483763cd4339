"""``lanzhou-news sites``: which sites are known, and what their files say."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """List the site profiles: name, outlet, publisher, hosts, start pages.

    \b
    lanzhou-news sites
    lanzhou-news crawl NAME                              with a name of the first column

    Each is one small file in lanzhou_news/sites; docs/add-a-site.md shows how to write another one.
    """
    from rich.console import Console
    from rich.table import Table

    from lanzhou_news.sites import profiles

    table = Table("site", "outlet", "publisher", "hosts", "start pages", "shapes")
    for profile in profiles().values():
        shapes = sorted({shape for template in profile.templates for shape in template.shapes})
        table.add_row(
            profile.name,
            profile.title,
            profile.publisher,
            "\n".join(profile.hosts),
            "\n".join(profile.start_urls),
            ", ".join(shapes),
        )
    Console().print(table)
