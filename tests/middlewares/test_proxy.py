"""The fast profile's proxy middleware decides as Scrapy's does, and asks the environment once a host."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares import httpproxy
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware

from lanzhou_news.middlewares.proxy import RememberedProxy

PAGE, OTHER, SECURE = "http://www.example.cn/a.htm", "http://img.example.cn/b.jpg", "https://www.example.cn/c.htm"
REQUESTS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    (PAGE, {}, {}),
    (PAGE, {}, {}),
    (OTHER, {}, {}),
    (OTHER, {}, {}),
    (SECURE, {}, {}),
    (SECURE, {}, {}),
    (PAGE, {"proxy": "http://own.example.cn:3128"}, {}),
    (PAGE, {"proxy": None}, {}),
    (PAGE, {}, {"Proxy-Authorization": "Basic bGFuOnpob3U="}),
    (PAGE, {}, {}),
]


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _sent(middleware: HttpProxyMiddleware) -> list[tuple[dict[str, Any], dict[bytes, list[bytes]]]]:
    sent = []
    for url, meta, headers in REQUESTS:
        request = Request(url, meta=dict(meta), headers=headers)
        middleware.process_request(request)
        sent.append((request.meta, dict(request.headers)))
    return sent


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"http_proxy": "http://127.0.0.1:8700"},
        {"http_proxy": "http://127.0.0.1:8700", "no_proxy": "img.example.cn"},
        {"http_proxy": "http://lan:zhou@127.0.0.1:8700", "https_proxy": "http://127.0.0.1:8701"},
    ],
)
def test_every_request_goes_where_scrapy_would_send_it(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert _sent(RememberedProxy()) == _sent(HttpProxyMiddleware())


def test_the_environment_is_asked_once_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:8700")
    asked: list[str] = []
    monkeypatch.setattr(httpproxy, "proxy_bypass", lambda host: asked.append(host) or host.startswith("img"))
    middleware = RememberedProxy()
    for _ in range(3):
        for url in (PAGE, OTHER):
            middleware.process_request(Request(url))
    assert asked == ["www.example.cn", "img.example.cn"]
