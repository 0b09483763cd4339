"""``lanzhou-news sites``: which sites are known, and what their files say."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """List the site profiles: name, outlet, publisher, hosts, start pages.

    \b
    lanzhou-news sites
    lanzhou-news crawl NAME                              with a name of this list

    Each is one small file in lanzhou_news/sites; docs/add-a-site.md shows how to write another one.
    """
    from lanzhou_news.sites import profiles

    for profile in profiles().values():
        shapes = sorted({shape for template in profile.templates for shape in template.shapes})
        click.secho(profile.name, bold=True, nl=False)
        click.echo(f"  {profile.title} · {profile.publisher} · {', '.join(shapes) or 'generic reader'}")
        click.echo(f"  hosts  {', '.join(profile.hosts)}")
        for url in profile.start_urls:
            click.echo(f"  start  {url}")
