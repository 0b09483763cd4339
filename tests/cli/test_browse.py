"""``lanzhou-news browse`` as a person uses it, in Chromium."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from lanzhou_news.cli.browse import command
from lanzhou_news.errors import MissingExtra
from lanzhou_news.export.browser import application, metadata
from lanzhou_news.export.columns import flat_columns
from lanzhou_news.export.sqlite import VIEW, VIEW_COLUMNS
from tests.export.records import article, write_lines
from tests.monitor import chromium

RUN = "from lanzhou_news.cli.browse import command; command()"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("datasette")
    folder = tmp_path_factory.mktemp("browse")
    lines = write_lines(
        folder / "a.jsonl",
        article(1),
        article(2, title="城关区更换路灯", body="物业人员上门登记，兰州日报社记者到场。", source="兰州晚报"),
        article(3, title="<script>document.title='owned'</script>", section="政务", body="会议在市民中心召开。"),
    )
    port = free_port()
    arguments = ["--from", str(lines), "--port", str(port)]
    process = subprocess.Popen([sys.executable, "-c", RUN, *arguments], stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/articles/{quote(VIEW)}"
    process.terminate()
    process.communicate(timeout=30)


@pytest.mark.chromium
def test_chinese_words_are_found_as_they_are_typed(served: str) -> None:
    rows = {"兰州": 2, "城关区": 1, "兰州日报社记者": 1, "黄河 公园": 1, "路灯 黄河": 0, '"兰州': 2, "李晓明": 3}
    with chromium.opened(locale="zh-CN") as page:
        for typed, found in rows.items():
            page.goto(served)
            page.fill("input[name=_search]", typed)
            page.press("input[name=_search]", "Enter")
            page.wait_for_url("**_search=**")
            assert re.search(rf"\b{found} rows?\b", page.inner_text("h3")), (typed, page.inner_text("body")[:500])


@pytest.mark.chromium
def test_facets_and_labels_are_there_and_a_headline_stays_text(served: str) -> None:
    with chromium.opened(viewport={"width": 1400, "height": 900}) as page:
        outside: list[str] = []
        page.on("request", lambda request: outside.append(request.url))
        page.goto(served)
        facets = page.inner_text(".facet-results")
        for text in ("栏目", "来源", "年份", "作者姓名", "兰州晚报", "政务", "李晓明"):
            assert text in facets, facets
        assert "标题" in page.inner_text("table.rows-and-columns thead")
        page.click("text=<script>")
        assert page.inner_text("h1") == "<script>document.title='owned'</script>", "the article is a page to be read"
        assert page.inner_text("article p") == "会议在市民中心召开。"
        assert "政务" in page.inner_text("dl.fields")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1400
        assert page.title() != "owned"
        assert all(url.startswith("http://127.0.0.1:") for url in outside), outside


def test_every_label_and_facet_belongs_to_a_column() -> None:
    columns = {column.name for column in flat_columns()} | {"article"}
    assert set(VIEW_COLUMNS.values()) <= columns
    tables = metadata("articles")["databases"]["articles"]["tables"]
    for name, known in (("articles", columns), (VIEW, set(VIEW_COLUMNS))):
        assert {facet if isinstance(facet, str) else facet["array"] for facet in tables[name]["facets"]} <= known


def test_without_the_extra_one_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'lanzhou-news[browse]'")):
        application(Path("articles.db"))


@pytest.mark.parametrize("word", ["--host", "--refresh", "Datasette", "pip install"])
def test_help_names_what_matters(word: str) -> None:
    assert word in CliRunner().invoke(command, ["--help"]).output
