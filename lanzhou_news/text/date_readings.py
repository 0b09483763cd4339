"""What each form of a date says: readings of a text with the width of its digits folded, surest forms first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from lanzhou_news.text import date_forms as forms
from lanzhou_news.text.moments import Moment, converted, full_moment, moment_of

_BOXES = (("year", "month", "day"), *((f"y{n}", f"m{n}", f"d{n}") for n in (2, 3, 4)))
_ENGLISH = re.compile("[A-Z][a-z]{2}")


def readings(text: str, base: datetime | None) -> Iterator[Moment]:
    """Readings by falling completeness; the first that covers a place wins it."""
    century = "20" in text or "19" in text
    if century:
        for form in (forms.TIME_FIRST, forms.YEAR_FIRST) if ":" in text else (forms.YEAR_FIRST,):
            for match in form.finditer(text):
                if moment := full_moment(match, int(match["year"])):
                    yield moment
    if "年" in text:
        for match in forms.CHINESE_YEAR.finditer(text):
            year = forms.number(match["year"])
            if year and (
                moment := moment_of(
                    match, year, forms.number(match["month"]), forms.number(match["day"]), forms.clock(match)
                )
            ):
                yield moment
    labelled = ":" in text or "于" in text
    for match in forms.LABELLED.finditer(text) if labelled else ():
        if moment := moment_of(match, int(match["year"]), int(match["month"]), int(match["day"]), None):
            yield replace(moment, raw=text[match.start("year") : match.end()], start=match.start("year"))
    for match in chain(
        forms.LABELLED_SHORT.finditer(text) if labelled else (),
        [alone] if (alone := forms.ROC_ALONE.fullmatch(text)) else (),
    ):
        if moment := full_moment(match, forms.short_year(int(match["year"]))):
            yield replace(moment, raw=match["date"].rstrip(), start=match.start("date"))
    if century and (boxed := forms.BOXES.fullmatch(text)):
        parts = next(found for found in (boxed.group(*names) for names in _BOXES) if found[0])
        if moment := moment_of(boxed, int(parts[0]), int(parts[1]), int(parts[2]), None):
            yield replace(moment, raw=boxed[0].strip(), start=len(boxed[0]) - len(boxed[0].lstrip()))
    for match in forms.MONTH_OF_BLOGS.finditer(text) if century and "月" in text else ():
        month, day = forms.number(match["month"] or match["m2"]), int(match["day"] or match["d2"])
        if moment := moment_of(match, int(match["year"]), month, day, forms.clock(match)):
            yield moment
    yield from _english(text) if century and _ENGLISH.search(text) else ()
    for match in forms.ROC_YEAR.finditer(text) if "民" in text else ():
        if moment := full_moment(match, int(match["year"]) + forms.FIRST_ROC_YEAR):
            yield moment
    for match in forms.ROC_NUMERALS.finditer(text) if "民" in text else ():
        if (year := forms.number(match["year"])) is not None:
            year += forms.FIRST_ROC_YEAR + (100 if match["hundred"] else 0)
            if moment := moment_of(match, year, forms.number(match["month"]), forms.number(match["day"]), None):
                yield moment
    for match in forms.ROC_SHORT.finditer(text) if "年" in text else ():
        if moment := full_moment(match, int(match["year"]) + forms.FIRST_ROC_YEAR):
            yield moment
    for match in forms.NUMERIC_DAY_FIRST.finditer(text) if century else ():
        if moment := day_or_month_first(match):
            yield moment
    for match in forms.SHORT_YEAR.finditer(text):
        if moment := full_moment(match, forms.short_year(int(match["year"]))):
            yield moment
    if base is not None:
        yield from _relative(text, base)


def _english(text: str) -> Iterator[Moment]:
    """Mon, 13 Feb 2022 10:28:16 GMT; Mon Apr 09 09:15:00 CST 2012; November 20, 2026."""
    for match in forms.RFC_2822.finditer(text):
        if parsed := forms.rfc_2822(match[0]):
            yield converted(match, parsed)
    for match in forms.JAVA.finditer(text):
        time = (int(match["hour"]), int(match["minute"]), int(match["second"]))
        if moment := moment_of(match, int(match["year"]), _month(match["month"]), int(match["day"]), time):
            yield moment
    for form in (forms.MONTH_NAMED, forms.DAY_MONTH_NAMED):
        for match in form.finditer(text):
            day, time_of = int(match["day"]), forms.clock(match)
            if moment := moment_of(match, int(match["year"]), _month(match["month"]), day, time_of):
                yield moment


def _relative(text: str, base: datetime) -> Iterator[Moment]:
    if "前" in text or "刚刚" in text:
        for match in forms.UNIT_AGO.finditer(text):
            if moment := _ago(match, base):
                yield moment
    for match in forms.NAMED_DAY.finditer(text):
        day = base - timedelta(days=forms.DAY_AGO[match["name"]])
        if moment := moment_of(match, day.year, day.month, day.day, forms.clock(match)):
            yield replace(moment, inferred=True)
    for match in forms.MONTH_DAY.finditer(text):
        month, day_of = int(match["month"] or match["m2"]), int(match["day"] or match["d2"])
        if moment := _latest(match, month, day_of, forms.clock(match), base):
            yield moment
    for match in forms.LABELLED_MONTH_DAY.finditer(text):
        if moment := _latest(match, int(match["month"]), int(match["day"]), None, base):
            yield replace(moment, raw=match["date"], start=match.start("date"))


def _latest(
    match: re.Match[str], month: int, day: int, time: tuple[int, int, int | None] | None, base: datetime
) -> Moment | None:
    """The latest such day that is not after the reference."""
    for year in range(base.year, base.year - 5, -1):  # 29 February
        moment = moment_of(match, year, month, day, time)
        if moment and moment.when.date() <= base.date():
            return replace(moment, inferred=True)
    return None


def _ago(match: re.Match[str], base: datetime) -> Moment | None:
    """两小时前, 3分钟前, 刚刚."""
    if match["just"]:
        return Moment(base.replace(second=0, microsecond=0), "minute", match[0], match.start(), inferred=True)
    count = forms.number(match["count"])
    if count is None:
        return None
    unit = match["unit"][0]
    if unit in "天日周星":
        day = base - timedelta(days=count * (7 if unit in "周星" else 1))
        midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
        return Moment(midnight, "day", match[0], match.start(), inferred=True)
    seconds = {"秒": 1, "分": 60, "小": 3600, "钟": 3600}[unit] * count
    seconds += 1800 if match["half"] or match["count"] == "半" else 0
    when = (base - timedelta(seconds=seconds)).replace(second=0, microsecond=0)
    return Moment(when, "minute", match[0], match.start(), inferred=True)


def _month(name: str) -> int:
    """1 to 12 for an English name of a month."""
    return forms.MONTHS.find(name[:3]) // 3 + 1


def day_or_month_first(match: re.Match[str]) -> Moment | None:
    """13/02/2022 one way only; 9/17/2004 5:54 PM the American way; 06/02/2022 without AM or PM is not decided."""
    first, second, year = int(match["one"]), int(match["two"]), int(match["year"])
    padded = len(match["one"]) == len(match["two"]) == 2
    dotted = padded and match[0].startswith(f"{match['one']}.{match['two']}.")
    if first > 12 or (dotted and second <= 12):  # 12.05.2014: two digits and dots are Europe's way
        day, month = first, second
    elif second > 12 or first == second or match["half"]:
        month, day = first, second
    else:
        return None
    return moment_of(match, year, month, day, forms.clock(match))
