"""What the page says about itself outside the visible text: ``<title>``, ``<meta>``, ``<link>``, JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree

from lanzhou_news.extract.raw import DateCandidate
from lanzhou_news.extract.reading import Reading, collapse

PUBLISHED = (
    "article:published_time", "og:published_time", "og:release_date", "publishdate", "publish_date", "publish-date",
    "pubdate", "publishtime", "publish_time", "publication_date", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "weibo:article:create_at", "bytedance:published_time", "firstpublishedtime", "_pubtime",
    "apub:time", "createdate", "sailthru.date",
)  # fmt: skip
"""``<meta name>`` or ``property`` that gives the publication time, most telling first.

``pubdate`` and ``contentsource`` stand on Chinese government pages (GB/T 33476-style ColumnName/PubDate/ContentSource
metas); ``bytedance:*`` on Toutiao, ``apub:time`` on Tencent, ``weibo:article:*`` on Sina pages."""
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmodified", "weibo:article:update_at",
    "bytedance:updated_time", "updated_time", "dcterms.modified",
)  # fmt: skip
MAX_VALUE = 2_000
"""Longer values are no metadata."""
MAX_JSON = 300_000
"""Longest JSON-LD block read."""

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|WebPage|^Review$|^Recipe$")
_DIGITS = re.compile(r"\d{4}")


@dataclass(slots=True)
class Meta:
    """Everything the head of a page says."""

    title: str = ""
    """Text of ``<title>``."""
    values: dict[str, str] = field(default_factory=dict)
    """Lower-case name → value; JSON-LD values as ``ld:headline``, ``ld:author`` …"""
    dates: list[DateCandidate] = field(default_factory=list)
    canonical_url: str | None = None


def read_meta(reading: Reading, url: str, known: Mapping[str, str] | None = None) -> Meta:
    """Collect titles, metas, canonical link and JSON-LD from the head elements of a reading.

    ``known`` are values that a script of the page gives for the same names.

    >>> read_meta(page.reading, page.url).values["og:title"]
    '黄河岸边添新绿'
    """
    found = Meta(values=dict(known or {}))
    linked_data: list[DateCandidate] = []
    for element in reading.heads:
        if element.tag == "meta":
            _meta(element, found.values)
        elif element.tag == "title":
            if not found.title:
                found.title = collapse(element.text or "")
        elif element.tag == "link":
            if (element.get("rel") or "").lower() == "canonical" and not found.canonical_url:
                found.canonical_url = _canonical(element.get("href") or "", url)
        else:
            linked_data += _linked_data(element.text or "", found.values)
    found.dates = linked_data
    for names, kind in ((PUBLISHED, "published"), (MODIFIED, "modified")):
        for name in names:
            value = found.values.get(name)
            if value and _DIGITS.search(value):
                found.dates.append(DateCandidate(value, "meta", "modified" if kind == "modified" else "published"))
    return found


def _meta(element: etree._Element, values: dict[str, str]) -> None:
    name = element.get("name") or element.get("property") or element.get("itemprop")
    content = element.get("content")
    if not name or not content or len(content) > MAX_VALUE:
        return
    content = collapse(html.unescape(content))
    if content:
        values.setdefault(name.lower(), content)


def _canonical(href: str, url: str) -> str | None:
    try:
        absolute = urljoin(url, href.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(parts.path) < 2:
        return None
    return absolute


def _linked_data(text: str, values: dict[str, str]) -> list[DateCandidate]:
    """Read one JSON-LD block: headline, author, dates of the article it describes."""
    if len(text) > MAX_JSON:
        return []
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []
    nodes = data if isinstance(data, list) else [data]
    nodes += [part for node in nodes if isinstance(node, dict) for part in _graph(node)]
    dates = []
    for node in nodes:
        if not isinstance(node, dict):
            continue
        kind = str(node.get("@type", ""))
        if kind == "BreadcrumbList" and (trail := _trail(node.get("itemListElement"))):
            values.setdefault("ld:breadcrumb", trail)
        if not _ARTICLE_TYPES.search(kind) and "pubDate" not in node:
            continue
        for key in ("headline", "title", "author", "publisher", "description", "articleSection"):
            value = _plain(node.get(key))
            if value:
                values.setdefault(f"ld:{key}", value)
        for key in ("datePublished", "pubDate"):
            if (value := _plain(node.get(key))) and _DIGITS.search(value):
                dates.append(DateCandidate(value, "json-ld"))
        for key in ("dateModified", "upDate"):
            if (value := _plain(node.get(key))) and _DIGITS.search(value):
                dates.append(DateCandidate(value, "json-ld", "modified"))
    return dates


def _trail(entries: object) -> str:
    """Names of a schema.org BreadcrumbList in their order: ``首页 > 新闻``."""
    names = []
    for entry in entries if isinstance(entries, list) else []:
        item = entry.get("item") if isinstance(entry, dict) else None
        name = _plain(entry.get("name") or item) if isinstance(entry, dict) else None
        if name and "://" not in name:
            names.append(name)
    return " > ".join(names)[:MAX_VALUE]


def _graph(node: dict[str, object]) -> list[object]:
    """The nodes inside a node: all of a graph, the one that a WebPage is about."""
    graph, entity = node.get("@graph"), node.get("mainEntity")
    return [*(graph if isinstance(graph, list) else []), *([entity] if isinstance(entity, dict) else [])]


def _plain(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_plain, value) if name]
        return " ".join(names) or None
    if isinstance(value, dict):
        return _plain(value.get("name"))
    if isinstance(value, str):
        return collapse(html.unescape(value))[:MAX_VALUE] or None
    return None
