"""The HTTP side: one aiohttp server that is origin and forward proxy at once.

``GET /path`` and ``GET http://www.lzbs.com.cn/path`` give the same page; hosts other than the site's own are reached as
``GET http://host/path`` or ``GET /_host/host/path``. ``/_gold.jsonl``, ``/_requests.jsonl`` and ``/_control`` are for
tests.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from email.utils import format_datetime, parsedate_to_datetime
from itertools import chain
from urllib.parse import parse_qsl, unquote, urlsplit

import orjson
from aiohttp import web

from lanzhou_news.replica.corpus import HOST
from lanzhou_news.replica.gold import Record
from lanzhou_news.replica.lists import Lists
from lanzhou_news.replica.mirror import CONVERTERS, Mirror
from lanzhou_news.replica.options import Options
from lanzhou_news.replica.requestlog import RequestLog
from lanzhou_news.replica.site import Reply, Site

NOT_FOUND = Reply("<html><head><title>404</title></head><body>您访问的页面不存在或已删除</body></html>".encode(), 404)


def split_target(raw: str, host_header: str) -> tuple[str, str]:
    """Host and path (with query) of a request line's target, absolute or not.

    >>> split_target("http://www.lzbs.com.cn/index.htm", "")
    ('www.lzbs.com.cn', '/index.htm')
    """
    if raw.startswith(("http://", "https://")):
        host, slash, path = raw.split("://", 1)[1].partition("/")
        return host.partition(":")[0].lower(), slash + path or "/"
    if raw.startswith("/_host/"):
        host, _, path = raw[len("/_host/") :].partition("/")
        return host.lower(), f"/{path}"
    host = host_header.partition(":")[0].lower()
    return (HOST if host in ("127.0.0.1", "localhost", "") else host), raw


class Replica:
    """State of a running replica and its request handler."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.site = Site(options)
        self.lists = Lists(self.site)
        self.log = RequestLog()
        self.mirrors = {converter.host: Mirror(converter, self.site) for converter in CONVERTERS}

    def page(self, host: str, path: str) -> Reply:
        """What ``host`` answers for ``path``, validators and faults aside."""
        plain = unquote(path.partition("?")[0])
        if host in self.mirrors:
            return self.mirrors[host].reply(plain) or NOT_FOUND
        if host not in (HOST, "lzbs.com.cn"):
            return NOT_FOUND
        located = self.site.locate(plain)
        if located is None:
            return self.lists.reply(plain) or NOT_FOUND
        n, page, moved = located
        if moved is not None:
            return Reply(status=301, location=f"http://{HOST}{moved}")
        if n in self.site.gone:
            return Reply(NOT_FOUND.body, self.site.gone[n])
        return self.site.article(n, page, self.site.revisions.get(n, 1)) or NOT_FOUND

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        raw = request.raw_path
        if raw.startswith("/_") and not raw.startswith("/_host/"):
            return await self._service(request, raw)
        if request.method not in ("GET", "HEAD"):
            return web.Response(
                status=501 if request.method == "CONNECT" else 405, text="only GET and HEAD are answered"
            )
        host, path = split_target(raw, request.headers.get("Host", ""))
        reply = self.page(host, path)
        response = _response(reply, request)
        self.log.add(request.method, f"http://{host}{path}", response.status, request.headers)
        return response

    def _gold_lines(self, wanted: dict[str, str]) -> Iterator[bytes]:
        """Gold records as lines; ``wanted`` narrows them by ``host`` and ``kind``."""
        sources: list[Iterator[Record]] = []
        if wanted.get("host", HOST) == HOST:
            sources.append(self.site.gold_records())
        sources += [mirror.gold_records() for host, mirror in self.mirrors.items() if wanted.get("host", host) == host]
        for record in chain.from_iterable(sources):
            if wanted.get("kind", record["kind"]) == record["kind"]:
                yield orjson.dumps(record) + b"\n"

    async def _service(self, request: web.BaseRequest, raw: str) -> web.StreamResponse:
        path = urlsplit(raw).path
        if path == "/_gold.jsonl":
            return await _stream(request, self._gold_lines(dict(parse_qsl(urlsplit(raw).query))))
        if path == "/_requests.jsonl":
            return await _stream(request, self.log.chunks())
        return web.Response(status=404, text="no such service")


async def _stream(request: web.BaseRequest, pieces: Iterator[bytes]) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
    await response.prepare(request)
    for piece in pieces:
        await response.write(piece)
        await asyncio.sleep(0)
    await response.write_eof()
    return response


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


def _response(reply: Reply, request: web.BaseRequest) -> web.Response:
    headers = {"Content-Type": reply.content_type}
    if reply.etag is not None:
        headers["ETag"] = reply.etag
    if reply.modified is not None:
        headers["Last-Modified"] = format_datetime(reply.modified, usegmt=True)
    if reply.location is not None:
        headers["Location"] = reply.location
    if reply.retry_after is not None:
        headers["Retry-After"] = str(reply.retry_after)
    if _unchanged(reply, request):
        return web.Response(status=304, headers=headers)
    return web.Response(body=reply.body, status=reply.status, headers=headers)


async def serve(options: Options, port: int) -> None:
    """Listen on 127.0.0.1 until SIGTERM or SIGINT; prints ``READY http://127.0.0.1:<port>``."""
    replica = Replica(options)
    runner = web.ServerRunner(web.Server(replica.handle, access_log=None), handle_signals=False)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, backlog=512)
    await site.start()
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, done.set)
    print(f"READY http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await done.wait()
    await runner.cleanup()
