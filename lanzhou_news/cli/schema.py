"""``lanzhou-news schema``: the JSON Schema of a record."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Print the JSON Schema (draft 2020-12) of one line of output/articles/*.jsonl.

    \b
    lanzhou-news schema > article.schema.json
    lanzhou-news schema | jq '.properties | keys'

    docs/codebook.md says the same in words.
    """
    from lanzhou_news.schema import SCHEMA_FILE

    click.echo(SCHEMA_FILE.read_text(encoding="utf-8"), nl=False)
