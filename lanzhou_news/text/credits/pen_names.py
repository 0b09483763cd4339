"""Pen names of several tokens: 放飞&心情, 毒sir; and the codes that newsrooms print for their staff."""

from __future__ import annotations

import re

from lanzhou_news.text.credits import names
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind

_CODE = re.compile("(?=.*[0-9])(?:[A-Z_0-9.-]+|[A-Za-z]{1,6}_?[0-9]{2,})")


def joined_words(folded: str, zone: list[Token]) -> list[Token]:
    """The zone with the words of one pen name as one token."""
    return _mixed_pairs(folded, _pen_pairs(folded, zone))


def is_code(text: str) -> bool:
    """Does a newsroom call its staff so: NBJ11331, un649?

    >>> is_code("un649"), is_code("Lily")
    (True, False)
    """
    return _CODE.fullmatch(text) is not None


def _pen_pairs(folded: str, zone: list[Token]) -> list[Token]:
    """放飞&心情 is one pen name: an ampersand glued to two words of which neither is a personal name."""
    joined: list[Token] = []
    for index, token in enumerate(zone):
        if joined and token.start < joined[-1].end:
            continue
        around = zone[index - 1 : index + 2] if index else []
        text = folded[token.start : token.end]
        if text == "&" and len(around) == 3 and all(piece.kind is Kind.WORD for piece in (around[0], around[2])):
            one, _, two = around
            words = (folded[one.start : one.end], folded[two.start : two.end])
            if one.end == token.start and token.end == two.start and not any(map(names.is_name, words)):
                joined[-1] = Token(Kind.WORD, joined[-1].start, two.end)
                continue
        joined.append(token)
    return joined


def _mixed_pairs(folded: str, zone: list[Token]) -> list[Token]:
    """毒sir is one pen name: letters glued to a word that is no personal name."""
    joined: list[Token] = []
    for token in zone:
        before = joined[-1] if joined else None
        if before is not None and before.end == token.start and {before.kind, token.kind} == {Kind.WORD, Kind.LATIN}:
            one, two = folded[before.start : before.end], folded[token.start : token.end]
            if not any(map(names.is_name, (one, two))) and (one + two).isalnum() and not (is_code(one) or is_code(two)):
                joined[-1] = Token(Kind.WORD, before.start, token.end)
                continue
        joined.append(token)
    return joined
