"""Which article is this? One id for every spelling of an address."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from lanzhou_news.extract.raw import RawArticle
from lanzhou_news.sites import original_url
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.text.urls import article_url


class Identity(NamedTuple):
    """Id and address of an article."""

    id: str
    canonical_url: str | None
    site: str | None
    section: str | None


def identify(url: str, profile: SiteProfile | None, raw: RawArticle, content_hash: str) -> Identity:
    """Name an article: ``<site>:<cms id>``, else ``url:<hash>``, else ``sha256:<hash>``.

    A copy on another host is a record of its own: it keeps the id of its own address, only ``canonical_url`` points
    at the original.

    >>> identify("http://www.lzbs.com.cn/a/2023-09/23/content_505014617_2.htm?x=1", get("lanzhou"), RawArticle(), "").id
    'lanzhou:505014617'
    """
    match = profile.match_article(url) if profile is not None else None
    if profile is not None and match is not None and not profile.copies:
        section, canonical = profile.sections.get(match.groupdict().get("section") or ""), profile.canonical_url(url)
        # An address may be an article's without naming it: content_1_2.htm of a newspaper is unique in its issue only.
        name = f"{profile.name}:{match['id']}" if match["id"] else _by_address(canonical, content_hash)
        return Identity(name, canonical, profile.name, section)
    own = article_url(url) if url else None
    if profile is None:
        canonical = (original_url(url) if url else None) or raw.canonical_url or own
        return Identity(_by_address(own, content_hash), canonical, None, None)
    if profile.copies and own:
        key = profile.canonical_url(url) or own
        return Identity(_by_address(key, content_hash), original_url(key) or key, profile.name, None)
    name = f"{profile.name}:{raw.content_id}" if raw.content_id else _by_address(own, content_hash)
    return Identity(name, own, profile.name, None)


def _by_address(url: str | None, content_hash: str) -> str:
    return f"url:{hashlib.sha256(url.encode()).hexdigest()[:16]}" if url else f"sha256:{content_hash}"
