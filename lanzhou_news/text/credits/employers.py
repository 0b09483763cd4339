"""Whom people work for, where no table holds it: 市公安局 before 通讯员, a column before 记者."""

from __future__ import annotations

import re

from lanzhou_news.text.credits import names, outlets
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind

_NO_COLUMN = re.compile(
    "[为是在与对从由向和被让把给于等有及同跟或]|[上下左右]图|[男女名位个些籍]$|^(?:参加|参与|接受|前往|陪同|随行)"
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
    if not glued or line.kind(at - 1) is not Kind.OPEN or not line.text(line.tokens[following]).endswith("记者"):
        return None
    sound = 3 <= len(text) <= 8 and text.isalpha() and _NO_COLUMN.search(text) is None and names.may_be_pen_name(text)
    return line.printed_text(zone[0]) if sound and not names.is_name(text) else None
