"""The headline: what ``<title>``, og:title and a visible line agree on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lanzhou_news.extract.both_scripts import in_both
from lanzhou_news.extract.boxes import leads_home
from lanzhou_news.extract.meta import Meta
from lanzhou_news.extract.page_title import MAX_TITLE, SEPARATORS, key, strip_site
from lanzhou_news.extract.printed_title import printed_title
from lanzhou_news.extract.reading import Reading
from lanzhou_news.extract.vocabulary import BAD_HINT, DASH, is_meta_line

LOOK_ABOVE = 40
"""How many lines above the text a headline may stand."""

SAME_TITLE = 0.8
"""A line of so much of the headline's length that is part of ``<title>`` is the headline."""

_HEADING = {"h1": 60, "h2": 35, "h3": 20, "founder-title": 60, "th": 10, "h4": 10}
_TITLE_HINT = re.compile(r"title|headline|\btit\b|\bbt\b|biaoti|\bh1\b|subject")
_GLOSS = re.compile(r"[(（][^\W\d_\u3400-\u9fff]{1,7}[)）]")
"""A reading that damaged copies print behind a character, 蘭(lán): it makes a headline two or three times as long."""
MAX_INSIDE = 45
"""Longest headline looked for inside the text."""
_CREDIT = in_both(r"^\W*(?:作者|来源|编辑|责任编辑|日期|时间|发布|字号|字体|稿源|记者|出处|https?:)")
MIN_SCORE = 25.0
"""A line that scores less is no headline."""
WEAK_SCORE = 8.0
"""The same when ``<title>`` names only the site: a line without markup right above the text."""
MAX_SITE_NAME = 12
"""Longest name of a site or channel."""
_SITE_NAME = in_both(
    r"(?:网|网站|网首页|新闻|频道|中心|首页|日报|晚报|网络版|电子版|数字报|信息港|社区|论坛|门户|在线|正文|文章|详情|文档|页面)$"
)
"""Endings of what stands in ``<title>`` instead of a headline."""
_NOT_TITLE = in_both(
    r"^\W*(?:作者|来源|编辑|责任编辑|日期|时间|发布|字号|字体|首页|您的?位置|当前位置|所在位置|导读|摘要|正文|返回|上一篇|下一篇"
    r"|更新(?:时间|日期)?[:：]|\d{4}[-年/.]\d(?!\d{0,3}(?![月日号])[^\W\d_a-zA-Z])(?!\d{0,3}[-月/.]\d{1,2}日?(?!星期|来源|作者|编辑)[\u4e00-\u9fff]{2})|http|www\.)|发表于|浏览次数|点击数|人气"
    r"|(?:>|»|->|→|\|).*(?:>|»|->|→|\|)|^本报讯|^据.{2,10}报道|^\[[^\]]*\](?:\s*\[[^\]]*\])*$|^\d+$|^(?:上|下)一|版主|在线用户"
)


@dataclass(slots=True)
class Title:
    """A headline, the visible line it stands on, and how sure it is."""

    text: str
    row: int | None
    confidence: float


def _length(text: str) -> int:
    """Characters without bracketed readings.

    >>> _length("蘭(lán)州")
    2
    """
    return len(_GLOSS.sub("", text)) if "(" in text or "（" in text else len(text)


def _is_sentence(text: str) -> bool:
    return "。" in text or "；" in text or text.count("，") > 1


def anchors(reading: Reading, meta: Meta) -> frozenset[int]:
    """Lines that repeat the page's own title: the headline, wherever it stands.

    >>> anchors(page.reading, meta)
    frozenset({14})
    """
    page_title = meta.values.get("og:title") or meta.title
    window = key(page_title)
    headline = max(len(key(strip_site(meta.title))), 1)
    other = _other_parts(reading, page_title)
    found: dict[int, int] = {}
    if not window:
        return frozenset()
    for index, row in enumerate(reading.rows):
        if len(row.text) < 5 or row.text[0] not in page_title or _length(row.text) > MAX_TITLE:
            continue
        text = key(row.text)
        if len(text) < 5 or text not in window or text in other:
            continue
        heading = reading.boxes[row.box].tag in ("h1", "h2")
        if heading or (len(text) >= SAME_TITLE * headline and row.linked * 2 < len(row.text)):
            found[index] = len(text)
    if len(window) in found.values():  # all of it is printed: a heading inside the text that is a part of it is none
        return frozenset(index for index, size in found.items() if size >= SAME_TITLE * len(window))
    return frozenset(found)


def _other_parts(reading: Reading, page_title: str) -> set[str]:
    """Names of site and channel in the page's title, when a heading shows which part of it is the headline."""
    parts = {key(part) for part in SEPARATORS.split(page_title) if part}
    if len(parts) < 2:
        return set()
    heads = (row.text for row in reading.rows if not row.linked and reading.boxes[row.box].tag in ("h1", "h2"))
    shown = parts.intersection(key(text) for text in heads if _SITE_NAME.search(text) is None)
    return parts - shown if shown else set()


def find_title(reading: Reading, meta: Meta, body_first: int) -> Title | None:
    """Choose the headline among the lines above the text, checked against ``<title>`` and og:title.

    >>> find_title(page.reading, meta, 14).text
    '黄河岸边添新绿'
    """
    own = meta.values.get("og:title") or meta.values.get("ld:headline") or ""
    windows = [key(text) for text in (meta.title, own, meta.values.get("articletitle", "")) if text]
    stripped = strip_site(own or meta.title)
    best: Title | None = None
    site_only = len(stripped) < 4 or (len(stripped) <= MAX_SITE_NAME and _SITE_NAME.search(stripped) is not None)
    best_score = WEAK_SCORE if site_only else MIN_SCORE
    for index, distance in _candidates(reading, body_first):
        text = reading.rows[index].text
        if site_only and (
            is_meta_line(text) or (text == stripped and _is_sign(reading, index, min(body_first, index + LOOK_ABOVE)))
        ):
            continue  # the line with date and source; the site's name, which leads home or stands above the headline
        score = _rate(reading, index, windows) - 3.0 * min(distance, 14)
        if index >= body_first:
            if _length(text) > MAX_INSIDE or _is_sentence(text):
                continue
            score -= 15
        elif distance <= 2:
            score += 20
        if DASH.match(text) and index and reading.rows[index - 1].box == reading.rows[index].box:
            score -= 40  # the second line of a headline is its 副题
        if score > best_score:
            best_score, best = score, Title(text, index, min(1.0, score / 140))
    if best is not None and best.row is not None:
        titles = [text for text in (meta.title, own) if text]
        best.text = printed_title(reading, best.row, titles)
        return best
    if site_only and body_first < len(reading.rows):
        for index, row in enumerate(reading.rows[body_first : body_first + 2], body_first):
            if _NOT_TITLE.search(row.text) is None and not is_meta_line(row.text):
                if _length(row.text) <= 30 and not _is_sentence(row.text):
                    return Title(row.text, index, 0.2)
                break
    return None if site_only else Title(stripped, None, 0.3)


def _is_sign(reading: Reading, index: int, last: int) -> bool:
    """Is the text of ``<title>`` the name of a site or section on its page: a link, or a heading stands below it?"""
    rows = reading.rows
    if rows[index].linked or _SITE_NAME.search(rows[index].text) is None:
        return bool(rows[index].linked)
    return any(
        reading.boxes[row.box].tag in ("h1", "h2", "h3") and not row.linked and _possible(row.text)
        for row in rows[index + 1 : last]
    )


def _rate(reading: Reading, index: int, windows: list[str]) -> float:
    """How much a line looks like the headline, whatever its distance from the text."""
    row = reading.rows[index]
    box = reading.boxes[row.box]
    parent = reading.boxes[box.parent] if box.parent >= 0 else box
    text, size = key(row.text), _length(row.text)
    heading = float(max(_HEADING.get(box.tag, 0), _HEADING.get(parent.tag, 0)))
    score = heading + min(size, 30) * 0.5
    named = _names_title(f"{box.hint} {row.hint}")
    if named:
        score += 20
    if row.strong:
        score += 12
    holding = [window for window in windows if text in window]
    if holding:
        matched = len(text) / len(min(holding, key=len))
        score += 40 + 60 * matched
        if matched < SAME_TITLE:
            score += 20 if not row.linked and any(window.startswith(text) for window in windows) else -20
    elif size > 60:
        score -= 15
    if row.linked * 2 > len(row.text):
        whole = any(len(text) >= SAME_TITLE * len(window) for window in holding)
        heading_link = (box.tag in ("h1", "h2") or named) and (whole or not holding)
        score -= 10 if heading_link and not leads_home(box.element) else 50
    if box.hidden:
        score -= 60
    if not named and _names_other(f"{box.hint} {parent.hint}"):
        score -= 25
    if _is_sentence(row.text):
        score -= 20
    return score


def _candidates(reading: Reading, body_first: int) -> list[tuple[int, int]]:
    """(line, how many lines that say something else stand between it and the text), nearest first."""
    found = []
    for index in range(body_first, min(body_first + 2, len(reading.rows))):
        if _possible(reading.rows[index].text):
            found.append((index, 0))
    distance = 0
    start = max(0, body_first - LOOK_ABOVE)
    for index in range(body_first - 1, start - 1, -1):
        text = reading.rows[index].text
        if _possible(text):
            found.append((index, distance))
        if len(text) > 3 and not is_meta_line(text) and not _is_credit(text):
            distance += 1
    for box in reading.boxes:
        if box.tag == "h1" and box.first < start and box.last > box.first and _possible(reading.rows[box.first].text):
            found.append((box.first, 10))
    return found


# The lines above a text and their boxes are the menus of a site, the same on every page: the answers are kept.


@lru_cache(maxsize=4096)
def _possible(text: str) -> bool:
    return len(text) >= 2 and _length(text) <= MAX_TITLE and len(key(text)) >= 2 and not _NOT_TITLE.search(text)


@lru_cache(maxsize=4096)
def _is_credit(text: str) -> bool:
    return _CREDIT.search(text) is not None


@lru_cache(maxsize=4096)
def _names_title(hint: str) -> bool:
    return _TITLE_HINT.search(hint) is not None


@lru_cache(maxsize=4096)
def _names_other(hint: str) -> bool:
    return BAD_HINT.search(hint) is not None
