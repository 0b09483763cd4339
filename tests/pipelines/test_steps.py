"""The pipelines are the step table: same order, same functions, and nothing that fails is lost."""

from __future__ import annotations

import pytest
from scrapy.utils.misc import load_object

from lanzhou_news import settings
from lanzhou_news.clean.draft import Fetched
from lanzhou_news.clean.steps import STEPS
from lanzhou_news.errors import InvalidArticle, NotAnArticle
from lanzhou_news.pipelines.parcels import CrawlDraft, Rejected
from lanzhou_news.pipelines.steps import StepPipeline
from lanzhou_news.sites import get
from lanzhou_news.store.frontier import Visit
from tests.site_server import article

PACKAGE = "lanzhou_news.pipelines"
URL = "http://www.lzbs.com.cn/lanzhounews/2024-01/15/content_9100.htm"


def draft(body: bytes) -> CrawlDraft:
    return CrawlDraft(
        fetched=[Fetched(body, URL, status=200)], profile=get("lanzhou"), visit=Visit(URL, URL, "lanzhou")
    )


def pipelines() -> list[StepPipeline]:
    paths = sorted(settings.ITEM_PIPELINES, key=settings.ITEM_PIPELINES.__getitem__)
    return [load_object(path)() for path in paths if path.startswith(f"{PACKAGE}.steps.")]


def test_the_item_pipelines_are_the_step_table_in_its_order() -> None:
    configured = sorted(settings.ITEM_PIPELINES, key=settings.ITEM_PIPELINES.__getitem__)
    assert configured[-2:] == [f"{PACKAGE}.cleaning.CleaningPipeline", f"{PACKAGE}.store.StorePipeline"]
    assert [pipeline.step for pipeline in pipelines()] == list(STEPS)


def test_running_the_pipelines_is_running_the_steps() -> None:
    item: object = draft(article("黄河岸边").encode())
    for pipeline in pipelines():
        item = pipeline.process_item(item)
    assert isinstance(item, CrawlDraft)
    assert (item.article.id, item.article.title) == ("lanzhou:9100", "黄河岸边")


@pytest.mark.parametrize(
    ("error", "reason", "detail"),
    [
        (NotAnArticle("list-page", "40 links"), "list-page", "40 links"),
        (InvalidArticle(["title: missing"]), "invalid", "title: missing"),
        (ZeroDivisionError("by zero"), "repair-error", "ZeroDivisionError: by zero"),
    ],
    ids=["no article", "invalid", "bug"],
)
def test_a_step_that_fails_gives_a_rejection_with_page_and_reason(
    error: Exception, reason: str, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise error

    [repair] = [pipeline for pipeline in pipelines() if pipeline.step.name == "repair"]
    monkeypatch.setattr(type(repair), "step", repair.step._replace(run=fail))
    rejected = repair.process_item(draft(b"page"))
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, rejected.detail, rejected.fetched.body) == (reason, detail, b"page")


def test_what_is_no_draft_passes_every_step() -> None:
    item = {"some": "item"}
    assert all(pipeline.process_item(item) is item for pipeline in pipelines())
