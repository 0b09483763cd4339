"""``lanzhou-news clean``: repair damaged Chinese text, as a stream filter."""

from __future__ import annotations

from typing import BinaryIO

import click

from lanzhou_news.offline.parallel import default_jobs, ordered_map
from lanzhou_news.text.decode import decode
from lanzhou_news.text.repair import repair_text

CHUNK = 128
"""Documents handed to a process at once; a stream of fewer is repaired here, without starting any."""


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--explain", is_flag=True, help="Print what was repaired, as JSON Lines, in place of the text.")
@click.option("--whole", is_flag=True, help="FILE is one document; without this each line is one.")
@click.option("--jobs", type=click.IntRange(1), help="Processes; default: all cores. 1 writes each line at once.")
def command(file: BinaryIO, explain: bool, whole: bool, jobs: int | None) -> None:
    """Repair FILE (- for standard input) and write it to standard output; clean text passes unchanged.

    \b
    lanzhou-news clean --whole mirror_article.txt
    zcat corpus.txt.gz | lanzhou-news clean > clean.txt
    lanzhou-news clean --explain corpus.txt | jq .rule
    """
    import msgspec

    documents = iter([_text(file.read())]) if whole else (_text(line) for line in file)
    for number, repaired in enumerate(ordered_map(repair_text, documents, jobs=jobs or default_jobs(), chunk=CHUNK), 1):
        if not explain:
            click.echo(repaired.text.encode("utf-8", "surrogatepass"), nl=False)
            continue
        for note in repaired.notes:
            click.echo(msgspec.json.encode({"document": number, **msgspec.to_builtins(note)}))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return decode(raw, {}).text
