"""What stands around the text: meta lines above it, credits and furniture below it."""

from __future__ import annotations

import re

from lanzhou_news.extract.both_scripts import in_both, in_either
from lanzhou_news.extract.outline import as_line
from lanzhou_news.extract.raw import Line
from lanzhou_news.extract.reading import Reading, Row
from lanzhou_news.extract.vocabulary import FOOTER, MAX_META, is_meta_line, names_furniture

MAX_HEAD = 16
"""Most lines kept above the text."""
MAX_TAIL = 16
"""Most lines kept below the text."""
_SOURCE_HINT = re.compile("source|author|account|media")
LONGEST_SOURCE = 12
"""Characters of the longest outlet that is a link alone on its line."""
LATE_ROWS = 80
"""Lines below the text among which a staff line is looked for behind the lists of links."""
LONGEST_LATE = 40
"""Characters of the longest such line."""
SHORTEST_LINKED = 6
"""Characters of the shortest linked headline."""
_STAFF = in_both(r"\W{0,3}(?:[\u4e00-\u9fff]{0,4}责任编辑|责\s?编|[\u4e00-\u9fff]{0,4}编\s?辑)\s*[:：]\s*\S")
BELOW_HEAD = 3
"""Lines below a headline that is printed twice among which its date and source stand."""
MAX_LINKS_IN_A_ROW = 3
"""So many link lines in a row below the text are a list of other articles: the tail ends before them."""

_DATE = re.compile(
    r"(?:19|20)\d{2}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}|\d{2}-\d{2}-\d{2}|\d{1,2}[-月/]\d{1,2}日?\s*\d{1,2}:\d{2}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|1\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|\d+\s?(?:秒钟?|分钟|个?小时|天|周|个?月)前|半小时前|刚刚|昨天|前天|今天\s?\d"
)
_DATE_START = re.compile(r"[\d昨前今半刚]")
"""First characters of a date: most lines have none."""
_CREDIT = in_either(
    r"来\s?源|作\s?者|编\s?辑|记者|稿源|发布|發佈|發表|时间|责\s?编|通讯员|出处|日期|校对|审核|美编|监制|编审|供稿|撰稿|撰文|统筹"
)
_LONE_LABEL = re.compile(r"\W{0,2}(?!分享)[\u4e00-\u9fff ]{2,8}[:：]")
"""来源： in a cell of its own: its value, often a link, is the next line."""
_PAGER = in_both(r"\[?\d{1,3}\]?|[首上下尾末前后]一?页|全文阅读|阅读全文|余下全文|显示全文|[<>]{1,2}|…|\.{3}")


def has_date(text: str) -> bool:
    """Does a line hold something that looks like a day or a time?

    >>> has_date("2023-09-23 01:28:48 智能朗读:")
    True
    """
    return (start := _DATE_START.search(text)) is not None and _DATE.search(text, start.start()) is not None


def has_credit(text: str) -> bool:
    """Does a line hold a word of credits: 来源, 作者, 编辑, 发布, 时间?

    >>> has_credit("稿源：兰州晚报")
    True
    """
    return _CREDIT.search(text) is not None


def head_lines(
    reading: Reading, title_row: int | None, first: int, body: set[int], heads: frozenset[int] = frozenset()
) -> list[Line]:
    """Lines between headline and text, and the meta lines next to the headline when they stand above it.

    ``heads`` are all lines that repeat the page's title: a notice prints its own again as the first line of the text.
    """
    start = title_row if title_row is not None and title_row < first else first - 6
    rows = [i for i in range(max(0, start - 4), first) if i != title_row and i not in body]
    for head in heads:
        if head < start - 4:
            below = range(head + 1, min(head + 1 + BELOW_HEAD, rows[0] if rows else first))
            rows = [i for i in below if i not in body and is_meta_line(reading.rows[i].text)] + rows
    listed = [i for i in rows if i < start and _is_listed(reading.rows[i])]
    if len(listed) > 1:
        rows = [i for i in rows if i not in listed]
    kept = []
    for index in rows:
        row = reading.rows[index]
        credit = has_date(row.text) or has_credit(row.text)
        if index < start and not credit:
            continue
        named = credit or _LONE_LABEL.fullmatch(reading.rows[index - 1].text) or _names_source(reading, index)
        if row.linked * 10 > len(row.text) * 8 and not named:
            continue
        if not credit and (reading.boxes[row.box].hidden or names_furniture(reading.boxes[row.box].hint)):
            continue
        kept.append(index)
    kept = kept[-MAX_HEAD:]
    kept.sort(key=lambda index: index < start)  # what stands above the headline may be the page's
    return [as_line(reading, index) for index in kept]


def _names_source(reading: Reading, index: int) -> bool:
    """Is a link the outlet or the account, told by the class of its box: ``<div class="sourceBox"><a>…``?"""
    row = reading.rows[index]
    if row.links != 1 or len(row.text) > LONGEST_SOURCE:
        return False
    return _SOURCE_HINT.search(f"{row.hint} {reading.boxes[row.box].hint}") is not None


def _is_listed(row: Row) -> bool:
    """A linked headline with its day: of two such lines above the headline neither is the article's."""
    return row.linked >= SHORTEST_LINKED and has_date(row.text) and not has_credit(row.text)


def lost_lines(reading: Reading, first: int, last: int, body: set[int]) -> tuple[list[Line], list[Line]]:
    """Lines with a date or a credit that the reader left out inside the text: (of its first half, of its second half).

    A credit may be furniture to the reader; it is never thrown away.
    """
    early: list[Line] = []
    late: list[Line] = []
    for index in range(first, last):
        text = reading.rows[index].text
        if index not in body and len(text) <= MAX_META and (has_date(text) or has_credit(text)):
            (early if index - first < last - index else late).append(as_line(reading, index))
    return early[:MAX_HEAD], late[:MAX_HEAD]


def tail_lines(reading: Reading, last: int, body: set[int]) -> list[Line]:
    """Lines below the text, and a staff line that stands further down."""
    near = _near_lines(reading, last, body)
    return near + _late_lines(reading, near, last, body)


def _near_lines(reading: Reading, last: int, body: set[int]) -> list[Line]:
    """Lines below the text, up to the first list of links outside the text's box or to the page's footer."""
    kept: list[Line] = []
    links = 0
    inside = _end_of_box(reading, last - 1)
    for index in range(last, len(reading.rows)):
        row = reading.rows[index]
        if index in body or not row.text or _PAGER.fullmatch(row.text):
            continue
        linked = row.linked * 10 > len(row.text) * 8
        if index < inside and (linked or names_furniture(reading.boxes[row.box].hint)):
            continue
        links = links + 1 if linked else 0
        if links >= MAX_LINKS_IN_A_ROW:
            return kept[: 1 - links] if links > 1 else kept
        if "foot" in reading.boxes[row.box].hint or len(kept) >= MAX_TAIL:
            if has_date(row.text) and len(row.text) <= MAX_META and FOOTER.search(row.text) is None:
                kept.append(as_line(reading, index))  # post-footer: 由…张贴 @ …
            break
        kept.append(as_line(reading, index))
    return kept


def _end_of_box(reading: Reading, index: int) -> int:
    """Index after the last line of the box that holds a line and others."""
    box = reading.boxes[reading.rows[index].box]
    while box.parent >= 0 and box.last - box.first < 2:
        box = reading.boxes[box.parent]
    return box.last


def _late_lines(reading: Reading, near: list[Line], last: int, body: set[int]) -> list[Line]:
    """责任编辑：… below the related links, at most two such lines."""
    known = {line.raw for line in near}
    kept: list[Line] = []
    for index in range(last, min(len(reading.rows), last + LATE_ROWS)):
        row = reading.rows[index]
        if index in body or len(row.text) > LONGEST_LATE or row.text in known or _STAFF.match(row.text) is None:
            continue
        if not reading.boxes[row.box].hidden and not row.linked * 2 > len(row.text):
            kept.append(as_line(reading, index))
    return kept[:2]
