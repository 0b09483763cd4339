"""A moment in Asia/Shanghai with the precision that a text gives it, and how the parts of a date make one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from lanzhou_news.items import Precision
from lanzhou_news.text import date_forms as forms

SHANGHAI = timedelta(hours=8)
"""Asia/Shanghai, without daylight saving time since 1991."""
EARLIEST_YEAR = 1990
"""Older dates are history told by the article, or a template's default such as 1970-01-01."""
LATEST_YEAR = 2099


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


def moment_of(
    match: re.Match[str], year: int, month: int | None, day: int | None, time: tuple[int, int, int | None] | None
) -> Moment | None:
    """The moment of a match's parts; None for a day that no calendar has."""
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


def full_moment(match: re.Match[str], year: int) -> Moment | None:
    """The moment of a match with groups for month, day, clock and zone."""
    moment = moment_of(match, year, int(match["month"]), int(match["day"]), forms.clock(match))
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


def converted(match: re.Match[str], parsed: datetime) -> Moment:
    """The moment of a match that was read with its zone."""
    written = parsed.replace(tzinfo=None)
    when = local(parsed)
    return Moment(when, "second", match[0], match.start(), zoned=None if when == written else written)
