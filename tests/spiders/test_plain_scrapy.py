"""It stays a plain Scrapy project: list, shell, fetch, parse, check, -a and -s do what Scrapy users expect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lanzhou_news.sites import profiles
from tests.crawling import ROOT, crawl, environment, records
from tests.site_server import Site, article, listing, serve

URL = "http://www.lzbs.com.cn/lanzhounews/2024-01/15/content_9100.htm"
PATH = "/lanzhounews/2024-01/15/content_9100.htm"


@pytest.fixture
def site() -> Site:
    site = Site()
    site.page(PATH, article("黄河岸边").encode("gb18030"), **{"Content-Type": "text/html; charset=utf-8"})
    site.page("/", listing(PATH))
    return site


def scrapy(*args: str, site: Site | None = None, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *args],
        cwd=ROOT,
        env=environment(site.proxy if site else "http://127.0.0.1:9"),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode("utf-8", "replace")


def test_list_names_every_site_profile() -> None:
    assert set(scrapy("list").split()) >= set(profiles())


def test_shell_sees_well_decoded_text_and_writes_nothing(tmp_path: Path, site: Site) -> None:
    """The page says utf-8 and holds GB18030: Scrapy alone would show rubbish."""
    code = "(response.encoding, response.css('h1 ::text').get(), spider.name)"
    with serve(site):
        shown = scrapy("shell", URL, "-c", code, "-s", f"OUTPUT_DIR={tmp_path}/out", "--nolog", site=site)
    assert "黄河岸边" in shown
    assert "'lanzhou'" in shown
    assert list(tmp_path.iterdir()) == []


def test_fetch_prints_the_raw_bytes_and_writes_nothing(tmp_path: Path, site: Site) -> None:
    with serve(site):
        scrapy("fetch", URL, "--nolog", "-s", f"OUTPUT_DIR={tmp_path}/out", site=site)
    assert list(tmp_path.iterdir()) == []
    assert site.counts[PATH] == 1


def test_parse_shows_the_finished_record_and_writes_nothing(tmp_path: Path, site: Site) -> None:
    with serve(site):
        shown = scrapy(
            "parse", URL, "--nolog", "--nocolour", "--pipelines", "-s", f"OUTPUT_DIR={tmp_path}/out", site=site
        )
    assert "'title': '黄河岸边'" in shown
    assert "'id': 'lanzhou:9100'" in shown
    assert list(tmp_path.iterdir()) == []


def test_parse_of_a_list_shows_its_articles(tmp_path: Path, site: Site) -> None:
    with serve(site):
        shown = scrapy("parse", "http://www.lzbs.com.cn/", "--nolog", "--nocolour", site=site)
    assert f"<GET {URL}>" in shown


def test_shell_works_while_a_crawl_holds_the_lock(tmp_path: Path, site: Site) -> None:
    from lanzhou_news.store.lock import RunLock

    lock = RunLock(tmp_path)
    with serve(site):
        shown = scrapy("shell", URL, "-c", "response.status", "-s", f"OUTPUT_DIR={tmp_path}", "--nolog", site=site)
    lock.release()
    assert "200" in shown


def test_check_runs_and_writes_nothing(tmp_path: Path) -> None:
    scrapy("check", "-s", f"OUTPUT_DIR={tmp_path}/out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("since=yesterday", "write a day as 2025-01-31"),
        ("sinse=2025-01-01", "there is no such argument"),
        ("max_articles=0", "write a whole number from 1"),
        ("full=perhaps", "write 1 or 0"),
        ("sections=../etc", "name channel directories"),
    ],
)
def test_a_bad_argument_ends_before_anything_is_opened(tmp_path: Path, argument: str, message: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "lanzhou", "-a", argument, "-s", f"OUTPUT_DIR={tmp_path}/out"],
        cwd=ROOT,
        env=environment("http://127.0.0.1:9"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_path_follows_the_output_dir(tmp_path: Path, site: Site) -> None:
    before = set((ROOT / "output").rglob("*"))
    with serve(site):
        crawl(tmp_path / "deep" / "er", site.proxy)
    assert len(records(tmp_path / "deep" / "er")) == 1
    assert set((ROOT / "output").rglob("*")) == before
