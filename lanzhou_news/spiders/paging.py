"""Lists and their following pages: which family a list page belongs to, and which page comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from lanzhou_news.sites.base import SiteProfile

_NUMBERED = re.compile(r"(?P<stem>/(?:node_\d+|[A-Za-z]+))_(?P<number>\d{1,6})(?P<suffix>\.s?html?)$")
"""Following pages: node_123_2.htm (Founder), index_2.html, list_3.shtml. The number of a node is not a page number."""
_INDEX = re.compile(r"/(?:index|default)\.s?html?$")
_PAGE_WORDS = frozenset({"page", "p", "pageno", "page_no", "pageindex"})


class ListPage(NamedTuple):
    """Where a list page stands: the ``family`` is the address of its first page, without scheme and host."""

    family: str
    number: int


def place(profile: SiteProfile, url: str) -> ListPage:
    """Family and page number of a list page.

    >>> place(get("lanzhou"), "http://lzbs.com.cn/lanzhounews/node_7_3.htm")
    ListPage(family='lanzhou:/lanzhounews/node_7.htm', number=3)
    """
    parts = urlsplit(url)
    query = parse_qsl(parts.query)
    numbers = [int(value) for name, value in query if name.lower() in _PAGE_WORDS and value.isdigit()]
    rest = urlencode([(name, value) for name, value in query if name.lower() not in _PAGE_WORDS])
    path, number = parts.path or "/", numbers[0] if numbers else 1
    if match := _NUMBERED.search(path):
        path, number = path[: match.end("stem")] + match["suffix"], int(match["number"])
    path = _INDEX.sub("/", path)
    return ListPage(f"{profile.name}:{path}{'?' + rest if rest else ''}", number)


def next_page(profile: SiteProfile, page: ListPage, candidates: Iterable[str]) -> str | None:
    """Of the list addresses on a page, the one of the same family with the next higher number; None at the end.

    >>> next_page(profile, ListPage("lanzhou:/a/", 1), ["http://www.lzbs.com.cn/a/index_2.htm"])
    'http://www.lzbs.com.cn/a/index_2.htm'
    """
    later = [(place(profile, url), url) for url in candidates]
    numbered = [(at.number, url) for at, url in later if at.family == page.family and at.number > page.number]
    return min(numbered)[1] if numbered else None
