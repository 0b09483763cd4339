"""Which lines of a reading are what: the answer of one reader (CMS shape, selectors or generic)."""

from __future__ import annotations

from dataclasses import dataclass, field

from lanzhou_news.extract.raw import Line
from lanzhou_news.extract.reading import Reading


@dataclass(slots=True)
class Outline:
    """One reader's view of a page. Line numbers index ``Reading.rows``."""

    rule: str
    """Name of the reader: ``founder-web-new``, ``lanzhou@1``, ``generic``."""
    body: list[int] = field(default_factory=list)
    """Lines of the main text, in order."""
    title: Line | None = None
    kicker: Line | None = None
    subtitle: Line | None = None
    title_row: int | None = None
    """Line the title was read from, if it is a visible one."""
    confidence: float = 0.0
    """0 to 1: how sure the reader is of the body."""
    cms: dict[str, str] = field(default_factory=dict)
    """Properties the CMS gives."""
    tail: list[int] = field(default_factory=list)
    """Lines of the body's container that the reader itself found to stand after the text."""
    print_area: dict[str, str] = field(default_factory=dict)


def as_line(reading: Reading, index: int) -> Line:
    """The visible line ``index`` as cleaning wants it.

    >>> as_line(reading, 3).link_density
    0.0
    """
    row = reading.rows[index]
    box = reading.boxes[row.box]
    hint = " ".join(part for part in (row.hint, box.hint) if part) or None
    return Line(row.text, link_density=row.linked / max(len(row.text), 1), hint=hint)
