"""The first look at a site, on the replica as it is, redesigned, and on a server that misbehaves."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from lanzhou_news.canary.advice import advise, suggest
from lanzhou_news.canary.fetch import Unreachable, Visitor
from lanzhou_news.canary.look import Look, look, shapes
from lanzhou_news.replica.server import start
from lanzhou_news.sites import get
from lanzhou_news.sites.base import SiteProfile, Template

LANZHOU = get("lanzhou")


@pytest.fixture(scope="module")
def replica() -> Iterator[Any]:
    with start(articles=60, seed=3, plain=True) as running:
        yield running


@pytest.fixture(scope="module")
def redesigned() -> Iterator[Any]:
    with start(articles=60, seed=3, plain=True, redesign=True) as running:
        yield running


def seen_through(
    proxy: Any, monkeypatch: pytest.MonkeyPatch, profile: SiteProfile = LANZHOU, articles: int = 4
) -> Look:
    monkeypatch.setenv("http_proxy", proxy.base)
    monkeypatch.delenv("no_proxy", raising=False)
    return look(profile, Visitor(profile, "me@example.org", delay=0), articles=articles)


def test_the_site_as_it_is_fits_its_profile(replica: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = seen_through(replica, monkeypatch)
    assert found.robots == "the start page is allowed"
    assert len(found.article_links) > 20
    assert len(found.articles) == 4
    assert [found.present(name) for name in ("title", "body", "section", "published_at")] == [4, 4, 4, 4]
    assert all(rule.startswith("founder") for rule in found.rules("body")), found.rules("body")
    assert found.problems == []
    assert advise(found) == []


@pytest.mark.parametrize("paper", ["lzrb", "lzwb"])
def test_a_newspaper_is_looked_at_behind_its_front_page(paper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssl, "_create_default_https_context", ssl._create_unverified_context)
    with start(articles=20, seed=3, epapers=True) as replica:
        monkeypatch.setenv("https_proxy", replica.base)
        found = seen_through(replica, monkeypatch, get(paper), articles=3)
    assert len(found.articles) == 3, found.problems
    assert found.rules("body") == ["founder-epaper"]
    assert found.problems == []


def test_robots_txt_is_asked_first_and_the_contact_is_told(replica: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(replica.requests())
    seen_through(replica, monkeypatch, articles=1)
    asked = [request["url"] for request in replica.requests()[before:]]
    assert asked[0].endswith("/robots.txt")
    assert len(asked) == 3


def test_a_redesign_is_named_and_the_lines_to_change_are_printed(
    redesigned: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = seen_through(redesigned, monkeypatch)
    assert any("founder-web no longer fits the markup" in problem for problem in found.problems), found.problems
    text = "\n".join(advise(found))
    assert "sites/lanzhou.py: put this first in templates (tried: it reads 4 of 4 pages)" in text, text
    assert "'title': 'h1.nx-h'" in text, text
    assert "'body': 'section.nx-text'" in text, text


def test_the_printed_template_makes_the_site_fit_again(redesigned: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = seen_through(redesigned, monkeypatch)
    mended = replace(
        LANZHOU, templates=(Template(version="2", shapes=(), selectors=suggest(found)), *LANZHOU.templates)
    )
    again = seen_through(redesigned, monkeypatch, mended)
    assert again.rules("body") == ["lanzhou@2"]
    assert again.problems == []
    assert advise(again) == []


def test_new_addresses_are_shown_as_shapes(replica: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = replace(LANZHOU, article_url=r"^/never/(?P<id>\d+)$", start_urls=LANZHOU.start_urls[:1])
    found = seen_through(replica, monkeypatch, moved)
    assert any("none of them matches article_url" in problem for problem in found.problems)
    text = "\n".join(advise(found))
    assert r"/\d{4}-\d+/\d+/content_\d+\.htm" in text, text


def test_a_page_that_robots_forbids_is_not_asked_for(replica: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = replace(LANZHOU, start_urls=("http://www.lzbs.com.cn/founder/",))
    before = len(replica.requests())
    found = seen_through(replica, monkeypatch, closed)
    assert [request["url"] for request in replica.requests()[before:]] == ["http://www.lzbs.com.cn/robots.txt"]
    assert any("robots.txt forbids it" in problem for problem in found.problems)


def test_a_site_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    found = look(LANZHOU, Visitor(LANZHOU, "", delay=0), articles=1)
    assert len(found.problems) == 1
    assert found.problems == ["http://www.lzbs.com.cn/robots.txt does not answer: Connection refused"]


def test_shapes_keep_words_and_generalise_numbers() -> None:
    urls = ["http://a.cn/news/2025/0102/1.html", "http://a.cn/news/2025/0103/22.html", "http://a.cn/about/"]
    assert shapes(urls) == [(r"/news/\d{4}/\d{4}/\d+\.html", 2)]


class Misbehaving(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.example/")
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return
        elif self.path == "/robots.txt":
            self.send_response(503)
            self.end_headers()
        else:
            self.wfile.write(b"garbage\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def local() -> Iterator[SiteProfile]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    yield replace(LANZHOU, hosts=("127.0.0.1",), start_urls=(f"{base}/",))
    server.shutdown()
    server.server_close()


@pytest.fixture
def visitor(local: SiteProfile, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return Visitor(local, "", delay=0)


def test_a_redirect_to_another_site_is_not_followed(visitor: Visitor) -> None:
    with pytest.raises(Unreachable, match="redirects away from the site"):
        visitor.get(visitor.profile.start_urls[0] + "away")


def test_an_endless_page_is_cut(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lanzhou_news.canary.fetch.MAX_BYTES", 200_000)
    assert len(visitor.get(visitor.profile.start_urls[0] + "endless").body) == 200_000


def test_a_server_that_speaks_no_http_is_one_sentence(visitor: Visitor) -> None:
    with pytest.raises(Unreachable):
        visitor.get(visitor.profile.start_urls[0] + "garbage")


def test_only_web_addresses_are_fetched(visitor: Visitor) -> None:
    with pytest.raises(Unreachable, match="not a web address"):
        visitor.get("file:///etc/passwd")


def test_a_robots_txt_that_fails_stops_the_visit(visitor: Visitor) -> None:
    found = look(visitor.profile, visitor, articles=1)
    assert len(found.problems) == 1
    assert "status 503" in found.problems[0]
