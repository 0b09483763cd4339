"""Revisions, the outbox and the files: what one transaction writes and what is projected from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from weakref import finalize

import pytest

from lanzhou_news.cli.check_store import check_store
from lanzhou_news.items import Article
from lanzhou_news.record import from_json, to_json_line
from lanzhou_news.store import articles, frontier, outbox, runs
from lanzhou_news.store.articles import Saved, Writing
from lanzhou_news.store.frontier import Link, Listing, Visit
from lanzhou_news.store.sqlite import connect, transaction
from lanzhou_news.text.fingerprint import content_hash

HOUR = 3600


class Bench:
    def __init__(self, output: Path, file_records: int = 100) -> None:
        self.output = output
        self.db = connect(output)
        finalize(self, self.db.close)
        with transaction(self.db):
            self.run_id = runs.begin(self.db, "lanzhou", {}, "1")
        self.writing = Writing(self.run_id, (HOUR, 6 * HOUR), file_records)

    def save(self, number: int, title: str = "标题", raw: bytes = b"1" * 16, **fields: object) -> Saved:
        body = f"第{number}篇的正文，{title}。"
        article = Article(id=f"lanzhou:{number}", run_id=self.run_id, site="lanzhou", title=title, body=body)
        article.content_hash = content_hash(title, body)
        for name, value in fields.items():
            setattr(article, name, value)
        with transaction(self.db):
            return articles.save(self.db, article, raw, self.visit(number), self.writing)

    def visit(self, number: int) -> Visit:
        return Visit(f"http://a/{number}", f"http://a/{number}", "lanzhou", '"tag"', None)

    def files(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted((self.output / "articles").glob("*"))]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.db.close()


def test_the_first_version_is_revision_one_without_reason(bench: Bench) -> None:
    saved = bench.save(1)
    assert (saved.kind, saved.article.revision, saved.article.revision_reason) == ("new", 1, None)


def test_the_same_again_is_no_revision(bench: Bench) -> None:
    bench.save(1)
    assert bench.save(1, fetched_at="2025-01-03T00:00:00Z", url="http://b/").kind == "unchanged"


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"2" * 16, "site-changed"), (b"1" * 16, "re-extracted")], ids=["other bytes", "same bytes"]
)
def test_a_change_says_whether_the_site_or_the_reader_changed(bench: Bench, raw: bytes, reason: str) -> None:
    before = bench.save(1).article
    after = bench.save(1, title="新标题", raw=raw).article
    assert (after.revision, after.revision_reason) == (2, reason)
    assert after.previous_hash == before.content_hash


@pytest.mark.parametrize("field", ["subtitle", "kicker", "source", "agency", "published_at"])
def test_every_field_that_counts_makes_a_revision(bench: Bench, field: str) -> None:
    bench.save(1)
    value = "2025-01-02T00:00:00+08:00" if field == "published_at" else "新"
    assert bench.save(1, raw=b"2" * 16, **{field: value}).kind == "revision"


def test_gone_keeps_what_was_said_and_comes_back_as_a_revision(bench: Bench) -> None:
    bench.save(1)
    with transaction(bench.db):
        gone = articles.mark_gone(bench.db, "lanzhou:1", bench.visit(1), 404, runs.now(), bench.writing)
        again = articles.mark_gone(bench.db, "lanzhou:1", bench.visit(1), 404, runs.now(), bench.writing)
    assert gone is not None
    assert (gone.article.status, gone.article.revision, gone.article.title) == ("gone", 2, "标题")
    assert again is None
    back = bench.save(1)
    assert (back.kind, back.article.status, back.article.revision) == ("revision", "live", 3)


def test_an_article_that_was_never_read_leaves_no_revision_when_it_is_gone(bench: Bench) -> None:
    with transaction(bench.db):
        gone = articles.mark_gone(bench.db, "lanzhou:9", bench.visit(9), 404, runs.now(), bench.writing)
    assert gone is None
    assert bench.db.execute("SELECT count(*) FROM seen").fetchone()[0] == 1


def test_a_file_is_sealed_at_its_limit_and_the_next_one_begun(tmp_path: Path) -> None:
    bench = Bench(tmp_path, file_records=2)
    sealed = [bench.save(n, title=f"完全不同的第{n}个题目").sealed for n in range(5)]
    assert sealed == [False, True, False, True, False]
    assert [file.records for file in outbox.write_sealed(bench.db, tmp_path)] == [2, 2]
    outbox.seal(bench.db, bench.run_id)
    assert [file.records for file in outbox.write_sealed(bench.db, tmp_path)] == [1]
    assert [path.name for path in sorted((tmp_path / "articles").iterdir())] == [
        f"{bench.run_id}-000{n}.jsonl" for n in (1, 2, 3)
    ]
    assert check_store(tmp_path) == []
    bench.db.close()


def test_writing_a_file_again_gives_identical_bytes(bench: Bench) -> None:
    for n in range(3):
        bench.save(n)
    outbox.seal(bench.db)
    outbox.write_sealed(bench.db, bench.output)
    before = bench.files()
    with transaction(bench.db):
        bench.db.execute("UPDATE outbox SET state = 'sealed'")
    outbox.write_sealed(bench.db, bench.output)
    assert bench.files() == before
    lines = before[0].splitlines()
    assert [to_json_line(from_json(line)) for line in lines] == lines


def test_a_run_without_records_writes_no_file(bench: Bench) -> None:
    outbox.seal(bench.db)
    assert outbox.write_sealed(bench.db, bench.output) == []
    assert not (bench.output / "articles").exists()


def test_the_schedule_widens_and_ends(bench: Bench) -> None:
    waits = []
    for _ in range(3):
        bench.save(1)
        row = bench.db.execute("SELECT round(next_visit - last_seen) FROM seen").fetchone()
        waits.append(row[0])
    assert waits == [HOUR, 6 * HOUR, None]


def test_links_and_validators_of_a_list_enter_together(bench: Bench) -> None:
    page = Listing('"e"', None, [Link("k1", "http://a/1"), Link("k2", "http://a/2")], ["http://a/index_2.htm"])
    with transaction(bench.db):
        assert frontier.record_list(bench.db, "http://a/", "lanzhou", "f", page, "new") == 2
        assert frontier.record_list(bench.db, "http://a/", "lanzhou", "f", page, "new") == 0
    assert frontier.listing(bench.db, "http://a/") == page
    assert [claim.key for claim in frontier.claim(bench.db, "lanzhou", 0, 10)] == ["k1", "k2"]


def test_what_was_answered_before_is_pending_again_only_when_everything_is_asked_for(bench: Bench) -> None:
    bench.save(1)
    page = Listing(None, None, [Link("http://a/1", "http://a/1")], [])
    with transaction(bench.db):
        assert frontier.record_list(bench.db, "http://a/", "lanzhou", "f", page, "new") == 0
        assert frontier.record_list(bench.db, "http://a/", "lanzhou", "f", page, "full") == 1


def test_a_list_is_complete_only_when_nothing_of_it_is_pending(bench: Bench) -> None:
    page = Listing(None, None, [Link("http://a/1", "http://a/1")], [])
    with transaction(bench.db):
        frontier.record_list(bench.db, "http://a/", "lanzhou", "f", page, "new")
        frontier.complete(bench.db, ["f"])
    assert not frontier.is_complete(bench.db, "f")
    bench.save(1)
    with transaction(bench.db):
        frontier.complete(bench.db, ["f"])
    assert frontier.is_complete(bench.db, "f")
    with transaction(bench.db):
        frontier.record_list(bench.db, "http://a/", "lanzhou", "f", Listing(None, None, [Link("n", "n")], []), "new")
    assert not frontier.is_complete(bench.db, "f"), "new links take the watermark away"


def test_check_names_what_disagrees(bench: Bench) -> None:
    for n in range(3):
        bench.save(n)
    outbox.seal(bench.db)
    [file] = outbox.write_sealed(bench.db, bench.output)
    assert check_store(bench.output) == []
    file.path.write_bytes(file.path.read_bytes()[:-5])
    (file.path.parent / "stranger.jsonl").write_text("{}")
    db: sqlite3.Connection = bench.db
    db.execute("UPDATE articles SET revision = 5 WHERE id = 'lanzhou:1'")
    db.execute("UPDATE seen SET id = 'lanzhou:99' WHERE key = 'http://a/2'")
    assert check_store(bench.output) == [
        "article lanzhou:1: 1 revisions are stored, the last is number 5",
        "http://a/2 counts as fetched, but its record lanzhou:99 is missing",
        f"file {file.path.name} was changed since it was written",
        "file stranger.jsonl is not in the outbox",
    ]
    file.path.unlink()
    assert f"file {file.path.name} was written and is gone" in check_store(bench.output)
