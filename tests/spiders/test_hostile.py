"""A hostile site harms nothing: it cannot send us elsewhere, hold us, fill us up, or write into our log and files."""

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.crawling import crawl, records, rows
from tests.site_server import Answer, Site, article, listing, serve

GOOD = "/lanzhounews/2024-01/15/content_9000.htm"
BAD = "/lanzhounews/2024-01/16/content_9001.htm"


def site_with(bad: Answer | None = None, *links: str) -> Site:
    site = Site()
    site.page(GOOD, article("好新闻"))
    if bad:
        site.pages[BAD] = bad
    site.page("/", listing(GOOD, BAD, *links))
    return site


def survives(tmp_path: Path, site: Site, *more: str, limit: float = 30, memory: int | None = None) -> str:
    """Crawl; the good article must arrive, in time, whatever the rest does."""
    with serve(site):
        begun = time.monotonic()
        log = crawl(tmp_path, site.proxy, *more, memory=memory)
        assert time.monotonic() - begun < limit
    assert "lanzhou:9000" in {record["id"] for record in records(tmp_path)}
    assert "Traceback" not in log, log
    return log


ELSEWHERE = (
    "http://127.0.0.1:{port}/secret",
    "http://localhost:{port}/secret",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]:{port}/secret",
    "http://10.0.0.1/secret",
    "http://evil.example/secret",
    "http://www.lzbs.com.cn.evil.example/secret",
    "http://www.lzbs.com.cn@evil.example/secret",
    "http://www.lzbs.com.cn:6379/secret",
    "https://user:pass@www.lzbs.com.cn/secret",
    "file:///etc/passwd",
    "ftp://www.lzbs.com.cn/secret",
    "//evil.example/secret",
)


def test_redirects_and_links_do_not_leave_the_site(tmp_path: Path) -> None:
    site = site_with()
    with serve(site):
        places = {f"{BAD[:-8]}{9100 + n}.htm": place.format(port=site.port) for n, place in enumerate(ELSEWHERE)}
        site.pages |= {path: Answer(b"", 302, {"Location": place}) for path, place in places.items()}
        site.page("/", listing(GOOD, *places, *places.values()))
        crawl(tmp_path, site.proxy)
    assert {one.host for one in site.log} <= {"www.lzbs.com.cn", "lzbs.com.cn"}
    assert not [one.path for one in site.log if "secret" in one.path or "meta-data" in one.path]
    assert places.keys() <= site.counts.keys(), "every redirect was seen"
    assert [record["id"] for record in records(tmp_path)] == ["lanzhou:9000"]


def test_a_redirect_loop_ends(tmp_path: Path) -> None:
    survives(tmp_path, site_with(Answer(b"", 302, {"Location": BAD})))


def test_a_decompression_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(gzip.compress(bytes(200_000_000)))
    site = site_with(Answer(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip, gzip"}))
    survives(tmp_path, site, memory=600_000_000)
    assert rows(tmp_path, "SELECT count(*) FROM pending") == [(1,)]


def test_an_endless_body_is_cut_off(tmp_path: Path) -> None:
    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"<p>" + b"x" * 65536)

    survives(tmp_path, site_with(Answer(stream=pour)), "-s", "RETRY_TIMES=1")


@pytest.mark.slow
def test_a_body_that_trickles_is_cut_off(tmp_path: Path) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.2)

    survives(tmp_path, site_with(Answer(stream=trickle)), "-s", "RETRY_TIMES=1", "-s", "DOWNLOAD_TIMEOUT=2", limit=15)


def test_a_calendar_without_end_is_left_after_a_few_dry_pages(tmp_path: Path) -> None:
    site = site_with()
    site.page("/", listing(GOOD, "/lanzhounews/index_2.htm"))
    for n in range(2, 500):
        site.page(f"/lanzhounews/index_{n}.htm", listing(f"index_{n + 1}.htm"))
    survives(tmp_path, site)
    assert len(site.paths("/lanzhounews/index_")) <= 4


def test_a_list_that_repeats_itself_for_ever_is_left(tmp_path: Path) -> None:
    site = site_with()
    site.page("/", listing("/lanzhounews/index.htm"))
    site.page("/lanzhounews/index.htm", listing(GOOD, "index_2.htm"))
    for n in range(2, 500):
        site.page(f"/lanzhounews/index_{n}.htm", listing(GOOD, f"index_{n + 1}.htm"))
    survives(tmp_path, site)
    assert len(site.paths("/lanzhounews/index_")) <= 4


def test_a_maze_of_lists_is_bounded(tmp_path: Path) -> None:
    site = site_with()
    site.page("/", listing(GOOD, "/maze1/"))
    for n in range(1, 500):
        site.page(f"/maze{n}/", listing(*(f"/maze{m}/" for m in range(n, n + 9))))
    survives(tmp_path, site, "-s", "LIST_MAX_LISTS=15")
    assert len(site.paths("/maze")) <= 15


def test_a_page_cannot_forge_a_log_line_or_a_path(tmp_path: Path) -> None:
    title = "标题\n2025-01-02 00:00:00 [root] CRITICAL: forged\x1b[2J../../../etc/passwd"
    site = site_with(Answer(article(title).encode(), headers={"Content-Type": "text/html"}))
    link = "/lanzhounews/2024-01/17/content_9002.htm?x=%0a2025 CRITICAL: forged"
    site.page("/", listing(GOOD, BAD, link, "/lanzhounews/../../../etc/passwd", "http://[broken", "http://a:b:c/"))
    log = survives(tmp_path / "out", site, "-L", "DEBUG")
    assert not [line for line in log.splitlines() if "CRITICAL" in line and line.startswith("2025-01-02")]
    assert "\x1b" not in log
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {name.partition(".")[2] for name in names} <= {"db", "db-wal", "db-shm", "jsonl", "lock"}


RUBBISH = {
    "empty": b"",
    "nulls": b"\x00" * 5000,
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40,
    "nested": b"<div>" * 10_000 + "深".encode(),
    "attributes": b"<p " + b"a='b' " * 180_000 + b">x",
    "torn-gbk": "兰州".encode("gbk") * 3000 + b"\xd6",
    "base": b"<html><base href='http://evil.example/'><a href='x'>x</a>",
    "xxe": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
}


def test_pages_of_rubbish_are_quarantined_and_hold_nothing_up(tmp_path: Path) -> None:
    site = site_with()
    paths = {name: f"{BAD[:-8]}{9100 + n}.htm" for n, name in enumerate(RUBBISH)}
    for name, body in RUBBISH.items():
        site.pages[paths[name]] = Answer(body, headers={"Content-Type": "text/html"})
    site.page("/", listing(GOOD, *paths.values()))
    survives(tmp_path, site)
    kept = {key[-8:] for (key,) in rows(tmp_path, "SELECT key FROM quarantine")}
    text = {name for name, path in paths.items() if path[-8:] not in kept}
    assert text == {"torn-gbk"}, "plain text, if a strange one, and its torn end is counted"
    assert sorted(record["encoding"]["replaced"] for record in records(tmp_path)) == [0, 1]
    assert rows(tmp_path, "SELECT count(*) FROM pending") == [(0,)]
    assert rows(tmp_path, "SELECT count(*) FROM articles WHERE line LIKE '%root:%'") == [(0,)]
