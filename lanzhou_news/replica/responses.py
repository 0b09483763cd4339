"""From a reply to bytes on the wire: validators and 304, and the ways in which a connection can misbehave."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from lanzhou_news.replica.site import Reply

ENDLESS_LIMIT = 400_000_000
"""Bytes after which even the endless body ends, so that a careless client does not run for ever."""
_FILLER = ("<p>" + "没有尽头的页面，" * 800 + "</p>\n").encode()


def _unchanged(reply: Reply, request: web.BaseRequest) -> bool:
    """May the answer be 304? If-None-Match counts before If-Modified-Since (RFC 9110, 13.2.2)."""
    headers = request.headers
    if reply.status != 200 or reply.etag is None:
        return False
    if "If-None-Match" in headers:
        return reply.etag in headers["If-None-Match"]
    if "If-Modified-Since" in headers and reply.modified is not None:
        with contextlib.suppress(ValueError, TypeError):
            return parsedate_to_datetime(headers["If-Modified-Since"]) >= reply.modified
    return False


def _headers(reply: Reply) -> dict[str, str]:
    headers = {"Content-Type": reply.content_type}
    if reply.etag is not None:
        headers["ETag"] = reply.etag
    if reply.modified is not None:
        headers["Last-Modified"] = format_datetime(reply.modified, usegmt=True)
    if reply.location is not None:
        headers["Location"] = reply.location
    if reply.retry_after is not None:
        headers["Retry-After"] = str(reply.retry_after)
    headers.update(reply.headers)
    return headers


async def send(reply: Reply, request: web.BaseRequest, note: Callable[[int], None]) -> web.StreamResponse:
    """Answer with ``reply``; ``note`` is told the status before the body goes out."""
    if reply.behaviour:
        note(reply.status)
        return await _misbehave(reply, request)
    unchanged = _unchanged(reply, request)
    note(304 if unchanged else reply.status)
    if unchanged:
        return web.Response(status=304, headers=_headers(reply))
    return web.Response(body=reply.body, status=reply.status, headers=_headers(reply))


async def _misbehave(reply: Reply, request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers=_headers(reply))
    if reply.behaviour == "cut-off":
        response.content_length = len(reply.body) * 2
    with contextlib.suppress(ConnectionError, asyncio.CancelledError):
        if reply.behaviour == "silent":
            await asyncio.sleep(3600)
        if reply.behaviour != "drop":
            await response.prepare(request)
            await _write(reply, response)
    if request.transport is not None:
        request.transport.abort()
    return response


async def _write(reply: Reply, response: web.StreamResponse) -> None:
    if reply.behaviour == "endless":
        for _ in range(ENDLESS_LIMIT // len(_FILLER)):
            await response.write(_FILLER)
    elif reply.behaviour == "trickle":
        for byte in _FILLER:
            await response.write(bytes((byte,)))
            await asyncio.sleep(1)
    else:
        await response.write(reply.body)
