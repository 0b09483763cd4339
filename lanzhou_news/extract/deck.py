"""引题 and 副题 of a page without a CMS that names them: the lines right above and below the headline."""

from __future__ import annotations

import re

from lxml import etree

from lanzhou_news.extract.around import has_credit, has_date
from lanzhou_news.extract.page_title import MAX_TITLE, key
from lanzhou_news.extract.reading import Box, Reading
from lanzhou_news.extract.vocabulary import (
    DASH,
    KICKER_HINT,
    SUBTITLE_HINT,
    is_border,
    is_meta_line,
    names_furniture,
)

LOOK = 3
"""Lines above and below the headline that are looked at."""
_LENGTH = re.compile(r"\d{1,2}:\d{2}$")
"""Of a recording beside the headline: 音频 04:29."""
_HEADING = frozenset({"h2", "h3", "h4", "h5"})
MIN_LENGTH = 4
_CELLS = frozenset(("td", "p"))
_SECTION = re.compile(r"(?:新闻|报道|频道|栏目|专题|专栏|导航|正文|内容|[报网刊版])$|[>|｜：:]|www")
"""A section, a paper or the way to the page above the headline."""


def find_deck(reading: Reading, title_row: int, title: str, body_first: int) -> tuple[int | None, int | None]:
    """(line of the 引题, line of the 副题), None where the page has none.

    A line counts when its class or id says so, when it is a smaller heading in the headline's own box, or, below the
    headline, when it begins with a dash as a 副题 does in print.

    >>> find_deck(page.reading, 14, "黄河岸边添新绿", 18)
    (13, 15)
    """
    printed = key(title)
    above = range(title_row - 1, max(title_row - LOOK, 0) - 1, -1)
    below = range(title_row + 1, min(title_row + 1 + LOOK, max(body_first, title_row + 1)))
    kicker = next((i for i in above if _is_deck(reading, i, title_row, printed, KICKER_HINT)), None)
    subtitle = next((i for i in below if _is_deck(reading, i, title_row, printed, SUBTITLE_HINT)), None)
    if kicker is None and title_row and _is_smaller_above(reading, title_row, printed):
        kicker = title_row - 1
    if subtitle is None and title_row < body_first < len(reading.rows) and _dashed(reading, body_first):
        subtitle = body_first
    return kicker, subtitle


def _is_smaller_above(reading: Reading, title_row: int, printed: str) -> bool:
    """A centred line of its own above the centred headline, both without a name: only their type tells them apart.

    Cells of two rows of a table, or two paragraphs: ``<p align=center>引题``, ``<p align=center><b>标题</b>``.
    """
    above, head = (reading.boxes[reading.rows[row].box] for row in (title_row - 1, title_row))
    if above.tag != head.tag or above.tag not in _CELLS or not (_stands_alone(above) and _stands_alone(head)):
        return False
    text = reading.rows[title_row - 1].text
    sized = reading.rows[title_row].strong and not reading.rows[title_row - 1].strong
    if not sized or not _possible(reading, title_row - 1) or key(text) in printed or reading.rows[title_row - 1].links:
        return False
    upper, lower = (_holder(box.element) for box in (above, head))
    beside = upper is not None and lower is not None and upper.getnext() is lower
    return beside and all(_is_centred(box.element) for box in (above, head)) and _SECTION.search(text) is None


def _stands_alone(box: Box) -> bool:
    return box.last - box.first == 1


def _holder(element: etree._Element) -> etree._Element | None:
    """The row of a cell, a paragraph itself."""
    return element.getparent() if element.tag == "td" else element


def _is_centred(element: etree._Element) -> bool:
    parent = element.getparent()
    elements = (element, parent) if parent is not None and parent.tag == "tr" else (element,)
    return any(one.get("align") == "center" or "center" in (one.get("style") or "") for one in elements)


def _dashed(reading: Reading, index: int) -> bool:
    text = reading.rows[index].text
    return DASH.match(text) is not None and _possible(reading, index) and text[-1] not in "。！？；”"


def _is_deck(reading: Reading, index: int, title_row: int, printed: str, names: re.Pattern[str]) -> bool:
    if not _possible(reading, index) or key(reading.rows[index].text) in printed:
        return False
    row, box = reading.rows[index], reading.boxes[reading.rows[index].box]
    if names.search(f"{row.hint} {box.hint}"):
        return True
    headline = reading.boxes[reading.rows[title_row].box]
    if (
        box.tag in _HEADING
        and headline.tag == "h1"
        and box.parent == headline.parent
        and len(row.text) >= 2 * MIN_LENGTH
    ):
        return True
    return index > title_row and _dashed(reading, index)


def _possible(reading: Reading, index: int) -> bool:
    row = reading.rows[index]
    text = row.text
    if not MIN_LENGTH <= len(text) <= MAX_TITLE or row.linked * 2 > len(text) or text.endswith("。"):
        return False
    box = reading.boxes[row.box]
    if box.hidden or names_furniture(box.hint) or is_border(text) or is_meta_line(text):
        return False
    return not (has_date(text) or has_credit(text) or _LENGTH.search(text))
