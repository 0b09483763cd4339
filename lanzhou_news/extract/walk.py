"""One pass over the parsed page: its visible lines in order, and the boxes they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml import etree

from lanzhou_news.extract.inline import is_control, is_reference, needs_space
from lanzhou_news.extract.reading import HARD_WRAP, Box, Picture, Reading, Row
from lanzhou_news.extract.shared_parts import SharedParts

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

_IS_BLOCK, _IS_BREAK, _IS_PICTURE, _IS_SKIPPED, _IS_HEAD, _IS_COMMENT = range(6)
_KINDS = (
    dict.fromkeys(BLOCK, _IS_BLOCK)
    | dict.fromkeys(INVISIBLE, _IS_SKIPPED)
    | dict.fromkeys(("br", "hr"), _IS_BREAK)
    | dict.fromkeys(("meta", "link", "title"), _IS_HEAD)
    | {"img": _IS_PICTURE, etree.Comment: _IS_COMMENT}
)
"""What the pass does with an element; any other is inline."""
_STRONG = frozenset(("b", "strong", "big", "font"))
MIN_INDENTED = 60
"""Characters of a line in which paragraphs may be set apart by their indents alone."""
MAX_BOXES = 60_000
"""A page with more block elements is cut here: the largest real page seen has 4,000."""
MAX_VAIN = 10
"""Elements of a page looked up in vain: boxes in boxes of a hostile one would be serialised again and again."""
MAX_MARK = 20_000
"""Longest comment kept: a property comment with an abstract has some 2,000 characters."""

_INDENT = re.compile(
    r"(?<=[。！？!?”’…）)])(?:[\s\xa0]*\u3000[\s\xa0]*\u3000|[\s\u3000]*(?:\xa0[ ]?){4})[\s\xa0\u3000]*"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


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

    @property
    def fresh(self) -> bool:
        """Does nothing that stands before matter to what comes now?"""
        return not (self.parts or self.hints or self.linked or self.links or self.strong) and not (
            self.link_depth or self.strong_depth or self.pre_depth
        )

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
        """Take a text that is not all white space into the line."""
        if self.link_depth:
            self.linked += len(text.strip())
        if self.strong_depth:
            self.strong += len(text.strip())
        if "\n" in text:
            if self.pre_depth:
                *whole, text = text.split("\n")
                for line in whole:
                    self.parts.append(line)
                    self.flush()
            elif len(text) > 30:
                text = HARD_WRAP.sub("", text)
        self.parts.append(text)

    def flush(self) -> None:
        """End the line."""
        parts = self.parts
        if not parts:
            return
        text = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        if len(text) > MIN_INDENTED and ("\u3000" in text or "\xa0" in text):
            self._append_each(_INDENT.split(text), len(text))
        elif text := " ".join(text.split()):
            size, hint = len(text), ""
            if self.hints:
                hint = " ".join(self.hints)
                self.hints.clear()
            linked = self.linked if self.linked < size else size
            self.rows.append(Row(text, self.box, linked, self.links, hint, self.strong * 10 >= size * 9))
        self.linked = self.links = self.strong = self.link_from = 0

    def _append_each(self, pieces: list[str], whole: int) -> None:
        """End the line as several: paragraphs that only their indent sets apart."""
        hint = " ".join(self.hints)
        for piece in pieces:
            if text := " ".join(piece.split()):
                size = len(text)
                # where in the whole the links stood is not known any more
                linked = self.linked * size // whole if len(pieces) > 1 else min(self.linked, size)
                self.rows.append(Row(text, self.box, linked, self.links, hint, self.strong * 10 >= size * 9))
                self.hints.clear()


_SHARED = SharedParts()
"""Of the pages that this process has read."""


def read(root: etree._Element, shared: SharedParts | None = _SHARED) -> Reading:
    """Read a parsed page in one pass without recursion; ``shared`` parts are not read again.

    >>> read(page.tree).rows[0].text
    '首页'
    """
    return _read(root, shared)[0]


def _read_alone(element: etree._Element) -> Reading | None:
    """Read a block element as if it were a page; None when what stands around it has to do with what it says."""
    reading, line = _read(element, None)
    return reading if line.fresh and not reading.heads else None


def _read(root: etree._Element, shared: SharedParts | None) -> tuple[Reading, _Line]:
    reading = Reading()
    boxes, rows = reading.boxes, reading.rows
    line = _Line(rows)
    parts = line.parts
    vain = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        tag = element.tag
        kind = _KINDS.get(tag)
        if event == "start":
            if kind is None:
                text = element.text
                if tag == "sup" and is_reference(element):
                    walk.skip_subtree()
                    continue
                _open_inline(line, element, tag, text)
            elif kind == _IS_BLOCK:
                if len(boxes) >= MAX_BOXES:
                    break
                if parts:
                    line.flush()
                text = element.text
                names = element.keys()
                parent = line.box
                hidden = parent >= 0 and boxes[parent].hidden
                if not hidden and "style" in names:
                    hidden = _hides(element.get("style") or "")
                hint = _hint(element, names) if names else ""
                line.box = len(boxes)
                boxes.append(Box(tag, parent, hint, len(rows), element, -1, hidden))
                if hint and shared is not None and vain < MAX_VAIN and parent >= 0 and not hidden and line.fresh:
                    known = shared.known(hint, element)
                    part = shared.part(known, element, _read_alone) if known is not None else None
                    if part is not None and len(boxes) + len(part.boxes) <= MAX_BOXES:
                        part.put(reading, element)
                        walk.skip_subtree()
                        text = None
                    vain += known is not None and part is None
                if tag == "pre":
                    line.pre_depth += 1
            elif kind == _IS_BREAK:
                if parts:
                    line.flush()
                continue
            elif kind == _IS_PICTURE:
                reading.pictures.append(Picture(len(rows), line.box, element, line.link_depth > 0))
                continue
            else:
                walk.skip_subtree()
                if kind == _IS_HEAD or (tag == "script" and "ld+json" in (element.get("type") or "")):
                    reading.heads.append(element)
                continue
        else:
            text = element.tail
            if kind is None:
                if tag == "a":
                    if line.away.pop():
                        line.link_depth -= 1
                        if line.link_from and is_control("".join(parts[line.link_from :]).strip()):
                            line.set_apart()
                elif tag in _STRONG and _is_strong(element, tag):
                    line.strong_depth -= 1
                if line.hints and not parts:
                    _forget(line, element)
            elif kind == _IS_BLOCK:
                if parts:
                    line.flush()
                if tag == "pre":
                    line.pre_depth -= 1
                box = boxes[line.box]
                box.last = len(rows)
                line.box = box.parent
                if element is root:
                    break  # its tail is not its own
            elif kind == _IS_COMMENT:
                _comment(reading, line, element.text)
        if text:
            if not text.isspace():
                line.add(text)
            elif parts and not line.pre_depth:
                parts.append(" ")
    line.flush()
    for box in boxes:
        if box.last < 0:
            box.last = len(rows)
    return reading, line


def _open_inline(line: _Line, element: etree._Element, tag: str, text: str | None) -> None:
    parts = line.parts
    if tag == "a":
        href = element.get("href")
        away = (len(href) < 2 or href[0] != "#") if href is not None else element.get("name") is None
        line.away.append(away)  # not a mark or a link within the page: contents, footnotes
        if away:
            line.link_depth += 1
            line.links += 1
            line.link_from = len(parts)
    elif tag in _STRONG and _is_strong(element, tag):
        line.strong_depth += 1
    names = element.keys()
    hint = _hint(element, names) if names else ""
    if hint:
        line.hints.append(hint)
    if parts and (hint or text) and parts[-1] != " " and needs_space(parts[-1], element, text, hint):
        parts.append(" ")


def _forget(line: _Line, element: etree._Element) -> None:
    """Drop the hint of an inline element that ended without a text: it says nothing of the next line."""
    names = element.keys()
    if names and line.hints[-1] == _hint(element, names):
        line.hints.pop()


def _is_strong(element: etree._Element, tag: str) -> bool:
    return tag != "font" or (element.get("size") or "3") not in "123-1-2"


def _comment(reading: Reading, line: _Line, text: str | None) -> None:
    text = (text or "")[:MAX_MARK]
    if "enp" in text or "property" in text or (len(text) < 60 and "<" not in text):
        if "enp" in text:
            line.flush()
        reading.marks.append((len(reading.rows), text))


def _hides(style: str) -> bool:
    return ("none" in style or "hidden" in style) and _HIDDEN.search(style) is not None


def _hint(element: etree._Element, names: Sequence[str | bytes]) -> str:
    """``names`` are those of the element's attributes: most have none of the three, and the list costs less."""
    if "itemprop" in names:
        said = f"{element.get('id') or ''} {element.get('itemprop') or ''}".strip()
        return _joined(element.get("class") or "", said)
    if "id" in names:
        return _joined(element.get("class") or "", element.get("id") or "")
    return _joined(element.get("class") or "", "") if "class" in names else ""


@lru_cache(maxsize=4096)  # the pages of a site share their class names
def _joined(name: str, ident: str) -> str:
    return f"{name} {ident}".strip().lower()
