"""The breadcrumb above an article: the channels it stands in, from the widest to the narrowest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import lru_cache

from lanzhou_news.extract.reading import Reading

LONGEST_PART = 20
"""Characters of the longest channel name: a longer part is the headline or no part at all."""
SURE_PART = 8
"""Characters from which a part that stands in the headline is a piece of it."""
MOST_PARTS = 8
"""No site is deeper; more parts are a menu."""
LONGEST = 120
"""Characters of the longest row that is looked at, the headline at its end included."""
SECTION_METAS = ("ld:breadcrumb", "columnname", "article:section", "og:article:section", "ld:articleSection")
"""Where a page without a visible trail names its channel: schema.org BreadcrumbList and articleSection, the ColumnName
of government pages, Open Graph's ``article:section``."""

_NAMED = re.compile(
    r"[您你我]们?(?:现在|当前|目前)?的?(?:所在|所处)?的?位置|(?:当前|现在|所在|目前|所处)(?:的|所在|所处)?的?位置"
    r"|[您你](?:现在|当前|目前)?(?:所在|在)的?(?=\s*[:：])|当前[您你]在|(?:^|\s)位\s?置(?=\s*[:：])"
)
"""您现在的位置：, 当前位置, 您所在："""
_AFTER_NAME = re.compile(r"^\s*(?:是|为|在)?[\s:：>»\-]*")
_HINT = re.compile(
    r"crumb|bread|(?:^|[\W_])(?:nav|news|site|url)?path\b|position|location|weizhi|dangqian|daohang|\bcurr"
)
_ARROW = re.compile(r"\s*(?:(?:[-－—=]*[>＞]+|[»›→≫▶►\\])\s*)+")
_SLASH = re.compile(r"\s*/+\s*")
_BAR = re.compile(r"\s*[|｜·•:：－—–]+\s*|\s+-+\s+|(?<=[\u4e00-\u9fff])-+(?=[\u4e00-\u9fff])|\s+")
"""Only behind a name (当前位置：首页 - 新闻): elsewhere these stand between the entries of menus."""
_BETWEEN = re.compile(r"[>＞»›→≫▶►\\/|｜·•:：－—–\s-]")
_SIGN = re.compile(r"[>＞»›→≫▶►\\/]")
"""What a trail without a name must have: most rows are told apart by it."""
_ARROW_AT_EDGE = re.compile(r"^[-－—=]*[>＞»›→≫]|[>＞»›→≫]$")
_HOME = frozenset({"首页", "网站首页", "主页", "网站主页", "home", "新闻首页", "返回首页", "门户首页", "本站首页"})
_HOME_FIRST = re.compile(r"\S{0,8}首\s?页\s*[－—–·•：:-]")
"""The trail of a breadcrumb without arrows; with | between its entries it would be a menu."""
_SITE = re.compile(r"(?:首页|主页|网|网站|在线|门户|客户端)$")
"""How a first part ends that is the site itself: 人民网, 兰州新闻网首页."""
_END = frozenset({
    "内容", "文章", "稿件", "文章内容", "详细内容", "新闻内容", "浏览", "查看",
    "内容页", "详细页", "信息内容", "查看内容", "新闻详细",
})  # fmt: skip
_TEXT = re.compile(r".{0,4}(?:正文|详情页?)$")
"""A last part that names the page, not a channel: 正文, 新闻详情."""
_AFTER_END = re.compile(
    r"(?<=[>»›→/＞\s])正文(?:\s.*)?$|\s*(?:(?:点击|浏览|阅读)(?:数|量|次数|率)?|(?:发布)?时间|日期|来源|作者|字号)\s*[:：].*$"
)
"""The end of a breadcrumb, with what the page prints beside it: > 正文 申请入驻, 点击数：39."""
_WIDE_SPACE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]$)")
_NO_NAME = re.compile(r"[。！？；，<{$【】《]|更多|点击|进入|查看全部|^\d+$|[上下]一|^返回")
"""What no channel is called, and no trail without a name holds."""


def breadcrumb(reading: Reading, before: int, title: str, meta: Mapping[str, str]) -> list[str]:
    """Parts below the home page, of the trail above row ``before``; without one what the metas say.

    >>> breadcrumb(page.reading, 14, "黄河岸边添新绿", {})
    ['新闻中心', '兰州新闻']
    """
    best, found = _Trust.NONE, list[str]()
    for index in range(before):
        seen = _trail(reading, index, before)
        if seen is None:
            continue
        trust, trail = seen
        from_home, parts = _parts(trail, title, trust in (_Trust.NAMED, _Trust.BARS))
        trust = _Trust.FROM_HOME if trust is _Trust.CHAIN and from_home else trust
        if parts and trust > best:
            best, found = trust, parts
            if best is _Trust.NAMED:
                break
    return found or _from_metas(meta)


class _Trust(IntEnum):
    """What makes a row a breadcrumb, from least to most telling."""

    NONE = 0
    CHAIN = 1
    """Links with arrows between them."""
    FROM_HOME = 2
    """Such a chain that begins with the home page."""
    BARS = 3
    """Links from the home page on with other signs between them, and markup that calls them a breadcrumb."""
    CALLED = 4
    """Markup that calls it a breadcrumb."""
    NAMED = 5
    """It says so: 您的位置."""


def _trail(reading: Reading, index: int, before: int) -> tuple[_Trust, str] | None:
    """What row ``index`` (and those it goes on in) shows as a trail, and how it is known as one."""
    row = reading.rows[index]
    text = row.text
    if len(text) > LONGEST:
        return None
    named = _NAMED.search(text) if "位" in text or "在" in text else None
    if named is not None:
        trail = _AFTER_NAME.sub("", _gathered(reading, index, before, text[named.end() :])[0])
        return _Trust.NAMED, trail if _BETWEEN.search(trail) else _links(reading, index) or trail
    if _is_list(reading, index):
        return _Trust.CALLED, _listed(reading, index, before)
    if not row.links:
        return None
    called = _is_hint(reading.boxes[row.box].hint)
    if _SIGN.search(text):
        trail, linked = _gathered(reading, index, before, text)
        if called or text.endswith("正文"):
            return _Trust.CALLED, trail
        return (_Trust.CHAIN, trail) if _is_chain(trail, linked) else None
    return (_Trust.BARS, text) if called and row.links > 1 and _HOME_FIRST.match(text) else None


def _parts(trail: str, title: str, named: bool) -> tuple[bool, list[str]]:
    """Does the trail begin at the home page? And the names in it below that."""
    trail = _AFTER_END.sub("", trail)
    split = _ARROW if _ARROW.search(trail) else _SLASH if _SLASH.search(trail) else _BAR if named else _ARROW
    pieces = [_WIDE_SPACE.sub("", part.strip(" :：[]【】|/")) for part in split.split(trail)]
    pieces = [part for part in pieces if part]
    while pieces and (pieces[-1] in _END or _TEXT.match(pieces[-1]) or _is_headline(pieces[-1], title)):
        pieces.pop()
    if not pieces or len(pieces) > MOST_PARTS:
        return False, []
    first = pieces[0].rpartition(" ")[2]
    home = first.lower() in _HOME or _SITE.search(first) is not None
    if home:
        pieces = pieces[1:]
    kept: list[str] = []
    for part in pieces:
        if part.lower() not in _HOME and part not in _END and part != title and part not in kept[-1:]:
            kept.append(part)
    return home, kept if all(len(part) <= LONGEST_PART for part in kept) else []


def _is_headline(part: str, title: str) -> bool:
    """A trail often ends with the headline, whole or cut off; 新闻发布会 may be a channel and in the headline."""
    bare = part.rstrip(".…")
    if len(part) > LONGEST_PART or (len(bare) >= SURE_PART and bare in title):
        return True
    longer = len(title) >= SURE_PART and part.startswith(title)
    return part == title or longer or (bare != part and title.startswith(bare))


def _is_chain(trail: str, linked: int) -> bool:
    """Is a row without name and hint a trail: links with arrows between them and nothing else?"""
    pieces = [part for part in _ARROW.split(trail) if part]
    if any(_NO_NAME.search(part) for part in pieces if len(part) <= LONGEST_PART):
        return False
    return len(pieces) > 1 and linked * 2 >= len("".join(pieces[:-1]))


def _gathered(reading: Reading, index: int, before: int, text: str) -> tuple[str, int]:
    """The trail of a row, with the rows it goes on in: cells that begin or end with an arrow, links below a name.

    With the number of its characters that are links.
    """
    rows, at = reading.rows, index
    linked = rows[at].linked
    while at + 1 < before and at - index < MOST_PARTS:
        row = rows[at + 1]
        if len(row.text) > LONGEST_PART * 4:
            break
        alone = not text.strip(" :：") and row.links
        if not alone and not (row.links and (_ARROW_AT_EDGE.search(text) or _ARROW_AT_EDGE.match(row.text))):
            break
        text, at, linked = f"{text} {row.text}", at + 1, linked + row.linked
    return text, linked


def _links(reading: Reading, index: int) -> str:
    """The links of a row that nothing but icons stand between, when its box holds no other row."""
    box = reading.boxes[reading.rows[index].box]
    if reading.rows[index].links < 2 or box.last - box.first != 1:
        return ""
    names = ("".join(map(str, link.itertext())).strip() for link in box.element.iter("a"))
    return " > ".join(filter(None, names))


def _is_list(reading: Reading, index: int) -> bool:
    """Is a row the first entry of a breadcrumb that is a list (``<ol class="breadcrumb"><li>…``)?"""
    box = reading.boxes[reading.rows[index].box]
    if box.tag not in ("li", "dd", "span", "div", "p") or box.parent < 0:
        return False
    holder = reading.boxes[box.parent]
    return holder.first == index and 1 < holder.last - holder.first <= MOST_PARTS and _is_hint(holder.hint)


def _listed(reading: Reading, index: int, before: int) -> str:
    holder = reading.boxes[reading.boxes[reading.rows[index].box].parent]
    return " > ".join(_ARROW.sub("", row.text) for row in reading.rows[index : min(holder.last, before)])


@lru_cache(maxsize=4096)  # the pages of a site share their class names
def _is_hint(hint: str) -> bool:
    return _HINT.search(hint) is not None


def _from_metas(meta: Mapping[str, str]) -> list[str]:
    return next((parts for value in _values(meta) if (parts := _parts(value, "", False)[1])), [])


def _values(meta: Mapping[str, str]) -> Iterator[str]:
    for name in SECTION_METAS:
        value = meta.get(name, "")
        if value and _NO_NAME.search(value) is None:
            yield value
