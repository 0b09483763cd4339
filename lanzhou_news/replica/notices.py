"""Families of notices that share most of their words and are different news: weather, power cuts, lottery, traffic …"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lanzhou_news.replica.phrases import Scene, compile_pattern, expand
from lanzhou_news.replica.topics import Pattern, read_blocks

Notice = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Family:
    values: tuple[tuple[str, Pattern], ...]
    title: Pattern
    rows: tuple[tuple[int, int, Pattern], ...]
    """(fewest, most repetitions, paragraph)"""


def _row(line: str) -> tuple[int, int, Pattern]:
    if line.startswith("p "):
        return 1, 1, compile_pattern(line[2:])
    count, _, text = line[2:].partition(" ")
    low, high = count.split("-")
    return int(low), int(high), compile_pattern(text)


@cache
def _families() -> tuple[_Family, ...]:
    made = []
    for _, lines in read_blocks("notices.txt"):
        values = [line[2:].partition(" ") for line in lines if line.startswith("v ")]
        title = next(line[2:] for line in lines if line.startswith("t "))
        rows = tuple(_row(line) for line in lines if line[0] in "pr")
        named = tuple((name, compile_pattern(text)) for name, _, text in values)
        made.append(_Family(named, compile_pattern(title), rows))
    return tuple(made)


def make_notice(scene: Scene) -> Notice:
    """Headline and paragraphs of one notice of a drawn family."""
    family = _families()[scene.number(0, len(_families()) - 1)]
    scene.values["year4"] = str(scene.moment.year)
    for name, pattern in family.values:
        scene.values[name] = expand(pattern, scene)
    title = expand(family.title, scene)
    rows = [expand(pattern, scene) for low, high, pattern in family.rows for _ in range(scene.number(low, high))]
    return title, rows
