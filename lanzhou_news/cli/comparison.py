"""How a re-extraction differs from the stored records, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from lanzhou_news.offline.comparison import Comparison

NAMES = {
    "unchanged": "read the same",
    "changed": "read differently",
    "new": "articles without a record so far",
    "lost": "records whose page is refused now",
    "other": "other captures of stored articles, left alone",
    "gone": "gone from the site, left alone",
    "no article": "no article, as before",
    "passed over": "no pages",
    "known": "read before by this code",
}
"""Count → its line."""


def show(found: Comparison, *, stored: bool) -> None:
    """Print counts, the fields that differ with examples, and what was done."""
    console = Console(highlight=False)
    counts = Table(show_header=False, box=None)
    for kind, name in NAMES.items():
        if found.counts[kind]:
            counts.add_row(name, f"{found.counts[kind]:,}")
    for reason, count in found.reasons.most_common():
        counts.add_row(f"  {escape(reason)}", f"{count:,}")
    console.print(counts)
    if found.fields:
        console.print(_fields(found))
    for name, change in sorted(found.fields.items()):
        for example in change.examples:
            click.echo(f"{name}  {example.id}\n  - {example.before}\n  + {example.after}")
    for example in found.lost:
        click.echo(f"lost  {example.id}  {example.before}: {example.after}")
    written = found.counts["changed"] + found.counts["new"]
    if stored:
        click.echo(f"stored: {found.counts['changed']:,} revisions, {found.counts['new']:,} new articles")
    elif written:
        click.echo("nothing was written; --into-store does it")


def _fields(found: Comparison) -> Table:
    table = Table("field", "changed", "filled", "emptied", box=None)
    for name, change in sorted(found.fields.items()):
        table.add_row(name, f"{change.changed:,}", f"{change.filled:,}", f"{change.emptied:,}")
    return table
