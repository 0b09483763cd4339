"""Signed comments: a name with a bracket that says who it is. □ 张明（金城大学教授）, 张明（作者系金城大学教授）."""

from __future__ import annotations

import re

from lanzhou_news.items import Person
from lanzhou_news.text.credits import names, outlets
from lanzhou_news.text.credits.model import Credits

_SIGNED = re.compile(
    r"\s*(?P<mark>[□■◆◎○◇▲★·]\s*)?(?P<who>[\u4e00-\u9fff·]+(?:[、, ]\s*[\u4e00-\u9fff·]+){0,3})\s*"
    r"\(\s*(?P<note>(?:本文)?[作笔]者(?:单位)?(?:[系係为是:]|均)|[系係])?(?P<bio>[^()]{3,60})\)\s*"
)
_BETWEEN = re.compile(r"[、, ]\s*")


def read_signed(folded: str, printed: str) -> Credits | None:
    """The people of a signed line, ``rest`` being who they are; None when the line is none from end to end.

    Either the bracket speaks of the author, or a square stands before the name and a job or a body in the bracket.

    >>> read_signed("□ 张明(金城大学教授)", "□ 张明（金城大学教授）").people
    (Person(name='张明', role='作者', organization=None),)
    """
    match = _SIGNED.fullmatch(folded)
    if match is None:
        return None
    told = match["note"] is not None and match["note"] not in ("系", "係")
    bio = match["bio"].strip()
    known = match["mark"] is not None and (names.ends_with_job(bio) or outlets.is_unit(bio))
    if not (told or known) or not all(map(names.is_name, _BETWEEN.split(match["who"]))):
        return None
    people, at = [], match.start("who")
    for name in _BETWEEN.split(match["who"]):
        at = folded.index(name, at)
        people.append(Person(printed[at : at + len(name)], "作者"))
    return Credits(people=tuple(people), rest=printed[match.start("bio") : match.end("bio")].strip())
