"""``lanzhou-news dedup``: near-duplicates in a JSON Lines file of any origin."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

if TYPE_CHECKING:
    from lanzhou_news.text.fingerprint import Signature

TEXT_FIELDS = ("body", "text", "content", "article", "正文", "内容")
TITLE_FIELDS = ("title", "headline", "标题")
ID_FIELDS = ("id", "url", "_id")
"""Tried in this order when no option names the field."""
SMALL = 8 << 20
"""Bytes of a file (some 3,000 articles) that one process has read before a second one has started."""
TOLD = 20
"""Unreadable lines that are named; the others are counted."""
CHUNK = 64
"""Lines handed to a process at once."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--text", metavar="FIELD", help=f"Field with the text; otherwise the first of {', '.join(TEXT_FIELDS)}.")
@click.option("--title", metavar="FIELD", help=f"Field with the headline; otherwise {', '.join(TITLE_FIELDS)}.")
@click.option("--id", "name", metavar="FIELD", help=f"Field to name a line by; otherwise {', '.join(ID_FIELDS)}.")
@click.option(
    "--unique", is_flag=True, help="Print the input without its duplicates; lines unchanged, unreadable ones kept."
)
@click.option(
    "--jobs", type=click.IntRange(1), help="Processes; default: all cores, one for a file that is read in seconds."
)
def command(file: Path, text: str | None, title: str | None, name: str | None, unique: bool, jobs: int | None) -> None:
    """Find texts in FILE (JSON Lines; - for standard input) that tell the same story.

    Prints one JSON line for each duplicate: its line number and id, those of the copy to keep (the complete one, of
    several complete ones the first), and how alike they are. Edited, cut, extended, reordered and traditional copies
    are found; notices that differ in numbers, days or places are kept apart. Memory stays bounded: the index is a
    temporary file of about 1.2 KB a line in TMPDIR.

    \b
    lanzhou-news dedup corpus.jsonl > duplicates.jsonl
    lanzhou-news dedup corpus.jsonl --text content --unique > clean.jsonl
    """
    import msgspec

    from lanzhou_news.offline.parallel import default_jobs, ordered_map
    from lanzhou_news.store.stories import Stories

    if unique and str(file) == "-":
        raise click.UsageError("--unique reads the input twice: give a file, not -")
    if str(file) != "-" and not file.exists():
        raise click.UsageError(f"there is no file {file}")
    fields = Fields(text, title, name)
    jobs = jobs or (1 if file.is_file() and file.stat().st_size < SMALL else default_jobs())
    began = time.monotonic()
    unreadable = 0
    with Stories() as stories:
        number = 0
        for number, read in ordered_map(partial(_sign, fields), _lines(file), jobs=jobs, chunk=CHUNK):
            if isinstance(read, str):
                unreadable += 1
                if unreadable <= TOLD:
                    click.echo(f"line {number}: {read}", err=True)
            else:
                stories.add_signature(number, *read)
        duplicate = bytearray(number + 1)
        for copy in stories.duplicates():
            duplicate[copy.line] = 1
            if not unique:
                click.echo(msgspec.json.encode(copy))
        for number, line in _lines(file) if unique else ():
            if not duplicate[number]:
                sys.stdout.buffer.write(line)
        click.echo(
            f"{stories.count:,} texts, {sum(duplicate):,} duplicates of {stories.repeated:,} stories, "
            f"{unreadable:,} unreadable lines, {time.monotonic() - began:.0f} s",
            err=True,
        )
    if unreadable:
        sys.exit(1)


class Fields:
    """Where a line keeps its text, headline and name."""

    def __init__(self, text: str | None, title: str | None, name: str | None) -> None:
        self.text = (text,) if text else TEXT_FIELDS
        self.title = (title,) if title else TITLE_FIELDS
        self.name = (name,) if name else ID_FIELDS

    def read(self, line: bytes) -> tuple[str, str]:
        """Text (headline first) and name of a line; raises :class:`ValueError` saying what is wrong with it.

        >>> Fields(None, None, None).read('{"id": 7, "title": "标题", "body": "正文"}'.encode())
        ('标题\\n正文', '7')
        """
        import msgspec

        try:
            record = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ValueError(f"no JSON: {error}") from None
        if isinstance(record, str):
            return record, ""
        if not isinstance(record, dict):
            raise ValueError("neither an object nor a string")
        text, title, name = (_first(record, names) for names in (self.text, self.title, self.name))
        if not isinstance(text, str):
            raise ValueError(f"no text in {' or '.join(self.text)}; name the field with --text")
        return f"{title}\n{text}" if isinstance(title, str) else text, "" if name is None else str(name)


def _sign(fields: Fields, numbered: tuple[int, bytes]) -> tuple[int, tuple[int, Signature, str] | str]:
    """Line number with length, signature and name of its text, or with what is wrong with the line."""
    from lanzhou_news.text.fingerprint import signature

    number, line = numbered
    try:
        text, name = fields.read(line)
    except ValueError as error:
        return number, str(error)
    return number, (len(text), signature(text), name)


def _first(record: dict[str, object], names: tuple[str, ...]) -> object:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that hold anything."""
    stream: BinaryIO = sys.stdin.buffer if str(path) == "-" else path.open("rb")
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, line
