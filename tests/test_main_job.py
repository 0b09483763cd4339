"""The main job over real HTTP: the unmodified profile crawls the replica, and every record is held against its gold."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lanzhou_news import extract_article
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


def distance(ours: str, gold: str) -> int:
    """Characters that an edit of one text into the other replaces, adds or drops (an upper bound, by difflib)."""
    blocks = difflib.SequenceMatcher(None, ours, gold, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in blocks if tag != "equal")


def test_mirror_copies_stand_in_a_row_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """Printed for each kind of damage: bodies exact, character error rate; floors only where the text is not lost."""
    rows: dict[str, list[tuple[bool, int, int]]] = {}
    with start(articles=80, seed=7) as replica:
        for gold in replica.gold():
            if gold["kind"].startswith("mirror-"):
                body = extract_article(replica.fetch(gold["url"]), gold["url"]).body
                wrong = 0 if body == gold["body"] else distance(body, gold["body"])
                rows.setdefault(gold["kind"], []).append((not wrong, wrong, len(gold["body"])))
    rates = {}
    with capsys.disabled():
        print()
        for kind, found in sorted(rows.items()):
            exact = sum(row[0] for row in found) / len(found)
            rates[kind] = (exact, sum(row[1] for row in found) / sum(row[2] for row in found))
            print(f"{kind:16} n {len(found):3}  bodies exact {exact:.3f}  character error rate {rates[kind][1]:.5f}")
    assert rates["mirror-gloss"][0] >= 0.95
    assert rates["mirror-corrupt"][1] <= 0.01
