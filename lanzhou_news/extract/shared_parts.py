"""Menus, footers and side columns that the pages of a site share are read once.

Half of the elements of a news page are the same on all pages of its section. Such a part is known again by its markup,
byte for byte, so what the walk (``walk.py``) made of it then is what it would make of it now: only time is saved.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from msgspec import Struct

from lanzhou_news.extract.reading import Box, Picture, Reading, Row

LEAST = 8
"""Lines and boxes of a part; to look up a smaller one takes as long as to walk it."""
LARGEST = 200_000
"""Bytes of markup; the largest menu seen on real pages has a tenth."""
VERSIONS = 4
"""Parts kept of one name: sections of a site mark their own entry in the menu they share."""
PATIENCE = 4
"""With more misses than hits by so many a name stands for what differs from page to page: it is given up."""
MEMORY = 2_000_000
"""Bytes of markup kept, and some ten times as many of what was read from it; a site has 0.1 million."""
NAMES = 10_000
"""Names kept; a site has some 60."""


class Part(Struct, frozen=True):
    """What stands inside an element; all positions count from its own box and its first line."""

    boxes: list[tuple[str, int, str, int, int, bool, int]]
    """Tag, parent, hint, first and last line, hidden, and which of the nodes inside the element it is."""
    rows: list[tuple[str, int, int, int, str, bool]]
    pictures: list[tuple[int, int, int, bool]]
    marks: list[tuple[int, str]]

    def put(self, reading: Reading, element: etree._Element) -> None:
        """Add the part to a reading, the last box of which is that of ``element``."""
        box, row = len(reading.boxes) - 1, len(reading.rows)
        reading.boxes += [
            Box(tag, parent + box, hint, first + row, element, last + row, hidden, node)
            for tag, parent, hint, first, last, hidden, node in self.boxes
        ]
        reading.rows += [
            Row(text, own + box, linked, links, hint, strong) for text, own, linked, links, hint, strong in self.rows
        ]
        if self.pictures:
            nodes = list(element.iter())
            reading.pictures += [
                Picture(at + row, own + box, nodes[node], linked) for at, own, node, linked in self.pictures
            ]
        reading.marks += [(at + row, text) for at, text in self.marks]


class Name(Struct):
    """The elements with one class and id."""

    parts: dict[bytes, Part]
    """By markup, the oldest first."""
    misses: int = 0
    """More than hits, of late."""
    given_up: bool = False


class SharedParts:
    """The parts seen so far.

    >>> parts = SharedParts()
    >>> [parts.known("nav", menu) is not None for page in range(3)]  # at first sight a name is only noted
    [False, True, True]
    >>> parts.part(parts.known("nav", menu), menu, read_alone).rows[0][0]
    '首页'
    """

    def __init__(self) -> None:
        self._names: dict[str, Name] = {}
        self._kept = 0

    def known(self, name: str, element: etree._Element) -> Name | None:
        """What is known of elements with this class and id; None when the element has to be walked."""
        try:
            known = self._names[name]
        except KeyError:
            if len(self._names) >= NAMES:
                self._forget()
            self._names[name] = Name({}, given_up=not len(element))
            return None
        return None if known.given_up else known

    def part(
        self, known: Name, element: etree._Element, read_alone: Callable[[etree._Element], Reading | None]
    ) -> Part | None:
        """What stands inside the element, or None when it has to be walked, as will be all others of its name.

        ``read_alone`` reads an element as if it were a page, or returns None when what is around it matters.
        """
        markup = etree.tostring(element, encoding="utf-8", with_tail=False)
        part = known.parts.get(markup)
        if part is not None:
            known.misses = max(known.misses - 1, -PATIENCE)
            return part
        known.misses += 1
        reading = read_alone(element) if len(markup) <= LARGEST and known.misses <= PATIENCE else None
        if reading is None or len(reading.boxes) + len(reading.rows) < LEAST:
            self._kept -= sum(map(len, known.parts))
            known.parts.clear()
            known.given_up = True
            return None
        if len(known.parts) == VERSIONS:
            oldest = next(iter(known.parts))
            self._kept -= len(oldest)
            del known.parts[oldest]
        part = known.parts[markup] = part_of(element, reading)
        self._kept += len(markup)
        if self._kept > MEMORY:
            self._forget()
        return part

    def _forget(self) -> None:
        self._names.clear()
        self._kept = 0


def part_of(element: etree._Element, reading: Reading) -> Part:
    """The part of a page that an element is, from its own reading."""
    place = {node: at for at, node in enumerate(element.iter())}
    return Part(
        [(b.tag, b.parent, b.hint, b.first, b.last, b.hidden, place[b.element]) for b in reading.boxes[1:]],
        [(r.text, r.box, r.linked, r.links, r.hint, r.strong) for r in reading.rows],
        [(p.at, p.box, place[p.element], p.linked) for p in reading.pictures],
        list(reading.marks),
    )
