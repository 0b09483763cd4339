"""The two streams of a site, on a real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.statscollectors import StatsCollector
from scrapy.utils.test import get_crawler

from lanzhou_news.clean.draft import Exchange, Fetched
from lanzhou_news.distributed import messages
from lanzhou_news.distributed.connection import connect
from lanzhou_news.distributed.errors import NotOurs, RedisUnreachable
from lanzhou_news.distributed.messages import FIELD, Job, RunNews, Unchanged
from lanzhou_news.distributed.pace import SharedPace
from lanzhou_news.distributed.streams import Streams
from lanzhou_news.distributed.worker import RemoteRun
from lanzhou_news.items import Article
from lanzhou_news.pipelines.parcels import CrawlDraft, Gone, Rejected, Unmodified
from lanzhou_news.sites import get
from lanzhou_news.store.frontier import Claim, Visit
from tests.distributed.redis_server import RedisServer

pytestmark = pytest.mark.redis
VISIT = Visit("k", "http://www.lzbs.com.cn/k", "lanzhou")


def jobs(count: int) -> list[Job]:
    return [Job(f"k{n}", f"http://www.lzbs.com.cn/{n}", "run") for n in range(count)]


def on(server: RedisServer, test: Callable[[Streams], Awaitable[None]], lease: float = 60) -> None:
    async def run() -> None:
        redis = await connect(server.url)
        streams = Streams(redis, "lanzhou", lease=lease)
        await streams.open()
        await test(streams)
        await redis.aclose()

    asyncio.run(run())


def test_jobs_are_handed_out_once_in_order(redis_server: RedisServer) -> None:
    async def test(streams: Streams) -> None:
        await streams.open()  # a second time: nothing happens
        await streams.push(jobs(5))
        first, second = await streams.take("a", 3), await streams.take("b", 3)
        assert [one.job.key for one in first + second] == ["k0", "k1", "k2", "k3", "k4"]
        assert await streams.take("c", 3) == []
        assert await streams.open_keys() == {"k0", "k1", "k2", "k3", "k4"}

    on(redis_server, test)


def test_a_worker_counts_an_advert_as_what_it_is(redis_server: RedisServer) -> None:
    async def count() -> dict[str, int]:
        crawler = get_crawler(settings_dict={"REDIS_URL": redis_server.url, "REDIS_LEASE": 60, "OUTPUT_DIR": "output"})
        stats = StatsCollector(crawler)
        run = await RemoteRun.open("lzrb", crawler.settings, stats)
        for reason in ("advert", "no-body", "advert"):
            await run.reject(Rejected(VISIT, Fetched(b"", VISIT.url), reason, ""))
        await run.leave()
        assert run.finish("finished", "finished", {}).pending is None, "only the collector knows"
        return stats.get_stats()

    assert asyncio.run(count()) == {"news/skipped": 2, "news/quarantined": 1}


def test_the_job_of_a_silent_worker_goes_to_another_and_a_renewed_one_does_not(redis_server: RedisServer) -> None:
    async def test(streams: Streams) -> None:
        await streams.push(jobs(2))
        kept, lost = await streams.take("a", 2)
        for _ in range(4):
            await asyncio.sleep(0.2)
            await streams.renew("a", [kept.entry])
        taken = await streams.take("b", 2)
        assert [(one.job, one.again) for one in taken] == [(lost.job, True)]
        assert await streams.times_taken(lost.entry) == 2

    on(redis_server, test, lease=0.5)


def test_a_job_that_is_given_back_is_free_at_once(redis_server: RedisServer) -> None:
    async def test(streams: Streams) -> None:
        await streams.push(jobs(1))
        [taken] = await streams.take("a", 1)
        await streams.give_back("a", [taken.entry])
        assert [one.job for one in await streams.take("b", 1)] == [taken.job]

    on(redis_server, test)


def test_an_answer_strikes_its_job_off_and_stays_until_it_is_acknowledged(redis_server: RedisServer) -> None:
    async def test(streams: Streams) -> None:
        await streams.push(jobs(1))
        [taken] = await streams.take("a", 1)
        await streams.answer(taken.entry, Unchanged(visit=VISIT))
        assert await streams.count_open() == (0, 1)
        [answered] = await streams.read(10)
        assert answered.answer == Unchanged(visit=VISIT)
        assert await streams.read(10) == []
        assert await streams.read(10, again=True) == [answered]  # a collector that died had read it
        await streams.acknowledge([answered.entry])
        assert await streams.read(10, again=True) == []
        assert await streams.count_open() == (0, 0)

    on(redis_server, test)


def test_entries_of_others_are_put_aside_and_stop_nobody(redis_server: RedisServer) -> None:
    async def test(streams: Streams) -> None:
        for fields in (
            {b"x": b"y"},
            {FIELD: b"no json"},
            {FIELD: b'{"key": "k", "url": "u", "run": "r", "callback": "f"}'},
        ):
            await streams.redis.xadd(streams.requests, fields)
            await streams.redis.xadd(streams.answers, fields)
        await streams.push(jobs(1))
        assert [one.job.key for one in await streams.take("a", 10)] == ["k0"]
        assert await streams.read(10) == []
        assert await streams.count_open() == (1, 0)
        assert await streams.redis.xlen("lanzhou-news:{lanzhou}:unreadable") == 6

    on(redis_server, test)


def test_workers_learn_of_a_run(redis_server: RedisServer) -> None:
    async def test(streams: Streams) -> None:
        assert await streams.news() is None
        await streams.announce(RunNews("run-2", ["扫一扫"]))
        assert await streams.news() == RunNews("run-2", ["扫一扫"])

    on(redis_server, test)


def test_a_host_gives_one_moment_to_each_who_asks(redis_server: RedisServer) -> None:
    async def test(streams: Streams) -> None:
        pace = SharedPace(streams.redis)
        waits = [await pace.reserve("h", 0.5) for _ in range(4)]
        assert all(abs(wait - 0.5 * n) < 0.2 for n, wait in enumerate(waits)), waits
        assert await pace.reserve("other", 0.5) == 0
        await pace.hold("h", 5)
        assert 4 < await pace.held("h") <= 5
        assert await pace.held("other") == 0

    on(redis_server, test)


@pytest.mark.parametrize(
    "parcel",
    [
        CrawlDraft(
            fetched=[Fetched(b"\xff\x00" * 500, VISIT.url, {"etag": '"x"'}, 200, datetime(2025, 1, 2, tzinfo=UTC))],
            visit=VISIT,
            article=Article(id="lanzhou:1", title="标题", body="正文", content_hash="0" * 64),
        ),
        Rejected(
            VISIT,
            Fetched(b"<html>", VISIT.url, exchange=Exchange((("Accept", "*/*"),), (("Server", "x"),), "127.0.0.1")),
            "list-page",
            "links",
            (Fetched(b"page 2", VISIT.url),),
        ),
        Gone(VISIT, "lanzhou:1", 404),
        Unmodified(VISIT),
    ],
    ids=lambda parcel: type(parcel).__name__,
)
def test_parcels_arrive_as_they_were_sent(parcel: CrawlDraft | Rejected | Gone | Unmodified) -> None:
    message: messages.Known
    if isinstance(parcel, CrawlDraft):
        parcel.profile = get("lanzhou")
        message = messages.collected(parcel)
    elif isinstance(parcel, Rejected):
        message = messages.refused(parcel, failed=True, final=True)
    elif isinstance(parcel, Gone):
        message = messages.Vanished(visit=parcel.visit, article_id=parcel.article_id, status=parcel.status)
    else:
        message = Unchanged(visit=parcel.visit)
    arrived = messages.decode_answer({FIELD: messages.encode(message)})
    assert arrived == message
    assert messages.parcel(arrived, get("lanzhou")) == parcel


def test_a_page_that_inflates_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rejected = Rejected(VISIT, Fetched(b"a" * 1000), "x", "")
    message = messages.refused(rejected)
    monkeypatch.setattr(messages, "MAX_PAGE", 100)
    with pytest.raises(NotOurs, match="too large"):
        messages.parcel(message, get("lanzhou"))


def test_validators_travel_only_with_a_revisit() -> None:
    new = Claim(1, "k", "u", "full", "lanzhou:1", '"e"', "yesterday")
    assert messages.job(new, "r") == Job("k", "u", "r", "lanzhou:1")
    revisit = new._replace(reason="revisit")
    assert messages.claim(messages.job(revisit, "r")) == revisit._replace(seq=0)


def test_a_place_in_print_travels_with_its_address() -> None:
    claim = Claim(1, "k", "u", "new", None, None, None, '{"page_no":"3"}')
    assert messages.claim(messages.job(claim, "r")) == claim._replace(seq=0)


@pytest.mark.parametrize(
    ("url", "place"),
    [("redis://:secret@127.0.0.1:1/0", "127.0.0.1:1"), ("unix:///no/such.sock", "/no/such.sock"), ("http://x", "x")],
)
def test_an_unreachable_redis_is_one_sentence_without_the_password(url: str, place: str) -> None:
    with pytest.raises(RedisUnreachable) as caught:
        asyncio.run(connect(url))
    assert f"no Redis at {place}" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_password_is_asked_for_and_taken_from_the_url(tmp_path: Path) -> None:
    server = RedisServer(tmp_path, password="secret")
    try:
        on(server, lambda streams: streams.push(jobs(1)))
        with pytest.raises(RedisUnreachable, match="Authentication required"):
            asyncio.run(connect(f"redis://127.0.0.1:{server.port}/0"))
    finally:
        server.kill()


def test_a_connection_is_encrypted_and_the_server_must_prove_who_it_is(tmp_path: Path) -> None:
    server = RedisServer(tmp_path, password="secret", tls=True)
    try:
        on(server, lambda streams: streams.push(jobs(1)))
        with pytest.raises(RedisUnreachable, match="certificate verify failed"):
            asyncio.run(connect(server.url.partition("?")[0]))
        with pytest.raises(RedisUnreachable):
            asyncio.run(connect(f"redis://:secret@127.0.0.1:{server.port}/0"))
    finally:
        server.kill()
