"""The day that an article's address names."""

from __future__ import annotations

import re
from datetime import datetime

from lanzhou_news.text.moments import EARLIEST_YEAR, LATEST_YEAR, Moment
from lanzhou_news.text.urls import split

_FORMS = (
    re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12][0-9]|3[01])(?![0-9])"),
    re.compile(r"/((?:19|20)[0-9]{2})[-/]([1-9]|1[0-2])[-/]([1-9]|[12][0-9]|3[01])/"),
    re.compile(
        r"(?<![0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=[0-2][0-9][0-5][0-9](?:[0-9]{2})?(?![0-9]))"
    ),
)
"""/2023-09/23/, /20230923/, /2020/11/16/, t20230923_, /202402/03/; /2020/1/6/; 20230923012848."""


def url_date(url: str) -> Moment | None:
    """Day in the path of a URL, or None; the last one when the path names several.

    >>> url_date("http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm").raw
    '2023-09/23'
    """
    path = split(url).path
    for form in _FORMS:
        for match in reversed(list(form.finditer(path))):
            try:
                day = datetime(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
                return Moment(day, "day", match[0].strip("/"), match.start())
    return None
