"""Following pages of a long article: ``content_<id>_2.htm``, ``_3`` …, or the whole text on one page (``_0``)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urljoin, urlsplit

from lanzhou_news.extract.page import Page
from lanzhou_news.sites.base import SiteProfile

MAX_PAGES = 60
"""Most following pages of one article; the longest seen has 25."""

_NUMBERED = re.compile(r"^(?P<stem>.*?[^/_-])(?:[_-](?P<page>\d{1,3}|all))?(?P<ext>\.[a-z]{3,5})?$")
_PAGER_TEXT = re.compile(
    r"[\[【(（<]?\s*(?:\d{1,3}|第\s?\d{1,3}\s?页|下一?页|后一?页|下页|[末尾]页|>{1,2}|»|›)\s*[\]】)）>]*"
)
_WHOLE_TEXT = re.compile(
    r"(?:余下|阅读|浏览|显示|查看|在?本页(?:阅读|浏览|显示)?)全文|全文(?:阅读|浏览|显示)|单页(?:阅读|浏览)"
)
_PAGE_PARAMETERS = frozenset({"page", "p", "pn", "pageno", "pageindex", "currentpage", "all_page"})
WHOLE = 0
"""Page number of the full-text page (Founder's ``_0``)."""


def next_pages(page: Page, profile: SiteProfile | None) -> list[str]:
    """Absolute URLs of the pages that follow this one, in order; only the full-text page when there is one.

    Pages before this one are left out, so that asking each fetched page in turn ends. Without a profile a link counts
    when its address is this one with a page number and its text is a pager's.

    >>> next_pages(page, get("lanzhou"))
    ['http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617_2.htm']
    """
    if profile is not None and profile.match_article(page.url) is None:
        profile = None
    here = _number(page.url, page.url, profile)
    if here is None or here == WHOLE:
        return []
    found: dict[int, str] = {}
    for element in page.tree.iter("a"):
        href = (element.get("href") or "").strip()
        if not href or href[0] in "#" or href[:11].lower() == "javascript:":
            continue
        try:
            url = urljoin(page.url, href).partition("#")[0]
            number = _number(url, page.url, profile)
        except ValueError:
            continue
        if number is None:
            continue
        text = "".join(map(str, element.itertext())).strip()
        if number == WHOLE or _WHOLE_TEXT.fullmatch(text):
            if url != page.url and (profile is not None or _WHOLE_TEXT.fullmatch(text)):
                found.setdefault(WHOLE, url)
        elif number > here and (profile is not None or _PAGER_TEXT.fullmatch(text)):
            found.setdefault(number, url)
    if WHOLE in found:
        return [found[WHOLE]]
    return [found[number] for number in sorted(found)][:MAX_PAGES]


def _number(url: str, base: str, profile: SiteProfile | None) -> int | None:
    """Page number of ``url`` when it belongs to the same article as ``base``, else None; the first page is 1."""
    if profile is not None and (own := profile.match_article(base)):
        match = profile.match_article(url)
        if match is None or match["id"] != own["id"]:
            return None
        return int(match.groupdict().get("page") or 1)
    parts, own_parts = urlsplit(url), urlsplit(base)
    if parts.netloc != own_parts.netloc:
        return None
    if parts.path == own_parts.path:
        return _query_number(parts.query, own_parts.query)
    match, mine = _NUMBERED.match(parts.path), _NUMBERED.match(own_parts.path)
    if match is None or mine is None or match["ext"] != mine["ext"]:
        return None
    number, own_number = _page_number(match["page"]), _page_number(mine["page"])
    if number is None:
        return None
    if match["stem"] == mine["stem"]:
        return number if own_number is not None else None
    # the base's own last number may be its id (20220101_123.htm): then an appended number is a page
    return number if match["stem"] == own_parts.path.removesuffix(mine["ext"] or "") else None


def _page_number(text: str | None) -> int | None:
    if text is None:
        return 1
    number = WHOLE if text == "all" else int(text)
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
