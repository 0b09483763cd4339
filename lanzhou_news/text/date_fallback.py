"""Dates in other languages and odd spellings, through dateparser; loaded on first use, its answer checked."""

from __future__ import annotations

import re
from datetime import datetime

from lanzhou_news.text.moments import EARLIEST_YEAR, LATEST_YEAR, Moment

MAX_LENGTH = 60
"""Longer values are no date fields."""
_NOWHERE = datetime(1900, 1, 1)
"""Base that makes every relative reading fall before 1990."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def foreign_date(value: str) -> Moment | None:
    """Day of a field such as ``13 février 2022`` or ``Feb 13, 2022``, or None.

    Only for fields that hold a date (2 ms a call). Year and day must stand in the text as numbers: dateparser completes
    what is missing, for example reads ``2013 年 6 月`` as the year 13.

    >>> foreign_date("Feb 13, 2022").when
    datetime.datetime(2022, 2, 13, 0, 0)
    """
    if len(value) > MAX_LENGTH or not (year := _YEAR.search(value)):
        return None
    import dateparser

    parsed = dateparser.parse(
        value, languages=["zh", "en", "fr", "ru"], settings={"STRICT_PARSING": True, "RELATIVE_BASE": _NOWHERE}
    )
    if parsed is None or str(parsed.year) != year[0] or not EARLIEST_YEAR <= parsed.year <= LATEST_YEAR:
        return None
    if str(parsed.day) not in {number.lstrip("0") for number in re.findall("[0-9]+", value.replace(year[0], "", 1))}:
        return None
    return Moment(datetime(parsed.year, parsed.month, parsed.day), "day", value)
