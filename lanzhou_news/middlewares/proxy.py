"""Which proxy a host is reached through, asked once a host and not once a request."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.utils.httpobj import urlparse_cached

_CHOSEN = ("proxy", "_scheme_proxy")
"""What Scrapy's middleware writes into the meta of a request for a proxy without a password."""


class RememberedProxy(HttpProxyMiddleware):
    """Scrapy's, which reads the whole environment for ``no_proxy`` at every request: a tenth of a millisecond."""

    def __init__(self, auth_encoding: str | None = "latin-1") -> None:
        super().__init__(auth_encoding)
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Choose the proxy; a request that names its own or brings a password is left to Scrapy."""
        parts = urlparse_cached(request)
        place = parts.scheme, parts.netloc
        if "proxy" in request.meta or b"Proxy-Authorization" in request.headers:
            super().process_request(request)
        elif place in self._known:
            request.meta.update(self._known[place])
        else:
            super().process_request(request)
            if "_auth_proxy" not in request.meta:
                self._known[place] = {key: request.meta[key] for key in _CHOSEN if key in request.meta}
