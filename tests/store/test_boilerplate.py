"""Lines that recur across a site are learned as furniture, across sections only, from finished runs only."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from lanzhou_news.replica.server import start
from lanzhou_news.store import boilerplate
from lanzhou_news.store.boilerplate import LONGEST, MOST_LINES, LineCounts
from lanzhou_news.store.migrations import migrate
from lanzhou_news.store.sqlite import transaction
from tests.crawling import crawl, records, rows
from tests.site_server import Site, article, serve


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


def test_a_line_is_counted_once_an_article_and_only_at_the_edges() -> None:
    counts = LineCounts()
    inner = [f"中间第{n}段。" for n in range(5)]
    body = "\n".join(["页眉", "第一段。", *inner, "倒数第二段。", "页脚", "页脚"])
    counts.add(body, "甲")
    counts.add(body, "乙")
    assert counts.articles == {"页眉": 2, "第一段。": 2, "倒数第二段。": 2, "页脚": 2}


def test_a_line_of_one_section_is_no_furniture() -> None:
    counts = LineCounts()
    for number in range(50):
        counts.add(f"第{number}条预报\n请市民注意防寒保暖。", "天气")
        counts.add(f"第{number}条消息\n扫码看视频", f"栏目{number % 4}")
    assert dict(counts.furniture(4)) == {"扫码看视频": 50}


def test_long_lines_and_lines_seen_once_do_not_pile_up() -> None:
    counts = LineCounts()
    counts.add("长" * (LONGEST + 1), "甲")
    assert counts.articles == {}
    for number in range(MOST_LINES):
        counts.add(f"只见一次的第{number}行\n常见的行", "甲")
    assert len(counts.articles) <= MOST_LINES
    assert counts.articles["常见的行"] == MOST_LINES


def test_what_was_taught_adds_up_for_its_site(db: sqlite3.Connection) -> None:
    for _ in range(2):
        with transaction(db):
            boilerplate.teach(db, "lanzhou", [("页脚", 3), ("少见", 1)])
    assert boilerplate.learned(db, "lanzhou", 6) == {"页脚"}
    assert boilerplate.learned(db, "other", 1) == frozenset()


WORDS = [chr(code) for code in range(0x4E00, 0x5E00)]
FURNITURE = "黄河茶馆冠名本栏目播出"


def published(site: Site, numbers: range) -> None:
    links = []
    for number in numbers:
        path = f"/chan{number % 4}/2024-05/{1 + number % 28:02d}/content_{700000000 + number}.htm"
        words = "".join(random.Random(number).choices(WORDS, k=60))
        page = article(f"第{number}号报道见报", words).replace(
            "</founder-content>", f"<p>{FURNITURE}</p></founder-content>"
        )
        site.page(path, page)
        links.append(f'<a href="{path}">第{number}号报道</a>')
    site.page("/lanzhounews/", f"<html><body>{''.join(links)}</body></html>")


@pytest.mark.slow
def test_a_crawl_learns_a_line_and_the_next_one_takes_it_out(tmp_path: Path) -> None:
    more = ("-s", "BOILERPLATE_ARTICLES=20", "-s", "BOILERPLATE_SECTIONS=3")
    with serve(Site()) as site:
        published(site, range(24))
        crawl(tmp_path, site.proxy, *more)
        first = records(tmp_path)
        assert len(first) == 24
        assert all(record["body"].endswith(FURNITURE) for record in first)
        published(site, range(30))
        crawl(tmp_path, site.proxy, *more)
    later = [record for record in records(tmp_path) if record not in first]
    assert len(later) == 6
    assert not any(FURNITURE in record["body"] for record in later)
    noted = [note for record in later for note in record["cleaning"] if note["rule"] == "learned"]
    assert {note["before"] for note in noted} == {FURNITURE}


@pytest.mark.slow
def test_nothing_is_learned_from_the_replicas_own_sentences(tmp_path: Path) -> None:
    with start(articles=200, seed=3) as replica:
        crawl(tmp_path, replica.base)
    assert rows(tmp_path, "SELECT text FROM boilerplate_lines WHERE articles >= 30") == []
