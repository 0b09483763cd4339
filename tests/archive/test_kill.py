"""SIGKILL while pages are archived: every committed reference leads to the very page."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from lanzhou_news.archive.captures import captures
from lanzhou_news.archive.reader import scan
from tests.crash.test_kill import SETTINGS, assert_sound, killed, news_site
from tests.crawling import crawl, essence, rows, start
from tests.site_server import Site, serve

pytest.importorskip("warcio")

ARCHIVING = (*SETTINGS, "-s", "ARCHIVE_ENABLED=1", "-s", "ARCHIVE_FILE_SIZE=20000")


def assert_kept(output: Path) -> int:
    """Every record's reference must lead to the pages it was read from; returns how many references there are."""
    places = [place for file in sorted((output / "archive").glob("*")) for place in scan(file).responses]
    kept = {(capture.first.file, capture.first.offset): capture for capture in captures(places)}
    stored = rows(output, "SELECT line, raw_hash FROM articles WHERE status = 'live'")
    for line, raw_hash in stored:
        record = json.loads(line)
        assert record["archive"], record["id"]
        capture = kept[output / record["archive"]["file"], record["archive"]["offset"]]
        assert capture.first.url == record["url"]
        assert capture.draft().raw_hash == raw_hash, record["url"]
    return len(stored)


def kill_at_request(site: Site, output: Path, requests: int, delay: float) -> bool:
    already = len(site.log)
    process = start(output, site.proxy, *ARCHIVING)
    while process.poll() is None and len(site.log) - already < requests:
        time.sleep(0.001)
    time.sleep(delay)
    return killed(process)


def survive(tmp_path: Path, *, articles: int, kills: int, requests: int, seed: int) -> None:
    dice = random.Random(seed)
    output = tmp_path / "killed"
    with serve(news_site(articles)) as site:
        crawl(tmp_path / "whole", site.proxy, *SETTINGS)
        done = 0
        while done < kills and kill_at_request(site, output, dice.randint(10, requests), dice.uniform(0, 0.04)):
            done += 1
            if (output / "lanzhou_news.db").exists():
                assert_kept(output)
        crawl(output, site.proxy, *ARCHIVING)
        assert_sound(output, essence(tmp_path / "whole"))
        assert assert_kept(output) == articles - 1  # one page holds no article
        assert done, "no run was killed"
        print(f"{done} kills, {len(list((output / 'archive').iterdir()))} files")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_thirty_kills_lose_no_referenced_page(tmp_path: Path) -> None:
    survive(tmp_path, articles=1200, kills=30, requests=40, seed=20250105)
