"""Bylines of Taiwan's newsrooms that name the desk first: 國際中心／綜合報導, 娛樂中心／李小明報導."""

from __future__ import annotations

import re

from lanzhou_news.items import Dateline, Person
from lanzhou_news.text.credits import names, places
from lanzhou_news.text.credits.model import Credits

_DESK = re.compile(
    r"\W{0,2}[一-鿿]{2,6}(?:中心|新闻|频道|组) ?/ ?"
    r"(?:(?P<who>[一-鿿]{2,4}) ?)??(?:(?:综合|即时|(?P<place>[一-鿿]{2}))?(?:外电)?)报[导道]\W{0,2}"
)


def read_desk(folded: str, printed: str) -> Credits | None:
    """The reporter behind the name of a desk, or only the dateline; None for lines of another form.

    >>> read_desk("娱乐中心/李小明报导", "娛樂中心／李小明報導").people
    (Person(name='李小明', role='記者', organization=None),)
    """
    if "/" not in folded or (match := _DESK.fullmatch(folded)) is None:
        return None
    start, end = match.span("who")
    who = match["who"]
    if who is None and match["place"] is not None and not places.is_known(match["place"]):
        start, end = match.span("place")
        who = match["place"]
    if who is None or places.is_known(who):
        return Credits(dateline=Dateline(printed.strip(" （）()【】〔〕[]")))
    if not names.is_name(who):
        return None
    return Credits(people=(Person(printed[start:end], "記者" if "報" in printed else "记者"),))
