"""``lanzhou-news clean``: repair damaged Chinese text, as a stream filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import BinaryIO

import click

from lanzhou_news.text.decode import decode
from lanzhou_news.text.repair import Repaired, repair_text

BATCH = 256
"""Documents handed to a worker at once, and read ahead per worker: memory stays flat on any stream."""


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--explain", is_flag=True, help="Print what was repaired, as JSON Lines, in place of the text.")
@click.option("--whole", is_flag=True, help="FILE is one document; without this each line is one.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to share the lines.")
def command(file: BinaryIO, explain: bool, whole: bool, jobs: int) -> None:
    """Repair FILE (- for standard input) and write it to standard output; clean text passes unchanged.

    \b
    lanzhou-news clean --whole mirror_article.txt
    zcat corpus.txt.gz | lanzhou-news clean --jobs 4 > clean.txt
    lanzhou-news clean --explain corpus.txt | jq .rule
    """
    import msgspec

    documents = iter([_text(file.read())]) if whole else (_text(line) for line in file)
    for number, repaired in enumerate(_repair_all(documents, jobs), 1):
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


def _repair_all(documents: Iterator[str], jobs: int) -> Iterable[Repaired]:
    if jobs == 1:
        yield from map(repair_text, documents)
        return
    with ProcessPoolExecutor(jobs) as pool:
        while ahead := list(islice(documents, BATCH * jobs)):
            yield from pool.map(repair_text, ahead, chunksize=BATCH // 8)
