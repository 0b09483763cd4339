"""Topics and sentence frames, read once from ``data/``.

A topic block in ``topics_*.txt`` is ``= name channel channel`` and lines that begin with one letter:
``t`` things (separated by ``;``), ``o`` institutions, ``k`` keywords, ``h`` headline, ``a`` act of the institution
(no subject), ``f`` fact (a clause), ``s`` something a person says. ``frames.txt`` has ``= kind`` and one frame a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lanzhou_news.replica.phrases import Part, compile_pattern

Pattern = tuple[Part, ...]
TOPIC_FILES = ("topics_city.txt", "topics_life.txt", "topics_economy.txt")


@dataclass(frozen=True, slots=True)
class Topic:
    """What the news can be about, as banks of compiled patterns."""

    name: str
    channels: tuple[str, ...]
    things: tuple[str, ...]
    organs: tuple[Pattern, ...]
    keywords: tuple[str, ...]
    headlines: tuple[Pattern, ...]
    acts: tuple[Pattern, ...]
    facts: tuple[Pattern, ...]
    sayings: tuple[Pattern, ...]


def read_blocks(name: str) -> Iterator[tuple[str, list[str]]]:
    """(head, lines) of every block of a data file; a block starts with ``=``."""
    head, lines = "", list[str]()
    for raw in (files("lanzhou_news.replica") / "data" / name).read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("="):
            if head:
                yield head, lines
            head, lines = line[1:].strip(), []
        else:
            lines.append(line)
    yield head, lines


def _patterns(lines: list[str], letter: str) -> tuple[Pattern, ...]:
    return tuple(compile_pattern(line[2:].replace(": ", "：")) for line in lines if line.startswith(letter + " "))


def _words(lines: list[str], letter: str) -> tuple[str, ...]:
    return tuple(next(line[2:] for line in lines if line.startswith(letter + " ")).split(";"))


def _topic(head: str, lines: list[str]) -> Topic:
    name, *channels = head.split()
    return Topic(
        name=name,
        channels=tuple(channels),
        things=_words(lines, "t"),
        organs=tuple(compile_pattern(organ) for organ in _words(lines, "o")),
        keywords=_words(lines, "k"),
        headlines=_patterns(lines, "h"),
        acts=_patterns(lines, "a"),
        facts=_patterns(lines, "f"),
        sayings=_patterns(lines, "s"),
    )


def read_topics(name: str) -> tuple[Topic, ...]:
    """The topics of one data file."""
    return tuple(_topic(head, lines) for head, lines in read_blocks(name))


@cache
def topics() -> tuple[Topic, ...]:
    """All topics, in the order of their files."""
    return tuple(topic for name in TOPIC_FILES for topic in read_topics(name))


@cache
def frames() -> dict[str, tuple[Pattern, ...]]:
    """Sentence frames by kind: lead, body, quote, close, trap, subhead, kicker, subtitle, caption."""
    return {head: tuple(compile_pattern(line) for line in lines) for head, lines in read_blocks("frames.txt")}
