"""What a server sees: gaps between requests, Crawl-delay, Retry-After, back-off, who we say we are."""

from __future__ import annotations

import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from lanzhou_news import __version__
from tests.crawling import crawl, records, rows, start
from tests.site_server import Answer, Site, article, listing, serve

URLS = [f"/lanzhounews/2024-01/1{n}/content_{8000 + n}.htm" for n in range(6)]
ONE_BY_ONE = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", "-s", "DOWNLOAD_DELAY=0.01")
"""Without any delay Scrapy 2.19 starts every queued request at once, whatever the concurrency says."""
BUSY = "<html><head><title>提示</title></head><body>您的访问过于频繁，请稍后再试</body></html>"


def small_site(robots: str = "") -> Site:
    site = Site()
    for url in URLS:
        site.page(url, article(url[-8:-4]))
    site.page("/", listing(*URLS))
    site.page("/lanzhounews/", listing())
    site.page("/robots.txt", f"User-agent: *\n{robots}", **{"Content-Type": "text/plain"})
    return site


def gaps(site: Site) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(site.log)]


@pytest.mark.slow
def test_default_settings_leave_half_a_second_to_one_and_a_half_between_requests(tmp_path: Path) -> None:
    with serve(small_site()) as site:
        crawl(tmp_path, site.proxy, project="default")
    assert len(site.log) == 9
    assert min(gaps(site)) >= 0.49, gaps(site)
    assert sum(gaps(site)) / len(gaps(site)) > 0.7


def test_the_user_agent_names_program_version_and_contact(tmp_path: Path) -> None:
    with serve(small_site()) as site:
        crawl(tmp_path, site.proxy, "-s", "CONTACT=desk@example.org")
    assert {one.headers["user-agent"] for one in site.log} == {
        f"lanzhou-news/{__version__} (news archive; contact: desk@example.org)"
    }
    assert all("cookie" not in one.headers for one in site.log)


def test_robots_txt_is_obeyed_and_a_forbidden_article_is_said_to_be(tmp_path: Path) -> None:
    with serve(small_site(f"Disallow: {URLS[0]}\n")) as site:
        crawl(tmp_path, site.proxy)
    assert URLS[0] not in site.counts
    assert len(records(tmp_path)) == 5
    assert rows(tmp_path, "SELECT reason FROM quarantine") == [("robots",)]


@pytest.mark.slow
def test_crawl_delay_is_the_shortest_gap_even_under_autothrottle(tmp_path: Path) -> None:
    with serve(small_site("Crawl-delay: 0.6\n")) as site:
        crawl(tmp_path, site.proxy, "-s", "AUTOTHROTTLE_ENABLED=1", "-s", "AUTOTHROTTLE_START_DELAY=0.05")
    assert min(gaps(site)[1:]) >= 0.59, gaps(site)


def test_retry_after_holds_every_request_to_the_host_back(tmp_path: Path) -> None:
    site = small_site()
    page = site.pages[URLS[2]]
    site.pages[URLS[2]] = lambda count: Answer(b"", 429, {"Retry-After": "2"}) if count == 0 else page
    with serve(site):
        crawl(tmp_path, site.proxy, *ONE_BY_ONE)
    at = next(n for n, one in enumerate(site.log) if one.status == 429)
    assert site.log[at + 1].at - site.log[at].at >= 1.95
    assert len(records(tmp_path)) == 6


@pytest.mark.slow
def test_back_off_doubles_while_a_host_says_503(tmp_path: Path) -> None:
    site = small_site()
    page = site.pages[URLS[2]]
    site.pages[URLS[2]] = lambda count: Answer(b"", 503) if count < 3 else page
    with serve(site):
        crawl(tmp_path, site.proxy, "-s", "BACKOFF_BASE=0.2", *ONE_BY_ONE)
    times = [one.at for one in site.log if one.path == URLS[2]]
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert [wait >= floor for wait, floor in zip(waits, (0.19, 0.19, 0.19), strict=True)] == [True] * 3, waits
    assert len(records(tmp_path)) == 6


def test_a_block_page_with_status_200_is_asked_for_again(tmp_path: Path) -> None:
    site = small_site()
    page = site.pages[URLS[3]]
    blocked = Answer(BUSY.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    site.pages[URLS[3]] = lambda count: blocked if count < 2 else page
    with serve(site):
        crawl(tmp_path, site.proxy, "-s", "BACKOFF_BASE=0.1")
    assert len(records(tmp_path)) == 6
    assert rows(tmp_path, "SELECT count(*) FROM quarantine") == [(0,)]


@pytest.mark.slow
def test_a_page_that_stays_blocked_is_tried_in_the_next_run(tmp_path: Path) -> None:
    site = small_site()
    page = site.pages[URLS[3]]
    site.pages[URLS[3]] = Answer(BUSY.encode(), headers={"Content-Type": "text/html"})
    with serve(site):
        crawl(tmp_path, site.proxy, "-s", "BACKOFF_BASE=0.01", "-s", "RETRY_TIMES=2")
        assert len(records(tmp_path)) == 5
        assert rows(tmp_path, "SELECT tries FROM pending") == [(1,)]
        site.pages[URLS[3]] = page
        crawl(tmp_path, site.proxy)
    assert len(records(tmp_path)) == 6


@pytest.mark.slow
def test_a_host_that_asks_for_a_very_long_wait_ends_the_run_and_loses_nothing(tmp_path: Path) -> None:
    site = small_site()
    page = site.pages[URLS[2]]
    site.pages[URLS[2]] = lambda count: Answer(b"", 503, {"Retry-After": "86400"}) if count == 0 else page
    with serve(site):
        begun = time.monotonic()
        crawl(tmp_path, site.proxy, *ONE_BY_ONE)
        assert time.monotonic() - begun < 15
        assert rows(tmp_path, "SELECT reason FROM runs") == [("asked-to-wait",)]
        crawl(tmp_path, site.proxy)
    assert len(records(tmp_path)) == 6


def test_a_crawl_that_waits_can_still_be_ended_by_a_signal(tmp_path: Path) -> None:
    site = small_site()
    site.pages[URLS[2]] = Answer(b"", 503, {"Retry-After": "300"})
    with serve(site):
        process = start(tmp_path, site.proxy, *ONE_BY_ONE)
        while URLS[2] not in site.counts:
            time.sleep(0.01)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        assert rows(tmp_path, "SELECT outcome, reason FROM runs") == [("interrupted", "shutdown")]
        assert rows(tmp_path, "SELECT max(tries) FROM pending") == [(0,)], "being interrupted is no failed try"
