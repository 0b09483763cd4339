"""Boxes and the text they hold: which box a paragraph belongs to, which are furniture, how near each is to the text."""

from __future__ import annotations

import re

from lxml import etree

from lanzhou_news.extract.reading import Box, Reading
from lanzhou_news.extract.vocabulary import names_furniture

_PARAGRAPH_TAGS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "ul", "ol", "dd", "dt", "figcaption", "figure",
    "center",
})  # fmt: skip
FURNITURE_TAGS = frozenset({"footer", "nav", "aside"})
UNFOLD = re.compile(r"\W{0,3}(?:点击)?(?:展开|显示|查看|阅读)(?:全文|更多|全部|剩余|余下).{0,6}")
"""The control beside a part of the text that is folded away."""
_HOME = re.compile(r"(?:https?://[^/]{1,100})?(?:\.{0,2}/)*(?:(?:index|default)\.\w{1,5})?$", re.I)
NESTING = 0.9
"""How much of the text's nearness a box inside the text's box keeps."""


def holders(reading: Reading) -> list[int]:
    """For each line the box that holds its paragraphs: its first ancestor with several lines that is no paragraph."""
    holder: list[int] = []
    for index, box in enumerate(reading.boxes):
        own = box.parent < 0 or (box.last - box.first > 1 and box.tag not in _PARAGRAPH_TAGS)
        holder.append(index if own else holder[box.parent])
    return [holder[row.box] if row.box >= 0 else row.box for row in reading.rows]


def furniture(reading: Reading, value: list[float]) -> list[bool]:
    """For each box: is it furniture by its name, its tag or because it is hidden?

    A box that holds most of the page's sentences is none, whatever it is called.
    """
    boxes = reading.boxes
    sums = [0.0]
    for worth_of_line in value:
        sums.append(sums[-1] + worth_of_line)
    total = sums[-1] or 1.0
    bad: list[bool] = []
    for box in boxes:
        inherited = bad[box.parent] if box.parent >= 0 else False
        if not inherited and box.tag not in ("body", "html"):
            named = box.tag in FURNITURE_TAGS or (box.hint != "" and names_furniture(box.hint))
            named = named or (box.hidden and not boxes[box.parent].hidden and not is_folded(reading, box))
            inherited = named and (sums[box.last] - sums[box.first]) < 0.5 * total
        bad.append(inherited)
    return bad


def is_folded(reading: Reading, box: Box) -> bool:
    """Is a hidden box a part of the text that 展开全文 right above or below it shows?

    >>> is_folded(page.reading, page.reading.boxes[31])
    True
    """
    rows = reading.rows
    beside = [rows[index].text for index in (box.first - 1, box.last) if 0 <= index < len(rows)]
    return box.last > box.first and any(len(text) <= 12 and UNFOLD.fullmatch(text) for text in beside)


def affinities(reading: Reading, mass: dict[int, float], heaviest: float) -> list[float]:
    """For each box how much of the text it or a box around it holds, 0 to 1; a step inwards costs a little."""
    found: list[float] = []
    for index, box in enumerate(reading.boxes):
        around = found[box.parent] * NESTING if box.parent >= 0 else 0.0
        found.append(max(around, mass[index] / heaviest) if index in mass else around)
    return found


def leads_home(element: etree._Element) -> bool:
    """Is the first link of a heading the way to the site's first page? Then the heading is its logo."""
    link = next(element.iter("a"), None)
    href = (link.get("href") or "#") if link is not None else "#"
    return href[0] != "#" and len(href) <= 120 and _HOME.match(href) is not None
