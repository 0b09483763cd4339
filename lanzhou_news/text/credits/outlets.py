"""Outlets: newspapers, sites, broadcasters, agencies – a table, and a rule for the many that no table holds."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from lanzhou_news.text.credits.tables import any_of, first_of, read

OutletKind = Literal["agency", "wire", "self", "outlet", "stock"]

_STRONG = (
    "日报社|晚报社|晨报社|报社|杂志社|通讯社|日报|晚报|晨报|早报|午报|时报|商报|快报|都市报|青年报|周报|周刊|导报|新报|法制报|法治报|工人报|农民报|经济报"
    "|科技报|文化报|教育报|生活报|消费者报|新区报|新闻网|在线|新闻客户端|客户端|广播电视总台|广播电视台|广播电台|电视台|融媒体中心|传媒中心|新媒体中心"
    "|全媒体中心|新闻中心|报业集团|报业|传媒集团|频道|卫视|电台|广播|新闻|财经|公众号|官方微博|官方微信|官微|发布|杂志|融媒|传媒|广电|视频|资讯网|信息网|信息港|热线|头条"
)
"""Endings that make an outlet whatever follows."""
_WEAK = "报|网站|网|社|(?<!气象)(?<!地震)(?<!天文)(?<!观测)台|刊"
"""Endings that make one only before a role, 讯, a date or the end."""
_TAIL = (
    "日报社|报社|社区|社(?!会)|新闻客户端|客户端|官方微信公众号|微信公众号|公众号|官方微信|官方微博|微信|微博|新闻网|中文网|网站|网|新闻中心|融媒体中心|全媒体中心|新媒体中心|编辑部"
    "|报业集团|传媒集团|传媒(?!大学|学院)|集团|报系|APP|[一-鿿]{2,4}频道|[一-鿿]{1,4}客户端|[一-鿿]{2,4}分社|[一-鿿]{2,5}记者站|记者站|分社|频道|(?:报|网|中心)(?=(?:首席|见习|实习|特约|全媒体|融媒体)*(?:记者|通讯员|编辑)|讯)|海外版|电子版|数字报|视频|(?:军事|财经|体育|科技|娱乐|教育|健康|新闻)(?=讯|$)|新媒体(?!记者|编辑|通讯员|首席|见习|实习)"
)
_SUFFIX = re.compile(
    first_of(_STRONG.split("|"))
    + any_of(_STRONG.split("|"))
    + "(?!大学|学院|学校|学|系|与|传播|局|厅|节|奖|馆|专业|(?<=报)[道导])"
)
_WEAK_SUFFIX = re.compile(f"(?:{_WEAK})")
_TAILS = re.compile(f"(?:{_TAIL})*")
_UNIT = re.compile(
    "(?:局|委|委员会|政府|办公室|办|院|校|学校|大学|学院|中学|小学|公司|集团|中心|支队|大队|中队|总队|分局|部|处|站|厂|馆|会|协会|联合会|联盟|工作室|队|所|庭|法院|检察院|医院"
    "|银行|街道|社区|乡|镇|县|市|区|省|党委|宣传部|公安|铁路|车间|段|店|园|库|组|系|科|室|署|厅|宫|台站|气象台|地震台|天文台|观测台|基地|文联|妇联|团委|工会|科技|传媒|影业|影视)$"
)


_NEWS = re.compile("新闻(?:首席|见习|实习|特约)*(?:记者|编辑)")
_REGION = re.compile("[一-鿿]{2,3}新闻")
"""中新网浙江新闻1月31日电: a region's pages of a wire service sign with it."""
LONGEST_NAME = 40
"""Characters of an outlet's name with those it is joined to; the longest seen has 27."""
_CLAUSE = re.compile("[，。；！？,;!?]")


class Outlet(NamedTuple):
    """An outlet found at the start of a piece of text."""

    end: int
    kind: OutletKind
    sure: bool
    """False for the one-character endings, which need a role word or the like behind them."""


@cache
def _known() -> tuple[re.Pattern[str], dict[str, OutletKind]]:
    kinds: dict[str, OutletKind] = {}
    sections: tuple[OutletKind, ...] = ("stock", "outlet", "self", "wire", "agency")
    table = read("outlets.txt")
    for section in sections:
        kinds.update(dict.fromkeys(table[section], section))
    return re.compile(first_of(kinds) + any_of(kinds)), kinds


def known_kind(name: str) -> OutletKind | None:
    """Section of the table that holds ``name``, or None.

    >>> known_kind("新华社"), known_kind("本报"), known_kind("张明")
    ('agency', 'self', None)
    """
    return _known()[1].get(name)


def agency_of(name: str) -> str | None:
    """The wire service that a longer name begins with: 新华社 of 新华社新媒体."""
    match = _known()[0].match(name)
    return match[0] if match and _known()[1][match[0]] == "agency" else None


def match_known(text: str, start: int, stop: int) -> Outlet | None:
    """Longest name of the table at ``start``, with its tail (社, 客户端, 甘肃频道 …)."""
    pattern, kinds = _known()
    match = pattern.match(text, start, stop)
    if match is None or (match[0][-1] == "报" and text[match.end() : min(match.end() + 1, stop)] in ("道", "导")):
        return None  # 兰州新区报道 is a report, not its paper
    if match[0] == "北京时间" and text[match.end() : match.end() + 1].isdigit():
        return None  # the clock of 北京时间5月6日
    if match[0][-1] == "社" and text.startswith("会", match.end()):
        return match_known(text, start, match.end() - 1)  # 兰州日报社会新闻记者
    kind = kinds[match[0]]
    end = match.end()
    if match[0][-1] not in "报社台网刊" and _NEWS.match(text, end, stop):
        end += 2  # 津云新闻记者
    if kind == "wire" and (region := _REGION.fullmatch(text, end, stop)) is not None:
        return Outlet(region.end(), "outlet", True)
    if kind in ("outlet", "agency", "wire"):
        tail = _TAILS.match(text, end, stop)
        if tail is not None and tail.end() > end:
            return Outlet(tail.end(), "outlet", True)
    return Outlet(end, kind, True)


def match_suffix(text: str, start: int, stop: int) -> Outlet | None:
    """The first reading of ``text[start:stop]`` that ends like an outlet, at least one character before the ending.

    >>> "周口晚报记者"[: match_suffix("周口晚报记者", 0, 6).end]
    '周口晚报'
    """
    strong = _SUFFIX.search(text, start + 1, stop)
    if strong is not None and strong.start() - start <= 12:
        tail = _TAILS.match(text, strong.end(), stop)
        return Outlet(tail.end() if tail else strong.end(), "outlet", True)
    for weak in _WEAK_SUFFIX.finditer(text, start + 1, stop):
        tail = _TAILS.match(text, weak.end(), stop)
        end = tail.end() if tail else weak.end()
        if end == stop and end - start <= 14:
            return Outlet(end, "outlet", False)
    return None


def is_outlet(name: str) -> bool:
    """Does the whole of ``name`` look like an outlet?

    >>> is_outlet("兰州新闻网"), is_outlet("新甘肃·每日甘肃网"), is_outlet("网络"), is_outlet("王娟")
    (True, True, False, False)
    """
    if len(name) > LONGEST_NAME or _CLAUSE.search(name):
        return False
    parts = [part for part in re.split(r"[·\-/]", name) if part]
    return bool(parts) and any(_is_one_outlet(part) for part in parts)


_SECTION = re.compile("(?:新闻|频道|财经|发布|视频|热线|广播|在线|杂志)$")
"""Endings that outlets share with sections of a site: 兰州新闻, 财经频道."""


def is_masthead(name: str) -> bool:
    """Is ``name`` an outlet even where sections of a site stand beside it?

    >>> is_masthead("陇南日报"), is_masthead("澎湃新闻"), is_masthead("社会新闻"), is_masthead("本报")
    (True, True, False, False)
    """
    kind = known_kind(name)
    if kind is not None:
        return kind in ("agency", "wire", "outlet")
    return is_outlet(name) and _SECTION.search(name) is None


def _is_one_outlet(name: str) -> bool:
    found = match_known(name, 0, len(name))
    if found is not None and found.end == len(name):
        return found.kind != "stock"
    found = match_suffix(name, 0, len(name))
    return found is not None and found.end == len(name)


def is_unit(name: str) -> bool:
    """Is this a body, not a person: 市公安局, 兰州大学?

    >>> is_unit("市公安局"), is_unit("王娟")
    (True, False)
    """
    return len(name) >= 3 and _UNIT.search(name) is not None


@cache
def _nowhere() -> frozenset[str]:
    return frozenset(read("outlets.txt")["nowhere"])


def is_nowhere(name: str) -> bool:
    """A word after 来源 that names no outlet: 网络, 转载文章."""
    return name in _nowhere()
