"""``lanzhou-news check``: a first look at the live sites, or at the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lanzhou_news.cli.changes import changes_option, output_dir

if TYPE_CHECKING:
    from rich.table import Table

    from lanzhou_news.canary.look import Look

FAILED = 3


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]…")
@click.option("--articles", type=click.IntRange(1, 20), default=3, show_default=True, help="Article pages to look at.")
@click.option("--contact", default="no contact given", help="Mail address or URL told to the site.")
@click.option("--delay", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between requests.")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep each page with its record as a test case in this folder.",
)
@click.option("--store", is_flag=True, help="Hold the store against itself and its files instead; no network.")
@changes_option
@click.pass_context
def command(
    ctx: click.Context,
    sites: tuple[str, ...],
    articles: int,
    contact: str,
    delay: float,
    save: Path | None,
    store: bool,
    changes: dict[str, str],
) -> None:
    """Look at each SITE (default: all) as it is now: robots.txt, a list page, a few articles, every field.

    \b
    lanzhou-news check                                   the first command on a machine with internet
    lanzhou-news check lanzhou --save tests/fixtures/lanzhou
    lanzhou-news check --store                           is the store sound?

    A table shows for each field on how many articles it was found and by which rule. When pages no longer fit the
    site's profile, the command says what broke and prints the lines to put into sites/SITE.py. Nothing is
    written but --save. Exit code 3 when something is wrong.
    """
    if store:
        if sites:
            raise click.UsageError("--store looks at the folder of a crawl, not at sites: leave out " + " ".join(sites))
        ctx.exit(_check_store(output_dir(changes)))
    from rich.console import Console

    from lanzhou_news.canary.advice import advise
    from lanzhou_news.canary.fetch import Visitor
    from lanzhou_news.canary.look import look
    from lanzhou_news.sites import get, profiles

    console, wrong = Console(), False
    for profile in [get(name) for name in sites] or profiles().values():
        found = look(profile, Visitor(profile, contact, delay), articles=articles)
        _show(console.print, found)
        for line in advise(found):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
        if save:
            console.print(f"{_save(found, save)} pages saved in {save}", highlight=False, soft_wrap=True)
        wrong = wrong or bool(found.problems)
    ctx.exit(FAILED if wrong else 0)


def _check_store(output: Path) -> int:
    from lanzhou_news.cli.check_store import check_store

    problems = check_store(output)
    for problem in problems:
        click.echo(f"✗ {problem}")
    if not problems:
        click.echo(f"✓ the store in {output} is sound and agrees with its files")
    return FAILED if problems else 0


def _show(show: Callable[..., None], found: Look) -> None:
    from rich.text import Text

    from lanzhou_news.monitor.findings import shown

    show(Text(f"\n{found.profile.name} · {found.profile.title}", style="bold"))
    show(Text(f"robots.txt: {shown(found.robots, 200) or 'not read'}"))
    if found.list_url:
        show(Text(f"list page: {found.list_url}, {len(found.article_links)} articles, {found.list_links} lists linked"))
    if found.articles:
        show(_table(found))
    for problem in found.problems:
        show(Text(f"✗ {shown(problem, 400)}", style="red"), soft_wrap=True)
    if not found.problems:
        show(Text("✓ everything fits the profile", style="green"))


def _table(found: Look) -> Table:
    from rich.table import Table
    from rich.text import Text

    from lanzhou_news.canary.look import FIELDS, REQUIRED
    from lanzhou_news.monitor.findings import shown

    table, total = Table("", "field", "found", "by", "for example"), len(found.articles)
    for name in FIELDS:
        count = found.present(name)
        wanted = total if name in REQUIRED else 1
        mark = Text("✓", style="green") if count >= wanted else Text("✗" if name in REQUIRED else "–", style="red")
        example = next((getattr(article, name) for article in found.articles if getattr(article, name)), "")
        table.add_row(
            mark, name, f"{count}/{total}", Text(", ".join(found.rules(name))), Text(shown(_brief(example), 40))
        )
    return table


def _brief(value: object) -> str:
    if isinstance(value, list):
        return "，".join(str(getattr(part, "name", None) or getattr(part, "url", part)) for part in value)
    return str(value)


def _save(found: Look, folder: Path) -> int:
    """Write a fixture for each page that gave a record and is not there yet; returns how many."""
    from lanzhou_news.extract.fixtures import save
    from lanzhou_news.record import to_json_line

    saved = 0
    for seen in found.seen:
        if seen.article is None:
            continue
        name = "".join(char if char.isalnum() else "-" for char in seen.article.id)
        if (folder / name).exists():
            continue
        save(
            folder / name,
            seen.answer.body,
            to_json_line(seen.article),
            url=seen.answer.url,
            site=found.profile.name,
            fetched_at=seen.answer.at,
        )
        saved += 1
    return saved
