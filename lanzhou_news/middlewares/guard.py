"""Requests leave neither the site's hosts nor the public internet, whatever links and redirects say."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from lanzhou_news.crawllog import one_line
from lanzhou_news.sites.base import SiteProfile

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class LeavesSite(IgnoreRequest):
    """A request that would leave the site; raised before anything is sent."""


class SiteGuard:
    """Judges every request of a news spider by the host of its URL, redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SiteGuard:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise :class:`LeavesSite` for a request that may not be sent."""
        profile: SiteProfile | None = getattr(self.crawler.spider, "profile", None)
        reason = refusal(profile, request.url) if profile else None
        if reason:
            self.crawler.stats.inc_value("news/refused")
            raise LeavesSite(f"{one_line(request.url)}: {reason}")


def refusal(profile: SiteProfile, url: str) -> str | None:
    """Why a request may not be sent, or None.

    >>> refusal(get("lanzhou"), "http://169.254.169.254/latest/meta-data/")
    'not a host of lanzhou'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "no valid address"
    if parts.scheme not in {"http", "https"}:
        return f"scheme {parts.scheme}"
    if parts.username or parts.password:
        return "credentials in the address"
    if not profile.owns(url):
        return f"not a host of {profile.name}"
    if profile.allow_private:
        return None
    if is_private(parts.hostname or ""):
        return "a private address"
    try:
        port = parts.port
    except ValueError:
        return "no valid port"
    return None if port in {None, 80, 443} else f"port {port}"


def is_private(host: str) -> bool:
    """Is the host, as written, no public address? Names are judged by their form; they are not resolved.

    >>> [is_private(host) for host in ("127.0.0.1", "10.0.0.8", "localhost", "www.lzbs.com.cn")]
    [True, True, True, False]
    """
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal"))
