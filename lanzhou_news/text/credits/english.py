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
_OUTLET = re.compile(r"(?i:\b(?:Times|Daily|News|Post|Press|Agency|Weekly|Bureau|Online|Network|Xinhua)s?\b)")
_NOBODY = re.compile(r"(?i:\b(?:Staff|Reporters?|Correspondents?|Writers?|Editors?)\b)")
"""By Staff Reporter: somebody whom the page does not name."""
_BETWEEN = re.compile(", and |, | and | & ")


def read_english(folded: str, printed: str) -> Credits | None:
    """The people and the outlet of an English byline with a place, an outlet or a stamp; None for other lines.

    >>> read_english("By Ma Li in Lanzhou | China Daily", "By Ma Li in Lanzhou | China Daily").source
    'China Daily'
    >>> read_english("By Xinhua News Agency in Beijing", "By Xinhua News Agency in Beijing").people
    ()
    """
    if "By" not in folded[:6] or (match := _LINE.fullmatch(folded)) is None:
        return None
    named = _BETWEEN.split(_PLACE.sub("", printed[match.start("who") : match.end("who")]))
    outlets = [name for name in named if _OUTLET.search(name) is not None]  # By Ma Li, Global Times
    people = [name for name in named if name not in outlets and _NOBODY.search(name) is None]
    if people == [match["who"]] and match.end() == match.end("who"):
        return None  # By Ma Li alone is the grammar's
    source = match["outlet"] or (outlets[-1] if outlets else None)
    return Credits(people=tuple(Person(name, "作者") for name in people), source=source)
