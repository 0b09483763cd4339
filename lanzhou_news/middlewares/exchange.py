"""Keeps the headers of an exchange for the archive, before decompression changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response

from lanzhou_news.clean.draft import Exchange

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

META_KEY = "exchange"
"""Where a request's ``meta`` holds the :class:`~lanzhou_news.clean.draft.Exchange`."""


class ExchangeMiddleware:
    """Stands above 590 (decompression); off unless ``ARCHIVE_ENABLED``."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ExchangeMiddleware:
        """Scrapy's constructor."""
        if not crawler.settings.getbool("ARCHIVE_ENABLED"):
            raise NotConfigured
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """Note both sides' headers in the request's ``meta``."""
        ip = None if request.meta.get("proxy") or response.ip_address is None else str(response.ip_address)
        request.meta[META_KEY] = Exchange(_pairs(request.headers), _pairs(response.headers), ip)
        return response


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name in headers for value in headers.getlist(name)
    )
