"""What a site profile is. A site is one small file of data; behaviour lives in ``cms/`` and ``extract/``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lanzhou_news.text.urls import split


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One generation of a site's article markup.

    Old pages keep the markup of their day: a page whose URL names a day is read with the template of that day first,
    then with later ones, then with those that had ended.
    """

    version: str
    shapes: tuple[str, ...]
    """CMS shapes of ``lanzhou_news.cms`` to try, in order."""
    selectors: Mapping[str, str] = field(default_factory=dict)
    """Field → CSS selector, tried after the shapes: body, and beside it title, subtitle, kicker."""
    valid_until: date | None = None
    """Last day on which the site wrote pages with this template; None while it is in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProfile:
    """Where a site is, which URLs are what, how its pages are read."""

    name: str
    """Spider name."""
    title: str
    """Name of the outlet in Chinese, as 来源 prints it."""
    publisher: str
    """The organisation that runs it; a byline of this organisation implies ``title`` as source."""
    hosts: tuple[str, ...]
    """The host family; the first is canonical. Requests never leave it."""
    scheme: str = "http"
    """Scheme of canonical URLs."""
    start_urls: tuple[str, ...]
    """List pages a crawl starts from."""
    article_url: str
    """Regular expression on the path, or on ``path?query`` where ids stand in the query. Named groups: ``id`` and where
    the URL has them, ``section``, ``date``, ``page``."""
    list_url: str
    """Regular expression on path of list pages worth following."""
    templates: tuple[Template, ...]
    sections: Mapping[str, str] = field(default_factory=dict)
    """Channel directory → section name (breadcrumb parts joined by ``>``)."""
    self_names: tuple[str, ...] = ("本报", "本网", "本台", "本社")
    """Words by which a byline of this site means its publisher."""
    feeds: tuple[str, ...] = ()
    """RSS or Atom URLs."""
    sitemaps: tuple[str, ...] = ()
    mirrors: Mapping[str, str] = field(default_factory=dict)
    """Host of a known copy → regular expression on its path whose group ``path`` is the path at the original."""
    issue_page: str | None = None
    """Newspapers: regular expression on the path of a page of an issue, with the group ``date``. None: no newspaper."""
    issue_urls: tuple[str, ...] = ()
    """Newspapers: addresses that the first page of an issue may have, with strftime fields for its day. They are asked
    in this order where the start page shows no better one."""
    copies: str | None = None
    """Name of the profile whose articles these hosts copy. Each host then keeps addresses of its own."""
    boilerplate: tuple[str, ...] = ()
    """Regular expressions for lines of head and tail that are this site's furniture."""
    allow_private: bool = False
    """May requests go to loopback and private addresses? Only for a profile that describes a local site."""

    def owns(self, url: str) -> bool:
        """Does the URL's host belong to this site's family?

        >>> get("lanzhou").owns("https://www.lzbs.com.cn/")
        True
        """
        return _parts(url).host in self.hosts

    def match_article(self, url: str) -> re.Match[str] | None:
        """Match of ``article_url``, or None when the URL is no article of this site."""
        parts = _parts(url)
        if parts.host not in self.hosts:
            return None
        match = _search(self.article_url, parts.path)
        return match or (_search(self.article_url, f"{parts.path}?{parts.query}") if parts.query else None)

    def match_list(self, url: str) -> re.Match[str] | None:
        """Match of ``list_url`` on the path, or None."""
        parts = _parts(url)
        return _search(self.list_url, parts.path or "/") if parts.host in self.hosts else None

    def match_issue(self, url: str) -> re.Match[str] | None:
        """Match of ``issue_page`` on the path, or None; always None for a site that is no newspaper.

        >>> get("lzrb").match_issue("https://lzrb.lzbs.com.cn/html/2024-05/20/node_2.htm")["date"]
        '2024-05/20'
        """
        if self.issue_page is None or not self.owns(url):
            return None
        return _search(self.issue_page, _parts(url).path)

    def canonical_url(self, url: str) -> str | None:
        """The one address of an article: canonical scheme and host, first page, no query; None for other URLs.

        >>> get("lanzhou").canonical_url("https://lzbs.com.cn/a/2023-09/23/content_505014617_2.htm?div=-1")
        'http://www.lzbs.com.cn/a/2023-09/23/content_505014617.htm'
        """
        match = self.match_article(url)
        if match is None:
            return None
        path = match.string
        if match.groupdict().get("page"):
            path = path[: match.end("id")] + path[match.end("page") :]
        host = _parts(url).host if self.copies else self.hosts[0]
        return f"{self.scheme}://{host}{path}"


class _Parts(NamedTuple):
    host: str
    """Lower case, without port; empty for a URL without one."""
    path: str
    query: str


@lru_cache(maxsize=4096)
def _parts(url: str) -> _Parts:
    """Cached, like the matches: a crawl asks about each address many times, and menus stand on every page."""
    parts = split(url)
    return _Parts(parts.hostname or "", parts.path, parts.query)


@lru_cache(maxsize=4096)
def _search(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(pattern, text)
