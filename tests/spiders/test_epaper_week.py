"""A week of both newspapers over real HTTP: every field equals its gold, also after kills, also beside the web site."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lanzhou_news.replica.epaper import PAPERS
from lanzhou_news.replica.server import RunningReplica, start
from tests.crawling import ROOT, crawl, environment, essence, records, rows
from tests.crawling import start as start_crawl
from tests.gold import MORE, NAMED, Comparison, compare

WEEK = "since=2024-06-24"
FLOOR = 0.99
PLACE = ("url", "site", "print", "language", "agency")
HOSTS = {paper.name: paper.host for paper in PAPERS}


@pytest.fixture(scope="module")
def replica() -> Iterator[RunningReplica]:
    with start(articles=120, seed=7, epapers=True) as running:
        yield running


def lanzhou_news(replica: RunningReplica, output: Path, *words: str) -> str:
    """``lanzhou-news crawl`` to its end; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "lanzhou_news.cli", "crawl", *words, "--fast", "-s", f"OUTPUT_DIR={output}"],
        cwd=ROOT,
        env=environment(replica.base),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def output(replica: RunningReplica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both papers side by side, by one command."""
    folder = tmp_path_factory.mktemp("week")
    lanzhou_news(replica, folder, "lzrb", "lzwb", "-a", WEEK)
    return folder


def held_against_gold(replica: RunningReplica, found: list[dict[str, Any]], paper: str) -> Comparison:
    gold = {record["id"]: record for record in replica.gold(f"host={HOSTS[paper]}")}
    ours = [record for record in found if record["site"] == paper]
    result = compare(gold.values(), ours)
    for record in ours:
        expected = {"language": "zh-Hans", **gold.get(record["id"], {})}
        result.wrong += [
            (name, record["id"], expected[name], record[name])
            for name in PLACE
            if name in expected and expected[name] != record[name]
        ]
    return result


@pytest.mark.parametrize("paper", HOSTS)
def test_the_week_equals_its_gold_over_every_field(replica: RunningReplica, output: Path, paper: str) -> None:
    result = held_against_gold(replica, records(output), paper)
    print(result.table())
    assert result.gold > 100
    assert (result.missing, result.unexpected, result.doubled) == ([], [], []), result.table()
    assert result.share(*NAMED, *MORE, *PLACE) >= FLOOR, result.table()


@pytest.mark.parametrize("paper", HOSTS)
def test_articles_enter_the_frontier_in_reading_order(replica: RunningReplica, output: Path, paper: str) -> None:
    query = f"SELECT links FROM lists WHERE site = '{paper}' ORDER BY url"
    listed = [link for (links,) in rows(output, query) for link in json.loads(links)]
    gold = [record["url"] for record in replica.gold(f"host={HOSTS[paper]}")]
    assert [key for key, _, _ in listed if key in set(gold)] == gold


def test_adverts_without_text_are_counted_and_listed_and_no_failures(output: Path) -> None:
    listed = dict(rows(output, "SELECT reason, count(*) FROM quarantine GROUP BY reason"))
    assert set(listed) == {"advert"}
    assert listed["advert"] > 10
    stats = rows(output, "SELECT json_extract(stats, '$.news/skipped/advert') FROM runs")
    assert sum(count for (count,) in stats) == listed["advert"]
    assert rows(output, "SELECT sum(json_extract(stats, '$.news/quarantined')) FROM runs") == [(None,)]


def test_no_article_is_asked_for_twice_and_none_by_its_area(replica: RunningReplica, output: Path) -> None:
    asked = [line["url"] for line in replica.requests() if "content_" in line["url"]]
    assert len(asked) == len(set(asked))
    assert [url for url in asked if "?" in url] == []


def test_a_second_run_asks_for_the_newest_issue_only_and_gets_no_page_of_it(
    replica: RunningReplica, output: Path
) -> None:
    replica.control(clear_log=True)
    before = essence(output)
    lanzhou_news(replica, output, "lzrb", "lzwb", "-a", WEEK)
    asked = [line for line in replica.requests() if "robots.txt" not in line["url"]]
    assert essence(output) == before
    assert [line["url"] for line in asked if "content_" in line["url"]] == []
    read = [line["url"] for line in asked if "node_" in line["url"] and line["status"] != 304]
    assert read == ["https://lzwb.lzbs.com.cn/lzwb/pc/layout/202406/30/node_01.html"], (
        "where its front page redirects to"
    )
    days = {line["url"].rpartition("/")[0] for line in asked if "node_" in line["url"]}
    assert len(days) == len(HOSTS), "only the newest issue may have grown"


def test_a_day_without_an_issue_is_remembered(replica: RunningReplica, output: Path) -> None:
    assert rows(output, "SELECT family FROM families WHERE complete = 2") == [("lzwb:issue:2024-06-26",)]
    assert rows(output, "SELECT count(*) FROM families WHERE complete = 0") == [(0,)]


# --- the same story in the paper and on the web ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("order", [("lanzhou", "lzrb"), ("lzrb", "lanzhou")], ids=" then ".join)
def test_a_story_on_the_web_and_in_the_paper_is_one_story(
    replica: RunningReplica, tmp_path: Path, order: tuple[str, str]
) -> None:
    for spider in order:
        crawl(tmp_path, replica.base, *(("-a", WEEK) if spider == "lzrb" else ()), spider=spider)
    web = {record["id"]: record["duplicate_of"] or record["id"] for record in replica.gold("host=www.lzbs.com.cn")}
    gold = {
        record["id"]: web[record["duplicate_of"]]
        for record in replica.gold(f"host={HOSTS['lzrb']}")
        if record["duplicate_of"]
    }
    assert len(gold) > 10
    clusters = dict(rows(tmp_path, "SELECT id, cluster FROM fingerprints"))
    assert {ident for ident, original in gold.items() if clusters[ident] != clusters[original]} == set()
    told = {record["id"]: record["duplicate_of"] for record in records(tmp_path)}
    if order[0] == "lanzhou":
        assert {ident: told[ident] for ident in gold} == gold
    else:  # a written line is never rewritten; the page of the web, which came later, is the original all the same
        assert {told[original] for original in gold.values()} == {None}
    papers = {ident for ident, copy in told.items() if ident.startswith("lzrb:") and ident not in gold and copy}
    assert papers == set(), "news of its own is no copy"


# --- kill -9 ---------------------------------------------------------------------------------------------------------


def survive(replica: RunningReplica, output: Path, whole: Path, *, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    survived = 0
    for _ in range(kills * 3):
        if survived == kills:
            break
        process = start_crawl(output, replica.base, "-a", WEEK, "-s", "JSONL_RECORDS=20", spider="lzrb")
        already, wanted = len(replica.requests()), dice.randint(3, 60)
        while process.poll() is None and len(replica.requests()) - already < wanted:
            time.sleep(0.005)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            survived += 1
        process.communicate()
    crawl(output, replica.base, "-a", WEEK, spider="lzrb")
    assert survived, "no run was under way when it was to be killed"
    expected = [line for line in essence(whole) if '"site": "lzrb"' in line]
    assert essence(output) == expected
    assert rows(output, "SELECT count(*) FROM pending") == [(0,)]
    assert rows(output, "SELECT count(*) FROM families WHERE complete = 0") == [(0,)]
    assert rows(output, "SELECT count(*) FROM quarantine WHERE reason <> 'advert'") == [(0,)]
    result = held_against_gold(replica, records(output), "lzrb")
    assert result.share(*NAMED, *MORE, *PLACE) >= FLOOR, result.table()
    assert (result.missing, result.unexpected, result.doubled) == ([], [], [])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_twenty_kills_lose_and_double_no_article_of_the_week(
    replica: RunningReplica, output: Path, tmp_path: Path
) -> None:
    survive(replica, tmp_path, output, kills=20, seed=20240625)
