"""What a user of worker and collect sees, and what happens to jobs that nobody can do."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lanzhou_news.distributed.connection import connect
from lanzhou_news.distributed.messages import Job, RunNews
from lanzhou_news.distributed.streams import Streams
from tests.crawling import ROOT, environment, records, rows
from tests.distributed.machines import Machine
from tests.distributed.redis_server import RedisServer
from tests.site_server import Site, article, listing, serve

pytestmark = pytest.mark.redis
PATH = "/lanzhounews/2024-05/{:02d}/content_{}.htm"


def site_of(count: int) -> Site:
    paths = [PATH.format(1 + n, 7000 + n) for n in range(count)]
    site = Site()
    site.page("/", listing(*paths))
    for n, path in enumerate(paths):
        site.page(path, article(f"第{n}号消息"))
    return site


@pytest.mark.parametrize("role", ["worker", "collect"])
def test_without_redis_one_sentence_says_what_to_do(tmp_path: Path, role: str) -> None:
    words = [role, "lanzhou", "--redis", "redis://:secret@127.0.0.1:1/0", "-s", f"OUTPUT_DIR={tmp_path}"]
    done = subprocess.run(
        [sys.executable, "-m", "lanzhou_news.cli", *words],
        cwd=ROOT,
        env=environment("http://127.0.0.1:9"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "no Redis at 127.0.0.1:1" in done.stderr
    assert "start it, or set another address with --redis" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_collector_without_workers_says_so(tmp_path: Path, redis_server: RedisServer) -> None:
    with serve(site_of(3)) as site:
        log = tmp_path / "collector.log"
        head = Machine(site.proxy, redis_server, log, "collect", "lanzhou", OUTPUT_DIR=tmp_path / "out", REDIS_LEASE=1)
        try:
            wait_for(lambda: "does a worker for lanzhou run?" in log.read_text(encoding="utf-8"))
            assert head.process.poll() is None
        finally:
            head.kill()


@pytest.mark.slow
def test_a_job_that_killed_its_workers_is_given_up_and_the_rest_comes_home(
    tmp_path: Path, redis_server: RedisServer
) -> None:
    output = tmp_path / "out"
    with serve(site_of(4)) as site:
        head = Machine(site.proxy, redis_server, tmp_path / "c.log", "collect", "lanzhou", OUTPUT_DIR=output)
        asyncio.run(take_and_die(redis_server, PATH.format(2, 7001), times=3))
        worker = Machine(
            site.proxy, redis_server, tmp_path / "w.log", "worker", "lanzhou", REDIS_LEASE=1, PENDING_TRIES=2
        )
        try:
            assert head.ended() == 0, head.log.read_text(encoding="utf-8")
        finally:
            worker.kill()
        assert len(records(output)) == 3
        assert rows(output, "SELECT reason FROM quarantine") == [("workers-died",)]


@pytest.mark.slow
def test_a_worker_leaves_sitemaps_to_the_collector_and_says_what_it_did(
    tmp_path: Path, redis_server: RedisServer
) -> None:
    site, map_only = site_of(2), PATH.format(9, 7100)
    site.page("/robots.txt", "User-agent: *\nDisallow:\nSitemap: http://www.lzbs.com.cn/map.xml\n")
    site.page("/map.xml", f"<urlset><url><loc>http://www.lzbs.com.cn{map_only}</loc></url></urlset>")
    site.page(map_only, article("只在地图上"))
    with serve(site):
        words = ("worker", "lanzhou", "--idle-exit", "3")
        worker = Machine(site.proxy, redis_server, tmp_path / "w.log", *words)
        head = Machine(site.proxy, redis_server, tmp_path / "c.log", "collect", "lanzhou", OUTPUT_DIR=tmp_path / "out")
        assert head.ended() == 0
        assert worker.ended() == 0
    log = worker.log.read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert log.endswith("Finished: 3 articles, 0 not modified, 0 gone, 0 without news, 0 quarantined, 0 failed\n"), log
    assert site.paths("/map.xml") == ["/map.xml"]
    assert len(records(tmp_path / "out")) == 3


async def take_and_die(server: RedisServer, path: str, *, times: int) -> None:
    """Workers that take a job and are never heard of again; other jobs they give back."""
    redis = await connect(server.url)
    streams = Streams(redis, "lanzhou", lease=0.2)
    await streams.open()
    died = 0
    while died < times:
        for taken in await streams.take(f"dead-{died}", 10):
            if taken.job.url.endswith(path):
                died += 1
                await asyncio.sleep(0.3)
            else:
                await streams.give_back(f"dead-{died}", [taken.entry])
    await redis.aclose()


def test_jobs_from_elsewhere_fetch_nothing_outside_the_site(tmp_path: Path, redis_server: RedisServer) -> None:
    async def slip_in() -> int:
        redis = await connect(redis_server.url)
        streams = Streams(redis, "lanzhou", lease=5)
        await streams.open()
        await streams.announce(RunNews("r", []))
        await streams.push(
            [Job("k", "http://169.254.169.254/latest/meta-data", "r"), Job("f", "file:///etc/passwd", "r")]
        )
        for _ in range(200):
            _, answers = await streams.count_open()
            if answers == 2:
                break
            await asyncio.sleep(0.1)
        found = [one.answer for one in await streams.read(10)]
        await redis.aclose()
        return sum(getattr(answer, "failed", False) for answer in found)

    with serve(site_of(1)) as site:
        worker = Machine(site.proxy, redis_server, tmp_path / "w.log", "worker", "lanzhou")
        try:
            assert asyncio.run(slip_in()) == 2
        finally:
            worker.kill()
        assert [asked for asked in site.log if "169.254" in asked.host] == []


@pytest.mark.slow
def test_a_worker_that_is_asked_to_end_gives_its_jobs_back(tmp_path: Path, redis_server: RedisServer) -> None:
    with serve(site_of(6)) as site:
        head = Machine(site.proxy, redis_server, tmp_path / "c.log", "collect", "lanzhou", OUTPUT_DIR=tmp_path / "out")
        crawl_delay = {"DOWNLOAD_DELAY": 3, "REDIS_LEASE": 600}
        worker = Machine(site.proxy, redis_server, tmp_path / "w.log", "worker", "lanzhou", **crawl_delay)
        try:
            wait_for(lambda: any("content_" in path for path in site.paths()))
            head.kill()
            worker.process.terminate()
            worker.ended(30)
            free, answered = asyncio.run(whereabouts(redis_server))
            assert free >= 4  # one was under way, the next one may have been sent meanwhile
            [(stored,)] = rows(tmp_path / "out", "SELECT count(*) FROM articles")  # before the collector was killed
            assert free + answered + stored >= 6, "a job is lost"
        finally:
            worker.kill()
            head.kill()


async def whereabouts(server: RedisServer) -> tuple[int, int]:
    """How many jobs the next worker may take at once, and how many answers lie there."""
    redis = await connect(server.url)
    streams = Streams(redis, "lanzhou", lease=600)
    taken = [*await streams.take("heir", 100), *await streams.take("heir", 100)]
    _, answers = await streams.count_open()
    await redis.aclose()
    return len({one.job.key for one in taken}), answers


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.1)
