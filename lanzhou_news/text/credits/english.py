"""Bylines of English pages with place, outlet and stamp: By Ma Li in Lanzhou | China Daily | Updated: 2022-06-17."""

from __future__ import annotations

import re

from lanzhou_news.items import Person
from lanzhou_news.text.credits.model import Credits

_NAME = r"[A-Z][A-Za-z'’-]{1,20}(?: [A-Z][A-Za-z'’.-]{0,20}){1,2}"
_IN = r"(?: in [A-Z][A-Za-z'’-]{1,20}(?: [A-Z][A-Za-z'’-]{1,20}){0,2}(?:, [A-Z][a-z]{1,20})?)"
_STAMP = (
    r"(?:(?:Last )?(?:Updated?|Published|Posted)\s?(?:on|at)?\s?[:-]?\s{0,2})?"
    r"(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|[A-Z][a-z]{2,8}\.? \d\d?, ?(?:19|20)\d\d"
    r"|\d\d? [A-Z][a-z]{2,8}\.? (?:19|20)\d\d)"
    r"(?:[ ,|]{0,3}\d\d?:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?)?"
)
_LINE = re.compile(
    rf"\W{{0,3}}By:? (?P<who>{_NAME}{_IN}?(?:(?:, and |, | and | & ){_NAME}{_IN}?){{0,4}})"
    rf"(?:\s{{0,2}}[|,/]\s{{0,2}}(?P<outlet>[A-Za-z][A-Za-z.' ]{{2,30}}?))?(?:\s{{0,3}}[|,/-]?\s{{0,2}}{_STAMP})?\s*"
)
_PLACE = re.compile(_IN)
_OUTLET = re.compile(r"\b(?:Times|Daily|News|Post|Press|Agency|Weekly|Bureau|Staff|Online|Network|Reporter)s?\b")
_BETWEEN = re.compile(", and |, | and | & ")


def read_english(folded: str, printed: str) -> Credits | None:
    """The people and the outlet of an English byline with a place, an outlet or a stamp; None for other lines.

    >>> read_english("By Ma Li in Lanzhou | China Daily", "By Ma Li in Lanzhou | China Daily").source
    'China Daily'
    """
    if "By" not in folded[:6] or (match := _LINE.fullmatch(folded)) is None:
        return None
    people = _BETWEEN.split(_PLACE.sub("", printed[match.start("who") : match.end("who")]))
    source = match["outlet"]
    if len(people) > 1 and _OUTLET.search(people[-1]) is not None:  # By Ma Li, Global Times
        source = people.pop()
    if any(map(_OUTLET.search, people)):
        return None
    if source is None and len(people) == 1 and _PLACE.search(match["who"]) is None and match.end() == match.end("who"):
        return None  # By Ma Li alone is the grammar's
    return Credits(people=tuple(Person(name, "作者") for name in people), source=source)
