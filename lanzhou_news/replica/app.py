"""The HTTP side: one aiohttp server that is origin and forward proxy at once.

``GET /path`` and ``GET http://www.lzbs.com.cn/path`` give the same page; hosts other than the site's own are reached as
``GET http://host/path`` or ``GET /_host/host/path``. ``/_gold.jsonl``, ``/_requests.jsonl`` and ``/_control`` are for
tests.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import ssl
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec
from aiohttp import web

from lanzhou_news.replica import hostile
from lanzhou_news.replica.control import BadOrder, Control
from lanzhou_news.replica.corpus import HOST
from lanzhou_news.replica.epaper import PAPERS
from lanzhou_news.replica.epaperhost import PaperHost
from lanzhou_news.replica.faults import Faults, Weather
from lanzhou_news.replica.goldlist import gold_lines
from lanzhou_news.replica.lists import Lists
from lanzhou_news.replica.mirror import CONVERTERS, Mirror
from lanzhou_news.replica.options import Options
from lanzhou_news.replica.requestlog import RequestLog
from lanzhou_news.replica.responses import send
from lanzhou_news.replica.site import Reply, Site
from lanzhou_news.replica.tunnel import open_tunnel, untrusted_context

OWN_HOSTS = (HOST, "lzbs.com.cn")
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
        self.papers = {paper.host: PaperHost(paper, self.site) for paper in PAPERS} if options.epapers else {}
        self.faults = Faults(self.site, Weather(rate_limit=options.rate_limit, block=options.block))
        self.control = Control(self.site, self.faults, self.log, self.papers.values())
        self.server: web.Server | None = None
        """The server that runs this handler; needed to serve inside a tunnel."""
        self._context: ssl.SSLContext | None = None
        self.lists.extra_links = [f'<a href="http://{host}/">{host}</a>' for host in self.mirrors]
        if options.hostile:
            self.lists.extra_links += hostile.links()

    def page(self, host: str, path: str) -> Reply:
        """What ``host`` answers for ``path``, faults included, validators aside."""
        plain = unquote(path.partition("?")[0])
        own = host in OWN_HOSTS
        located = self.site.locate(plain) if own else None
        fault = self.faults.before(f"http://{host}{path}", located[0] if located else None)
        if fault is not None:
            return fault
        if not own:
            other = self.mirrors.get(host) or self.papers.get(host)
            return (other.reply(plain) if other else None) or NOT_FOUND
        if located is None:
            trap = hostile.reply(plain) if self.options.hostile else None
            return trap or self.lists.reply(plain) or NOT_FOUND
        return self._article(*located)

    def _article(self, n: int, page: int, moved: str | None) -> Reply:
        if moved is not None:
            return Reply(status=301, location=f"http://{HOST}{moved}")
        if page == 1:
            self.faults.visit(n)
        if n in self.site.gone:
            return Reply(NOT_FOUND.body, self.site.gone[n])
        return self.site.article(n, page, self.site.revisions.get(n, 1)) or NOT_FOUND

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        raw = request.raw_path
        if raw.startswith("/_") and not raw.startswith("/_host/"):
            return await self._service(request, raw)
        if request.method == "CONNECT":
            return await self._tunnel(request)
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, text="only GET and HEAD")
        host, path = split_target(raw, request.headers.get("Host", ""))
        reply = self.page(host, path)
        if self.faults.weather.slow:
            await asyncio.sleep(self.faults.weather.slow)
        url = f"{'https' if request.secure else 'http'}://{host}{path}"
        return await send(reply, request, lambda status: self.log.add(request.method, url, status, request.headers))

    async def _tunnel(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.server is None:
            return web.Response(status=501)
        if self._context is None:
            self._context = untrusted_context([HOST, *self.papers])
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await open_tunnel(request, self.server, self._context)
        return web.Response()

    async def _service(self, request: web.BaseRequest, raw: str) -> web.StreamResponse:
        target = urlsplit(raw)
        if target.path == "/_gold.jsonl":
            return await _stream(
                request, gold_lines(self.site, {**self.mirrors, **self.papers}, dict(parse_qsl(target.query)))
            )
        if target.path == "/_requests.jsonl":
            return await _stream(request, self.log.chunks())
        if target.path == "/_control":
            return await self._control(request)
        return web.Response(status=404, text="no such service")

    async def _control(self, request: web.BaseRequest) -> web.Response:
        if request.method == "GET":
            return _json(self.control.state())
        try:
            orders = msgspec.json.decode(await request.read())
            return _json(self.control.carry_out(orders))
        except (BadOrder, ValueError, AttributeError) as error:
            return _json({"error": str(error)}, 400)


def _json(value: object, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), status=status, content_type="application/json")


async def _stream(request: web.BaseRequest, pieces: Iterator[bytes]) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
    with contextlib.suppress(ConnectionError):  # a reader may have seen enough
        await response.prepare(request)
        for piece in pieces:
            await response.write(piece)
            await asyncio.sleep(0)
        await response.write_eof()
    return response


async def serve(options: Options, port: int) -> None:
    """Listen on 127.0.0.1 until SIGTERM or SIGINT; prints ``READY http://127.0.0.1:<port>``."""
    replica = Replica(options)
    server = replica.server = web.Server(replica.handle, access_log=None)
    runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, backlog=512)
    await site.start()
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, done.set)
    print(f"READY http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await done.wait()
    with contextlib.suppress(asyncio.CancelledError):
        await runner.cleanup()
