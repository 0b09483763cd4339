"""The main job over real HTTP: the unmodified profile crawls the replica, and every record is held against its gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lanzhou_news.replica.server import RunningReplica, start
from lanzhou_news.schema import SCHEMA_FILE
from tests.crawling import crawl, records
from tests.gold import NAMED, compare

ARTICLES = 400
FLOOR = 0.99


@pytest.fixture(scope="module")
def replica() -> Iterator[RunningReplica]:
    with start(articles=ARTICLES, seed=7) as running:
        yield running


@pytest.fixture(scope="module")
def output(replica: RunningReplica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("main-job")
    crawl(folder, replica.base, "-O", str(folder / "feed.jsonl"))
    return folder


@pytest.fixture(scope="module")
def crawled(output: Path) -> list[dict[str, Any]]:
    return records(output)


def test_every_article_of_the_site_is_there_once(replica: RunningReplica, crawled: list[dict[str, Any]]) -> None:
    result = compare(replica.gold("host=www.lzbs.com.cn"), crawled)
    assert (result.missing, result.unexpected, result.doubled) == ([], [], []), result.table()


def test_records_equal_their_gold(replica: RunningReplica, crawled: list[dict[str, Any]]) -> None:
    result = compare(replica.gold("host=www.lzbs.com.cn"), crawled)
    print(result.table())
    assert result.share(*NAMED) >= FLOOR, result.table()


def test_every_line_is_valid_against_the_schema(crawled: list[dict[str, Any]]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    broken = [(record["id"], error.message) for record in crawled for error in validator.iter_errors(record)]
    assert broken == []


def test_the_feed_has_the_same_bytes_as_the_record_files(output: Path) -> None:
    files = b"".join(file.read_bytes() for file in sorted((output / "articles").glob("*.jsonl")))
    assert sorted((output / "feed.jsonl").read_bytes().splitlines()) == sorted(files.splitlines())


def test_encodings_that_lie_are_decoded_without_a_lost_character(crawled: list[dict[str, Any]]) -> None:
    assert {record["encoding"]["used"] for record in crawled} >= {"utf-8", "gb18030"}
    assert [record["id"] for record in crawled if record["encoding"]["replaced"]] == []
