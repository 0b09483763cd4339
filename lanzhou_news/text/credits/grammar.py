"""The grammar of a credit line: tokens to people, editors, outlets and the dateline."""

from __future__ import annotations

from collections.abc import Callable

from lanzhou_news.items import Editor, Person
from lanzhou_news.text.credits import names, unusual
from lanzhou_news.text.credits.bylines import read_made, read_role, read_words
from lanzhou_news.text.credits.model import Credits
from lanzhou_news.text.credits.origins import (
    is_place_dateline,
    read_about,
    read_book,
    read_dateline,
    read_foreign,
    read_outlet,
)
from lanzhou_news.text.credits.reading import GAPS, LABEL_MARKS, Reading
from lanzhou_news.text.credits.sources import read_source
from lanzhou_news.text.credits.words import Kind, Role

_BULLETS = frozenset("□■◎●○◆◇★☆▲△▼▽►▶▷◀※*#~-·_>…\u200b\ufffc\ue5c2\ue004•")
_OFFICES = ("主任", "副主任", "主管", "副主管", "社长", "副社长", "台长", "副台长")
"""Roles that count only beside others of a newsroom."""
_STAFF = ("writer", "writers", "reporter", "reporters", "correspondent", "correspondents")
_PROVIDERS = (Kind.STOCK, Kind.ROLE, Kind.FOREIGN)


def read(line: Reading) -> Credits:
    """The reading, or ``Credits(rest=printed)`` when the line is no credit line."""
    index = 0
    while index < len(line.tokens):
        index = _step(line, index)
    unusual.admit(line)
    if not _is_credit(line):
        return Credits(rest=line.printed)
    people = [found for found in line.people if found.field != "editors"]
    source, agency = _outlets(line)
    return Credits(
        people=tuple(Person(found.name, found.role, found.organization) for found in people),
        editors=tuple(Editor(found.name, found.role) for found in line.people if found.field == "editors"),
        source=source,
        agency=agency,
        dateline=line.dateline,
        ambiguous=line.ambiguous,
        rest=_rest(line),
        media=line.media,
    )


def _is_credit(line: Reading) -> bool:
    text = [token for token in line.unexplained if token.kind is not Kind.MARK]
    marks = [token for token in line.unexplained if token.kind is Kind.MARK and token.end < len(line.folded)]
    anything = bool(
        line.people or line.source or line.about or line.agency or line.dateline or line.outlet or line.self_name
    )
    if _is_lone_outlet(line) or any(line.text(token) in "?!" for token in line.unexplained if token.kind is Kind.MARK):
        return False
    if not anything and not line.strong:
        content = [token.kind for token in line.tokens if token.kind not in GAPS]
        return not text and not marks and len(content) > 1 and any(kind in _PROVIDERS for kind in content)
    if len(line.people) > 1 and all(found.role in _OFFICES for found in line.people):
        return False  # 主任：李强 副主任：王明 is a list of officials
    odd = bool(line.people) and not marks and all(unusual.is_alone(line, token) for token in text)
    sure = line.strong or _is_staff(line) or odd or not (text or marks)
    return sure or (not marks and unusual.is_heading(line, text))


def _is_staff(line: Reading) -> bool:
    """A06 民生 编辑 施一 美编 何二: two names behind two roles of the newsroom make a staff line."""
    return len({found.role for found in line.people if found.field != "people"}) > 1


def _is_lone_outlet(line: Reading) -> bool:
    """兰州晚报 without anything else, not even brackets, is a word, no credit."""
    content = [token for token in line.tokens if token.kind is not Kind.SPACE]
    return len(content) == 1 and content[0].kind is Kind.OUTLET and content[0].outlet != "agency"


def _outlets(line: Reading) -> tuple[str | None, str | None]:
    source, agency = line.source, line.agency
    if line.about is not None:
        name, kind = line.about
        if kind == "agency":
            agency = name
        else:
            source = source or name
            if line.dateline_outlet is not None and agency is None:
                agency = line.dateline_outlet
    return source or line.outlet or line.dateline_outlet or line.self_name, agency


def _rest(line: Reading) -> str:
    pieces: list[list[int]] = []
    for token in sorted(line.unexplained, key=lambda token: token.start):
        if pieces and not line.folded[pieces[-1][1] : token.start].strip():
            pieces[-1][1] = token.end
        else:
            pieces.append([token.start, token.end])
    return " ".join(line.printed[start:end].strip() for start, end in pieces).strip()


_READERS: dict[Kind, Callable[[Reading, int], int]] = {
    Kind.ROLE: read_role,
    Kind.WORD: read_words,
    Kind.LATIN: read_words,
    Kind.OUTLET: read_outlet,
    Kind.SOURCE: read_source,
    Kind.FOREIGN: read_foreign,
    Kind.ABOUT: read_about,
    Kind.BOOK: read_book,
    Kind.MADE: read_made,
}
"""Kind of a token → what reads on from there and returns the index behind."""


def _step(line: Reading, index: int) -> int:
    """Read the token at ``index`` and what belongs to it; returns the index behind."""
    token = line.tokens[index]
    kind = token.kind
    if kind is Kind.WORD and is_place_dateline(line, index):
        return read_dateline(line, index, None, index)
    if kind is Kind.LATIN and line.group and line.kind(index - 1) is not Kind.LIST:
        line.unexplained.append(token)  # a staff code behind a name: 史新_NX00421
    elif kind is Kind.LATIN and line.text(token).lower() == "by" and _opens_byline(line, index):
        line.role, line.role_text, line.labelled, line.group = Role(pen=True), "作者", True, []
        return _behind_staff(line, index + 2)
    elif kind is Kind.REPORT and index == line.first() and _labels_person(line, index):
        line.role, line.role_text, line.labelled, line.group = Role(), "记者", True, []  # 报道：黄诗婷
    elif (reader := _READERS.get(kind)) is not None:
        return reader(line, index)
    elif kind is Kind.OPEN and (_is_remark(line, index) or _is_domain(line, index)):
        return index + 3
    elif kind is Kind.OPEN or (kind in (Kind.DATE, Kind.NUMBER, Kind.META) and line.group):
        line.open_bracket()
    elif kind is Kind.CLOSE and line.group:
        line.role, line.labelled = None, False
    elif kind is Kind.TEXT or (kind is Kind.MARK and line.text(token) not in _BULLETS and not _quotes(line, index)):
        line.unexplained.append(token)
    return index + 1


def _behind_staff(line: Reading, index: int) -> int:
    """By Xinhua writers Yao Ming, By our staff reporter Li Hua: the index of the first name."""
    for at in range(index, min(index + 6, len(line.tokens))):
        if line.text(line.tokens[at]).lower() in _STAFF and line.kind(at + 1) is Kind.SPACE:
            return at + 2
    return index


def _opens_byline(line: Reading, index: int) -> bool:
    """By Ma Li; by ma_li alone on its line; but not: built in 2021 by soldiers."""
    if line.kind(index + 1) is not Kind.SPACE or index + 2 >= len(line.tokens):
        return False
    sentence = line.text(line.tokens[index])[0] == "b" and line.text(line.tokens[index + 2])[0].islower()
    return index == line.first() or not (sentence and line.kind(line.skip(0)) is Kind.LATIN)


def _labels_person(line: Reading, index: int) -> bool:
    """Do a colon or a slash and a full name follow?"""
    mark = line.skip(index + 1)
    word = line.skip(mark + 1)
    labelled = line.kind(mark) in LABEL_MARKS and line.kind(word) is Kind.WORD
    return labelled and names.is_name(line.text(line.tokens[word]))


def _is_remark(line: Reading, index: int) -> bool:
    """责编：赵安(实习生)、李栋: a bracket that says how far somebody has come; 【实习生】李栋 is a label."""
    inside = line.kind(index + 1) in (Kind.ROLE, Kind.WORD) and line.kind(index + 2) is Kind.CLOSE
    inside = inside and line.kind(index + 3) is not Kind.WORD
    return inside and bool(line.group) and line.text(line.tokens[index + 1]).startswith(("实习", "见习"))


def _is_domain(line: Reading, index: int) -> bool:
    """华夏时报(www.chinatimes.net.cn)记者: the address of the paper's site."""
    return (line.kind(index + 1), line.kind(index + 2)) == (Kind.LATIN, Kind.CLOSE) and "." in line.text(
        line.tokens[index + 1]
    )


def _quotes(line: Reading, index: int) -> bool:
    """新华社“新华视点”记者: quotation marks round an outlet."""
    beside = (line.kind(index - 1), line.kind(index + 1))
    return line.text(line.tokens[index]) == '"' and Kind.OUTLET in beside
