"""The report page, seen by a browser: it renders, says nothing to anybody, and cannot be scripted by a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.items import Note, Person
from lanzhou_news.monitor.charts import _round_up
from lanzhou_news.monitor.figures import collect
from lanzhou_news.monitor.findings import Finding
from lanzhou_news.monitor.markup import both, tag
from lanzhou_news.monitor.page import render
from lanzhou_news.monitor.report import write_report
from lanzhou_news.monitor.thresholds import Thresholds
from tests.export.records import article
from tests.monitor import chromium
from tests.monitor.stores import History
from tests.monitor.years import HOSTILE, lived_in


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("lived")
    lived_in(output).db.close()
    return write_report(output, Thresholds())


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    element = tag("td", text, title=text)
    assert [name for name, _ in Tags(element).seen] == ["td"], text
    assert not re.search(r"<(?!/?td)", element), text
    assert both(text, "x").count("<span") == 2


def test_what_pages_say_stays_text(report: Path) -> None:
    tags = Tags(report.read_text(encoding="utf-8")).seen
    assert sum(name == "script" for name, _ in tags) == 1
    assert not [attrs for _, attrs in tags if any(key.startswith("on") for key in attrs)]
    links = [attrs["href"] or "" for name, attrs in tags if name == "a"]
    assert links
    assert all(link.startswith(("http://", "https://", "quarantine/")) for link in links), links
    assert not [attrs for _, attrs in tags if (attrs.get("src") or "").startswith(("http", "//"))]


def test_every_text_of_the_page_is_there_in_both_languages(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    assert text.count('<span lang="zh">') == text.count('<span lang="en">') > 60


def test_quarantined_pages_are_kept_as_plain_text(report: Path) -> None:
    copies = sorted((report.parent / "quarantine").iterdir())
    assert copies
    assert {path.suffix for path in copies} == {".txt"}
    assert HOSTILE.encode() in {path.read_bytes() for path in copies}


def test_copies_that_are_linked_no_more_are_removed(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.run("2025-03-01", [article(1)], quarantined=[("http://a/", "no-body", b"x")])
    page = write_report(tmp_path, Thresholds())
    (page.parent / "quarantine" / "999.txt").write_text("old")
    write_report(tmp_path, Thresholds())
    assert [path.name for path in (page.parent / "quarantine").iterdir()] == ["1.txt"]
    history.db.close()


def test_an_empty_store_has_a_report_as_well(tmp_path: Path) -> None:
    history = History(tmp_path)
    text = render(collect(history.db, Thresholds()))
    assert "暂无数据" in text
    assert "尚未运行" in text
    assert "All is well" not in text, "nobody has looked yet"
    history.run("2025-03-01", [])
    history.run("2025-03-02", [article(1, published_at=None, published_precision=None, section=None, authors=[])])
    assert "1 more have no known date" in render(collect(history.db, Thresholds()))
    history.db.close()


def test_the_share_of_pages_on_which_the_readers_differ_stands_beside_each_run(tmp_path: Path) -> None:
    history = History(tmp_path)
    differs = [Note("extract", "readers-disagree", before="body 0.41")]
    found = [article(n, cleaning=differs if n == 1 else [], extractor={"body": "founder-web-new"}) for n in range(1, 9)]
    history.run("2025-03-01", found)
    text = render(collect(history.db, Thresholds()))
    assert "readers differ" in text
    assert "12.5%" in text
    history.db.close()


def test_a_report_can_be_made_while_a_crawl_writes(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.run("2025-03-01", [article(1)])
    history.db.execute("BEGIN IMMEDIATE")
    assert write_report(tmp_path, Thresholds()).exists()
    history.db.execute("ROLLBACK")
    history.db.close()


@given(st.integers(0, 10_000_000))
def test_axes_end_at_a_whole_number_above_the_highest_bar(value: int) -> None:
    top = _round_up(value)
    assert value <= top <= max(4, 2 * value), value
    assert top % 4 == 0


@pytest.fixture
def watched(report: Path) -> Iterator[tuple[Any, list[str]]]:
    with chromium.opened(viewport={"width": 1200, "height": 900}, locale="zh-CN", color_scheme="light") as page:
        told: list[str] = []
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: told.append(request.url))
        page.goto(report.as_uri())
        yield page, told


@pytest.mark.chromium
def test_the_page_renders_without_errors_and_asks_nobody_for_anything(
    watched: tuple[Any, list[str]], report: Path
) -> None:
    page, told = watched
    assert page.title() == "兰州新闻采集报告 · Lanzhou news report"
    assert page.locator("svg.chart:visible").count() == 2
    assert page.locator("svg.chart:visible rect").count() > 100
    page.wait_for_timeout(300)
    assert told == [report.as_uri()]


@pytest.mark.chromium
def test_the_language_switch_changes_every_word(watched: tuple[Any, list[str]]) -> None:
    page, told = watched
    heading = page.locator("#runs h2")
    assert heading.inner_text() == "最近的运行"
    page.click("#language")
    assert heading.inner_text() == "Last runs"
    assert page.locator("[lang=zh]:visible").count() == 0
    page.reload()
    assert heading.inner_text() == "Last runs"
    assert not [line for line in told if line.startswith(("error", "dialog"))]


@pytest.mark.chromium
def test_the_theme_switch_goes_to_dark_and_back(watched: tuple[Any, list[str]]) -> None:
    page, _ = watched
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.click("#theme")
    dark = page.evaluate(colour)
    assert sum(map(int, re.findall(r"\d+", dark))) < 150 < 600 < sum(map(int, re.findall(r"\d+", light)))
    page.click("#theme")
    assert page.evaluate(colour) == light


@pytest.mark.chromium
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (390, "dark"), (800, "light"), (1600, "dark")])
def test_nothing_sticks_out_at_any_width(report: Path, width: int, scheme: str) -> None:
    with chromium.opened(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="en-US") as page:
        page.goto(report.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#runs h2").inner_text() == "Last runs"


@pytest.mark.chromium
@pytest.mark.parametrize("width", [360, 1200])
def test_names_without_end_do_not_stick_out(tmp_path: Path, width: int) -> None:
    history = History(tmp_path)
    endless = {"title": "a" * 500, "section": "x" * 300, "source": "y" * 300}
    reporter = [Person("名" * 60, "记者", "社" * 80)]
    pages = [(f"http://www.lzbs.com.cn/{'p' * 900}", "r" * 200, b"x")]
    slow: dict[str, object] = {"news/slow_pages": [[12.5, f"http://www.lzbs.com.cn/{'q' * 700}"]]}
    history.run("2025-03-01", [article(1, authors=reporter, **endless)], quarantined=pages, stats=slow)
    history.db.close()
    with chromium.opened(viewport={"width": width, "height": 800}) as page:
        page.goto(write_report(tmp_path, Thresholds()).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_run_that_failed_is_told_in_chinese_words() -> None:
    finding = Finding("lanzhou", "outcome", "failure", {"outcome": "failed", "reason": "no list could be read"})
    assert finding.sentence("zh") == "运行失败（一个列表页也没有读到）。"


@pytest.mark.chromium
def test_a_quarantined_page_opens_as_text_and_runs_nothing(watched: tuple[Any, list[str]]) -> None:
    page, told = watched
    page.locator('#quarantine a[href^="quarantine/"]').first.click()
    page.wait_for_load_state()
    assert HOSTILE in page.inner_text("body")
    assert page.evaluate("document.contentType") == "text/plain"
    assert not [line for line in told if line.startswith("dialog")]
