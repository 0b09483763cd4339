"""Workers, collector and Redis are killed at random and started again: nothing lost, nothing doubled, pace held."""

from __future__ import annotations

import asyncio
import random
import time
from itertools import pairwise
from pathlib import Path

import pytest

from lanzhou_news.distributed.connection import connect
from lanzhou_news.distributed.streams import Streams
from tests.crash.test_kill import assert_sound, change, news_site
from tests.crawling import crawl, essence
from tests.distributed.machines import Machine
from tests.distributed.redis_server import RedisServer
from tests.site_server import Site, serve

pytestmark = pytest.mark.redis
REVISITS = {"REVISIT_SCHEDULE": ",".join(["0"] * 200), "REVISIT_LIMIT": 100_000}
"""Every known article is due in every run."""


def collector(site: Site, redis: RedisServer, output: Path, **settings: object) -> Machine:
    log = output.with_suffix(".collector.log")
    return Machine(
        site.proxy, redis, log, "collect", "lanzhou", OUTPUT_DIR=output, **{"JSONL_RECORDS": 50, **REVISITS, **settings}
    )


def worker(site: Site, redis: RedisServer, log: Path, **settings: object) -> Machine:
    return Machine(site.proxy, redis, log, "worker", "lanzhou", **{"CONCURRENT_REQUESTS": 4, **settings})


def whole(site: Site, output: Path) -> list[str]:
    """What one undisturbed process collects."""
    options = [word for name, value in REVISITS.items() for word in ("-s", f"{name}={value}")]
    crawl(output, site.proxy, *options)
    return essence(output)


def survive(tmp_path: Path, redis: RedisServer, *, articles: int, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    output = tmp_path / "killed"
    with serve(news_site(articles)) as site:
        machines = [worker(site, redis, tmp_path / f"worker-{n}.log", DOWNLOAD_DELAY=0.01) for n in range(3)]
        try:
            for step in ("first run", "incremental run"):
                if step == "incremental run":
                    change(site, articles)
                expected = whole(site, tmp_path / "whole")
                hits = kill_often(collector(site, redis, output, DOWNLOAD_DELAY=0.01), machines, redis, kills, dice)
                settle(site, redis, output)
                print(f"{step}: {dict(hits)}")
                assert_sound(output, expected)
        finally:
            for machine in machines:
                machine.kill()


def kill_often(
    head: Machine, workers: list[Machine], redis: RedisServer, kills: int, dice: random.Random
) -> dict[str, int]:
    """Kill one machine after the other until the collector has ended; returns who was hit how often."""
    hits = {"worker": 0, "collector": 0, "redis": 0}
    while sum(hits.values()) < kills and head.process.poll() is None:
        time.sleep(dice.uniform(0.3, 1.5))
        victim = dice.choice(["worker", "worker", "collector", "redis"])
        one: Machine | RedisServer = {"worker": dice.choice(workers), "collector": head, "redis": redis}[victim]
        one.kill()
        time.sleep(dice.uniform(0, 0.5))
        one.start()
        hits[victim] += 1
    head.ended()
    return hits


def settle(site: Site, redis: RedisServer, output: Path) -> None:
    """One run without kills, to its end: whatever a killed one had left."""
    final = collector(site, redis, output)
    assert final.ended() == 0, final.log.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_forty_killed_machines_lose_and_double_nothing(tmp_path: Path, redis_server: RedisServer) -> None:
    survive(tmp_path, redis_server, articles=900, kills=20, seed=20250105)


@pytest.mark.slow
def test_a_redis_that_loses_its_data_delays_the_run_and_costs_no_article(
    tmp_path: Path, redis_server: RedisServer
) -> None:
    output = tmp_path / "out"
    with serve(news_site(120)) as site:
        expected = whole(site, tmp_path / "whole")
        head = collector(site, redis_server, output)
        while count_jobs(redis_server) < 100:  # jobs were handed out, and nobody has taken one
            assert head.process.poll() is None, head.log.read_text(encoding="utf-8")
            time.sleep(0.1)
        redis_server.lose_everything()
        late = worker(site, redis_server, tmp_path / "worker.log")
        try:
            assert head.ended() == 0, head.log.read_text(encoding="utf-8")
        finally:
            late.kill()
        assert_sound(output, expected)


def count_jobs(server: RedisServer) -> int:
    async def count() -> int:
        redis = await connect(server.url)
        waiting, _ = await Streams(redis, "lanzhou", lease=1).count_open()
        await redis.aclose()
        return waiting

    return asyncio.run(count())


@pytest.mark.slow
def test_three_workers_ask_a_host_no_faster_than_one_would(tmp_path: Path, redis_server: RedisServer) -> None:
    delay, count = 0.1, 60
    with serve(news_site(count)) as site:
        polite = {"DOWNLOAD_DELAY": delay, "DOWNLOAD_DELAY_JITTER": 0}
        head = collector(site, redis_server, tmp_path / "out", **polite)
        machines = [worker(site, redis_server, tmp_path / f"worker-{n}.log", **polite) for n in range(3)]
        try:
            assert head.ended() == 0, head.log.read_text(encoding="utf-8")
        finally:
            for machine in machines:
                machine.kill()
        moments = sorted(asked.at for asked in site.log if asked.path != "/robots.txt")
        gaps = [later - earlier for earlier, later in pairwise(moments)]
        print(f"{len(moments)} requests, {sum(gaps) / len(gaps):.3f} s apart on average, shortest {min(gaps):.3f} s")
        # A request may be late by a stall of the machine, and the next one then follows closer; the rate stays.
        assert sum(gaps) / len(gaps) >= delay * 0.95
        assert sorted(gaps)[len(gaps) // 10] >= delay * 0.5
