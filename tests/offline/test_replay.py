"""Saved pages into records: valid, in a folder of their own, resumable, the same on one core as on two."""

from __future__ import annotations

import json
import os
import signal
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from lanzhou_news.clean.draft import Draft
from lanzhou_news.cli import cli
from lanzhou_news.offline.replay import replay
from lanzhou_news.offline.sources import NothingToReplay, PageFile, Source, page_files
from lanzhou_news.replica.server import start
from lanzhou_news.schema import SCHEMA_FILE
from tests.cases_dir import CASES, needs_cases
from tests.crawling import crawl, essence, records, rows

VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def page(number: int) -> bytes:
    words = "".join(chr(0x4E00 + (number * 7919 + i * 104_729) % 5000) for i in range(90))
    title, day = f"第{number}号消息", number % 28 + 1
    return (
        f'<html><head><meta charset="gbk"><title>{title}_兰州新闻网</title></head><body><h1>{title}</h1>'
        f"<!--enpcontent--><p>　　1月{day}日，{words}。</p><p>　　市民说，{title}里的事办得好，大家都盼着。</p>"
        "<!--/enpcontent--></body></html>"
    ).encode("gb18030")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    (folder / "deep").mkdir(parents=True)
    for number in range(12):
        (folder / ("deep" if number % 2 else "") / f"{number:02d}.html").write_bytes(page(number))
    (folder / "labels.json").write_text("{}")
    (folder / "broken.htm").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    return folder


class Killer(PageFile):
    """A page that no process survives, as one whose parse needs more memory than there is."""

    def draft(self) -> Draft:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


@pytest.mark.slow
def test_a_page_that_kills_its_process_is_set_aside_and_all_others_become_records(saved: Path, tmp_path: Path) -> None:
    pages: list[Source] = [*page_files([saved / "deep"]), *page_files(sorted(saved.glob("*.html")))] * 2
    (saved / "killer.txt").write_text("第99号消息")
    pages.insert(5, Killer(saved / "killer.txt"))
    summary = replay(pages, tmp_path / "out", jobs=2)
    assert (summary.counts["new"], summary.counts["quarantined"]) == (12, 1)
    assert rows(tmp_path / "out", "SELECT reason, detail, url FROM quarantine") == [
        ("worker-died", "2 processes died over this page, by SIGKILL", str(saved / "killer.txt"))
    ]


def test_a_folder_gives_its_pages_in_order_and_passes_over_the_rest(saved: Path) -> None:
    names = [page.path.name for page in page_files([saved])]
    assert len(names) == 13
    assert "labels.json" not in names
    assert [page.path.name for page in page_files([saved / "labels.json"])] == ["labels.json"]


def test_every_page_becomes_a_valid_record_or_is_kept_with_its_reason(saved: Path, tmp_path: Path) -> None:
    summary = replay(page_files([saved]), tmp_path / "out", jobs=1)
    found = records(tmp_path / "out")
    assert (summary.counts["new"], summary.counts["quarantined"]) == (12, 1)
    assert sorted(record["title"] for record in found) == sorted(f"第{number}号消息" for number in range(12))
    assert [error.message for record in found for error in VALIDATOR.iter_errors(record)] == []
    [(reason, url)] = rows(tmp_path / "out", "SELECT reason, url FROM quarantine")
    assert reason == "binary"
    assert url.endswith("broken.htm")


def test_two_processes_give_the_same_records_as_one(saved: Path, tmp_path: Path) -> None:
    replay(page_files([saved]), tmp_path / "one", jobs=1)
    replay(page_files([saved]), tmp_path / "two", jobs=2)
    assert essence(tmp_path / "one") == essence(tmp_path / "two")


def test_a_replay_started_again_reads_only_what_is_new(saved: Path, tmp_path: Path) -> None:
    replay(page_files([saved]), tmp_path / "out", jobs=1)
    (saved / "99.html").write_bytes(page(99))
    summary = replay(page_files([saved]), tmp_path / "out", jobs=1)
    assert (summary.counts["known"], summary.counts["new"]) == (13, 1)
    assert len(records(tmp_path / "out")) == 13


def test_the_day_of_fetching_dates_what_the_page_dates_without_a_year(saved: Path, tmp_path: Path) -> None:
    replay(page_files([saved / "00.html"], datetime(2025, 1, 3)), tmp_path / "out", jobs=1)
    [record] = records(tmp_path / "out")
    assert (record["published_at"], record["published_raw"]) == ("2025-01-01T00:00:00+08:00", "1月1日")
    assert record["fetched_at"] == "2025-01-02T16:00:00Z"


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingToReplay):
        replay(page_files([tmp_path]), tmp_path / "out", jobs=1)
    with pytest.raises(FileNotFoundError):
        list(page_files([tmp_path / "no-such-folder"]))


def test_the_command_tells_where_the_records_are(saved: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["replay", str(saved), "--output", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert "12" in result.output
    assert "binary" in result.output
    assert str(next((tmp_path / "out" / "articles").iterdir())) in result.output


def test_the_folder_of_a_crawl_is_never_written(saved: Path, tmp_path: Path) -> None:
    with start(articles=5, seed=1) as replica:
        crawl(tmp_path / "out", replica.base, "-a", "max_articles=2")
    before = essence(tmp_path / "out")
    result = CliRunner().invoke(cli, ["replay", str(saved), "--output", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "folder of a crawl" in result.output
    assert essence(tmp_path / "out") == before


@needs_cases
def test_real_pages_and_the_mirror_article_give_valid_records(tmp_path: Path) -> None:
    summary = replay(page_files([CASES / "pages", CASES / "mirror_article.txt"]), tmp_path, jobs=2)
    found = records(tmp_path)
    assert summary.counts["new"] + summary.counts["unchanged"] == 69, summary
    assert [error.message for record in found for error in VALIDATOR.iter_errors(record)] == []
