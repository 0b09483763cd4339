"""Lists and their following pages: which pages are one list, and which one comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from lanzhou_news.sites.base import SiteProfile

_NUMBERED = re.compile(r"(?P<stem>/(?:node_\d+|(?!node_)[A-Za-z]+))_(?P<number>\d{1,6})(?P<suffix>\.s?html?)$")
"""Following pages: node_123_2.htm (Founder), index_2.html, list_3.shtml. The number of a node is not a page number."""
_INDEX = re.compile(r"/(?:index|default)\.s?html?$")
_PAGE_WORDS = frozenset({"page", "p", "pageno", "page_no", "pageindex"})
SECOND = 2
"""Highest number of a second page: index_2.htm on most systems, index_1.htm on some."""


class Place(NamedTuple):
    """Where a list page stands: ``family`` is the address of the bare page, ``number`` 0 for the bare page itself."""

    family: str
    number: int


class Pager(NamedTuple):
    """What a list page says about lists."""

    family: str
    """The list it belongs to: that of its following pages, so that every spelling of a first page is one list."""
    next: str | None
    others: list[str]
    """Lists of their own."""


def place(profile: SiteProfile, url: str) -> Place:
    """Family and page number of a list page, by its address alone.

    >>> place(get("lanzhou"), "http://lzbs.com.cn/lanzhounews/node_7_3.htm")
    Place(family='lanzhou:/lanzhounews/node_7.htm', number=3)
    """
    parts = urlsplit(url)
    query = parse_qsl(parts.query)
    numbers = [int(value) for name, value in query if name.lower() in _PAGE_WORDS and value.isdecimal()]
    rest = urlencode([(name, value) for name, value in query if name.lower() not in _PAGE_WORDS])
    path, number = parts.path or "/", numbers[0] if numbers else 0
    if match := _NUMBERED.search(path):
        path, number = path[: match.end("stem")] + match["suffix"], int(match["number"])
    path = _INDEX.sub("/", path)
    host = f"//{parts.hostname}" if profile.copies else ""
    return Place(f"{profile.name}:{host}{path}{'?' + rest if rest else ''}", number)


def read_pager(profile: SiteProfile, url: str, linked: Iterable[str]) -> Pager:
    """Sort the list addresses on a page into its next page and other lists.

    The next page is the one with the lowest higher number. A first page may be a directory whose following pages are
    those of a node: ``/a/`` goes on with ``/a/node_7_2.htm``.

    >>> read_pager(profile, "http://www.lzbs.com.cn/a/", ["http://www.lzbs.com.cn/a/node_7_2.htm"]).next
    'http://www.lzbs.com.cn/a/node_7_2.htm'
    """
    at, folder = place(profile, url), _folder(url)
    groups: dict[str, dict[int, str]] = {}
    bare, numbered = [], []
    for link in linked:
        other = place(profile, link)
        if other.number:
            groups.setdefault(other.family, {}).setdefault(other.number, link)
            numbered.append((other.family, link))
        elif other.family != at.family or at.number == 0:
            bare.append(link)
    family = at.family
    if at.number == 0 and family not in groups:
        adopted = (name for name, link in numbered if _folder(link) == folder and min(groups[name]) <= SECOND)
        family = next(adopted, family)
    later = [number for number in groups.get(family, ()) if number > at.number]
    following = groups[family][min(later)] if later else None
    return Pager(family, following, bare + [link for name, link in numbered if name != family])


def _folder(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[0]
