"""Whom people work for, where no table holds it: 市公安局 before 通讯员, a column before 记者."""

from __future__ import annotations

import re

from lanzhou_news.text.credits import names, outlets, places
from lanzhou_news.text.credits.found import Found
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind

_NO_COLUMN = re.compile(
    "[为是在与对从由向和被让把给于等有及同跟或]|[上下左右]图|[男女名位个些籍]$|^(?:参加|参与|接受|前往|陪同|随行|优秀|知名|著名|职业|当地|从事|作为|报社|所有|广大|外国|中国|随行|其他|多路|多家|各)"
)
"""Signs of a phrase (图为记者…, 一名记者) where the name of a column or an account is looked for."""


def unit_of(line: Reading, token: Token) -> str | None:
    """市公安局 before 通讯员 is where the correspondent works."""
    text = line.text(token)
    return line.printed_text(token) if outlets.is_unit(text) and not names.is_name(text) else None


def column_of(line: Reading, zone: list[Token], following: int) -> str | None:
    """（金城夜话记者 张明）: what opens a bracket and is glued to 记者 is whom the reporter works for, known or not."""
    at = line.tokens.index(zone[0])
    text = line.text(zone[0])
    glued = len(zone) == 1 and line.tokens[following].start == zone[0].end
    opens = line.kind(at - 1) is Kind.OPEN or at == line.first()
    if not glued or not opens or not line.text(line.tokens[following]).endswith("记者"):
        return None
    return line.printed_text(zone[0]) if 3 <= len(text) <= 8 and may_be_brand(text) else None


def may_be_brand(text: str, opens: bool = False) -> bool:
    """May a word that no table holds be the name of an outlet or column when 记者 follows it?

    ``opens``: it opens the line, where it may look like a name as well.

    >>> may_be_brand("彩练"), may_be_brand("优秀"), may_be_brand("一名"), may_be_brand("李明")
    (True, False, False, False)
    """
    sound = text.isalpha() and _NO_COLUMN.search(text) is None and names.may_be_pen_name(text)
    return sound and (opens or not (names.is_name(text) or names.split_joined(text)))


def is_office(line: Reading, token: Token, found: list[Found]) -> bool:
    """记者 张明 共享联盟·诸暨 李华: a body between two names is where the second works; the role may go on or not."""
    text = line.text(token)
    body = outlets.is_unit(text) or any(map(outlets.is_unit, text.split("·")))
    return body and found[0].start < token.start < found[-1].start


def is_post(line: Reading, zone: list[Token], following: int) -> bool:
    """本报武威记者 张明: the place between paper and role is where the reporter is posted."""
    at = line.tokens.index(zone[0])
    glued = len(zone) == 1 and line.kind(at - 1) is Kind.OUTLET and following == at + 1
    return glued and line.kind(following) is Kind.ROLE and places.is_known(line.text(zone[0]))


def signs_for_site(line: Reading, index: int) -> bool:
    """Do names open a bracket behind the site they work for, nothing else before them?"""
    at = line.back(index)
    return at == line.first() and line.kind(at) is Kind.OUTLET and line.kind(index - 1) is Kind.SPACE
