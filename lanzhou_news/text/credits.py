"""Credit lines."""

from __future__ import annotations

from dataclasses import dataclass

from lanzhou_news.items import Dateline, Editor, Person


@dataclass(frozen=True, slots=True)
class Credits:
    """One credit line taken apart."""

    people: tuple[Person, ...] = ()
    editors: tuple[Editor, ...] = ()
    source: str | None = None
    agency: str | None = None
    dateline: Dateline | None = None
    ambiguous: bool = False
    rest: str = ""


def parse_credits(line: str) -> Credits:
    """First version."""
    return Credits(rest=line)


def split_caption(text: str) -> tuple[str, str | None]:
    """First version."""
    return text, None
