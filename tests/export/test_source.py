"""Reading a collection: newest revisions, clusters, files and stores."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.export.errors import BadLine, NoRecords, UnreadableStore
from lanzhou_news.export.selection import Selection
from lanzhou_news.export.source import Tally, from_files, open_source, select
from lanzhou_news.items import Article
from lanzhou_news.record import to_json_line
from lanzhou_news.store.dedup import place
from lanzhou_news.store.sqlite import FILE_NAME, connect, transaction
from tests.export.records import article, write_lines


def chosen(path: Path, **selection: object) -> list[tuple[str, int]]:
    source = from_files([path])
    wanted = Selection(**selection)  # type: ignore[arg-type]
    return [(kept.article.id, kept.article.revision) for kept in select(source, wanted, Tally(), lambda: None)]


def fill(output: Path, *articles: Article) -> sqlite3.Connection:
    output.mkdir(exist_ok=True)
    db = connect(output)
    with transaction(db):
        db.execute(
            "INSERT OR IGNORE INTO runs (id, site, started, arguments, version) VALUES ('r', 'lanzhou', '', '', '')"
        )
        db.execute(
            "INSERT OR IGNORE INTO outbox (id, name, run_id, sequence, state) VALUES (1, 'r.jsonl', 'r', 1, 'open')"
        )
        for record in articles:
            db.execute(
                "INSERT INTO articles (id, revision, run_id, outbox_id, status, content_hash, change_hash, line) "
                "VALUES (?, ?, 'r', 1, ?, ?, '', ?)",
                (record.id, record.revision, record.status, record.content_hash, to_json_line(record).decode()),
            )
    return db


def test_every_revision_is_kept_unless_the_latest_is_asked_for(tmp_path: Path) -> None:
    first, second = article(1), article(1, revision=2, revision_reason="site-changed")
    path = write_lines(tmp_path / "a.jsonl", first, article(2), second)
    assert len(chosen(path)) == 3
    assert chosen(path, latest=True) == [("lanzhou:507000002", 1), ("lanzhou:507000001", 2)]


def test_the_newest_revision_counts_also_when_it_stands_first(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", article(1, revision=3), article(1, revision=2))
    assert chosen(path, latest=True) == [("lanzhou:507000001", 3)]


def test_drop_keeps_one_record_a_story_through_chains_of_copies(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl",
        article(1),
        article(2, duplicate_of="lanzhou:507000001", similarity=0.9),
        article(3, duplicate_of="lanzhou:507000002", similarity=0.9),
        article(4),
    )
    assert [name for name, _ in chosen(path, duplicates="drop")] == ["lanzhou:507000001", "lanzhou:507000004"]
    clusters = {kept.article.id: (kept.cluster, kept.cluster_size) for kept in from_files([path]).records()}
    assert clusters["lanzhou:507000003"] == ("lanzhou:507000001", 3)
    assert clusters["lanzhou:507000004"] == ("lanzhou:507000004", 1)


def test_a_story_whose_original_is_elsewhere_is_not_lost(tmp_path: Path) -> None:
    copies = [article(number, duplicate_of="lanzhou:1", similarity=0.9) for number in (5, 6)]
    path = write_lines(tmp_path / "a.jsonl", *copies)
    assert [name for name, _ in chosen(path, duplicates="drop")] == ["lanzhou:507000005"]


@pytest.mark.parametrize("size", [2, 3, 5, 40])
def test_copies_of_each_other_in_a_ring_are_one_story(tmp_path: Path, size: int) -> None:
    ring = [article(at, duplicate_of=f"lanzhou:{507000000 + (at + 1) % size}") for at in range(size)]
    assert len(chosen(write_lines(tmp_path / "a.jsonl", *ring), duplicates="drop")) == 1


def test_a_store_says_itself_which_article_stands_for_a_story(tmp_path: Path) -> None:
    body = "市民在滨河路晨练时发现，沿线新增的八处口袋公园已经开放，园林部门介绍，下一步还将补种国槐和丁香。" * 4
    copy = article(1, id="url:1b2c3d4e5f607182", site=None, url="http://mirror.example/a.htm", title="题", body=body)
    original = article(2, title="题", body=body)
    db = fill(tmp_path)
    with transaction(db):
        place(db, copy)
        place(db, original)
    assert copy.duplicate_of is None
    fill(tmp_path, copy, original).close()
    db.close()
    kept = list(open_source([tmp_path]).records())
    assert [(one.cluster, one.cluster_size) for one in kept] == [(original.id, 2)] * 2


def test_an_earlier_export_in_the_folder_is_not_read_again(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", article(1))
    (tmp_path / "export" / "jsonl").mkdir(parents=True)
    write_lines(tmp_path / "export" / "jsonl" / "articles.jsonl", article(1))
    assert open_source([tmp_path]).count == 1


@given(st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_drop_keeps_exactly_one_record_of_every_cluster_whatever_the_links(links: list[int]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        records = [
            article(number, duplicate_of=None if link == number else f"lanzhou:{507000000 + link}")
            for number, link in enumerate(links)
        ]
        source = from_files([write_lines(Path(folder) / "a.jsonl", *records)])
        clusters = {kept.article.id: kept.cluster for kept in source.records()}
        kept = [one.article.id for one in select(source, Selection(duplicates="drop"), Tally(), lambda: None)]
    assert set(kept) == set(clusters.values()), links
    for record, link in zip(records, links, strict=True):
        assert clusters[record.id] == clusters[f"lanzhou:{507000000 + link}"], links


@pytest.mark.parametrize(
    ("selection", "reason"),
    [
        ({"since": date(2025, 1, 3)}, "before since"),
        ({"until": date(2025, 1, 1)}, "after until"),
        ({"since": date(2025, 1, 2), "until": date(2025, 1, 2)}, None),
        ({"sections": ("新闻中心",)}, None),
        ({"sections": ("兰州新闻",)}, None),
        ({"sections": ("新闻中心>兰州新闻",)}, None),
        ({"sections": ("新闻",)}, "other section"),
        ({"sections": ("政务", "兰州新闻")}, None),
    ],
)
def test_a_record_is_judged_by_day_and_section(selection: dict[str, object], reason: str | None) -> None:
    assert Selection(**selection).reason_against(article()) == reason  # type: ignore[arg-type]


def test_an_unknown_day_fails_every_bound_and_is_counted() -> None:
    undated = article(published_at=None, published_precision=None)
    assert Selection(until=date(2030, 1, 1)).reason_against(undated) == "no date"
    assert Selection().reason_against(undated) is None
    assert Selection(sections=("政务",)).reason_against(article(section=None)) == "other section"


def test_a_bad_line_is_named_with_file_line_and_problem(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", article(1))
    path.write_bytes(path.read_bytes() + b'{"id": 5}\n')
    with pytest.raises(BadLine, match=r"a\.jsonl, line 2 is no record: .*\$\.id"):
        from_files([path])


def test_a_place_without_records_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoRecords, match="no records at"):
        open_source([tmp_path])


def test_a_folder_is_read_through_its_store_and_otherwise_through_its_files(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    write_lines(tmp_path / "articles" / "a.jsonl", article(1), article(2))
    assert open_source([tmp_path]).origin == "a.jsonl"
    fill(tmp_path, article(3)).close()
    for named in (tmp_path, tmp_path / FILE_NAME):
        source = open_source([named])
        assert (source.origin, source.count) == (FILE_NAME, 1)


def test_a_store_from_before_the_clusters_goes_by_its_lines(tmp_path: Path) -> None:
    db = fill(tmp_path, article(1), article(2, duplicate_of=article(1).id))
    db.execute("DROP TABLE fingerprints")
    db.close()
    assert [one.cluster_size for one in open_source([tmp_path]).records()] == [2, 2]


def test_a_damaged_store_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 1000)
    with pytest.raises(UnreadableStore, match="cannot be read"):
        open_source([tmp_path])


def test_a_store_is_read_in_one_state_while_a_crawl_writes(tmp_path: Path) -> None:
    db = fill(tmp_path, article(1))
    source = open_source([tmp_path])
    fill(tmp_path, article(2), article(1, revision=2)).close()
    assert [(kept.article.id, kept.latest) for kept in source.records()] == [("lanzhou:507000001", True)]
    assert open_source([tmp_path]).count == 3
    db.close()


def test_stores_that_know_nothing_of_each_other_are_compared_over_their_union(tmp_path: Path) -> None:
    body = "市民在滨河路晨练时发现，沿线新增的八处口袋公园已经开放，园林部门介绍，下一步还将补种国槐和丁香。" * 4
    copy = article(1, id="url:1b2c3d4e5f607182", site=None, url="http://mirror.example/a.htm", title="题", body=body)
    original = article(2, title="题", body=body)
    for year, *stories in (("2025", copy, article(3)), ("2026", original)):
        db = fill(tmp_path / year)
        with transaction(db):
            for story in stories:
                place(db, story)
        fill(tmp_path / year, *stories).close()
        db.close()
    years = [tmp_path / "2025", tmp_path / "2026"]
    found = {kept.article.id: kept.cluster for kept in open_source(years, compare=True).records()}
    assert found == {copy.id: original.id, article(3).id: article(3).id, original.id: original.id}
    tally = Tally()
    kept = select(open_source(years, compare=True), Selection(duplicates="drop"), tally, lambda: None)
    assert [one.article.id for one in kept] == [article(3).id, original.id]
    assert tally.left_out == {"duplicate": 1}
    assert open_source(years).count == 3, "without a wish on duplicates every line counts, and none is compared"


def test_a_store_beside_files_is_read_as_a_store(tmp_path: Path) -> None:
    fill(tmp_path / "store", article(1)).close()
    (tmp_path / "store" / "articles").mkdir()
    write_lines(tmp_path / "store" / "articles" / "stale.jsonl", article(9))
    more = write_lines(tmp_path / "more.jsonl", article(2))
    source = open_source([tmp_path / "store", more])
    assert [kept.article.id for kept in source.records()] == [article(1).id, article(2).id]
    assert source.origin == f"store/{FILE_NAME}, {tmp_path.name}/more.jsonl"
