"""Bytes → text once, by our own rules: Scrapy believes what a page declares, and many pages lie.

Stands between 580 and 590: after decompression, before anything reads ``response.text``.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse

from lanzhou_news.text.decode import Decoded, decode


class DecodedResponse(HtmlResponse):
    """An HTML response whose text was decoded by :func:`lanzhou_news.text.decode.decode`.

    ``response.text`` and every selector see that text; ``decoded`` says how it was won.
    """

    decoded: Decoded

    def __init__(self, *args: Any, decoded: Decoded | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decoded is None:
            decoded = decode(self.body, _headers(self))
        self.decoded = decoded

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.decoded.text

    @property
    def encoding(self) -> str:
        """The codec that decoded the page."""
        return self.decoded.used


class DecodingMiddleware:
    """Turns every text response but XML into a :class:`DecodedResponse`."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Decode; binary and XML responses pass."""
        if not isinstance(response, TextResponse) or isinstance(response, XmlResponse | DecodedResponse):
            return response
        return DecodedResponse(
            response.url,
            status=response.status,
            headers=response.headers,
            body=response.body,
            flags=response.flags,
            request=response.request,
            certificate=response.certificate,
            ip_address=response.ip_address,
            protocol=response.protocol,
        )


def _headers(response: Response) -> dict[str, str]:
    value = response.headers.get("Content-Type")
    return {"content-type": value.decode("latin-1")} if value else {}
