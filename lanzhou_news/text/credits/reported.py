"""The place of a report that stands behind a name: 记者 张明 北京报道, 記者王文台北2日電."""

from __future__ import annotations

from lanzhou_news.text.credits import names, places
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind


def cut_places(line: Reading, zone: list[Token], following: int) -> int | None:
    """Take the places of a report from the end of a zone of names; ``following`` is the index of what stands behind it.

    Returns the index to read on from, a dateline's place included, or None when the zone ends with a name. A place
    glued to the name becomes a token of its own.
    """
    reports = line.kind(following) is Kind.REPORT
    if reports and len(zone) > 1 and _is_behind_slash(line, zone[-1], following):
        zone.pop()
    dates = line.kind(following) is Kind.DATE and line.kind(line.skip(following + 1)) is Kind.WIRE
    split = _split(line, zone[-1]) if reports or dates else []
    if len(split) > 1:
        at = line.tokens.index(zone[-1])
        line.tokens[at : at + 1] = split
        zone[-1] = split[0]
        return at + 1 + reports
    if dates and split:
        return line.tokens.index(zone.pop())
    cut = None
    while reports and zone and (zone[-1].kind is not Kind.WORD or _is_place(line, zone)):
        zone.pop()  # 记者 张明 北京、上海报道
        cut = following
    return cut


def _split(line: Reading, token: Token) -> list[Token]:
    """A place, or a name with the place of its report glued to it, as separate words; empty when it is neither."""
    text = line.text(token)
    alone = places.is_place(text) and not names.is_name(text)
    if alone and places.opens(text):
        return [token]
    for size in (3, 2, 4):
        if names.is_name(text[:size]) and places.is_place(text[size:]):
            middle = token.start + size
            return [Token(Kind.WORD, token.start, middle), Token(Kind.WORD, middle, token.end)]
    return [token] if alone else []


def _is_behind_slash(line: Reading, token: Token, following: int) -> bool:
    """記者王文／瑞芳報導: in Taiwan's spelling of 报道 the word behind the slash is a place, known or not."""
    spelled = line.text(line.tokens[following])
    return token.kind is Kind.WORD and spelled.endswith("报导") and line.folded[token.start - 1] in "/／"


def _is_place(line: Reading, zone: list[Token]) -> bool:
    """Is the last word of the names before 报道 a place?"""
    text = line.text(zone[-1])
    if len(zone) > 2 and zone[-2].kind is Kind.SLASH and not names.has_usual_family(text):
        return True  # 記者陳昱婷／斗六報導
    return places.is_place(text) and (not names.is_name(text) or len(zone) > 1)


def is_behind_wire(line: Reading, zone: list[Token], alone: bool = False) -> bool:
    """本报讯 李华、记者王强报道: names behind the dateline of army papers, roles for some of them only.

    ``alone``: nothing at all may follow as well: 本报讯 李华.
    """
    at = line.tokens.index(zone[0])
    if line.kind(at - 1) is not Kind.SPACE or line.kind(at - 2) is not Kind.WIRE:
        return False
    behind = line.tokens.index(zone[-1]) + 1
    while line.kind(behind) in (Kind.SPACE, Kind.LIST):
        behind += 1
    return line.kind(behind) in ((Kind.REPORT, Kind.ROLE, None) if alone else (Kind.REPORT, Kind.ROLE))


def is_boxed(line: Reading, zone: list[Token]) -> bool:
    """（中国纪检监察报 张明）: a bracket of nothing but an outlet and names."""
    at = line.tokens.index(zone[0])
    opens = line.kind(at - 2) is Kind.OUTLET and line.kind(at - 3) is Kind.OPEN
    return opens and line.kind(line.tokens.index(zone[-1]) + 1) is Kind.CLOSE
