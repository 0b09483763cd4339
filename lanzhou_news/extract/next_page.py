"""Following pages of a long article: ``content_<id>_2.htm``, ``_3`` …, or the whole text on one page (``_0``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urljoin

from lxml import etree

from lanzhou_news.extract.page import Page
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.text.urls import split

MAX_PAGES = 60
"""Most following pages of one article; the longest seen has 25."""

_NUMBERED = re.compile(r"^(?P<stem>.*?[^/_-])(?:[_-](?P<page>\d{1,3}|all|s))?(?P<ext>\.[a-z]{3,5})?$")
_PAGER_TEXT = re.compile(
    r"[\[【(（<]?\s*(?:\d{1,3}|第\s?\d{1,3}\s?页|下一?页|后一?页|下页|[末尾]页|>{1,2}|»|›)\s*[\]】)）>]*"
)
_WHOLE_TEXT = re.compile(
    r"(?:余下|阅读|浏览|显示|查看|在?本页(?:阅读|浏览|显示)?)全文|全文(?:阅读|浏览|显示)|单页(?:阅读|浏览)"
)
_PAGE_PARAMETERS = frozenset({"page", "p", "pn", "pageno", "pageindex", "currentpage", "all_page"})
_ONCLICK = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\()\s*['\"]([^'\"\s<>]{1,300})['\"]"
)
WHOLE = 0
"""Page number of the full-text page (Founder's ``_0``)."""


def next_pages(page: Page, profile: SiteProfile | None) -> list[str]:
    """Absolute URLs of the pages that follow this one, in order; only the full-text page when there is one.

    Pages before this one are left out, so that asking each fetched page in turn ends. Without a profile a link counts
    when its address is this one with a page number and its text is a pager's.

    >>> next_pages(page, get("lanzhou"))
    ['http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617_2.htm']
    """
    own = profile.match_article(page.url) if profile is not None else None
    number_of, token = _numbers_by_profile(profile, own["id"]) if profile and own else _numbers_by_path(page.url)
    here = number_of(page.url)
    if here is None or here == WHOLE:
        return []
    found: dict[int, str] = {}
    for element in page.tree.iter("a"):
        href = _target(element)
        if not href or (token not in href and href[0] != "?"):
            continue
        if href[0] == "#" or href[:11].lower() == "javascript:":
            continue
        try:
            url = urljoin(page.url, href).partition("#")[0]
            number = number_of(url)
        except ValueError:
            continue
        if number is None:
            continue
        text = "".join(map(str, element.itertext())).strip()
        if number == WHOLE or _WHOLE_TEXT.fullmatch(text):
            if url != page.url and (own is not None or _WHOLE_TEXT.fullmatch(text)):
                found.setdefault(WHOLE, url)
        elif number > here and (own is not None or _PAGER_TEXT.fullmatch(text)):
            found.setdefault(number, url)
    if WHOLE in found:
        return [found[WHOLE]]
    return [found[number] for number in sorted(found)][:MAX_PAGES]


def _target(element: etree._Element) -> str:
    """Where a link leads; one without an address may say it in its ``onclick``."""
    href = (element.get("href") or "").strip()
    if not href or href[:11].lower() == "javascript:":
        click = _ONCLICK.search(element.get("onclick") or "")
        return click[1] if click else href
    return href


def _numbers_by_profile(profile: SiteProfile, ident: str) -> tuple[Callable[[str], int | None], str]:
    """How the pages of an article are numbered, and what every address of them but a bare query has in it.

    The function gives the page number of an address, 1 for the first page, None when it is another article's.
    """

    def number_of(url: str) -> int | None:
        match = profile.match_article(url)
        if match is None or match["id"] != ident:
            return None
        return int(match.groupdict().get("page") or 1)

    return number_of, ident


def _numbers_by_path(base: str) -> tuple[Callable[[str], int | None], str]:
    """The same for an article of a site that nobody has described."""
    own = split(base)
    mine = _NUMBERED.match(own.path)
    own_number = _page_number(mine["page"]) if mine else None

    def number_of(url: str) -> int | None:
        parts = split(url)
        if parts.netloc != own.netloc:
            return None
        if parts.path == own.path:
            return _query_number(parts.query, own.query)
        match = _NUMBERED.match(parts.path)
        if match is None or mine is None or match["ext"] != mine["ext"]:
            return None
        number = _page_number(match["page"])
        if number is None:
            return None
        if match["stem"] == mine["stem"]:
            return number if own_number is not None else None
        # the base's own last number may be its id (20220101_123.htm): then an appended number is a page
        return number if match["stem"] == own.path.removesuffix(mine["ext"] or "") else None

    return number_of, (mine["stem"] if mine else own.path).rpartition("/")[2]


def _page_number(text: str | None) -> int | None:
    if text is None:
        return 1
    number = int(text) if text.isdigit() else WHOLE
    return number if number <= MAX_PAGES else None


def _query_number(query: str, own: str) -> int | None:
    """Page number when both queries are the same but for a page parameter."""
    mine = {k: v for k, v in parse_qsl(own) if k.lower() not in _PAGE_PARAMETERS}
    rest, number = {}, 1
    for name, value in parse_qsl(query):
        if name.lower() in _PAGE_PARAMETERS and value.isdigit():
            number = int(value)
        else:
            rest[name] = value
    return number if rest == mine and number <= 999 else None
