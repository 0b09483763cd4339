"""A scripted site on loopback for crawl tests: pages are functions of the request, every request is logged.

It answers as origin and as HTTP proxy (absolute request targets): profiles with real hosts are crawled through it.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import _SocketWriter
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from lanzhou_news.replica.tunnel import untrusted_context


class Answer(NamedTuple):
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    stream: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Writes the raw answer by itself: slow, endless or broken bodies."""


class Asked(NamedTuple):
    at: float
    host: str
    path: str
    headers: dict[str, str]
    status: int


@dataclass
class Site:
    """``pages`` maps a path to an answer, or to a function of the number of earlier requests for it."""

    pages: dict[str, Answer | Callable[[int], Answer]] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    port: int = 0
    down: bool = False

    def page(self, path: str, html: str | bytes, **headers: str) -> None:
        body = html.encode() if isinstance(html, str) else html
        self.pages[path] = Answer(body, headers={"Content-Type": "text/html", **headers})

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self, prefix: str = "") -> list[str]:
        return [asked.path for asked in self.log if asked.path.startswith(prefix)]


def article(title: str, body: str = "", *, more: str = "") -> str:
    """A small article page as the profile's markup has it; the body is long enough to count as one."""
    text = body or f"{title}的消息传开以后，记者来到现场采访。居民说，这件事大家盼了很久。"
    paragraphs = "".join(f"<p>　　{text}第{n}段还写了许多别的事情，说明来龙去脉。</p>" for n in "一二三四")
    return (
        f"<html><head><title>{title}-兰州新闻网</title></head><body><h1><founder-title>{title}</founder-title></h1>"
        f"<div><founder-content>{paragraphs}</founder-content></div>{more}</body></html>"
    )


def listing(*links: str) -> str:
    return "<html><body>" + "".join(f'<a href="{link}">标题</a>' for link in links) + "</body></html>"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        if site.down:  # a kept-alive connection outlives the listening socket
            self.close_connection = True
            return
        parts = urlsplit(self.path)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        page = site.pages.get(path, Answer(b"not here", 404))
        count = site.counts[path] = site.counts.get(path, 0) + 1
        answer = page if isinstance(page, Answer) else page(count - 1)
        headers = {name.lower(): value for name, value in self.headers.items()}
        etag = answer.headers.get("ETag")
        if etag and headers.get("if-none-match") == etag:
            answer = Answer(b"", 304, {"ETag": etag})
        site.log.append(Asked(time.monotonic(), parts.netloc or headers.get("host", ""), path, headers, answer.status))
        try:
            if answer.stream:
                answer.stream(self)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_CONNECT(self) -> None:
        """A tunnel: the same pages under https, with a certificate nobody trusts."""
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            self.connection = untrusted_context([self.path.partition(":")[0]]).wrap_socket(
                self.connection, server_side=True
            )
        except (ssl.SSLError, OSError):
            self.close_connection = True
            return
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        self.wfile = _SocketWriter(self.connection)
        self.close_connection = False

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # inside a tunnel it is not the socket that the server closes

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serve(site: Site) -> Iterator[Site]:
    server = _Server(("127.0.0.1", site.port), _Handler)
    server.site = site  # type: ignore[attr-defined]
    site.port, site.down = server.server_address[1], False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.down = True
        server.shutdown()
        server.server_close()
        thread.join()
