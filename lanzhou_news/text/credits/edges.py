"""Credits inside a paragraph: its opening (本报讯（记者 …）) and its closing bracket."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from lanzhou_news.items import Dateline
from lanzhou_news.text.credits.fold import fold, visible
from lanzhou_news.text.credits.grammar import read
from lanzhou_news.text.credits.lexer import tokenize
from lanzhou_news.text.credits.model import Credits
from lanzhou_news.text.credits.names import has_usual_family, is_name
from lanzhou_news.text.credits.origins import behind_places, last_joined
from lanzhou_news.text.credits.outlets import is_masthead, is_outlet, known_kind
from lanzhou_news.text.credits.pen_names import is_code
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind
from lanzhou_news.text.credits.worth import holds_credit_word, is_author_note

REACH = 110
"""Characters looked at from either edge: the longest opening seen (three outlets, five people) has 90."""
_LOCAL = re.compile(r" *[一-鿿]{2,6}(?<![通资短简喜快])讯(?= *\()")
"""金城讯（记者 张明）: a place or an outlet that no table knows opens the story."""
BEHIND = 30
"""Characters behind the first bracket that may still be the credit's: 】记者 张明 通讯员 李华 北京报道."""
_OPENING = re.compile(
    r"[ (]*[^,。;?!\"]{0,30}"
    r"(?:(?<![通资短简喜])讯|(?<![供停用发充通断来水核风])电(?![力网视影脑商器机动梯])|消息|报[道导][: ]|\()"
)
"""The beginning of a dateline or a bracket; 通讯 and 供电 are words of the text."""
_COMBINED = re.compile(r"\((?P<outlet>[一-鿿]{2,10}?) ?[·-]? ?(?:综合(?:外电)?|独家)(?:报[道导]|消息|讯)\)")
"""【环球时报综合报道】: put together from what others reported."""
_SENTENCE_END = re.compile(r"[。!?;\"…]")
_SOURCE = re.compile(r"\W{0,3}(?:[一-鿿]{0,2}来源|稿源|转自|转载自) ?[:|]")
"""来源：… behind the last sentence; without its sign 来源 and 转自 are words of one."""
_PROGRAMME = re.compile(r" ?\(《?[一-鿿]{2,8}》?\) ?:")
"""央视网消息（新闻联播）：the programme that broadcast the story."""
_FIGURE = re.compile(r"[（(]\s?[图表]\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[）)]")
"""（图3） refers to a picture."""
_PAPERS = ("报", "网", "社", "台", "客户端", "新闻")
"""Ends of outlets that may stand alone in a bracket before the lead; 【紫牛头条】 is a column."""
_SENT = re.compile(r"(?<=[。!?\"])\s*[一-鿿]{2,8}发 ?$")
"""新华社发 in front of the bracket with the photographer."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A credit cut from a paragraph: what it says, its exact text, and the paragraph without it."""

    credits: Credits
    raw: str
    remaining: str


def opening(text: str) -> Edge | None:
    """The dateline a paragraph begins with, and the bracketed credit behind it; or the bracket alone.

    >>> opening("本报讯（记者 张明）昨日，黄河岸边……").remaining
    '昨日，黄河岸边……'
    """
    printed = visible(text)
    folded = fold(printed[:REACH])
    if _OPENING.match(folded) is None:
        return None
    combined = _COMBINED.match(folded)
    if combined is not None and (known_kind(combined["outlet"]) or is_outlet(combined["outlet"])):
        raw = printed[: combined.end()]
        credits = Credits(source=combined["outlet"], dateline=Dateline(raw[1:-1]))
        return Edge(credits, raw, printed[combined.end() :].lstrip())
    local = _LOCAL.match(folded)
    bracket = folded.find(")")
    if bracket >= 0:  # a second bracket is the story's
        folded = folded[: bracket + BEHIND]
    tokens = tokenize(folded)
    end = _dateline_end(folded, tokens) or _told_by(folded, tokens) or _outlet_bracket(printed, folded, tokens)
    if end is not None:
        local = None
    else:
        first = next((i for i, token in enumerate(tokens) if local and token.start >= local.end()), 0)
        end = _bracket(tokens, _skip(tokens, first), _opens_story if local is None else _names_people, folded)
        if end is None:
            return None
        after = _skip(tokens, end)
        dated = _read(folded[: tokens[end - 1].end]).dateline is not None
        second = _bracket(tokens, after, _names_somebody, folded) if dated else None  # 【金城晚报讯】（记者 张明）
        end = _reporter(tokens, after, folded) or second or end
    stop = tokens[end - 1].end
    programme = _PROGRAMME.match(folded, stop)
    credits = _read(printed[local.end() if local else 0 : stop])
    if credits.dateline is None and (local is not None or is_masthead(printed[:stop].strip(" 【】"))):
        credits = replace(credits, dateline=Dateline(printed[: local.end() if local else stop].strip(" 【】")))
    if not _says(credits):
        return None
    remaining = printed[programme.end() if programme else stop :].lstrip(" 　\u00a0:：/／")
    return Edge(credits, printed[: len(printed) - len(remaining)].strip(), remaining)


def closing(text: str) -> Edge | None:
    """The credit a paragraph ends with: in brackets, or behind its last sentence.

    >>> closing("……市民纷纷前来。（记者 张明）").raw
    '（记者 张明）'
    """
    printed = visible(text).rstrip()
    base = max(0, len(printed) - REACH)
    folded = fold(printed[base:])
    if folded.endswith(")"):
        start = folded.rfind("(")
        if start < 0:
            return None
        sent = _SENT.search(folded, 0, start)
        return (_cut(printed, base + sent.start()) if sent else None) or _cut(printed, base + start)
    ends = [match.end() for match in _SENTENCE_END.finditer(folded[:-1])]
    if not ends or len(folded) - ends[-1] > 60:
        return None
    edge = _cut(printed, base + ends[-1])
    if edge is None or edge.credits.ambiguous:
        return None
    told = edge.credits.people or edge.credits.editors or _SOURCE.match(fold(edge.raw))
    return edge if told else None


@lru_cache(maxsize=256)  # a page credits its photographer under every picture
def _read(printed: str) -> Credits:
    folded = fold(printed)
    return read(Reading(printed, folded, tokenize(folded)))


def _says(credits: Credits) -> bool:
    """Is the piece a credit from end to end, staff codes besides? (It need not name anybody: 图片由受访者提供.)"""
    return all(map(is_code, credits.rest.split()))


def _names_somebody(credits: Credits) -> bool:
    return bool(credits.people or credits.editors) and not credits.ambiguous and not credits.rest


def _names_people(credits: Credits) -> bool:
    """Behind a paper's name and 讯 usual names need no role: 掌上金城讯（张明 李华）."""
    people = [person.name for person in credits.people]
    bare = bool(people) and not credits.rest and all(is_name(name) and has_usual_family(name) for name in people)
    return bare or _names_somebody(credits)


def _opens_story(credits: Credits) -> bool:
    """（记者 张明）, 【明報專訊】: a bracket that a story may begin with."""
    return _names_somebody(credits) or (credits.dateline is not None and not credits.rest)


def _is_outlet(credits: Credits) -> bool:
    return credits.source is not None and not (credits.rest or credits.people or credits.editors)


def _cut(printed: str, start: int) -> Edge | None:
    raw = printed[start:]
    if not holds_credit_word(raw) or _FIGURE.fullmatch(raw.strip()):
        return None
    credits = _read(raw)
    told = _says(credits) or (bool(credits.people) and is_author_note(raw))
    return Edge(credits, raw.strip(), printed[:start].rstrip()) if told else None


def _skip(tokens: list[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].kind is Kind.SPACE:
        index += 1
    return index


def _dateline_end(folded: str, tokens: list[Token]) -> int | None:
    """Index behind the dateline and the bracket that follows it."""
    index = _skip(tokens, 0)
    about = index < len(tokens) and tokens[index].kind is Kind.ABOUT
    if about:
        index = _skip(tokens, index + 1)
    end = _wire(folded, tokens, index)
    if end is None:
        return None
    end_at = tokens[end - 1].end
    mark = folded[end_at : end_at + 1]
    dated = any(token.kind is Kind.DATE for token in tokens[:end])
    if mark and mark in ",、。称" and not dated and (about or folded[end_at - 1 : end_at + 1] != "讯,"):
        return None
    after = _skip(tokens, end)
    if (
        after + 1 < len(tokens)
        and tokens[after].kind is Kind.ABOUT
        and tokens[after + 1].kind in (Kind.OUTLET, Kind.BOOK)
    ):
        report = after + 2
        if report < len(tokens) and tokens[report].kind is Kind.REPORT:
            bracket = _bracket(tokens, _skip(tokens, report + 1), _says, folded)
            if bracket is not None:
                return bracket
            if folded[tokens[report].end : tokens[report].end + 1] in (" ", ",", ":"):
                return report + 1  # 据张掖日报报道，近日…
    named = _bracket(tokens, after, _says, folded) or _reporter(tokens, after, folded)
    return named or (_names_end(tokens, after, folded) if dated else None) or end


def _told_by(folded: str, tokens: list[Token]) -> int | None:
    """Index behind 金城日报记者 张明 报道 and a colon or a blank at the beginning of a story."""
    index = _skip(tokens, 0)
    if index < len(tokens) and tokens[index].kind is Kind.OUTLET:
        report = _skip(tokens, index + 1)
        if report < len(tokens) and tokens[report].kind is Kind.REPORT:  # 国际在线报道（记者 张明）：
            end = _bracket(tokens, _skip(tokens, report + 1), _names_somebody, folded)
            return end if end is not None and folded[tokens[end - 1].end :].startswith((":", " ")) else None
        end = _reporter(tokens, _skip(tokens, index + 1), folded)
        return end if end is not None and folded[tokens[end - 1].end :].startswith((":", " ")) else None
    return None


def _outlet_bracket(printed: str, folded: str, tokens: list[Token]) -> int | None:
    """Index behind 【财新网】（记者 张明）, 【环球网综合报道】 or, in front of a sentence, 【新民晚报·新民网】."""
    index = _skip(tokens, 0)
    end = _bracket(tokens, index, _is_outlet, folded)
    if end is None:
        return None
    if any(token.kind is Kind.REPORT for token in tokens[index:end]):
        return end
    named = _bracket(tokens, _skip(tokens, end), _names_somebody, folded)
    outlet = folded[: tokens[end - 1].end].strip(" ()")
    sure = outlet.endswith(_PAPERS) and not any(map(str.isdigit, outlet)) and is_masthead(outlet)
    if named is None and sure and printed.lstrip().startswith("【"):
        return end
    return named


def _wire(folded: str, tokens: list[Token], index: int) -> int | None:
    if index < len(tokens) and tokens[index].kind is Kind.OUTLET:
        index = last_joined(Reading("", folded, tokens), index) + 1
        while [token.kind for token in tokens[index : index + 2]] == [Kind.LIST, Kind.OUTLET]:
            index += 2  # 甘肃日报、新甘肃客户端讯
        index += index < len(tokens) and tokens[index].kind is Kind.BOOK  # 中国之声《新闻纵横》
        kinds = [token.kind for token in tokens[index : index + 3]]
        domain = (
            kinds == [Kind.OPEN, Kind.LATIN, Kind.CLOSE] and "." in folded[tokens[index].end : tokens[index + 2].start]
        )
        index += 3 * domain  # 证券时报网（www.stcn.com）5月12日讯
    elif not (index + 1 < len(tokens) and tokens[index].kind is Kind.WORD and tokens[index + 1].kind is Kind.DATE):
        return None
    index = _skip(tokens, index)
    if index < len(tokens) and tokens[index].kind is Kind.WORD and tokens[index].end - tokens[index].start <= 8:
        index = behind_places(tokens, index)
    dated = False
    while index < len(tokens) and tokens[index].kind is Kind.DATE:
        index, dated = _skip(tokens, index + 1), True
    if dated and index < len(tokens) and tokens[index].kind is Kind.REPORT:  # 参考消息网11月24日报道
        return index + 1 if folded[tokens[index].end : tokens[index].end + 1] in (" ", "(") else None
    return index + 1 if index < len(tokens) and tokens[index].kind is Kind.WIRE else None


def _bracket(tokens: list[Token], index: int, accept: Callable[[Credits], bool], folded: str) -> int | None:
    """Index behind the bracket at ``index`` when it holds a credit that ``accept`` takes."""
    if index >= len(tokens) or tokens[index].kind is not Kind.OPEN:
        return None
    for stop in range(index + 1, len(tokens)):
        if tokens[stop].kind is Kind.OPEN:
            return None
        if tokens[stop].kind is Kind.CLOSE:
            credits = _read(folded[tokens[index].start : tokens[stop].end])
            return stop + 1 if accept(credits) else None
    return None


def _reporter(tokens: list[Token], index: int, folded: str) -> int | None:
    """``记者张明报道``, ``记者 张明 通讯员 李华 报道：``, ``张明、记者李华报道：`` behind the dateline."""
    bare = index < len(tokens) and tokens[index].kind is Kind.WORD
    if index >= len(tokens) or not (bare or tokens[index].kind is Kind.ROLE):
        return None
    for stop in range(index + 1, min(len(tokens), index + 14)):
        if tokens[stop].kind is Kind.MARK:
            return None
        if tokens[stop].kind is Kind.REPORT:
            credits = _read(folded[tokens[index].start : tokens[stop].end])
            told = not bare or folded.startswith(":", tokens[stop].end)
            return stop + 1 if told and (_names_people if bare else _names_somebody)(credits) else None
    return None


def _names_end(tokens: list[Token], index: int, folded: str) -> int | None:
    """``记者 张明 李华`` behind a dateline with a day, when a blank sets the names apart from the text."""
    if index >= len(tokens) or tokens[index].kind is not Kind.ROLE:
        return None
    stop = _skip(tokens, index + 1)
    end = None
    while stop + 1 < len(tokens) and tokens[stop].kind is Kind.WORD and tokens[stop + 1].kind is Kind.SPACE:
        name = folded[tokens[stop].start : tokens[stop].end]
        if not (is_name(name) and has_usual_family(name)):
            break
        stop += 2
        end = stop
    return end
