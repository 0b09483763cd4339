"""Names that no table would take for one: 通讯员 粤市监, 记者 昌校宇. Their place in the line tells."""

from __future__ import annotations

from lanzhou_news.text.credits import names
from lanzhou_news.text.credits.found import Found
from lanzhou_news.text.credits.people import is_body
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind


def remember(line: Reading, tokens: list[Token], found: Found) -> None:
    """Remember words that stand where names of the role of ``found`` are expected."""
    for token in tokens:
        if token.kind is Kind.WORD:
            text = line.printed_text(token)
            line.unusual.append(
                Found(text, token.start, token.end, found.field, found.role, found.role_by, found.organization)
            )


def admit(line: Reading) -> None:
    """Take what was remembered for people beside others, when everything else in the line is explained."""
    text = [token for token in line.unexplained if token.kind is not Kind.MARK]
    if not line.unusual or not line.people or not all(is_alone(line, token) for token in text):
        return
    waiting = {found.start: found for found in line.unusual}
    for token in text:
        found = waiting.get(token.start)
        if found is not None and not is_body(line.text(token)):
            line.unexplained.remove(token)
            line.people.append(found)
    line.people.sort(key=lambda person: person.start)


def is_alone(line: Reading, token: Token) -> bool:
    """Does a word stand behind a role and a blank, and nothing but a blank or a bracket behind it?"""
    if token not in line.tokens:
        return False
    at = line.tokens.index(token)
    alone = line.kind(at - 1) is Kind.SPACE and line.kind(at + 1) in (None, Kind.SPACE, Kind.CLOSE)
    word = token.kind is Kind.WORD and 2 <= token.end - token.start <= 4 and names.may_be_pen_name(line.text(token))
    return alone and word and (line.kind(at - 2) is Kind.ROLE or _is_second(line, at))


def _is_second(line: Reading, at: int) -> bool:
    """通讯员 李华 他文宝: behind a name that stands so itself."""
    return line.kind(at - 2) is Kind.WORD and line.kind(at - 3) is Kind.SPACE and line.named(at - 2)


def fills_bracket(line: Reading, zone: list[Token]) -> bool:
    """（记者四建磊）, （记者张明 通讯员穗公宣）, 记者滨岩发自巴黎: between a role and the end stands a name."""
    at = line.tokens.index(zone[0])
    if len(zone) > 1 or line.kind(at - 1) is not Kind.ROLE:
        return False
    if line.kind(at + 1) is Kind.REPORT and line.text(line.tokens[at + 1]) == "发自":
        return len(line.text(zone[0])) <= 3
    alone = len(line.text(zone[0])) == 3
    beside = line.kind(at - 2) in (Kind.OPEN, Kind.OUTLET) or bool(line.people)
    return alone and line.kind(at + 1) is Kind.CLOSE and beside


def is_heading(line: Reading, tokens: list[Token]) -> bool:
    """国是直通车 记者 张明: the only word that nothing explains opens the line, in front of a reporter's name."""
    if len(set(tokens)) != 1 or not line.people or tokens[0] not in line.tokens:
        return False
    at = line.tokens.index(tokens[0])
    word = tokens[0].kind is Kind.WORD and 3 <= tokens[0].end - tokens[0].start <= 6
    role = (
        line.tokens[at + 2]
        if at == line.first() and line.kind(at + 1) is Kind.SPACE and at + 2 < len(line.tokens)
        else None
    )
    named = role is not None and role.kind is Kind.ROLE and line.text(role).endswith("记者")
    return word and named and all(names.is_name(found.name) and found.role_by == "word" for found in line.people)
