"""The pages of one article, in a crawl or from an archive: which one comes next, and which replaces the others."""

from __future__ import annotations

from lxml import etree

from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.extract.next_page import WHOLE, next_pages
from lanzhou_news.extract.page import Page
from lanzhou_news.text.decode import decode

MAX_PAGES = 50
"""Pages joined into one article; the longest seen has 25."""
PAGE_SEPARATORS = frozenset("_-")
"""What stands between the id of an article and the number of its page."""


def add_page(draft: Draft, fetched: Fetched, page: Page | None = None, *, limit: int = MAX_PAGES) -> list[str]:
    """Add a page to the draft; returns the addresses of the pages that follow it, the next one first.

    A page with the whole text takes the place of those before it. Without ``page`` the bytes are decoded here.

    >>> add_page(draft, fetched)
    ['http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617_2.htm']
    """
    page = page or Page(fetched.url, decode(fetched.body, fetched.headers))
    match = draft.profile.match_article(page.url) if draft.profile else None
    if match and match.groupdict().get("page") == str(WHOLE):
        draft.fetched.clear()
        draft.pages.clear()
    draft.fetched.append(fetched)
    draft.pages.append(page)
    if len(draft.pages) >= limit:
        return []
    # Looking at every link costs as much as the parse; a page of this article has its id and a separator.
    numbered = match is not None and {"id", "page"} <= match.groupdict().keys()
    if match and numbered and not _names_page(page.text, match["id"]):
        return []
    try:
        return next_pages(page, draft.profile)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []  # no tree at all: the extract step says why


def _names_page(text: str, article: str) -> bool:
    """Does the id of the article stand before a separator?"""
    at = text.find(article)
    while at >= 0:
        at += len(article)
        if text[at : at + 1] in PAGE_SEPARATORS:
            return True
        at = text.find(article, at)
    return False


def miss_page(draft: Draft, url: str) -> None:
    """Note that a following page could not be had."""
    draft.note("extract", "missing-page", before=url)
