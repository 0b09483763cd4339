"""Lines that are no sentences and yet text: cells of a table, verse, the line under a picture, linked headings."""

from __future__ import annotations

import re

from lanzhou_news.extract.reading import Reading, Row
from lanzhou_news.extract.vocabulary import is_border, is_meta_line

MIN_TABLE_ROWS = 3
"""Head and two lines of figures; a page's frame has one or two rows."""
MIN_SHORT = 8
"""Characters of short lines that are worth a record: two lines of verse."""
MIN_UNLINKED = 4
"""Characters beside the link of a sentence."""
ITEM_HEADINGS = frozenset(("h2", "h3", "h4"))
_ATTACHED = re.compile(r"[（(]?附(?:件|表|图)?\s?\d{0,2}\s?[:：]\s?\S")
NEAR = 4
"""Lines between a headline and its date at most."""


def table_below(reading: Reading, at: int, bad: list[bool]) -> list[int]:
    """The lines of a table of data that begins right below the text: its cells are no sentences, yet belong to it.

    A table of data has at least ``MIN_TABLE_ROWS`` rows of two and more cells and hardly any links; tables that only
    lay out a page hold few cells or lists of links.

    >>> table_below(page.reading, 41, bad)[:3]
    [41, 42, 43]
    """
    boxes, rows = reading.boxes, reading.rows
    table = next((i for i, box in enumerate(boxes) if box.first == at and box.tag == "table" and box.last > at), None)
    if table is None or bad[table] or boxes[table].hidden:
        return []
    first, last = boxes[table].first, boxes[table].last
    inside = []
    for index in range(table + 1, len(boxes)):
        if boxes[index].first >= last:
            break
        inside.append(boxes[index].tag)
    lines, cells = inside.count("tr"), inside.count("td") + inside.count("th")
    linked = sum(row.linked for row in rows[first:last])
    size = sum(len(row.text) for row in rows[first:last])
    if lines < MIN_TABLE_ROWS or cells < 2 * lines or "form" in inside or linked * 10 > size:
        return []
    if any(is_border(row.text) or is_meta_line(row.text) for row in rows[first:last]):
        return []
    return list(range(first, last))


def data_tables(reading: Reading) -> set[int]:
    """Boxes (tables, their rows and cells) of tables that hold data, not the layout of the page or a list of links.

    >>> data_tables(page.reading)
    {41, 42, 43, 44, 45, 46, 47, 48, 49, 50}
    """
    boxes = reading.boxes
    table_of = [-1] * len(boxes)
    counts: dict[int, list[int]] = {}
    for index, box in enumerate(boxes):
        inherited = table_of[box.parent] if box.parent >= 0 else -1
        if box.tag == "table":
            counts[index] = [0, 0]
            counts.pop(inherited, None)  # a table around another lays out the page
            inherited = index
        elif inherited in counts and box.tag in ("tr", "td", "th"):
            counts[inherited][box.tag != "tr"] += 1
        table_of[index] = inherited
    found = set()
    for table, (lines, cells) in counts.items():
        if lines < MIN_TABLE_ROWS or cells < 2 * lines:
            continue
        rows = reading.rows[boxes[table].first : boxes[table].last]
        if sum(row.linked for row in rows) * 10 <= 6 * sum(len(row.text) for row in rows):
            found.add(table)
    return {index for index, table in enumerate(table_of) if table in found} if found else found


def below_headline(reading: Reading, bad: list[bool], anchors: frozenset[int]) -> list[int]:
    """The lines between a dated headline and the next border on a page that has no sentence at all.

    ``anchors`` are the lines that repeat the page's title; without one the last ``h1`` is the headline.

    >>> below_headline(page.reading, bad, frozenset({12}))
    [14, 15, 16, 17]
    """
    rows = reading.rows
    heads = [index for index, row in enumerate(rows) if reading.boxes[row.box].tag == "h1"]
    start = max(anchors) if anchors else heads[-1] if heads else None
    if start is None or not any(is_meta_line(row.text) for row in rows[max(0, start - NEAR) : start + NEAR]):
        return []
    kept: list[int] = []
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if is_border(row.text) or (kept and row.linked * 2 > len(row.text)):
            break
        if not bad[row.box] and not row.linked and not is_meta_line(row.text):
            kept.append(index)
    return kept if sum(len(rows[index].text) for index in kept) >= MIN_SHORT else []


def is_attachment(text: str) -> bool:
    """附件：名单.xls below a notice, though it is a link, belongs to the notice.

    >>> is_attachment("附件：入围人员名单.xls"), is_attachment("附件下载")
    (True, False)
    """
    return text[0] in "附（(" and _ATTACHED.match(text) is not None


def is_linked_sentence(row: Row) -> bool:
    """（本报7月7日《风眼》曾报道）, nearly all of it a link: of the text, no entry of a list.

    >>> is_linked_sentence(Row("（《风眼》曾报道）", 0, linked=5)), is_linked_sentence(Row("· 风眼", 0, linked=2))
    (True, False)
    """
    text = row.text
    if is_attachment(text):
        return True
    whole = text.endswith(("。", "！", "？")) or (text[0] in "（(" and text[-1] in "）)")
    return whole and len(text) - row.linked >= MIN_UNLINKED


def is_item_heading(reading: Reading, index: int, home: list[int], value: list[float]) -> bool:
    """A linked heading between the sentences of one box: an item of a digest.

    >>> is_item_heading(page.reading, 15, home, value)
    False
    """
    if reading.boxes[reading.rows[index].box].tag not in ITEM_HEADINGS or not 0 < index < len(value) - 1:
        return False
    return value[index - 1] > 0 and value[index + 1] > 0 and home[index] == home[index + 1]
