"""Lines of the text that a line with date and source cuts off from the rest of it."""

from __future__ import annotations

import re

from lanzhou_news.extract.both_scripts import in_both
from lanzhou_news.extract.reading import Reading, Row
from lanzhou_news.extract.vocabulary import (
    EVENT_WHEN,
    GOOD_HINT,
    LABELLED_ENTRY,
    MAX_STOP,
    is_border,
    is_event_time,
    is_meta_line,
)
from lanzhou_news.text.boilerplate import is_legal

REACH = 12
"""Lines above the text that are looked at: a lead, date, source and buttons."""
MIN_LEAD = 4
"""Characters of the shortest sentence."""
MIN_SUMMARIES = 2
"""Linked headings in a column beside the text, each with a summary."""
MIN_LINKS = 3
"""Links in a row that make a list of other articles."""
LONGEST_HEADING = 12
"""Characters of the longest heading of such a list."""
_OTHERS = re.compile(r"\W{0,3}(?:相关|推荐|更多|延伸|热门|往期|其[他它])")
"""First words of such a heading; one link below it is enough."""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "dt", "th"))
_PROSE = re.compile("[，。；！？]")
_YEAR = re.compile(r"(?:19|20)\d\d")
NEAR = 3
"""Lines above within which a sentence stands: a caption and an advert may come between."""
_ENDS = ("。", "！", "？", "”", "；")
LONGEST_POSTED = 48
"""Characters of the longest line with a name and a relative time."""
_TIME_SIGN = re.compile("[前今昨:：]")
_POSTED = re.compile(
    r"(?:[^，。；！？、:：]{1,14}[\s·|丨/]+)?(?:(?:今[天日]|昨[天日]|前天|\d{1,2}月\d{1,2}日|\d{1,2}-\d{1,2})\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"|(?:\d{1,3}\s?(?:秒钟?|分钟|个?小时|天|周|个?月)|半小时|半天)前|刚刚)"
    r"(?:[\s·|丨]+(?:阅读|浏览|来自|更新|编辑|发布|评论|字数|原创|播放|IP|来源)[^，。；！？]{0,16})*"
)
"""张明 昨天 09:08, 金城晚报 · 2周前 · 阅读 20: without a year such a line looks like text."""
_ENDED = in_both(
    r"(?:[\[【(（]\s?(?:责任|本文|文字)?编辑|[\[【(（]?\s?责(?:任编辑|\s?编))\s?[:：]\s?[^\s，。；！？：:]{1,8}(?:[\s、][^\s，。；！？：:]{1,8}){0,2}\s{0,2}[\]】)）]?"
)
"""责任编辑：张明 or 【编辑：张明】 alone on its line; without bracket or 责任 it could be who speaks in a talk."""
LONGEST_ENDED = 30
MUCH_MORE = 2
"""So many times as long as the sentences below is the text above its editor."""
_SPAN = re.compile(r"[日\d]\s?[至到—～~]+\s?\d")
_META_WORD = in_both("来源|作者|编辑|点击|浏览|阅读|字号")
_STAMP = in_both(r"\W{0,3}(?:(?:发布|发表|更新)(?:时间|日期|于)|来源|稿源)\s?[:：]")


def lead_above(
    reading: Reading, first: int, own: int, home: list[int], bad: list[bool], heads: frozenset[int]
) -> list[int]:
    """Sentences of the text's box (``own``) between the headline and the meta line above the text's ``first`` line.

    Without a headline above it the page's own box holds everything together, and says nothing.

    >>> lead_above(page.reading, 16, 31, home, bad, frozenset({12}))
    [14]
    """
    rows = reading.rows
    above = [head for head in heads if head < first]
    top = max(above, default=0) + 1
    if reading.boxes[own].tag not in ("body", "html"):
        top = max(top, reading.boxes[own].first)
    elif not above:
        return []
    found: list[int] = []
    stamped = False
    for index in range(first - 1, max(top, first - REACH) - 1, -1):
        text = rows[index].text
        if is_border(text):
            break
        if is_meta_line(text):
            stamped = True
        elif stamped and home[index] == own and not bad[rows[index].box] and _is_sentence(text, rows[index].linked):
            found.append(index)
    if above and (below := max(above) + 1) not in found and _is_lead(reading, below, first, home, bad):
        found.append(below)
    return found[::-1]


def _is_lead(reading: Reading, index: int, first: int, home: list[int], bad: list[bool]) -> bool:
    """A whole sentence in the headline's own box, right below it, and the meta line between it and the text."""
    row = reading.rows[index]
    if index + 1 >= first or first - index > REACH or home[index] != home[index - 1] or bad[row.box]:
        return False
    if is_meta_line(row.text) or not row.text.endswith(_ENDS) or not _is_sentence(row.text, row.linked):
        return False
    between = [one.text for one in reading.rows[index + 1 : first]]
    return any(map(is_meta_line, between)) and not any(map(is_border, between))


def _is_sentence(text: str, linked: int) -> bool:
    plain = len(text) >= MIN_LEAD and linked * 2 <= len(text)
    return plain and _PROSE.search(text) is not None and LABELLED_ENTRY.match(text) is None


def without_list_heading(reading: Reading, body: list[int]) -> list[int]:
    """The text without the heading, as its last line or between paragraphs, of a list of links right below.

    >>> without_list_heading(page.reading, [14, 15, 16, 17])
    [14, 15, 16]
    """
    rows = reading.rows
    if len(body) < 2:
        return body
    body = [line for line, after in zip(body, [*body[1:], -1], strict=True) if not _heads_gap(rows, line, after)]
    row = rows[body[-1]]
    least = 1 if _OTHERS.match(row.text) else MIN_LINKS
    if body[-1] + least >= len(rows):
        return body
    heading = row.strong or reading.boxes[row.box].tag in _HEADINGS
    below = rows[body[-1] + 1 : body[-1] + 1 + least]
    listed = heading and len(row.text) <= LONGEST_HEADING and all(one.linked * 10 > len(one.text) * 8 for one in below)
    return body[:-1] if listed and _PROSE.search(row.text) is None else body


def _heads_gap(rows: list[Row], line: int, after: int) -> bool:
    """【相关阅读】 between paragraphs, its links left out of the text right below it."""
    if after <= line + 1 or len(rows[line].text) > LONGEST_HEADING or not _OTHERS.match(rows[line].text):
        return False
    below = rows[line + 1]
    return below.linked * 10 > len(below.text) * 8


def without_posted(reading: Reading, body: list[int]) -> list[int]:
    """The text without a first line such as 金城晚报 · 3天前; several such lines are the entries of a live report.

    >>> without_posted(page.reading, [14, 15, 16])
    [15, 16]
    """
    posted = [index for index in body if _is_posted(reading.rows[index].text)]
    return body[1:] if len(body) > 1 and posted == body[:1] else body


def _is_posted(text: str) -> bool:
    return len(text) <= LONGEST_POSTED and _TIME_SIGN.search(text) is not None and _POSTED.fullmatch(text) is not None


def before_staff(reading: Reading, body: list[int]) -> list[int]:
    """The text up to 责任编辑：张明 in its second half, when no paragraph made like those above stands below.

    >>> before_staff(page.reading, [14, 15, 16, 17])
    [14, 15]
    """
    rows, boxes = reading.rows, reading.boxes
    for staff in range(body[0] + 1, body[-1] + 1) if body else ():
        text = rows[staff].text
        if len(text) > LONGEST_ENDED or ("编" not in text and "編" not in text) or _ENDED.fullmatch(text) is None:
            continue
        above = [index for index in body if index < staff]
        below = [rows[index] for index in body if index > staff]
        size, more = sum(len(rows[index].text) for index in above), sum(len(row.text) for row in below)
        sentences = sum(len(row.text) for row in below if row.text.endswith(_ENDS) and not is_legal(row.text))
        if size < more or size < MUCH_MORE * sentences:
            continue
        told = {rows[index].box for index in above if _PROSE.search(rows[index].text)}
        mould = {(boxes[box].tag, boxes[box].parent) for box in told}
        if not any((boxes[row.box].tag, boxes[row.box].parent) in mould and _PROSE.search(row.text) for row in below):
            return above
    return body


def behind_headline(headline: str, printed: str) -> str:
    """What a printed line says behind the headline when that is a date and a source, else nothing.

    >>> behind_headline("黄河岸边添新绿", "黄河岸边添新绿 2024-01-02 10:00")
    '2024-01-02 10:00'
    """
    rest = printed[len(headline) :].strip() if printed.startswith(headline) else ""
    return rest if rest and is_meta_line(rest) else ""


def without_columns(reading: Reading, body: list[int], anchors: frozenset[int], last: int) -> list[int]:
    """The text without linked headings and their summaries beside the box that holds headline and text.

    ``last`` is the line behind the run that the text was taken from.

    >>> without_columns(page.reading, [14, 15, 21, 23], frozenset({12}), 24)
    [14, 15]
    """
    above = [anchor for anchor in anchors if body and anchor < body[0]]
    if not above:
        return body
    headline = max(above)
    number = reading.rows[headline].box
    while number > 0 and not (reading.boxes[number].first <= headline and reading.boxes[number].last > body[0]):
        number = reading.boxes[number].parent
    end = reading.boxes[number].last
    if number <= 0 or end >= last or body[-1] < end:
        return body
    outside = reading.rows[end:last]
    links = sum(row.linked * 2 > len(row.text) for row in outside)
    listed = links >= MIN_SUMMARIES and links * 5 >= 2 * len(outside)
    if not listed or _in_text_box(reading, next(index for index in body if index >= end), headline):
        return body
    return [index for index in body if index < end]


def _in_text_box(reading: Reading, index: int, headline: int) -> bool:
    """Does a line stand in a box, beside the headline's, whose name is that of a text: a digest below its lead?"""
    number = reading.rows[index].box
    while number > 0 and reading.boxes[number].first > headline:
        if GOOD_HINT.search(reading.boxes[number].hint):
            return True
        number = reading.boxes[number].parent
    return False


def is_stamp(text: str) -> bool:
    """A line that can only be the article's own: 发布时间：…, 来源：…; 张明 2024-01-02 10:00 stands above comments too.

    >>> is_stamp("发布时间：2024-01-02 10:00"), is_stamp("张明 2024-01-02 10:00")
    (True, False)
    """
    return len(text) <= MAX_STOP and _STAMP.match(text) is not None and is_meta_line(text)


def event_lines(reading: Reading) -> set[int]:
    """Lines 时间：… of the text: beside 地点：…, several without a year, or a span of days behind a sentence.

    >>> event_lines(page.reading)
    {14}
    """
    rows = reading.rows
    last = len(rows) - 1
    times = {
        index
        for index, row in enumerate(rows)
        if ("时" in row.text or "日" in row.text) and len(row.text) <= MAX_STOP and EVENT_WHEN.match(row.text)
    }
    if len({rows[index].text for index in times}) > 1 and not any(_YEAR.search(rows[index].text) for index in times):
        return times
    return {
        index
        for index in times
        if is_event_time(rows[index].text, rows[max(index - 1, 0)].text, rows[min(index + 1, last)].text)
        or (_is_span(rows[index].text) and any(row.text.endswith(_ENDS) for row in rows[max(index - NEAR, 0) : index]))
    }


def _is_span(text: str) -> bool:
    """时间：4月9日至15日, without a year or with two days; no line of date and source."""
    return (_YEAR.search(text) is None or _SPAN.search(text) is not None) and _META_WORD.search(text) is None
