"""Sentence patterns: ``(a|b)`` chooses, ``{slot}`` fills in a person, a place, a number.

Slots that stay the same within one article stand in :class:`Scene`; all others are drawn anew each time.
``{n:3-9}`` is a whole number, ``{d:0.5-2}`` has one decimal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random

from lanzhou_news.replica import places
from lanzhou_news.replica.people import SURNAMES, plain_name

Part = str | Callable[["Scene"], str]


@dataclass(slots=True)
class Scene:
    """What one article is about; ``rng`` feeds every other slot."""

    rng: Random
    moment: datetime
    """Time of publication, naive, in Shanghai."""
    thing: str = ""
    place: str = ""
    org: str = ""
    official: str = ""
    clause: Callable[[str], str] | None = None
    """Gives the next unused act (A), fact (F) or saying (S) of the topic."""
    values: dict[str, str] = field(default_factory=dict)
    """Named values of a notice, filled in as ``{$name}``."""

    def pick(self, bank: tuple[str, ...] | str) -> str:
        """One element of ``bank``."""
        return bank[int(self.rng.random() * len(bank))]

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.rng.random() * (high - low + 1))


def day_text(day: datetime) -> str:
    """``3月5日``."""
    return f"{day.month}月{day.day}日"


def _clock(scene: Scene) -> str:
    return f"{scene.number(6, 23)}:{scene.number(0, 11) * 5:02d}"


def _recent(scene: Scene) -> str:
    return day_text(scene.moment - timedelta(days=scene.number(0, 6)))


def _coming(scene: Scene) -> str:
    return day_text(scene.moment + timedelta(days=scene.number(5, 90)))


def _percent(scene: Scene) -> str:
    return f"{scene.number(12, 989) / 10:g}%"


def _citizen(scene: Scene) -> str:
    return scene.pick(places.CITIZENS).format(plain_name(scene.rng))


def _manner(scene: Scene) -> str:
    return scene.pick(places.MANNERS).format(scene.pick(SURNAMES))


def _document(scene: Scene) -> str:
    head = scene.pick(places.DOCUMENT_HEADS)
    return f"{head}{scene.thing}{scene.pick(places.DOCUMENT_TAILS)}"


SLOTS: dict[str, Callable[[Scene], str]] = {
    "thing": lambda s: s.thing,
    "place": lambda s: s.place,
    "org": lambda s: s.org,
    "off": lambda s: s.official,
    "place2": lambda s: s.pick(places.DISTRICTS),
    "org2": lambda s: s.pick(places.CITY_ORGANS),
    "road": lambda s: s.pick(places.ROADS),
    "spot": lambda s: s.pick(places.SPOTS),
    "comm": lambda s: s.pick(places.COMMUNITY_HEADS) + s.pick(places.COMMUNITY_TAILS),
    "street": lambda s: s.pick(places.STREETS),
    "town": lambda s: s.pick(places.TOWNS),
    "village": lambda s: s.pick(places.VILLAGE_HEADS) + s.pick(places.VILLAGE_TAILS),
    "school": lambda s: s.pick(places.SCHOOL_HEADS) + s.pick(places.SCHOOL_TAILS),
    "hosp": lambda s: s.pick(places.HOSPITALS),
    "comp": lambda s: s.pick(places.COMPANY_HEADS) + s.pick(places.COMPANY_TAILS),
    "title": lambda s: s.pick(places.TITLES),
    "doc": _document,
    "name": lambda s: plain_name(s.rng),
    "cit": _citizen,
    "mr": _manner,
    "mr2": _manner,
    "clock": _clock,
    "clock2": lambda s: f"{s.number(17, 19)}:{s.number(0, 3) * 15:02d}",
    "dusk": lambda s: f"{s.number(6, 9)}点",
    "today": lambda s: day_text(s.moment),
    "rday": _recent,
    "nday": _coming,
    "month": lambda s: f"{s.number(1, 12)}月",
    "year": lambda s: str(s.moment.year - s.number(1, 6)),
    "year2": lambda s: str(s.moment.year + s.number(1, 3)),
    "weekday": lambda s: "周" + "一二三四五六日"[(s.moment - timedelta(days=1)).weekday()],
    "pct": _percent,
    "A": lambda s: _next_clause(s, "A"),
    "F": lambda s: _next_clause(s, "F"),
    "S": lambda s: _next_clause(s, "S"),
}


def _next_clause(scene: Scene, kind: str) -> str:
    if scene.clause is None:
        raise ValueError(f"a pattern without a topic asks for {{{kind}}}")
    return scene.clause(kind)


def _number_slot(text: str) -> Callable[[Scene], str]:
    low, _, high = text.partition("-")
    first, last = int(low), int(high or low)
    return lambda scene: str(scene.number(first, last))


def _decimal_slot(text: str) -> Callable[[Scene], str]:
    low, high = (round(float(value) * 10) for value in text.split("-"))
    return lambda scene: f"{scene.number(low, high) / 10:g}"


def _slot(name: str) -> Callable[[Scene], str]:
    if name.startswith("$"):
        return lambda scene: scene.values[name[1:]]
    if name.startswith("n:"):
        return _number_slot(name[2:])
    if name.startswith("d:"):
        return _decimal_slot(name[2:])
    return SLOTS[name]


def _choice(text: str) -> Callable[[Scene], str]:
    options = tuple(compile_pattern(option) for option in text.split("|"))
    return lambda scene: expand(options[int(scene.rng.random() * len(options))], scene)


@cache
def compile_pattern(pattern: str) -> tuple[Part, ...]:
    """Parts of a pattern: text, and functions that give text for a scene. Raises KeyError for an unknown slot."""
    parts: list[Part] = []
    for piece in re.split(r"(\([^()]*\)|\{[^{}]*\})", pattern):
        if piece.startswith("(") and piece.endswith(")"):
            parts.append(_choice(piece[1:-1]))
        elif piece.startswith("{"):
            parts.append(_slot(piece[1:-1]))
        elif piece:
            parts.append(piece)
    return tuple(parts)


def expand(parts: tuple[Part, ...], scene: Scene) -> str:
    """The text of a compiled pattern in a scene."""
    return "".join([part if isinstance(part, str) else part(scene) for part in parts])
