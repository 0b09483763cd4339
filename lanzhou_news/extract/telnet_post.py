"""Posts of telnet boards as the web shows them: 发信人, 标题 and 发信站, then text wrapped at eighty columns.

Taiwan's boards print 作者, 看板, 標題 and 時間 instead, and 發信站 below the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from lxml import etree

from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import DateCandidate, Line, RawArticle

MARK = "信站"
"""发信站, 發信站 or 转信站, where a post was sent from: pages without the word are not looked at."""
_FROM = re.compile(r"\s*[发發]信人\s*[:：]")
_TITLE = re.compile(r"\s*[标標]\s{0,4}[题題]\s*[:：]\s*(\S.{0,200})")
_SENT = re.compile(r"\s*(?:[发發]信站|[转轉]信站)\s*[:：][^()（）]{0,80}[(（]([^()（）]{8,60})[)）]")
_POSTER = re.compile(r"\s*作者\s*[:：]?\s*\w{2,16}\s?[(（].*")
_HEADED = re.compile(r"\s*[标標][题題]\s*[:：]?\s*(\S.{0,200})")
_TIME = re.compile(r"\s*[时時][间間]\s*[:：]?\s*([A-Z][a-z]{2} [A-Z][a-z]{2} .{4,5}:\d\d:\d\d \d{4})\s*")
"""Tue Jul  2 20:31:12 2019."""
_END = re.compile(r"\s*(?:--\s*|※\s?(?:来源|修改|來源|转载|轉載|[发發]信站|文章[网網]址)\s*[:：].*)")
_UNSEEN = ("script", "style", "title")
_BREAKS = ("br", "hr", "pre", "p", "div", "td")
HEAD = 8
"""Lines that the head of a post has at most."""
MOST_ABOVE = 20
"""Lines of the board's frame above a post; further down it is quoted in another text."""
WRAPPED = 62
"""Columns from which a line was wrapped: the boards break at 72 to 80."""


def read_post(page: Page) -> RawArticle | None:
    """The first post of a page, or None when it shows none.

    >>> read_post(page).title.text
    '川西自助游流水账'
    """
    if MARK not in page.text:
        return None
    lines = list(_lines(page.tree))
    printed = [index for index, line in enumerate(lines) if not line.isspace() and line]
    first = next((index for index, line in enumerate(lines) if _FROM.match(line) or _POSTER.fullmatch(line)), None)
    if first is None or printed.index(first) > MOST_ABOVE:
        return None
    titled, timed = (_TITLE, _SENT) if _FROM.match(lines[first]) else (_HEADED, _TIME)
    head = lines[first : first + HEAD]
    title = next((found[1] for line in head if (found := titled.match(line))), None)
    at, sent = next(((at, found[1]) for at, line in enumerate(head, first) if (found := timed.match(line))), (0, ""))
    if title is None or not sent:
        return None
    raw = RawArticle(title=Line(" ".join(title.split())), extractor={"title": "telnet-post", "body": "telnet-post"})
    raw.dates = [DateCandidate(" ".join(sent.split()), "line")]
    raw.body = [Line(text) for text in _paragraphs(lines[at + 1 :])]
    return raw if raw.body else None


def _lines(root: etree._Element) -> Iterator[str]:
    """Lines of the page as printed, indents and empty ones included."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event != "start":
            parts.append(element.tail or "")
        elif element.tag not in _UNSEEN:
            parts.append("\n" if element.tag in _BREAKS else "")
            parts.append(element.text or "")
    return iter("".join(parts).replace("\xa0", " ").splitlines())


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Paragraphs of the text up to the signature: wrapped lines joined, at an empty or indented line a new one."""
    wrapped = ""
    for line in lines:
        if _END.fullmatch(line) or _FROM.match(line):
            break
        text = " ".join(line.split())
        if wrapped and (not text or line[:1] in " \u3000"):
            yield wrapped
            wrapped = ""
        if wrapped and wrapped[-1].isascii() and text[:1].isascii():
            wrapped += " "
        wrapped += text
        if text and _columns(line) < WRAPPED:
            yield wrapped
            wrapped = ""
    if wrapped:
        yield wrapped


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)
