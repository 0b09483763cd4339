"""The headline: what ``<title>``, og:title and a visible line agree on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lanzhou_news.extract.meta import Meta
from lanzhou_news.extract.reading import Reading

MAX_TITLE = 150
"""Longest headline; real ones with 引题 have under 100 characters."""
LOOK_ABOVE = 40
"""How many lines above the text a headline may stand."""

SAME_TITLE = 0.8
"""A line of so much of the headline's length that is part of ``<title>`` is the headline."""

SEPARATORS = re.compile(r"\s*(?:--+|——|_+|\||｜|[-–—]|::|»|>>|<<|>|·)\s*|\s{2,}")
"""What stands between headline, channel and site name in ``<title>``."""
_HEADING = {"h1": 60, "h2": 35, "h3": 20, "founder-title": 60, "th": 10, "h4": 10}
_TITLE_HINT = re.compile(r"title|headline|\btit\b|\bbt\b|biaoti|\bh1\b|subject")
_NOT_TITLE = re.compile(
    r"^(?:作者|来源|编辑|责任编辑|日期|时间|发布|字号|字体|首页|您的?位置|当前位置|所在位置|导读|摘要|正文|返回|上一篇|下一篇"
    r"|\d{4}[-年/.]\d|http|www\.)|发表于|浏览次数|点击数|人气"
)


@dataclass(slots=True)
class Title:
    """A headline, the visible line it stands on, and how sure it is."""

    text: str
    row: int | None
    confidence: float


def key(text: str) -> str:
    """Letters and digits only, width folded: what two printings of a headline have in common.

    >>> key("“厕所革命”：改善 环境")
    '厕所革命改善环境'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


def anchors(reading: Reading, meta: Meta) -> frozenset[int]:
    """Lines that repeat the page's own title: the headline, wherever it stands.

    >>> anchors(page.reading, meta)
    frozenset({14})
    """
    window = key(meta.values.get("og:title") or meta.title)
    headline = max(len(key(strip_site(meta.title))), 1)
    found = set()
    for index, row in enumerate(reading.rows):
        if not 5 <= len(row.text) <= MAX_TITLE:
            continue
        text = key(row.text)
        if len(text) < 5 or text not in window:
            continue
        heading = reading.boxes[row.box].tag in ("h1", "h2")
        if heading or (len(text) >= SAME_TITLE * headline and row.linked * 2 < len(row.text)):
            found.add(index)
    return frozenset(found)


def find_title(reading: Reading, meta: Meta, body_first: int) -> Title | None:
    """Choose the headline among the lines above the text, checked against ``<title>`` and og:title.

    >>> find_title(page.reading, meta, 14).text
    '黄河岸边添新绿'
    """
    window = key(meta.title)
    others = [
        key(meta.values[name])
        for name in ("og:title", "ld:headline", "articletitle", "twitter:title")
        if name in meta.values
    ]
    best: Title | None = None
    best_score = 0.0
    start = max(0, body_first - LOOK_ABOVE)
    for index in _candidates(reading, start, body_first):
        row = reading.rows[index]
        size = len(row.text)
        text = key(row.text)
        if not 4 <= size <= MAX_TITLE or len(text) < 4 or _NOT_TITLE.search(row.text):
            continue
        box = reading.boxes[row.box]
        score = float(_HEADING.get(box.tag, 0)) + min(size, 30) * 0.5
        if _TITLE_HINT.search(f"{box.hint} {row.hint}"):
            score += 20
        if row.strong:
            score += 12
        if window and text in window:
            score += 40 + 60 * len(text) / len(window)
        if any(text == other or (text in other and len(text) > 0.6 * len(other)) for other in others):
            score += 50
        score -= 0.6 * min(abs(body_first - index), 40)
        if row.linked * 2 > size:
            score -= 45
        if reading.boxes[row.box].hidden:
            score -= 60
        if score > best_score:
            best_score, best = score, Title(row.text, index, min(1.0, score / 120))
    if best is not None and best_score >= 25:
        return best
    stripped = strip_site(meta.values.get("og:title") or meta.title)
    return Title(stripped, None, 0.3) if stripped else best


def _candidates(reading: Reading, start: int, end: int) -> list[int]:
    """Lines above the text, and headings anywhere before them."""
    early = [
        box.first for box in reading.boxes if box.tag in ("h1", "h2") and box.first < start and box.last > box.first
    ]
    return early + list(range(start, min(end + 1, len(reading.rows))))


def strip_site(title: str) -> str:
    """``<title>`` without channel and site names: the first part, unless a later one is much longer.

    >>> strip_site("黄河岸边添新绿_新闻中心_兰州新闻网")
    '黄河岸边添新绿'
    """
    parts = [part for part in SEPARATORS.split(title) if part and part.strip()]
    if not parts:
        return ""
    longest = max(parts, key=len)
    chosen = parts[0] if len(parts[0]) * 2 >= len(longest) or len(parts[0]) >= 8 else longest
    return chosen.strip()[:MAX_TITLE]
