"""The replica over real HTTP: origin, proxy, lists, gold, request log, validators, end of the process."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from email.message import Message

import pytest

from lanzhou_news.replica.app import split_target
from lanzhou_news.replica.corpus import CHANNELS
from lanzhou_news.replica.lists import PER_PAGE
from lanzhou_news.replica.server import ReplicaFailed, RunningReplica, start
from lanzhou_news.replica.site import Site

HOST = "http://www.lzbs.com.cn"


def ask(replica: RunningReplica, path: str, **headers: str) -> tuple[int, Message, bytes]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(replica.base + path, headers=names)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.mark.parametrize(
    ("raw", "host_header", "expected"),
    [
        ("/a.htm", "127.0.0.1:8000", ("www.lzbs.com.cn", "/a.htm")),
        ("/a.htm", "www.fcgxiehui.com", ("www.fcgxiehui.com", "/a.htm")),
        ("http://www.fcgxiehui.com:80/a.htm?b=1", "x", ("www.fcgxiehui.com", "/a.htm?b=1")),
        ("http://WWW.lzbs.com.cn", "x", ("www.lzbs.com.cn", "/")),
        ("/_host/www.fcgxiehui.com/", "127.0.0.1", ("www.fcgxiehui.com", "/")),
    ],
)
def test_request_targets_of_origin_and_proxy(raw: str, host_header: str, expected: tuple[str, str]) -> None:
    assert split_target(raw, host_header) == expected


def test_origin_and_proxy_give_the_same_page(running: RunningReplica) -> None:
    url = next(running.gold())["url"]
    assert running.fetch(url) == running.get(url.removeprefix(HOST))


def test_gold_has_one_record_for_each_article_with_its_real_url(running: RunningReplica, site: Site) -> None:
    records = list(running.gold("host=www.lzbs.com.cn"))
    assert len(records) == 300
    assert len({record["id"] for record in records}) == 300
    assert records == [json.loads(json.dumps(site.gold(n))) for n in range(300)]
    for record in records[::25]:
        assert running.fetch(record["url"])


def test_every_article_is_linked_from_the_lists(running: RunningReplica) -> None:
    found: set[str] = set()
    for channel in CHANNELS:
        page, path = 1, f"/{channel.directory}/"
        while path:
            html = running.get(path).decode()
            found |= set(re.findall(r"content_(\d+)\.htm", html))
            page += 1
            following = f"node_{channel.node}_{page}.htm"
            path = f"/{channel.directory}/{following}" if f'"{following}"' in html else ""
    assert {record["id"].removeprefix("lanzhou:") for record in running.gold("host=www.lzbs.com.cn")} <= found


def test_lists_show_the_newest_first_and_about_forty(running: RunningReplica, site: Site) -> None:
    html = running.get("/shehui/").decode()
    ids = re.findall(r"content_(\d+)\.htm", html)
    assert PER_PAGE <= len(ids) <= PER_PAGE + 2
    members = site.corpus.members("shehui")
    assert ids[0] == str(site.corpus.content_id(members[-1]))


def test_page_not_there_gives_404(running: RunningReplica) -> None:
    for path in ("/nothing.htm", "/lanzhounews/2024-01/01/content_999999999.htm", "/shehui/node_3802_99.htm", "/x/"):
        assert ask(running, path)[0] == 404, path


def test_path_of_earlier_years_redirects_to_the_article(running: RunningReplica, site: Site) -> None:
    channel, path = site.corpus.channel(9), site.corpus.path(9)
    old = path.replace(channel.directory, channel.legacy, 1)
    with urllib.request.build_opener(NoRedirect).open(running.base + old) as response:
        assert response.status == 301
        assert response.headers["Location"] == HOST + path


class NoRedirect(urllib.request.HTTPErrorProcessor):
    def http_response(self, request: object, response: object) -> object:
        return response


def test_some_articles_fail_once_and_only_once() -> None:
    with start(articles=400, seed=8) as replica:
        urls = [record["url"].removeprefix(HOST) for record in replica.gold("host=www.lzbs.com.cn")]
        first = [ask(replica, url)[0] for url in urls]
        assert first.count(500) >= 1
        assert {ask(replica, url)[0] for url in urls} == {200}


@pytest.mark.parametrize("path", ["/", "/lanzhounews/", "article"])
def test_unchanged_page_answers_304(running: RunningReplica, site: Site, path: str) -> None:
    path = site.corpus.path(20) if path == "article" else path
    _, headers, body = ask(running, path)
    assert body
    etag, modified = headers["ETag"], headers["Last-Modified"]
    assert ask(running, path, If_None_Match=etag)[0] == 304
    assert ask(running, path, If_Modified_Since=modified)[0] == 304
    assert ask(running, path, If_None_Match='"other"', If_Modified_Since=modified)[0] == 200


def test_requests_are_logged_with_their_conditions() -> None:
    with start(articles=10, seed=1) as replica:
        replica.get("/")
        ask(replica, "/nothing", If_None_Match='"x"')
        rows = replica.requests()
        assert [(row["method"], row["url"], row["status"]) for row in rows] == [
            ("GET", f"{HOST}/", 200),
            ("GET", f"{HOST}/nothing", 404),
        ]
        assert rows[1]["if_none_match"] == '"x"'
        assert rows[0]["time"] <= rows[1]["time"]


def test_robots_feed_and_sitemap() -> None:
    with start(articles=30, seed=1, crawl_delay=2.5, sitemap=True) as replica:
        robots = replica.get("/robots.txt").decode()
        assert "Crawl-delay: 2.5" in robots
        assert f"Sitemap: {HOST}/sitemap.xml" in robots
        assert b"/sitemap_1.xml" in replica.get("/sitemap.xml")
        assert replica.get("/sitemap_1.xml").count(b"<loc>") == 30
        assert b"<pubDate>" in replica.get("/rss/shehui.xml")


def test_other_methods_and_tunnels_are_refused(running: RunningReplica) -> None:
    request = urllib.request.Request(f"{running.base}/", data=b"x", method="POST")
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=30)
    with error.value:
        assert error.value.code == 405


def test_a_hundred_thousand_articles_start_at_once_and_are_all_reachable() -> None:
    with start(articles=100_000, seed=1) as replica:
        last = replica.get("/robots.txt")
        assert last
        sitemap = replica.get("/sitemap_100.xml").decode()
        urls = re.findall(r"<loc>([^<]+)</loc>", sitemap)
        assert len(urls) == 1000
        assert replica.fetch(urls[-1])
        assert b"node_3801_500.htm" in replica.get("/lanzhounews/node_3801_499.htm")


def test_sigterm_ends_it_cleanly() -> None:
    with start(articles=5) as replica:
        replica.get("/")
        assert replica.stop() == 0


def test_a_port_in_use_is_an_error_and_not_a_hang(running: RunningReplica) -> None:
    port = int(running.base.rpartition(":")[2])
    with pytest.raises(ReplicaFailed), start(port=port, articles=5):
        pass


def test_importing_the_replica_imports_no_reader_of_pages() -> None:
    code = (
        "import sys, lanzhou_news.replica.app, lanzhou_news.replica.server\n"
        "print([m for m in sys.modules if m.startswith('lanzhou_news.') and not m.startswith('lanzhou_news.replica')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
