"""The headline as a page prints it: over several lines, with a tag, with date and source in its element."""

from __future__ import annotations

import re

from lanzhou_news.extract.cut_off import behind_headline
from lanzhou_news.extract.page_title import key, strip_site
from lanzhou_news.extract.reading import Reading
from lanzhou_news.extract.vocabulary import KICKER_HINT, SUBTITLE_HINT

MAX_PRINTED_LINES = 4
"""A headline is printed on so many lines at most."""
_SITE_BORDER = re.compile(r"[_|｜]|\s[-–—]\s|(?<!-)-(?!-)")
_TAG = re.compile(
    r"^[\[【]?(?:原创|转载|独家|置顶|推荐|精华|图文|组图|视频|热)[\]】]?\s*|^\[[^\[\]]{1,8}\]\s*"
    r"|\s+[\[【]?(?:原创|转载|独家|推荐|精华)[\]】]?$|\s*\[\d{1,2}\]$"
)
"""A tag that stands before or behind the headline in the same element: 搜狐 span.article-tag, forums."""


def printed_title(reading: Reading, index: int, titles: list[str]) -> str:
    """The headline of which row ``index`` is a line, as one of ``titles`` (``<title>``, og:title) holds it.

    >>> printed_title(page.reading, 14, ["黄河岸边添新绿 市民家门口赏花_兰州新闻网"])
    '黄河岸边添新绿 市民家门口赏花'
    """
    return _without_meta(_without_label(_with_next_line(reading, index, titles), titles), titles)


def _without_label(text: str, titles: list[str]) -> str:
    """The headline without a tag that the page's own title does not have."""
    bare = _TAG.sub("", text)
    if bare == text or len(bare) < 4 or not any(key(title).startswith(key(bare)) for title in titles):
        return text
    return bare


def _without_meta(text: str, titles: list[str]) -> str:
    """The headline without the date and source that stand in its element: <h1>…<small>2024-01-02 10:00</small></h1>."""
    wholes = [strip_site(title) for title in titles]
    return next((one for one in wholes if len(one) >= 4 and behind_headline(one, text)), text)


def _with_next_line(reading: Reading, index: int, titles: list[str]) -> str:
    """The headline with its further printed lines, when ``<title>`` holds all of them in one."""
    text = best = reading.rows[index].text
    wholes = [key(title) for title in titles]

    def opens(printed: str) -> bool:
        return any(whole.startswith(printed) for whole in wholes)

    for first in range(max(0, index - MAX_PRINTED_LINES + 1), index + 1):
        if not opens(key(reading.rows[first].text)):
            continue
        if any(_is_deck(reading, row, index) for row in range(first, index)):
            continue
        for last in range(max(first + 1, index) + 1, min(first + MAX_PRINTED_LINES, len(reading.rows)) + 1):
            if last - 1 > index and _is_deck(reading, last - 1, index):
                break
            printed = key("".join(row.text for row in reading.rows[first:last]))
            if not opens(printed):
                break
            if len(printed) < len(key(best)) + 2:
                continue
            for title in titles:
                end = _end_of(printed, title)
                joined = title[:end].strip()
                if end and len(_SITE_BORDER.findall(joined)) == len(_SITE_BORDER.findall(text)):
                    best = joined
    return best


def _is_deck(reading: Reading, index: int, headline: int) -> bool:
    """Is a line beside the headline, in a box of its own, the 引题 or 副题 that ``<title>`` holds too?"""
    row = reading.rows[index]
    if row.box == reading.rows[headline].box:
        return False
    names = KICKER_HINT if index < headline else SUBTITLE_HINT  # a dash alone may be the headline's second half
    return names.search(f"{row.hint} {reading.boxes[row.box].hint}") is not None


def _end_of(printed: str, title: str) -> int:
    """Where the key ``printed`` ends in a title that begins with it; 0 when it does not."""
    if not key(title).startswith(printed):
        return 0
    return next((n for n in range(len(printed), len(title) + 1) if key(title[:n]) == printed), 0)
