"""The second run and those after it: what is asked for again, what becomes a revision, what a filter leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lanzhou_news.cli.check_store import check_store
from tests.crawling import crawl, records, rows
from tests.site_server import Answer, Site, article, listing, serve

DUE = ("-s", "REVISIT_SCHEDULE=0,0,0,0,0,0")
"""Every known article is due again in every run."""
URLS = [f"/lanzhounews/2024-0{1 + n // 10}/1{n % 10}/content_{7000 + n}.htm" for n in range(30)]


@pytest.fixture
def site() -> Site:
    site = Site()
    for n, url in enumerate(URLS):
        site.page(url, article(f"第{n}号"), ETag=f'"{n}"')
    site.page("/", listing("/lanzhounews/", URLS[0]), ETag='"home"')
    site.page("/lanzhounews/", listing(*URLS[:10], "index_2.htm"), ETag='"1"')
    site.page("/lanzhounews/index_2.htm", listing(*URLS[10:20], "index_3.htm"), ETag='"2"')
    site.page("/lanzhounews/index_3.htm", listing(*URLS[20:]), ETag='"3"')
    return site


def asked(site: Site, since: int) -> dict[str, int]:
    """Path → status of the requests after the first ``since`` ones, robots.txt left out."""
    return {one.path: one.status for one in site.log[since:] if one.path != "/robots.txt"}


def test_an_unchanged_site_costs_its_first_list_pages_and_no_article(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy)
        assert len(records(tmp_path)) == 30
        before = len(site.log)
        log = crawl(tmp_path, site.proxy)
    assert asked(site, before) == {"/": 304, "/lanzhounews/": 304}
    assert "Skipped 30 articles known from earlier runs; -a full=1" in log
    assert len(list((tmp_path / "articles").iterdir())) == 1, "an empty run writes no file"
    assert check_store(tmp_path) == []


def test_the_closing_line_counts_lists_that_failed_apart_from_articles(tmp_path: Path, site: Site) -> None:
    site.page("/", listing("/lanzhounews/", "/closed/", "/moved/", URLS[0], "/lanzhounews/2024-02/11/content_9999.htm"))
    with serve(site):
        log = crawl(tmp_path, site.proxy)
    assert "1 quarantined, 0 failed articles, 2 failed lists, 0 still pending" in log


def test_new_articles_are_fetched_and_paging_stops_at_the_watermark(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy)
        new = "/lanzhounews/2024-05/01/content_7100.htm"
        site.page(new, article("新来的"))
        site.page("/lanzhounews/", listing(new, *URLS[:9], "index_2.htm"), ETag='"1b"')
        before = len(site.log)
        crawl(tmp_path, site.proxy)
    assert asked(site, before) == {"/": 304, "/lanzhounews/": 200, "/lanzhounews/index_2.htm": 304, new: 200}


def test_a_run_cut_short_after_the_first_page_leaves_no_watermark(tmp_path: Path, site: Site) -> None:
    """The links of page 2 must not be lost because page 1 looks known the next time."""
    page_2 = site.pages["/lanzhounews/index_2.htm"]
    site.pages["/lanzhounews/index_2.htm"] = Answer(b"", 503)
    with serve(site):
        crawl(tmp_path, site.proxy, "-s", "RETRY_TIMES=1", "-s", "BACKOFF_BASE=0.01")
        assert len(records(tmp_path)) == 10
        site.pages["/lanzhounews/index_2.htm"] = page_2
        crawl(tmp_path, site.proxy)
    assert len(records(tmp_path)) == 30


def test_a_correction_is_a_revision_and_an_unchanged_page_is_none(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy, *DUE)
        site.page(URLS[3], article("第3号（更正）"), ETag='"3b"')
        site.page(URLS[4], article("第4号"), ETag='"other tag, same page"')
        before = len(site.log)
        crawl(tmp_path, site.proxy, *DUE)
    statuses = asked(site, before)
    assert statuses[URLS[3]] == statuses[URLS[4]] == 200
    assert statuses[URLS[5]] == 304
    [revision] = records(tmp_path)[30:]
    assert (revision["id"], revision["revision"], revision["revision_reason"]) == ("lanzhou:7003", 2, "site-changed")
    assert revision["title"] == "第3号（更正）"
    assert revision["previous_hash"] == next(r for r in records(tmp_path) if r["id"] == "lanzhou:7003")["content_hash"]


@pytest.mark.parametrize("status", [410, pytest.param(404, marks=pytest.mark.slow)])
def test_a_deleted_article_becomes_one_gone_revision(tmp_path: Path, site: Site, status: int) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy, *DUE)
        site.pages[URLS[5]] = Answer(b"gone", status)
        crawl(tmp_path, site.proxy, *DUE)
        crawl(tmp_path, site.proxy, *DUE, "-a", "full=1")
    [gone] = records(tmp_path)[30:]
    assert (gone["id"], gone["revision"], gone["status"]) == ("lanzhou:7005", 2, "gone")
    assert (gone["revision_reason"], gone["http_status"], gone["title"]) == ("gone", status, "第5号")


def test_no_revisit_is_due_before_its_time(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy, "-s", "REVISIT_SCHEDULE=1h,6h")
        crawl(tmp_path, site.proxy)
    assert all(site.counts[url] == 1 for url in URLS)
    wait = rows(tmp_path, "SELECT DISTINCT round(next_visit - last_seen) FROM seen")
    assert wait == [(3600,)]


@pytest.mark.slow
def test_full_fetches_everything_again_and_writes_nothing_twice(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy)
        before = len(site.log)
        log = crawl(tmp_path, site.proxy, "-a", "full=1")
    assert all(asked(site, before)[url] == 200 for url in URLS)
    assert "30 unchanged" in log
    assert len(records(tmp_path)) == 30


def test_since_and_until_choose_by_day_and_leave_the_rest_for_later(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy, "-a", "since=2024-01-15", "-a", "until=2024-02-12")
        days = sorted(record["url"][-31:-21].replace("/", "-") for record in records(tmp_path))
        assert len(days) == 5 + 3
        crawl(tmp_path, site.proxy)
    assert len(records(tmp_path)) == 30


def test_sections_choose_by_channel(tmp_path: Path, site: Site) -> None:
    other = "/china/2024-01/01/content_7200.htm"
    site.page(other, article("外地"))
    site.page("/", listing("/lanzhounews/", "/china/", other))
    site.page("/china/", listing(other))
    with serve(site):
        crawl(tmp_path, site.proxy, "-a", "sections=china")
        assert [record["id"] for record in records(tmp_path)] == ["lanzhou:7200"]
        assert "/lanzhounews/index_2.htm" not in site.counts


def test_max_articles_is_exact_and_the_rest_stays_pending(tmp_path: Path, site: Site) -> None:
    site.page(URLS[2], "<html></html>")
    with serve(site):
        crawl(tmp_path, site.proxy, "-a", "max_articles=7")
        assert len(records(tmp_path)) == 7
        crawl(tmp_path, site.proxy)
    assert len(records(tmp_path)) == 29


def test_a_page_without_article_is_kept_with_its_bytes_and_reason(tmp_path: Path, site: Site) -> None:
    site.page(URLS[2], "<html><body>施工中</body></html>")
    site.pages[URLS[6]] = Answer(b"\x89PNG\r\n\x1a\n" + bytes(2000), headers={"Content-Type": "image/png"})
    with serve(site):
        crawl(tmp_path, site.proxy)
        crawl(tmp_path, site.proxy)
    kept = rows(tmp_path, "SELECT key, reason, size FROM quarantine ORDER BY key")
    assert [(key[-16:-4], size > 0) for key, _, size in kept] == [("content_7002", True), ("content_7006", True)]
    assert kept[1][1] == "binary"
    assert site.counts[URLS[2]] == 1, "a quarantined page is not asked for in every run"


@pytest.mark.slow
def test_an_address_that_keeps_failing_is_given_up_and_said_so(tmp_path: Path, site: Site) -> None:
    site.pages[URLS[2]] = Answer(b"", 500)
    with serve(site):
        for _ in range(3):
            crawl(tmp_path, site.proxy, "-s", "RETRY_TIMES=0", "-s", "PENDING_TRIES=2")
    assert site.counts[URLS[2]] == 2
    assert rows(tmp_path, "SELECT reason FROM quarantine") == [("http-500",)]


def test_a_run_that_could_read_no_list_has_failed(tmp_path: Path, site: Site) -> None:
    site.pages["/"] = site.pages["/lanzhounews/"] = Answer(b"", 500)
    site.page("/robots.txt", "User-agent: *\n")
    with serve(site):
        crawl(tmp_path, site.proxy, "-s", "RETRY_TIMES=0")
    assert rows(tmp_path, "SELECT outcome FROM runs") == [("failed",)]


def test_a_feed_gets_the_bytes_of_the_record_files(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy, "-O", f"{tmp_path}/feed.jsonl")
    [file] = (tmp_path / "articles").iterdir()
    assert sorted((tmp_path / "feed.jsonl").read_bytes().splitlines()) == sorted(file.read_bytes().splitlines())


def test_the_pages_of_one_article_are_joined(tmp_path: Path, site: Site) -> None:
    links = "".join(f'<a href="content_7000_{n}.htm">{n}</a>' for n in (2, 3))
    site.page(URLS[0], article("长文", more=links))
    for n in (2, 3):
        site.page(URLS[0].replace(".htm", f"_{n}.htm"), article("长文", f"这是第{n}页的话，", more=links))
    with serve(site):
        crawl(tmp_path, site.proxy, "-a", "max_articles=1")
    [record] = records(tmp_path)
    assert record["id"] == "lanzhou:7000"
    assert "第2页" in record["body"]
    assert "第3页" in record["body"]


def test_feeds_and_sitemaps_of_robots_txt_are_read(tmp_path: Path, site: Site) -> None:
    hidden = "/lanzhounews/2024-06/01/content_7300.htm"
    site.page(hidden, article("只在站点地图里"))
    site.page(
        "/robots.txt", "User-agent: *\nSitemap: http://www.lzbs.com.cn/sitemap.xml\n", **{"Content-Type": "text/plain"}
    )
    entity = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    site.page(
        "/sitemap.xml",
        f"<?xml version='1.0'?>{entity}<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"<url><loc>http://www.lzbs.com.cn{hidden}</loc></url><url><loc>http://elsewhere.example/&b;</loc></url></urlset>",
        **{"Content-Type": "application/xml"},
    )
    with serve(site):
        crawl(tmp_path, site.proxy)
    assert "lanzhou:7300" in {record["id"] for record in records(tmp_path)}


def test_the_run_row_says_what_was_asked_and_counted(tmp_path: Path, site: Site) -> None:
    with serve(site):
        crawl(tmp_path, site.proxy, "-a", "max_articles=5")
    [(arguments, outcome, stats, site_name)] = rows(tmp_path, "SELECT arguments, outcome, stats, site FROM runs")
    assert (json.loads(arguments), outcome, site_name) == ({"max_articles": "5"}, "finished", "lanzhou")
    assert json.loads(stats)["news/articles"] == 5
