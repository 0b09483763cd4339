"""One pass over the parsed page: its visible lines in order, and the boxes they stand in.

Every reader (CMS shape, selectors, generic) works on this flat :class:`Reading`; nobody walks the tree again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from lanzhou_news.extract.inline import CONTROL_LINK, needs_space

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


@dataclass(slots=True)
class Box:
    """A block element: where it stands and which lines it spans."""

    tag: str
    parent: int
    """Index of the enclosing box; -1 for the root."""
    hint: str
    """class and id, lower case, space separated."""
    first: int
    """Index of its first line."""
    element: etree._Element = field(repr=False)
    last: int = -1
    """Index after its last line."""
    hidden: bool = False


@dataclass(slots=True)
class Row:
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


@dataclass(slots=True)
class Picture:
    """An ``<img>`` with its place among the lines."""

    at: int
    """Index of the line before which it stands."""
    box: int
    element: etree._Element = field(repr=False)
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


class _Walker:
    """State of the pass: the line being collected and the box it belongs to."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.parts: list[str] = []
        self.hints: list[str] = []
        self.box = -1
        self.link_depth = self.strong_depth = self.pre_depth = 0
        self.linked = self.links = self.strong = self.link_from = 0

    def set_apart(self) -> None:
        """Give a link that is a control, not text, a line of its own: 返回搜狐，查看更多 at the end of a paragraph."""
        link = self.parts[self.link_from :]
        text = "".join(link)
        if not CONTROL_LINK.fullmatch(text.strip()):
            return
        size = len(text.strip())
        self.parts = self.parts[: self.link_from]
        self.linked, self.links = max(self.linked - size, 0), self.links - 1
        self.flush()
        self.parts, self.linked, self.links = link, size, 1
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
        if self.pre_depth and "\n" in text:
            *whole, text = text.split("\n")
            for line in whole:
                self.parts.append(line)
                self.flush()
        elif "\n" in text and len(text) > 30:
            text = _HARD_WRAP.sub("", text)
        self.parts.append(text)

    def flush(self) -> None:
        """End the line."""
        if not self.parts:
            return
        text = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        self.parts.clear()
        if not text.isspace():
            for piece in _INDENT.split(text) if len(text) > 60 else (text,):
                line = " ".join(piece.split())
                if line:
                    linked, strong = min(self.linked, len(line)), self.strong * 10 >= len(line) * 9
                    hint = " ".join(self.hints) if self.hints else ""
                    self.reading.rows.append(Row(line, self.box, linked, self.links, hint, strong))
            self.hints.clear()
        self.linked = self.links = self.strong = self.link_from = 0


def read(root: etree._Element) -> Reading:
    """Read a parsed page in one pass without recursion.

    >>> read(page.tree).rows[0].text
    '首页'
    """
    walker = _Walker()
    reading, boxes, rows = walker.reading, walker.reading.boxes, walker.reading.rows
    skip = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            if skip is None:
                _comment(walker, element)
            continue
        tag = element.tag
        if event == "start":
            if skip is not None:
                continue
            kind = _KINDS.get(tag)
            if kind is None:
                _inline(walker, element, tag, 1)
            elif kind == _IS_BLOCK:
                if len(boxes) >= MAX_BOXES:
                    break
                if walker.parts:
                    walker.flush()
                walker.box = _open(boxes, walker.box, element, tag, len(rows))
                if tag == "pre":
                    walker.pre_depth += 1
            elif kind == _IS_BREAK:
                if walker.parts:
                    walker.flush()
            elif tag == "img":
                reading.pictures.append(Picture(len(rows), walker.box, element, walker.link_depth > 0))
            else:
                if kind == _IS_HEAD or (tag == "script" and "ld+json" in (element.get("type") or "")):
                    reading.heads.append(element)
                if kind == _IS_SKIPPED or tag == "title":
                    skip = element
            if skip is None and (text := element.text):
                walker.add(text)
            continue
        if skip is not None:
            if element is not skip:
                continue
            skip = None
        else:
            kind = _KINDS.get(tag)
            if kind is None:
                _inline(walker, element, tag, -1)
            elif kind == _IS_BLOCK:
                if walker.parts:
                    walker.flush()
                if tag == "pre":
                    walker.pre_depth -= 1
                box = boxes[walker.box]
                box.last = len(rows)
                walker.box = box.parent
        if tail := element.tail:
            walker.add(tail)
    walker.flush()
    for box in boxes:
        if box.last < 0:
            box.last = len(rows)
    return reading


def _open(boxes: list[Box], parent: int, element: etree._Element, tag: str, row: int) -> int:
    """Add a box and return its index."""
    hidden = parent >= 0 and boxes[parent].hidden
    style = element.get("style")
    if style is not None and not hidden and ("none" in style or "hidden" in style):
        hidden = _HIDDEN.search(style) is not None
    boxes.append(Box(tag, parent, _hint(element), row, element, -1, hidden))
    return len(boxes) - 1


def _inline(walker: _Walker, element: etree._Element, tag: str, step: int) -> None:
    if tag == "a":
        walker.link_depth += step
        if step > 0:
            walker.links += 1
            walker.link_from = len(walker.parts)
        elif walker.link_from:
            walker.set_apart()
    elif tag in ("b", "strong", "big") or (tag == "font" and (element.get("size") or "3") not in "123-1-2"):
        walker.strong_depth += step
    if step < 0:
        return
    hint = _hint(element)
    if hint:
        walker.hints.append(hint)
    if walker.parts and needs_space(walker.parts[-1], element, hint):
        walker.parts.append(" ")


def _comment(walker: _Walker, element: etree._Element) -> None:
    text = (element.text or "")[:MAX_MARK]
    if "enp" in text or "property" in text or (len(text) < 60 and "<" not in text):
        if "enp" in text:
            walker.flush()
        walker.reading.marks.append((len(walker.reading.rows), text))
    if tail := element.tail:
        walker.add(tail)


def _hint(element: etree._Element) -> str:
    name, ident = element.get("class"), element.get("id")
    if name is None and ident is None:
        return ""
    return f"{name or ''} {ident or ''}".strip().lower()
