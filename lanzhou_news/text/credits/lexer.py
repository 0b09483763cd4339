"""A folded credit line as tokens that cover it from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanzhou_news.text.credits import names, outlets, places, words
from lanzhou_news.text.credits.brands import TITLES, branded, comment_column, joined, site_with_word, titled
from lanzhou_news.text.credits.halves import name_ends_in_wen, name_half
from lanzhou_news.text.credits.labels import spaced_labels, spaced_roles
from lanzhou_news.text.credits.tables import HAN
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind, pattern

_MADE = "(?:文字? ?[/、·&+] ?(?:图片?|摄影?|片)|(?:图片?|摄影?) ?[/、·&+] ?文字?|文图|图文|摄影? ?[/、] ?报道)"
_PLUS = rf"(?:\+(?={TITLES}记者|讯|客户端)[{HAN}]+)?"
"""现代快报+记者: the sign belongs to the outlet's name."""
_PIECE = re.compile(
    rf"(?P<space> +)"
    rf"|(?P<meta>(?:[Ee]-?[Mm]ail|E-?MAIL|T[Ee][Ll]|QQ) ?: ?[A-Za-z0-9@._-]+|[A-Za-z][A-Za-z0-9._-]*@[A-Za-z0-9.-]+)"
    rf"|(?P<made>{_MADE}(?![{HAN}])|(?:文/图|图/文)(?![{HAN}]片|[像字片表案]))"
    rf"|(?P<day>(?:\d{{4}}|民国 ?\d{{2,3}}) ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日)"
    rf"|(?P<date>\d[\d.]*(?:[-/年月日时分秒:号]+ ?\d[\d.]*)*[-/年月日时分秒号]*)"
    rf"|(?P<book>《[^《》]{{1,20}}》)"
    rf"|(?P<han>[{HAN}]+?(?: ?· ?[{HAN}]+?)*(?={_MADE}(?![{HAN}]))|[{HAN}]+(?: ?· ?(?:[A-Z]\.?·? ?)?[{HAN}]+)*{_PLUS})"
    rf"|(?P<latin>[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f.'_\-0-9]*)"
    rf"|(?P<colon>:)|(?P<slash>/)|(?P<bar>\|)|(?P<list>[、,&;+])|(?P<open>\()|(?P<close>\))"
    rf"|(?P<mark>.)",
    re.DOTALL,
)
_LATIN = re.compile("[A-Za-z]")
_COLON = re.compile(" ?:")
_KINDS = {kind.value: kind for kind in Kind}
"""Groups of the pattern above bear the names of kinds; a look-up is cheaper than ``Kind(name)``."""
_NO_WIRE = re.compile("(?:[通资短简喜音问审传侦]讯|[供停用发充通断来水核风光触家致闪贺机邮]电)$")
"""Words of the text that end like a dateline: 新华社播发长篇通讯."""
_LOCAL = re.compile(rf"[ (]*[一-鿿]{{2,6}}讯 ?\(? ?{TITLES}(?:记者|通讯员)")
"""温都讯 记者 张明: a paper or place that no table holds opens the line."""

_DESK = re.compile("[一-鿿]{2}中心(?= ?/ ?[一-鿿]{2,8}报导)")
"""生活中心／陳雅玲報導: the desk of a Taiwanese newsroom."""
_PERSON_LABEL = re.compile("(?:作者|记者|通讯员|编辑|责编|校对|审核|撰文|撰稿) ?: ?$")

_ZONES = frozenset(("ET", "EST", "EDT", "PT", "PST", "PDT", "GMT", "UTC", "HKT"))
"""Time zones behind a stamp."""


def tokenize(line: str) -> list[Token]:
    """Tokens of a folded line, in order and without gaps.

    >>> [token.kind.value for token in tokenize("责编:李华")]
    ['role', 'colon', 'word']
    """
    tokens: list[Token] = []
    position = 0
    for label in spaced_labels(line):
        tokens.extend(_pieces(line, position, label.start))
        tokens.append(label)
        position = label.end
    tokens.extend(_pieces(line, position, len(line)))
    if _LATIN.search(line) is not None:
        tokens = list(_latin_tails(line, tokens))
    tokens = spaced_roles(line, tokens)
    tokens = [name_half(line, tokens, index) for index in range(len(tokens))]
    return [piece for index in range(len(tokens)) for piece in name_ends_in_wen(line, tokens, index)]


def _latin_tails(line: str, tokens: list[Token]) -> Iterator[Token]:
    """看看新闻Knews记者, 证券时报e公司, AI财经社: letters glued to an outlet belong to its name."""
    skip = False
    for one, two, three in zip(tokens, [*tokens[1:], None], [*tokens[2:], None, None], strict=False):
        if skip or two is None:
            if not skip:
                yield one
            skip = False
            continue
        glued, kinds = one.end == two.start, (one.kind, two.kind)
        tail = kinds == (Kind.OUTLET, Kind.LATIN) and three is not None and three.kind in (Kind.ROLE, Kind.ABOUT)
        head = glued and kinds == (Kind.LATIN, Kind.OUTLET) and two.outlet == "outlet"
        more = glued and kinds == (Kind.OUTLET, Kind.OUTLET) and line[two.start].isascii()
        skip = tail or head or more
        yield Token(Kind.OUTLET, one.start, two.end, None, one.outlet or two.outlet) if skip else one


def _pieces(line: str, start: int, stop: int) -> Iterator[Token]:
    while start < stop:
        if line[start].isascii() and line[start].isalnum() and (outlet := outlets.match_known(line, start, stop)):
            yield _outlet(line, start, outlet.end, outlet.kind)  # 21世纪经济报道, 36氪
            start = outlet.end
            continue
        match = _PIECE.match(line, start, stop)
        assert match is not None
        start, group = match.end(), match.lastgroup
        known = (
            outlets.match_known(line, match.start(), stop)
            if group == "han" and line[start : start + 1].isascii()
            else None
        )
        if known is not None and known.end > start:
            yield _outlet(line, match.start(), known.end, known.kind)  # 第1眼新闻, 南方+
            start = known.end
        elif group == "han":
            yield from _han(line, match.start(), match.end())
        elif group == "day":
            yield Token(Kind.DATE, match.start(), match.end())
        elif group == "date":
            text = match[0]
            dated = any(char in text for char in "年月日:-/") or len(text) >= 6
            yield Token(Kind.DATE if dated else Kind.NUMBER, match.start(), match.end())
        elif group == "latin" and line.startswith(("版", "叠"), match.end()) and match[0].isupper():
            yield Token(Kind.NUMBER, match.start(), match.end())  # A05版
        elif group == "latin" and match[0] in _ZONES:
            yield Token(Kind.DATE, match.start(), match.end())  # 2023-10-12 02:10 ET
        elif group == "latin" and (outlet := _latin_outlet(line, match.start(), match.end(), stop)) is not None:
            yield _outlet(line, match.start(), outlet.end, outlet.kind)
            start = outlet.end
        elif group == "latin" and match[0] == "and":
            yield Token(Kind.LIST, match.start(), match.end())
        elif group == "latin" and (label := words.english().get(match[0].lower())) and _COLON.match(line, match.end()):
            yield Token(label[0], match.start(), match.end(), label[1])
        else:
            yield Token(_KINDS[group or ""], match.start(), match.end())


def _latin_outlet(line: str, start: int, end: int, stop: int) -> outlets.Outlet | None:
    """IT时报: letters glued to the ending of an outlet."""
    if not (end < stop and line[end] in "时日周晚早新" and line[start:end].isalpha() and 2 <= end - start <= 6):
        return None
    found = outlets.match_suffix(line, start, min(stop, end + 6))
    return found if found is not None and found.sure and line[end : found.end].endswith(("报", "刊", "新闻")) else None


def _han(line: str, start: int, stop: int) -> Iterator[Token]:
    """Words of one run of Chinese characters (middle dots included)."""
    position, outlet_seen = start, start == 0 or line[start - 1].isdigit() or line[start - 1] in "日号-"
    while position < stop:
        token = _at(line, position, stop, position == start, outlet_seen)
        if token is not None:
            yield token
            outlet_seen = outlet_seen or token.kind is Kind.OUTLET
            position = token.end
            continue
        found = pattern().search(line, position, stop)
        end = found.start() if found else stop
        brand = (
            branded(line, position, end, stop)
            or site_with_word(line, position, found)
            or comment_column(line, position, found)
            or (titled(line, position, end, found[0]) if found else 0)
        )
        if brand:
            yield _outlet(line, position, brand, "outlet")
            position, outlet_seen = brand, True
            continue
        for token in _residual(line, position, end, stop, outlet_seen):
            yield token
            position = token.end


def _at(line: str, position: int, stop: int, first: bool, outlet_seen: bool) -> Token | None:
    """A word of the tables exactly here, or None."""
    rest = line[position:stop]
    vocabulary = words.vocabulary()
    if (len(rest) == 1 and rest in vocabulary) or (first and rest in words.alone()):
        kind, role = vocabulary[rest]
        return Token(kind, position, stop, role)
    if rest == "编" and line.startswith(":", stop):
        return Token(Kind.ROLE, position, stop, vocabulary["文编"][1])
    if rest[0] == "据" and first and len(rest) > 2 and not rest.startswith("据悉"):
        return Token(Kind.ABOUT, position, position + 1)
    if rest[0] in "由系" and outlets.match_known(line, position + 1, stop) is not None:
        return Token(Kind.META, position, position + 1)  # 除署名外由本报记者…, 系本报特约评论员
    if rest == "稿" and outlet_seen:
        return Token(Kind.REPORT, position, stop)  # 新华社稿
    if rest[0] in "讯电" and outlet_seen:
        return Token(Kind.WIRE, position, position + 1)
    if rest[0] == "发" and outlet_seen and not rest.startswith(("发布", "发展", "发自", "发现")):
        return Token(Kind.REPORT, position, position + 1)
    if rest[0] in "版叠" and first and position and line[position - 1].isdigit():
        return Token(Kind.META, position, position + 1)  # 2版责编, A02版
    if (
        rest[0] in "文图摄"
        and first
        and position
        and line[position - 1] in "/|"
        and _continues(line, position + 1, stop)
    ):
        return Token(Kind.ROLE, position, position + 1, vocabulary[rest[0]][1])
    if first and "报导" in line and (desk := _DESK.match(line, position)) is not None:
        return Token(Kind.META, position, desk.end())
    outlet = outlets.match_known(line, position, stop)
    match = pattern().match(line, position, stop)
    if outlet is not None and (match is None or outlet.end >= match.end()):
        return _outlet(line, position, joined(line, outlet.end, stop), outlet.kind)
    if match is None:
        return None
    if match["headed"]:
        return Token(Kind.ROLE, position, match.end(), words.headed()[1][match["head"]])
    kind, role = vocabulary[match["plain"]]
    return Token(kind, position, match.end(), role)


def _continues(line: str, position: int, stop: int) -> bool:
    return (
        position == stop
        or outlets.match_known(line, position, stop) is not None
        or pattern().match(line, position, stop) is not None
    )


def _outlet(line: str, start: int, end: int, kind: outlets.OutletKind) -> Token:
    if kind == "stock" and line.startswith("网", end):  # 人民图片网
        return Token(Kind.OUTLET, start, end + 1, None, "outlet")
    if kind == "stock":
        return Token(Kind.STOCK, start, end + 2 * line.startswith("提供", end))
    return Token(Kind.OUTLET, start, end, None, kind)


def _residual(line: str, start: int, end: int, stop: int, outlet_seen: bool) -> Iterator[Token]:
    """Characters no table explains: an outlet by its ending, a wire word at the end, a glued 摄 or 文, and words."""
    outlet = outlets.match_suffix(line, start, end)
    if outlet is not None and (glued := _people_before(line, start, outlet.end)):  # 王鑫澎湃新闻
        yield Token(Kind.WORD, start, glued)
        start, outlet = glued, outlets.match_known(line, glued, end)
    if outlet is not None and not outlet.sure and outlet.end == stop and _is_labelled_name(line, start, stop):
        outlet = None
    if outlet is not None and (outlet.sure or outlet.end < stop or not _may_be_name(line[start : outlet.end])):
        behind = joined(line, outlet.end, stop)
        yield _outlet(line, start, behind, outlet.kind)
        start, outlet_seen = behind, True
        if start >= end:
            return
    text = line[start:end]
    if end == stop:
        tail = text[-1]
        long = len(text) > 3 or text[-2:-1] == "报"
        site = outlets.match_suffix(line, start, end - 1) if tail in "讯电" and long else None
        if site is not None and site.end == end - 1:  # 金城网讯, 晚报讯
            if glued := _people_before(line, start, site.end):
                yield Token(Kind.WORD, start, glued)
                start = glued
            yield _outlet(line, start, site.end, site.kind)
            yield Token(Kind.WIRE, site.end, end)
            return
        if (
            (tail in "讯电" and (outlet_seen or _LOCAL.match(line)) and _NO_WIRE.search(text) is None)
            or (tail in "摄绘图" and len(text) > 2 and not names.is_minority(text) and _is_people(text[:-1]))
            or (tail == "摄" and 4 <= len(text) <= 6 and line.endswith("社发(", 0, start))  # 新华社发（卡比尔摄）
            or (
                tail in "译作" and len(text) == 4 and names.is_name(text[:-1])  # 陈俊安译; 张思译 is a name
            )
        ):
            kind, role = words.vocabulary()[tail]
            if len(text) > 1:
                yield Token(Kind.WORD, start, end - 1)
            yield Token(kind, end - 1, end, role)
            return
    section = end < stop and text.endswith("版") and len(text) <= 4  # 一版责编, 国际版编辑
    dot = text.strip(" ·") == ""  # 兰州晚报·记者李俊
    yield Token(Kind.META if section else Kind.MARK if dot else Kind.WORD, start, end)


def _may_be_name(text: str) -> bool:
    if any(outlets.known_kind(part) is not None for part in text.split("·")):
        return False  # 新福建·东南网
    return names.is_name(text) and not places.opens(text)  # 甘肃台 opens like the family 甘


def _is_labelled_name(line: str, start: int, stop: int) -> bool:
    """作者:高建社: behind the label of a person a name that ends like a paper or a society is a person's."""
    return _PERSON_LABEL.search(line, max(0, start - 8), start) is not None and (
        line[stop - 1] in "社台刊"
        and names.is_governed_name(line[start:stop])
        and names.has_usual_family(line[start:stop])
        and not places.opens(line[start:stop])
    )


def _people_before(line: str, start: int, end: int) -> int:
    """Where a known outlet begins to which names are glued, or 本报 to which anything is; else 0."""
    for at in range(start + 2, end):
        known = outlets.match_known(line, at, end)
        if known is not None and known.end == end and (known.kind == "self" or _is_people(line[start:at])):
            return at
    return 0


def _is_people(text: str) -> bool:
    return names.is_name(text) or bool(names.split_joined(text))
