"""When: Chinese date forms → a moment in Asia/Shanghai, with the precision that the text really has.

Never now(): what is relative (两小时前) or lacks its year (1月2日) is resolved against a reference or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from lanzhou_news.items import Precision
from lanzhou_news.text import date_forms as forms

SHANGHAI = timedelta(hours=8)
"""Asia/Shanghai, without daylight saving time since 1991."""
EARLIEST_YEAR = 1990
"""Older dates are history told by the article, or a template's default such as 1970-01-01."""
LATEST_YEAR = 2099
_start = attrgetter("start")
_HINT = re.compile("[0-9０-９年前今昨刚]")
_BOXES = (("year", "month", "day"), *((f"y{n}", f"m{n}", f"d{n}") for n in (2, 3, 4)))
_ENGLISH = re.compile("[A-Z][a-z]{2}")
_WIDE = str.maketrans("０１２３４５６７８９：／－．\u3000\u00a0\u2002\u2003", "0123456789:/-.    ")
"""Width of digits and blanks, one for one, so that places in the text stay."""
_ANY_WIDE = re.compile("[０-９：／－．\u3000\u00a0\u2002\u2003]")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found in a text."""

    when: datetime
    """Naive, Asia/Shanghai; midnight for precision ``day``."""
    precision: Precision
    raw: str
    """The characters it was read from."""
    start: int = 0
    """Where ``raw`` begins in the text."""
    zoned: datetime | None = None
    """Clock time as written, when the text named another zone and ``when`` was converted."""
    inferred: bool = False
    """The year, or all of it, came from the reference."""

    def iso(self) -> str:
        """As the record writes it.

        >>> find_date("2023年9月23日 01:28").iso()
        '2023-09-23T01:28:00+08:00'
        """
        return self.when.strftime("%Y-%m-%dT%H:%M:%S+08:00")


def local(moment: datetime) -> datetime:
    """A reference time as naive Asia/Shanghai; a naive one is taken to be that already.

    >>> local(datetime(2025, 1, 2, 18, 0, tzinfo=UTC))
    datetime.datetime(2025, 1, 3, 2, 0)
    """
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None) + SHANGHAI


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
    for moment in _readings(text, base):
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
        moment = _moment(match, int(match[1]), int(match[2]), int(match[3]), time)
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
        if _day_or_month_first(match) is None and EARLIEST_YEAR <= year <= LATEST_YEAR:
            one, other = (
                _moment(match, year, month, day, forms.clock(match))
                for month, day in ((first, second), (second, first))
            )
            if one is not None and other is not None:
                found.append((one, other))
    return found


def _readings(text: str, base: datetime | None) -> Iterator[Moment]:
    """Readings by falling completeness; the first that covers a place wins it."""
    century = "20" in text or "19" in text
    if century:
        for form in (forms.TIME_FIRST, forms.YEAR_FIRST) if ":" in text else (forms.YEAR_FIRST,):
            for match in form.finditer(text):
                if moment := _full(match, int(match["year"])):
                    yield moment
    if "年" in text:
        for match in forms.CHINESE_YEAR.finditer(text):
            year = forms.number(match["year"])
            if year and (
                moment := _moment(
                    match, year, forms.number(match["month"]), forms.number(match["day"]), forms.clock(match)
                )
            ):
                yield moment
    labelled = ":" in text or "于" in text
    for match in forms.LABELLED.finditer(text) if labelled else ():
        if moment := _moment(match, int(match["year"]), int(match["month"]), int(match["day"]), None):
            yield replace(moment, raw=text[match.start("year") : match.end()], start=match.start("year"))
    for match in chain(
        forms.LABELLED_SHORT.finditer(text) if labelled else (),
        [alone] if (alone := forms.ROC_ALONE.fullmatch(text)) else (),
    ):
        if moment := _full(match, forms.short_year(int(match["year"]))):
            yield replace(moment, raw=match["date"].rstrip(), start=match.start("date"))
    if century and (boxed := forms.BOXES.fullmatch(text)):
        parts = next(found for found in (boxed.group(*names) for names in _BOXES) if found[0])
        if moment := _moment(boxed, int(parts[0]), int(parts[1]), int(parts[2]), None):
            yield replace(moment, raw=boxed[0].strip(), start=len(boxed[0]) - len(boxed[0].lstrip()))
    for match in forms.MONTH_OF_BLOGS.finditer(text) if century and "月" in text else ():
        month, day = forms.number(match["month"] or match["m2"]), int(match["day"] or match["d2"])
        if moment := _moment(match, int(match["year"]), month, day, forms.clock(match)):
            yield moment
    yield from _english(text) if century and _ENGLISH.search(text) else ()
    for match in forms.ROC_YEAR.finditer(text) if "民" in text else ():
        if moment := _full(match, int(match["year"]) + forms.FIRST_ROC_YEAR):
            yield moment
    for match in forms.ROC_NUMERALS.finditer(text) if "民" in text else ():
        if (year := forms.number(match["year"])) is not None:
            year += forms.FIRST_ROC_YEAR + (100 if match["hundred"] else 0)
            if moment := _moment(match, year, forms.number(match["month"]), forms.number(match["day"]), None):
                yield moment
    for match in forms.ROC_SHORT.finditer(text) if "年" in text else ():
        if moment := _full(match, int(match["year"]) + forms.FIRST_ROC_YEAR):
            yield moment
    for match in forms.NUMERIC_DAY_FIRST.finditer(text) if century else ():
        if moment := _day_or_month_first(match):
            yield moment
    for match in forms.SHORT_YEAR.finditer(text):
        if moment := _full(match, forms.short_year(int(match["year"]))):
            yield moment
    if base is not None:
        yield from _relative(text, base)


def _english(text: str) -> Iterator[Moment]:
    """Mon, 13 Feb 2022 10:28:16 GMT; Mon Apr 09 09:15:00 CST 2012; November 20, 2026."""
    for match in forms.RFC_2822.finditer(text):
        if parsed := forms.rfc_2822(match[0]):
            yield _converted(match, parsed)
    for match in forms.JAVA.finditer(text):
        time = (int(match["hour"]), int(match["minute"]), int(match["second"]))
        if moment := _moment(match, int(match["year"]), _month(match["month"]), int(match["day"]), time):
            yield moment
    for form in (forms.MONTH_NAMED, forms.DAY_MONTH_NAMED):
        for match in form.finditer(text):
            day, time_of = int(match["day"]), forms.clock(match)
            if moment := _moment(match, int(match["year"]), _month(match["month"]), day, time_of):
                yield moment


def _relative(text: str, base: datetime) -> Iterator[Moment]:
    if "前" in text or "刚刚" in text:
        for match in forms.UNIT_AGO.finditer(text):
            if moment := _ago(match, base):
                yield moment
    for match in forms.NAMED_DAY.finditer(text):
        day = base - timedelta(days=forms.DAY_AGO[match["name"]])
        if moment := _moment(match, day.year, day.month, day.day, forms.clock(match)):
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
        moment = _moment(match, year, month, day, time)
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


def _full(match: re.Match[str], year: int) -> Moment | None:
    moment = _moment(match, year, int(match["month"]), int(match["day"]), forms.clock(match))
    zone = match.groupdict().get("zone")
    if moment is None or not zone or moment.precision == "day":
        return moment
    offset = timedelta()
    if zone.upper() != "Z":
        digits = zone[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0)) * (-1 if zone[0] == "-" else 1)
    if offset == SHANGHAI:
        return moment
    return replace(moment, when=moment.when - offset + SHANGHAI, zoned=moment.when)


def _converted(match: re.Match[str], parsed: datetime) -> Moment:
    written = parsed.replace(tzinfo=None)
    when = local(parsed)
    return Moment(when, "second", match[0], match.start(), zoned=None if when == written else written)


def _month(name: str) -> int:
    """1 to 12 for an English name of a month."""
    return forms.MONTHS.find(name[:3]) // 3 + 1


def _day_or_month_first(match: re.Match[str]) -> Moment | None:
    """13/02/2022 one way only; 9/17/2004 5:54 PM the American way; 06/02/2022 without AM or PM is not decided."""
    first, second, year = int(match["one"]), int(match["two"]), int(match["year"])
    if first > 12:
        day, month = first, second
    elif second > 12 or first == second or match["half"]:
        month, day = first, second
    else:
        return None
    return _moment(match, year, month, day, forms.clock(match))


def _moment(
    match: re.Match[str], year: int, month: int | None, day: int | None, time: tuple[int, int, int | None] | None
) -> Moment | None:
    if not month or not day:
        return None
    try:
        when = datetime(year, month, day)
    except ValueError:
        return None
    precision: Precision = "day"
    if time is not None:
        hour, minute, second = time
        if minute < 60 and (second or 0) < 60 and (hour < 24 or (hour == 24 and minute == 0 and not second)):
            when += timedelta(hours=hour, minutes=minute, seconds=second or 0)
            precision = "minute" if second is None else "second"
    return Moment(when, precision, match[0].rstrip(" /（(,，"), match.start())
