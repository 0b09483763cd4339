"""Real SIGKILL at random instants, any number of times, then one clean run: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.crawling import crawl, essence, records, rows, start
from tests.site_server import Answer, Site, article, listing, serve

PER_PAGE = 20


SETTINGS = (
    *("-s", "JSONL_RECORDS=50"),  # small files, so that sealing and renaming happen in the middle of a run too
    *("-s", "COMMIT_DELAY=0.01"),
    *("-s", f"REVISIT_SCHEDULE={','.join(['0'] * 200)}"),  # every known article is due in every run
    *("-s", "REVISIT_LIMIT=100000"),
)


def news_site(count: int) -> Site:
    """Three channels with following pages; validators everywhere; some pages fail once, some hold no article."""
    site = Site()
    urls = [_path(n) for n in range(count)]
    for n, url in enumerate(urls):
        site.page(url, article(f"第{n}号消息"), ETag=f'"a{n}"')
    site.page(urls[7], article("长文", more='<a href="content_5007_2.htm">2</a>'))
    site.page(urls[7].replace(".htm", "_2.htm"), article("长文之二"))
    flaky = site.pages[urls[11]]
    site.pages[urls[11]] = lambda count: Answer(b"busy", 500) if count % 3 == 0 else flaky
    site.page(urls[13], "<html><body></body></html>")
    chunks = [urls[at : at + PER_PAGE] for at in range(0, count, PER_PAGE)]
    site.page("/", listing("/lanzhounews/", "/sports/index.htm", *urls[:5]), ETag='"home"')
    for channel, pages in (("/lanzhounews/index", chunks[::2]), ("/sports/index", chunks[1::2])):
        for number, chunk in enumerate(pages, 1):
            suffix = "" if number == 1 else f"_{number}"
            more = [f"{channel.rpartition('/')[2]}_{number + 1}.htm"] if number < len(pages) else []
            site.page(f"{channel}{suffix}.htm", listing(*chunk, *more), ETag=f'"{channel}{number}"')
    site.pages["/lanzhounews/"] = site.pages["/lanzhounews/index.htm"]
    return site


def change(site: Site, articles: int) -> None:
    """Correct every sixth article and publish three more."""
    for n in range(0, articles, 6):
        path = _path(n)
        site.page(path, article(f"第{n}号消息（更正）"), ETag=f'"b{n}"')
    fresh = [_path(articles + n) for n in range(3)]
    for path in fresh:
        site.page(path, article(f"新闻{path[-8:]}"))
    site.page("/", listing("/lanzhounews/", "/sports/index.htm", *fresh), ETag='"home2"')


def _path(n: int) -> str:
    return f"/lanzhounews/2024-{1 + n // 28 % 12:02d}/{1 + n % 28:02d}/content_{5000 + n}.htm"


def kill_at_request(site: Site, output: Path, requests: int, delay: float) -> bool:
    """Start a crawl and SIGKILL it ``delay`` seconds after its n-th request; False when it ended before that."""
    already = len(site.log)
    process = start(output, site.proxy, *SETTINGS)
    while process.poll() is None and len(site.log) - already < requests:
        time.sleep(0.001)
    time.sleep(delay)
    return killed(process)


def kill_at_projection(site: Site, output: Path) -> bool:
    """Start a crawl and SIGKILL it as soon as it touches the folder of the record files."""
    folder = output / "articles"
    before = _names(folder)
    process = start(output, site.proxy, *SETTINGS)
    while process.poll() is None:
        if _names(folder) != before:
            break
    return killed(process)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def killed(process: subprocess.Popen[str]) -> bool:
    alive = process.poll() is None
    if alive:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return alive


def assert_sound(output: Path, expected: list[str]) -> None:
    found = essence(output)
    assert len(found) == len(expected), f"{len(found)} records, {len(expected)} expected"
    assert found == expected
    keys = [(record["id"], record["revision"]) for record in records(output)]
    assert len(keys) == len(set(keys))
    assert not list((output / "articles").glob("*.part"))
    assert rows(output, "SELECT count(*) FROM pending") == [(0,)]
    assert rows(output, "SELECT count(*) FROM outbox WHERE state <> 'written'") == [(0,)]
    assert rows(output, "PRAGMA integrity_check") == [("ok",)]


def kill_often(site: Site, output: Path, kills: int, dice: random.Random, requests: int) -> int:
    """Kill runs until ``kills`` of them were under way, or two in a row had nothing left to do; returns how many."""
    done = idle = 0
    while done < kills and idle < 2:
        if dice.random() < 0.25:
            hit = kill_at_projection(site, output)
        else:
            hit = kill_at_request(site, output, dice.randint(2, requests), dice.uniform(0, 0.03))
        done += hit
        idle = 0 if hit else idle + 1
    return done


def survive(tmp_path: Path, *, articles: int, kills: int, requests: int, seed: int) -> None:
    dice = random.Random(seed)
    output = tmp_path / "killed"
    with serve(news_site(articles)) as site:
        crawl(tmp_path / "whole", site.proxy, *SETTINGS)
        whole = essence(tmp_path / "whole")
        assert len(whole) == articles - 1  # one page holds no article
        survived = kill_often(site, output, kills, dice, requests)
        crawl(output, site.proxy, *SETTINGS)
        assert_sound(output, whole)
        print(f"first runs: {survived} kills")
        # Incremental runs: a sixth of the articles was corrected and some were added; the corpus is frozen again.
        change(site, articles)
        crawl(tmp_path / "whole", site.proxy, *SETTINGS)
        changed = essence(tmp_path / "whole")
        assert len(changed) == len(whole) + articles // 6 + 3
        survived = kill_often(site, output, kills, dice, requests)
        crawl(output, site.proxy, *SETTINGS)
        print(f"incremental runs: {survived} kills")
        assert_sound(output, changed)


def test_killed_runs_lose_and_double_nothing(tmp_path: Path) -> None:
    survive(tmp_path, articles=150, kills=2, requests=50, seed=20250102)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_fifty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    survive(tmp_path, articles=1200, kills=30, requests=40, seed=20250103)
