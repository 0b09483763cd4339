"""Addresses on a page, in a feed or in a sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from lanzhou_news.extract.page import Page

_LINKING = {"a": "href", "area": "href", "iframe": "src", "frame": "src"}
MAX_URL = 2000
"""Characters; longer addresses are traps or scripts (Scrapy's own URLLENGTH_LIMIT is 2083)."""


def links(page: Page) -> list[str]:
    """Absolute http(s) addresses that a page links to, without fragment, each once, in page order.

    >>> links(Page("http://www.lzbs.com.cn/", decode(b"<a href=/a/2023-09/23/content_1.htm>")))
    ['http://www.lzbs.com.cn/a/2023-09/23/content_1.htm']
    """
    base = _base(page)
    root = urljoin(base, "/")
    found: dict[str, None] = {}
    for element in page.tree.iter(*_LINKING):
        target = (element.get(_LINKING[str(element.tag)]) or "").strip()
        if target and (url := absolute(root if target[0] == "/" else base, target)):
            found[url] = None
    return list(found)


@lru_cache(maxsize=4096)  # the menus of a site stand on every page
def absolute(base: str, target: str) -> str | None:
    """``target`` seen from ``base``, without fragment; None for anything but a sane http(s) address."""
    if target.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        url = urldefrag(urljoin(base, target))[0]
        parts = urlsplit(url)
        sane = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 80) > 0
    except ValueError:
        return None
    return url if sane and len(url) <= MAX_URL and "\n" not in url else None


def feed_links(body: bytes, base: str) -> tuple[list[str], list[str]]:
    """Page addresses and sub-sitemap addresses of an RSS, Atom, RDF or sitemap document.

    Entities are not expanded and nothing is loaded; a broken document gives what can be read of it.

    >>> feed_links(b"<rss><channel><item><link>http://a.cn/1.htm</link></item></channel></rss>", "http://a.cn/")
    (['http://a.cn/1.htm'], [])
    """
    pages: dict[str, None] = {}
    maps: dict[str, None] = {}
    for kind, target in _entries(body):
        if url := absolute(base, target.strip()):
            (maps if kind == "sitemap" else pages)[url] = None
    return list(pages), list(maps)


def _entries(body: bytes) -> Iterator[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    for element in root.iter("{*}item", "{*}entry", "{*}url", "{*}sitemap"):
        kind = etree.QName(element).localname
        for child in element.iter("{*}link", "{*}loc"):
            if target := child.get("href") or child.text:
                yield kind, target


def _base(page: Page) -> str:
    declared = page.tree.find(".//base[@href]")
    href = declared.get("href") if declared is not None else None
    return (absolute(page.url, href.strip()) if href else None) or page.url
