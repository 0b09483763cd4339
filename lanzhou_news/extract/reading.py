"""One pass over the parsed page: its visible lines in order, and the boxes they stand in.

Every reader (CMS shape, selectors, generic) works on this flat :class:`Reading`; nobody walks the tree again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from lanzhou_news.extract.inline import is_control, leads_away, needs_space

INVISIBLE = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "frame", "object", "applet", "embed",
    "select", "textarea", "button", "audio", "video", "canvas", "map", "datalist", "dialog", "noframes", "xml",
})  # fmt: skip
"""Elements whose content is not text of the page."""

BLOCK = frozenset({
    "html", "body", "p", "div", "td", "th", "tr", "table", "tbody", "thead", "tfoot", "caption", "ul", "ol",
    "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "header",
    "footer", "nav", "aside", "center", "blockquote", "pre", "form", "fieldset", "legend", "figure",
    "figcaption", "address", "dir", "menu", "hgroup", "details", "summary", "marquee", "layer", "multicol",
    "founder-content", "founder-title", "founder-author", "founder-subtitle",
})  # fmt: skip
"""Elements that begin and end a line. The last row is Founder's e-paper markup (SITE_FACTS, section 3)."""

_IS_BLOCK, _IS_SKIPPED, _IS_BREAK, _IS_HEAD, _IS_PICTURE = range(5)
_KINDS = (
    dict.fromkeys(BLOCK, _IS_BLOCK)
    | dict.fromkeys(INVISIBLE, _IS_SKIPPED)
    | dict.fromkeys(("br", "hr"), _IS_BREAK)
    | dict.fromkeys(("meta", "link", "title"), _IS_HEAD)
    | {"img": _IS_PICTURE}
)
"""What the pass does with an element; any other is inline."""
_STRONG = frozenset(("b", "strong", "big", "font"))
MAX_BOXES = 60_000
"""A page with more block elements is cut here: the largest real page seen has 4,000."""
MAX_MARK = 20_000
"""Longest comment kept: a property comment with an abstract has some 2,000 characters."""

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’（）《》…—]"
_HARD_WRAP = re.compile(rf"(?<={_WIDE})[ \t\r]*\n[ \t\r\n]*(?={_WIDE})")
_INDENT = re.compile(
    r"(?<=[。！？!?”’…）)])(?:[\s\xa0]*\u3000[\s\xa0]*\u3000|[\s\u3000]*(?:\xa0[ ]?){4})[\s\xa0\u3000]*"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Box(Struct, gc=False):
    """A block element: where it stands and which lines it spans. A page has hundreds: structs are made fastest."""

    tag: str
    parent: int
    """Index of the enclosing box; -1 for the root."""
    hint: str
    """class and id, lower case, space separated."""
    first: int
    """Index of its first line."""
    element: etree._Element
    last: int = -1
    """Index after its last line."""
    hidden: bool = False


class Row(Struct, gc=False):
    """One visible line of the page."""

    text: str
    box: int
    linked: int = 0
    """Characters that stand inside links."""
    links: int = 0
    """Number of links that begin in the line."""
    hint: str = ""
    """class and id of inline elements inside the line: ``source``, ``editor`` …"""
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
        text = _HARD_WRAP.sub("", text)
    return " ".join(text.split())


class _Line:
    """The line that is being collected, and whether the pass stands inside a link, bold type or ``pre``."""

    __slots__ = ("away", "box", "hints", "link_depth", "link_from", "linked", "links", "parts", "pre_depth", "rows",
                 "strong", "strong_depth")  # fmt: skip

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.parts: list[str] = []
        self.hints: list[str] = []
        self.away: list[bool] = []
        """For each open ``a``: does it lead to another page?"""
        self.box = -1
        self.link_depth = self.strong_depth = self.pre_depth = 0
        self.linked = self.links = self.strong = self.link_from = 0

    def set_apart(self) -> None:
        """Give a link that is a control, not text, a line of its own: 返回搜狐，查看更多 at the end of a paragraph."""
        link = self.parts[self.link_from :]
        size = len("".join(link).strip())
        del self.parts[self.link_from :]
        self.linked, self.links = max(self.linked - size, 0), self.links - 1
        self.flush()
        self.parts += link
        self.linked, self.links = size, 1
        self.flush()

    def add(self, text: str) -> None:
        """Take a text node into the line."""
        if text.isspace():
            if self.parts and not self.pre_depth:
                self.parts.append(" ")
            return
        if self.link_depth or self.strong_depth:
            size = len(text.strip())
            if self.link_depth:
                self.linked += size
            if self.strong_depth:
                self.strong += size
        if "\n" in text:
            if self.pre_depth:
                *whole, text = text.split("\n")
                for line in whole:
                    self.parts.append(line)
                    self.flush()
            elif len(text) > 30:
                text = _HARD_WRAP.sub("", text)
        self.parts.append(text)

    def flush(self) -> None:
        """End the line."""
        parts = self.parts
        if not parts:
            return
        text = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        if not text.isspace():
            hints, strong = self.hints, self.strong
            pieces = _INDENT.split(text) if len(text) > 60 and ("\u3000" in text or "\xa0" in text) else [text]
            for piece in pieces:
                line = " ".join(piece.split())
                if line:
                    size = len(line)
                    linked = self.linked if self.linked < size else size
                    if len(pieces) > 1:  # where in the whole the links stood is not known any more
                        linked = self.linked * size // len(text)
                    hint = " ".join(hints) if hints else ""
                    self.rows.append(Row(line, self.box, linked, self.links, hint, strong * 10 >= size * 9))
            if hints:
                hints.clear()
        self.linked = self.links = self.strong = self.link_from = 0


def read(root: etree._Element) -> Reading:
    """Read a parsed page in one pass without recursion.

    >>> read(page.tree).rows[0].text
    '首页'
    """
    reading = Reading()
    boxes, rows = reading.boxes, reading.rows
    line = _Line(rows)
    parts = line.parts
    skip = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            if skip is None:
                _comment(reading, line, element)
            continue
        tag = element.tag
        kind = _KINDS.get(tag)
        if event == "start":
            if skip is not None:
                continue
            if kind is None:
                _open_inline(line, element, tag)
            elif kind == _IS_BLOCK:
                if len(boxes) >= MAX_BOXES:
                    break
                if parts:
                    line.flush()
                _open_box(boxes, line.box, element, tag, len(rows))
                line.box = len(boxes) - 1
                if tag == "pre":
                    line.pre_depth += 1
            elif kind == _IS_BREAK:
                if parts:
                    line.flush()
            elif kind == _IS_PICTURE:
                reading.pictures.append(Picture(len(rows), line.box, element, line.link_depth > 0))
            else:
                if kind == _IS_HEAD or (tag == "script" and "ld+json" in (element.get("type") or "")):
                    reading.heads.append(element)
                if kind == _IS_SKIPPED or tag == "title":
                    skip = element
                    continue
            if (text := element.text) and (parts or not text.isspace()):
                line.add(text)
            continue
        if skip is not None:
            if element is not skip:
                continue
            skip = None
        elif kind is None:
            if tag == "a" and line.away.pop():
                line.link_depth -= 1
                if line.link_from and is_control("".join(parts[line.link_from :]).strip()):
                    line.set_apart()
            elif tag in _STRONG and _is_strong(element, tag):
                line.strong_depth -= 1
        elif kind == _IS_BLOCK:
            if parts:
                line.flush()
            if tag == "pre":
                line.pre_depth -= 1
            box = boxes[line.box]
            box.last = len(rows)
            line.box = box.parent
        if (tail := element.tail) and (parts or not tail.isspace()):
            line.add(tail)
    line.flush()
    for box in boxes:
        if box.last < 0:
            box.last = len(rows)
    return reading


def _open_box(boxes: list[Box], parent: int, element: etree._Element, tag: str, row: int) -> None:
    hidden = parent >= 0 and boxes[parent].hidden
    style = element.get("style")
    if style is not None and not hidden and ("none" in style or "hidden" in style):
        hidden = _HIDDEN.search(style) is not None
    boxes.append(Box(tag, parent, _hint(element), row, element, -1, hidden))


def _open_inline(line: _Line, element: etree._Element, tag: str) -> None:
    parts = line.parts
    if tag == "a":
        line.away.append(leads_away(element))
        if line.away[-1]:
            line.link_depth += 1
            line.links += 1
            line.link_from = len(parts)
    elif tag in _STRONG and _is_strong(element, tag):
        line.strong_depth += 1
    hint = _hint(element)
    if hint:
        line.hints.append(hint)
    if parts and needs_space(parts[-1], element, hint):
        parts.append(" ")


def _is_strong(element: etree._Element, tag: str) -> bool:
    return tag != "font" or (element.get("size") or "3") not in "123-1-2"


def _comment(reading: Reading, line: _Line, element: etree._Element) -> None:
    text = (element.text or "")[:MAX_MARK]
    if "enp" in text or "property" in text or (len(text) < 60 and "<" not in text):
        if "enp" in text:
            line.flush()
        reading.marks.append((len(reading.rows), text))
    if tail := element.tail:
        line.add(tail)


def _hint(element: etree._Element) -> str:
    name, ident = element.get("class"), element.get("id")
    return _joined(name or "", ident or "") if name or ident else ""


@lru_cache(maxsize=4096)  # the pages of a site share their class names
def _joined(name: str, ident: str) -> str:
    return f"{name} {ident}".strip().lower()
