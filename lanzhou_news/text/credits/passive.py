"""Pictures whose maker stands behind 由: 图片由张明提供, 本组图片由本报记者李华摄."""

from __future__ import annotations

import re

from lanzhou_news.text.credits import names, outlets
from lanzhou_news.text.credits.found import Found
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.words import Kind

_PASSIVE = re.compile(
    r"(?:本文|本版|本组|本报道|文中|文内|以上|上述)?(?:图片|照片|视频|[组题头配]图|封面图|图)(?:均|都|全部|由)*由(?P<by>[^()、,。]{1,16}?)(?P<how>提供|拍摄|供图|摄)"
)
"""图片由张明提供."""

_EMPLOYED = re.compile(r"(?P<of>.*?)(?:首席|见习|实习|特约|摄影)?(?:记者|通讯员) ?")


def read_passive(line: Reading, index: int) -> int | None:
    """The photographer or giver named behind 由; the index behind the phrase, or None when none begins here.

    受访者供图 is such a phrase as well and says nothing of the names behind it.
    """
    role = line.tokens[index].role
    if role is not None and role.media and index and line.kind(index - 1) is Kind.STOCK:
        line.open_bracket()
        return index + 1
    match = _PASSIVE.match(line.folded, line.tokens[index].start)
    if match is None:
        return None
    start, end = match.span("by")
    employer = _EMPLOYED.match(match["by"])
    if employer is not None:  # 图片由本报记者李华摄
        start += employer.end()
        line.organization = employer["of"].strip() or line.organization
        if outlets.known_kind(employer["of"].strip()) == "self":
            line.self_name = line.self_name or line.organization
        elif employer["of"].strip():
            line.outlet = line.outlet or line.organization
    by = line.folded[start:end].replace(" ", "")
    if names.is_name(by):
        how = "供图" if match["how"] in ("提供", "供图") else "摄影"
        name = "".join(line.printed[start:end].split())
        line.people.append(Found(name, start, end, "people", how, "maker", line.organization))
    line.strong = True
    while index < len(line.tokens) and line.tokens[index].start < match.end():
        index += 1
    return index
