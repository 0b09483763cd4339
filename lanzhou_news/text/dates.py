"""When: Chinese date forms → a moment in Asia/Shanghai, with the precision that the text really has.

Never now(): what is relative (两小时前) or lacks its year (1月2日) is resolved against a reference or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter

from lanzhou_news.text import date_forms as forms
from lanzhou_news.text.date_readings import day_or_month_first, readings
from lanzhou_news.text.moments import EARLIEST_YEAR, LATEST_YEAR, SHANGHAI, Moment, local, moment_of

_start = attrgetter("start")
_HINT = re.compile("[0-9０-９年前今昨刚]")
_WIDE = str.maketrans("０１２３４５６７８９：／－．\u3000\u00a0\u2002\u2003", "0123456789:/-.    ")
"""Width of digits and blanks, one for one, so that places in the text stay."""
_ANY_WIDE = re.compile("[０-９：／－．\u3000\u00a0\u2002\u2003]")


def find_date(text: str, reference: datetime | None = None) -> Moment | None:
    """First date of a text, or None.

    >>> find_date("17-05-25 08:22 来源:中国甘肃网").when
    datetime.datetime(2017, 5, 25, 8, 22)
    >>> find_date("1月2日，全市例会召开") is None
    True
    >>> find_date("1月2日，全市例会召开", reference=datetime(2025, 1, 3)).when
    datetime.datetime(2025, 1, 2, 0, 0)
    """
    return next(iter(find_dates(text, reference)), None)


def find_dates(text: str, reference: datetime | None = None) -> list[Moment]:
    """All dates of a text in reading order; overlapping readings once, the most complete one.

    ``reference`` is naive Asia/Shanghai or aware. Impossible days (2月30日), years before 1990 and 农历 dates are left
    out.
    """
    if _HINT.search(text) is None:
        return []
    return list(_find_dates(text, local(reference) if reference else None))


@lru_cache(maxsize=256)
def _find_dates(original: str, base: datetime | None) -> tuple[Moment, ...]:
    """Cached: credits and dates look at the same lines of a page."""
    text = original.translate(_WIDE) if _ANY_WIDE.search(original) else original
    if "历" in text or "曆" in text:
        text = forms.LUNAR.sub(lambda match: " " * len(match[0]), text)
    found: list[Moment] = []  # in reading order, none over another
    for moment in readings(text, base):
        if not EARLIEST_YEAR <= moment.when.year <= LATEST_YEAR:
            continue
        end = moment.start + len(moment.raw)
        at = bisect_left(found, moment.start, key=_start)
        before = at == 0 or found[at - 1].start + len(found[at - 1].raw) <= moment.start
        if before and (at == len(found) or end <= found[at].start):
            found.insert(at, replace(moment, raw=original[moment.start : end]))
    return tuple(found)


def find_value(text: str, reference: datetime | None = None) -> Moment | None:
    """Date of a field that holds nothing else (CMS property, meta): also compact forms and epoch seconds.

    >>> find_value("1676284096000").when
    datetime.datetime(2023, 2, 13, 18, 28, 16)
    """
    value = text.strip()
    if match := forms.EPOCH.fullmatch(value):
        when = datetime(1970, 1, 1) + timedelta(seconds=int(match[1])) + SHANGHAI
        return Moment(when, "second", value) if EARLIEST_YEAR <= when.year <= LATEST_YEAR else None
    if match := forms.COMPACT.fullmatch(value):
        hour, minute, second = match.group(4, 5, 6)
        time = (int(hour), int(minute), int(second) if second else None) if hour else None
        moment = moment_of(match, int(match[1]), int(match[2]), int(match[3]), time)
        if moment and EARLIEST_YEAR <= moment.when.year <= LATEST_YEAR:
            return moment
        return None
    return find_date(value, reference)


def find_orders(text: str) -> list[tuple[Moment, Moment]]:
    """Numeric dates that two countries read differently, as (month first, day first): 06/02/2022.

    >>> [one.when.month for one in find_orders("06/02/2022 - 13:48")[0]]
    [6, 2]
    """
    found = []
    for match in forms.NUMERIC_DAY_FIRST.finditer(text.translate(_WIDE)):
        first, second, year = int(match["one"]), int(match["two"]), int(match["year"])
        if day_or_month_first(match) is None and EARLIEST_YEAR <= year <= LATEST_YEAR:
            one, other = (
                moment_of(match, year, month, day, forms.clock(match))
                for month, day in ((first, second), (second, first))
            )
            if one is not None and other is not None:
                found.append((one, other))
    return found
