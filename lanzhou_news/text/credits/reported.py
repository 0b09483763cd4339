"""The place of a report that stands behind a name: 记者 张明 北京报道, 記者王文台北2日電."""

from __future__ import annotations

from lanzhou_news.text.credits import names, places
from lanzhou_news.text.credits.lexer import Token
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.words import Kind


def opens_dateline(line: Reading, following: int) -> bool:
    """Do a date and a wire word follow: 2日電?"""
    return line.kind(following) is Kind.DATE and line.kind(line.skip(following + 1)) is Kind.WIRE


def split_place(line: Reading, token: Token) -> list[Token]:
    """A place, or a name with the place of its report glued to it, as separate words; empty when it is neither."""
    text = line.text(token)
    if places.is_place(text) and not names.is_name(text):
        return [token]
    for size in (3, 2, 4):
        if names.is_name(text[:size]) and places.is_place(text[size:]):
            middle = token.start + size
            return [Token(Kind.WORD, token.start, middle), Token(Kind.WORD, middle, token.end)]
    return []


def is_report_place(line: Reading, zone: list[Token]) -> bool:
    """Is the last word of the names before 报道 a place?"""
    text = line.text(zone[-1])
    return places.is_place(text) and (not names.is_name(text) or len(zone) > 1)
