"""A crawl with its archive: what is kept, under which headers, and what happens when it cannot be."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from lanzhou_news.archive.reader import read, scan
from tests.crawling import ROOT, crawl, environment, records, rows
from tests.site_server import Answer, Site, article, listing, serve

pytest.importorskip("warcio")

ARCHIVING = ("-s", "ARCHIVE_ENABLED=1")
PATH = "/lanzhounews/2025-01/02/content_{}.htm"


def small_site() -> Site:
    site = Site()
    site.page("/", listing(*map(PATH.format, range(5000, 5004))))
    site.page("/lanzhounews/", listing())
    site.page(PATH.format(5000), article("长文", more='<a href="content_5000_2.htm">2</a>'))
    site.page(PATH.format("5000_2"), article("长文之二"))
    zipped = gzip.compress(article("压缩的").encode())
    site.pages[PATH.format(5001)] = Answer(
        zipped, headers={"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    )
    site.page(PATH.format(5002), "<html><body></body></html>")
    return site


def kept(output: Path) -> dict[str, tuple[int | None, bytes]]:
    places = [place for file in (output / "archive").iterdir() for place in scan(file).responses]
    return {place.url.rpartition("content_")[2]: (read(place).status, read(place).body) for place in places}


def test_every_article_page_is_kept_also_what_gave_no_record(tmp_path: Path) -> None:
    site = small_site()
    with serve(site):
        crawl(tmp_path, site.proxy, *ARCHIVING)
    found = kept(tmp_path)
    assert set(found) == {"5000.htm", "5000_2.htm", "5001.htm", "5002.htm", "5003.htm"}
    assert found["5001.htm"] == (200, article("压缩的").encode())
    assert found["5002.htm"] == (200, b"<html><body></body></html>")
    assert found["5003.htm"] == (404, b"not here")
    assert {record["title"] for record in records(tmp_path) if record["archive"]} == {"长文", "压缩的"}


def test_headers_changed_by_decompression_are_marked_and_a_proxy_is_no_server(tmp_path: Path) -> None:
    site = small_site()
    with serve(site):
        crawl(tmp_path, site.proxy, *ARCHIVING)
    [file] = (tmp_path / "archive").iterdir()
    text = gzip.decompress(file.read_bytes()).decode()
    assert text.count("X-Archive-Orig-Content-Encoding: gzip") == 1
    assert "User-Agent: lanzhou-news/" in text
    assert "WARC-IP-Address" not in text


def test_without_the_setting_nothing_is_kept(tmp_path: Path) -> None:
    site = small_site()
    with serve(site):
        crawl(tmp_path, site.proxy)
    assert not (tmp_path / "archive").exists()
    assert {record["archive"] for record in records(tmp_path)} == {None}


def test_feeds_show_where_the_page_is(tmp_path: Path) -> None:
    site = small_site()
    with serve(site):
        crawl(tmp_path / "out", site.proxy, *ARCHIVING, "-O", str(tmp_path / "feed.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "feed.jsonl").read_text(encoding="utf-8").splitlines()]
    by_id = {record["id"]: record["archive"] for record in records(tmp_path / "out")}
    assert {line["id"]: line["archive"] for line in lines} == by_id
    assert all(by_id.values())


@pytest.mark.slow
def test_an_archive_that_cannot_be_written_ends_the_run_and_no_record_names_a_lost_page(tmp_path: Path) -> None:
    site = small_site()
    (tmp_path / "archive").write_text("in the way")
    with serve(site):
        log = crawl(tmp_path, site.proxy, *ARCHIVING)
        assert "cannot write" in log
        assert str(tmp_path / "archive") in log
        assert "Traceback" not in log
        assert rows(tmp_path, "SELECT count(*) FROM articles") == [(0,)]
        (tmp_path / "archive").unlink()
        crawl(tmp_path, site.proxy, *ARCHIVING)
    assert len(records(tmp_path)) == 2


def test_without_the_library_the_crawl_says_what_to_install(tmp_path: Path) -> None:
    site = small_site()
    code = (
        "import sys; sys.modules['warcio'] = None\n"
        "from scrapy.cmdline import execute; execute(['scrapy', 'crawl', 'lanzhou', *sys.argv[1:]])"
    )
    with serve(site):
        done = subprocess.run(
            [sys.executable, "-c", code, "-s", f"OUTPUT_DIR={tmp_path}", *ARCHIVING],
            cwd=ROOT,
            env=environment(site.proxy),
            capture_output=True,
            text=True,
            check=False,
        )
    assert "pip install 'lanzhou-news[archive]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert site.log == []
