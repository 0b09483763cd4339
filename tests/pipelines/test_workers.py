"""Cleaning in other processes: the same articles as here, and no page is lost when a process dies."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from lanzhou_news.clean import messages
from lanzhou_news.clean.draft import Fetched
from lanzhou_news.clean.joining import miss_page
from lanzhou_news.clean.steps import clean
from lanzhou_news.pipelines import processes
from lanzhou_news.pipelines.cleaning import CleaningPipeline
from lanzhou_news.pipelines.parcels import CrawlDraft
from lanzhou_news.pipelines.workers import Workers
from lanzhou_news.record import to_json_line
from lanzhou_news.sites import get
from lanzhou_news.store.frontier import Visit
from lanzhou_news.text.fingerprint import article_signature
from tests.crawling import ROOT
from tests.site_server import article

PLACE = "http://www.lzbs.com.cn/lanzhounews/2024-01/15/content_{}.htm"


def draft(number: int, body: bytes | None = None, *, learned: frozenset[str] = frozenset()) -> CrawlDraft:
    url = PLACE.format(number)
    page = article(f"第{number}号消息").encode() if body is None else body
    fetched = Fetched(page, url, {"content-type": "text/html"}, 200, datetime(2024, 1, 16, tzinfo=UTC))
    return CrawlDraft(fetched=[fetched], profile=get("lanzhou"), visit=Visit(url, url, "lanzhou"), learned=learned)


@asynccontextmanager
async def opened(count: int = 1) -> AsyncIterator[Workers]:
    workers = await Workers.open(count)
    try:
        yield workers
    finally:
        workers.close()


def run(test: Callable[[Workers], Awaitable[None]], count: int = 1) -> None:
    async def main() -> None:
        async with opened(count) as workers:
            await asyncio.wait_for(test(workers), 60)

    asyncio.run(main())


def test_an_article_is_the_same_wherever_it_was_cleaned() -> None:
    def with_gap(number: int) -> CrawlDraft:
        made = draft(number)
        made.fetched.append(Fetched(article("下一页").encode(), PLACE.format(f"{number}_2"), {}, 200))
        miss_page(made, PLACE.format(f"{number}_3"))
        return made

    async def compare(workers: Workers) -> None:
        for make in (draft, with_gap):
            elsewhere, here = make(9100), make(9100)
            assert await workers.clean(elsewhere) is None
            assert to_json_line(elsewhere.article) == to_json_line(clean(here))
            assert elsewhere.signature == article_signature(here.article.title, here.article.body)

    run(compare)


def test_answers_go_to_their_own_drafts() -> None:
    async def many(workers: Workers) -> None:
        drafts = [draft(number) for number in range(9000, 9060)]
        await asyncio.gather(*map(workers.clean, drafts))
        assert [one.article.id for one in drafts] == [f"lanzhou:{number}" for number in range(9000, 9060)]

    run(many, count=2)


def test_learned_lines_reach_the_process_and_are_replaced() -> None:
    line = "关注我们获取更多精彩内容"
    page = article("一号").replace("</body>", f"<p>{line}</p></body>").encode()

    async def learn(workers: Workers) -> None:
        for learned in (frozenset(), frozenset({line}), frozenset()):
            elsewhere, here = draft(9100, page, learned=learned), draft(9100, page, learned=learned)
            await workers.clean(elsewhere)
            assert elsewhere.article.body == clean(here).body

    run(learn)


@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"<html><body></body></html>"])
def test_a_page_without_an_article_comes_back_with_the_reason_it_has_here(body: bytes) -> None:
    async def refuse(workers: Workers) -> None:
        refusal = await workers.clean(draft(9100, body))
        answer = messages.answer_to(messages.task_of(draft(9100, body)), frozenset())
        assert refusal is not None
        assert isinstance(answer, messages.Refused)
        assert (refusal.reason, refusal.detail) == (answer.reason, answer.detail)

    run(refuse)


@pytest.mark.parametrize("count", [1, 2])
def test_pages_of_a_process_that_is_killed_are_cleaned_by_another(count: int) -> None:
    async def kill(workers: Workers) -> None:
        drafts = [draft(number) for number in range(9000, 9040)]
        under_way = asyncio.gather(*map(workers.clean, drafts))
        victim = workers.pids[0]
        await asyncio.sleep(0.6)
        os.kill(victim, signal.SIGKILL)
        refusals = await under_way
        assert refusals == [None] * len(drafts)
        assert [one.article.id for one in drafts] == [f"lanzhou:{number}" for number in range(9000, 9040)]
        await workers.clean(draft(9050))
        assert victim not in workers.pids
        assert len(workers.pids) == count

    run(kill, count)


DEADLY = """
import os, socket
from lanzhou_news.clean import worker
answer_to = worker.answer_to
worker.answer_to = lambda task, learned: os._exit(9) if "9001" in task.pages[0].url else answer_to(task, learned)
worker.serve(socket.socket(fileno=0))
"""


def test_a_page_that_kills_every_process_is_set_aside_and_takes_no_other_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", DEADLY))

    async def poison(workers: Workers) -> None:
        refusals = await asyncio.gather(*(workers.clean(draft(number)) for number in range(8999, 9004)))
        assert [refusal and refusal.reason for refusal in refusals] == [None, None, "worker-died", None, None]

    run(poison)


def test_when_no_process_stays_alive_the_pages_are_cleaned_here(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(processes, "COMMAND", ("false",))

    async def alone(workers: Workers) -> None:
        drafts = [draft(number) for number in range(9000, 9005)]
        assert await asyncio.gather(*map(workers.clean, drafts)) == [None] * 5
        while "No cleaning process stays alive" not in caplog.text:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.01)
        assert workers.pids == []
        assert await workers.clean(draft(9006)) is None

    run(alone)


def test_a_spider_without_processes_is_cleaned_for_here() -> None:
    crawler = get_crawler(settings_dict={"CLEANING_PROCESSES": 1})
    cleaned = draft(9100)
    assert asyncio.run(CleaningPipeline.from_crawler(crawler).process_item(cleaned)) is cleaned
    assert cleaned.article.id == "lanzhou:9100"


def test_the_pipeline_is_off_unless_processes_are_asked_for() -> None:
    with pytest.raises(NotConfigured):
        CleaningPipeline.from_crawler(get_crawler(settings_dict={"CLEANING_PROCESSES": 0}))


def test_closing_ends_every_process() -> None:
    async def main() -> list[int]:
        async with opened(2) as workers:
            return workers.pids

    for pid in asyncio.run(main()):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


COPIES = """
import asyncio
from lanzhou_news.pipelines import processes
from tests.pipelines.test_workers import Workers, draft

processes.COMMAND = ("false",)  # a process that is no copy would not answer

async def main():
    workers = await Workers.open(2, copies=True)
    drafts = [draft(number) for number in range(9000, 9010)]
    print(await asyncio.gather(*map(workers.clean, drafts)) == [None] * 10, len(workers.pids))
    workers.close()

asyncio.run(main())
print("once")
"""


def test_copies_answer_as_processes_of_their_own_do() -> None:
    command = [sys.executable, "-c", COPIES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("True 2\nonce\n", "")


def test_a_process_of_several_threads_is_not_copied() -> None:
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    assert not processes.can_fork()
    end.set()
    other.join()
