"""Lines of the text that are only the page's time stamp, and what ``<time>`` elements say of it."""

from __future__ import annotations

import re
from dataclasses import replace

from lanzhou_news.clean.date_lines import (
    ANY_DAY,
    CLOCK,
    LONGEST_ALONE,
    REACH,
    Candidate,
    lone_date,
    time_elements,
)
from lanzhou_news.clean.draft import Draft
from lanzhou_news.extract.raw import Line
from lanzhou_news.extract.reading import collapse
from lanzhou_news.text.dates import find_date, find_dates, find_orders, find_value
from lanzhou_news.text.moments import Moment

WEEKDAYS = ("", *(f"{word}{day}" for word in ("星期", "周") for day in "一二三四五六日天"))
"""What may stand beside a date alone on its line."""
_DIARY = re.compile(
    r"(?:(?:星期|周)[一二三四五六日天])?\s*(?:天气\s?[:：]?\s?)?[晴阴雨雪雾霾云风多小中大阵雷转]{0,8}\s*(?:心情\s?[:：]\s?\S{1,6})?"
)
"""星期四 晴 心情：平静 beside the day of a diary."""
MOST = 3
"""Stamps above a text: published, updated, and a clock time in a box of its own."""
_LABEL = re.compile(
    "(?:(?:首次|最[后近初]|本文)?(?:首发|发布|发表|发稿|出版|刊登|创建|录入|更新|更改|修改|编辑)(?:时间|日期|于)?)[\\s:：/]*"
)
_MARKS = "[]（）()【】|｜·,， :：/"


def lift_stamps(draft: Draft) -> None:
    """Move the labelled stamps (发布于 …, 更新 …) that begin the text to the lines above it."""
    body = draft.raw.body
    count = 0
    while count < min(MOST, len(body) - 1) and _is_stamp(body[count].text):
        count += 1
    if any(map(_is_plain, body[:count])):
        for line in body[:count]:
            draft.note("dates", "date-line", before=line.text)
        draft.raw.head += body[:count]
        del body[:count]


def _is_plain(line: Line) -> bool:
    """A label, or a day that only the address can tell: 03/05/2012 18:05."""
    return _LABEL.search(line.text) is not None or not find_dates(line.text, ANY_DAY)


def _is_stamp(text: str) -> bool:
    """Only dates, their labels and weekdays?"""
    if len(text) > 2 * LONGEST_ALONE:
        return False
    moments = find_dates(text, ANY_DAY) or [month_first for month_first, _ in find_orders(text)]
    for moment in moments:
        text = text.replace(moment.raw, " ", 1)
    return bool(moments) and _LABEL.sub("", text).strip(_MARKS) in WEEKDAYS


def cut_first_line(draft: Draft, chosen: Candidate) -> Candidate:
    """The page's own date, alone above the text, is no text; another day there is a heading.

    A clock time alone on the next line belongs to it.
    """
    body = draft.raw.body
    first = lone_date(body[0].text) if len(body) > 1 else None
    rest = body[0].text.replace(first.raw, "") if first else ""
    told = rest.strip("[]（）() ")
    diary = told not in WEEKDAYS and _DIARY.fullmatch(told) is None
    if first is None or diary or first.when.date() != chosen.moment.when.date():
        return chosen
    if lone_date(body[1].text) is not None:
        return chosen
    line = body.pop(0)
    draft.note("dates", "date-line", before=line.text)
    timed = with_clock(line, body[0]) if len(body) > 1 else None
    if timed is None:
        return chosen
    draft.note("dates", "date-line", before=body.pop(0).text)
    return replace(chosen, moment=timed) if chosen.moment.precision == "day" else chosen


def spelled_out(draft: Draft, chosen: Candidate) -> Candidate:
    """What ``<span title="2013-12-25 23:59:01">昨天 23:59</span>`` means by its relative time."""
    if not draft.pages or draft.raw.extractor.get("body") == "plain-text":
        return chosen
    for element in draft.pages[0].tree.iter("span", "em", "time", "abbr"):
        value = element.get("title") or element.get("datetime")
        if value and collapse("".join(map(str, element.itertext()))) == chosen.moment.raw:
            moment = find_value(value[:40])
            if moment is not None:
                return replace(chosen, moment=moment)
    return chosen


def with_clock(line: Line, following: Line) -> Moment | None:
    """The date of a line with the clock time that stands alone on the next one."""
    clock = CLOCK.fullmatch(following.text) if len(following.text) <= REACH else None
    moment = find_date(f"{line.text.rstrip()} {clock['clock']}") if clock else None
    return moment if moment and moment.precision != "day" else None


def of_element(draft: Draft, chosen: Candidate) -> Candidate:
    """The clock time that ``<time datetime="…">`` gives to the very day that it prints."""
    for printed, moment in time_elements(draft):
        if moment.precision != "day" and moment.when.date() == chosen.moment.when.date():
            shown = find_date(printed)
            if shown and shown.when == chosen.moment.when:
                return Candidate(moment, "time-tag")
    return chosen
