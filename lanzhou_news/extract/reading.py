"""The page as a flat list of visible lines and the boxes they stand in.

Every reader (CMS shape, selectors, generic) works on this :class:`Reading`; only ``walk.py`` goes through the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from msgspec import Struct

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’（）《》…—]"
HARD_WRAP = re.compile(rf"(?<={_WIDE})[ \t\r]*\n[ \t\r\n]*(?={_WIDE})")
"""A line break of the markup between two Chinese characters, with the spaces around it."""


class Box(Struct, gc=False):
    """A block element: where it stands and which lines it spans. A page has hundreds: structs are made fastest."""

    tag: str
    parent: int
    """Index of the enclosing box; -1 for the root."""
    hint: str
    """class, id and itemprop, lower case, space separated."""
    first: int
    """Index of its first line."""
    source: etree._Element
    """The element, or the one around it whose content was known from another page (``shared_parts.py``)."""
    last: int = -1
    """Index after its last line."""
    hidden: bool = False
    node: int = 0
    """Which of the nodes of ``source`` it is, itself being the first."""

    @property
    def element(self) -> etree._Element:
        """The block element."""
        return next(islice(self.source.iter(), self.node, None)) if self.node else self.source


class Row(Struct, gc=False):
    """One visible line of the page."""

    text: str
    box: int
    linked: int = 0
    """Characters that stand inside links."""
    links: int = 0
    """Number of links that begin in the line."""
    hint: str = ""
    """class, id and itemprop of inline elements inside the line: ``source``, ``editor`` …"""
    strong: bool = False
    """Does it stand in bold or enlarged type as a whole?"""


class Picture(Struct, gc=False):
    """An ``<img>`` with its place among the lines."""

    at: int
    """Index of the line before which it stands."""
    box: int
    element: etree._Element
    linked: bool = False


@dataclass(slots=True)
class Reading:
    """The page as lines, boxes, pictures and marker comments."""

    rows: list[Row] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    """(index of the next line, text) of every comment that is not markup commented out."""
    heads: list[etree._Element] = field(default_factory=list)
    """``title``, ``meta``, ``link`` and JSON-LD elements, wherever they stand."""


def collapse(text: str) -> str:
    """White space of markup as a reader sees it; a line break between two Chinese characters is only a hard wrap.

    >>> collapse("黄河\\n  岸边  Lanzhou\\n news")
    '黄河岸边 Lanzhou news'
    """
    if "\n" in text:
        text = HARD_WRAP.sub("", text)
    return " ".join(text.split())
