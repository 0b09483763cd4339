"""What stands in the files: each format is read back with the tool its readers use."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.errors import MissingExtra
from lanzhou_news.export import card
from lanzhou_news.export.columns import flat_columns
from lanzhou_news.export.csv import protect
from lanzhou_news.export.errors import ForeignFolder
from lanzhou_news.export.folder import whole_folder
from lanzhou_news.export.ngrams import match_query, tokens
from lanzhou_news.export.run import WRITERS, export
from lanzhou_news.export.selection import Selection
from lanzhou_news.export.source import from_files
from lanzhou_news.items import Article, Person, Print
from lanzhou_news.record import from_json, to_json_line
from tests.export.records import article, write_lines

csv.field_size_limit(10_000_000)
HOSTILE = '=HYPERLINK("http://evil.example","点我")'


def exported(tmp_path: Path, format_: str, *articles: Article, **selection: object) -> Path:
    source = from_files([write_lines(tmp_path / "in.jsonl", *articles)])
    export(source, format_, Selection(**selection), tmp_path / "out")  # type: ignore[arg-type]
    return tmp_path / "out"


def csv_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_jsonl_gives_the_stored_bytes(tmp_path: Path) -> None:
    records = [article(1), article(2, title="Ｌ“引号”\u2028行", body=HOSTILE)]
    folder = exported(tmp_path, "jsonl", *records)
    assert (folder / "articles.jsonl").read_bytes() == (tmp_path / "in.jsonl").read_bytes()


def test_clusters_are_two_fields_more_and_the_schema_beside_the_data_knows_them(tmp_path: Path) -> None:
    folder = exported(tmp_path, "jsonl", article(1), article(2, duplicate_of=article(1).id), duplicates="cluster")
    lines = [json.loads(line) for line in (folder / "articles.jsonl").read_text().splitlines()]
    assert [(line["cluster"], line["cluster_size"]) for line in lines] == [("lanzhou:507000001", 2)] * 2
    schema = json.loads((folder / "article.schema.json").read_text())
    for line in lines:
        jsonschema.validate(line, schema)


def test_csv_begins_with_the_mark_excel_needs_and_reads_back(tmp_path: Path) -> None:
    folder = exported(tmp_path, "csv", article(1, body='一，"二"\n三'))
    assert (folder / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbfschema_version,")
    (row,) = csv_rows(folder)
    assert row["body"] == '一，"二"\n三'
    assert row["authors"] == "李晓明（首席记者，兰州日报社）；王芳（见习记者，兰州日报社）"
    assert json.loads(row["authors_json"])[1]["name"] == "王芳"
    assert row["images"] == "滨河步道 （李华 摄） http://www.lzbs.com.cn/res/a.jpg"
    assert (row["published_day"], row["published_year"]) == ("2025-01-02", "2025")
    assert (row["encoding_used"], row["dateline_raw"]) == ("gb18030", "本报讯")
    assert row["cleaning"] == "credits/source-inferred 0.8"
    assert row["subtitle"] == ""


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("field", ["title", "body", "section", "source", "keywords", "authors"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, opening: str, field: str) -> None:
    text = f"{opening}cmd|'/c calc'!A1"
    value = {"keywords": [text], "authors": [Person(text)]}.get(field, text)
    (row,) = csv_rows(exported(tmp_path, "csv", article(1, **{field: value})))
    assert row[field].startswith("'"), row[field]
    assert text in row[field]


@given(st.text())
def test_protection_only_ever_adds_one_apostrophe(text: str) -> None:
    cell = protect(text)
    assert cell in (text, f"'{text}")
    assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_every_field_of_the_record_stands_in_some_column() -> None:
    names = [column.name for column in flat_columns()]
    assert len(set(names)) == len(names)
    for field in Article.__dataclass_fields__:
        assert any(name == field or name.startswith(f"{field}_") for name in names), field


def test_sqlite_finds_chinese_words_as_they_are_typed(tmp_path: Path) -> None:
    folder = exported(
        tmp_path, "sqlite", article(1), article(2, title="城关区更换路灯", body="物业人员上门登记。2025年完成LED改造。")
    )
    db = sqlite3.connect(folder / "articles.db")

    def found(query: str) -> list[int]:
        rows = db.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid", (query,))
        return [number for (number,) in rows]

    assert found("兰州") == [1]
    assert found("黄河 公园") == [1]
    assert found("城关区") == found("更换路灯") == [2]
    assert found("李晓明") == [1, 2]
    assert found(match_query("新增八处口袋公园")) == [1]
    assert found(match_query("2025年 led")) == [2]
    assert found("州日") == []
    assert found("年") == [2]
    assert match_query("“”，。") == ""
    assert db.execute("SELECT name FROM people WHERE kind = 'editor'").fetchall() == [("马和平",)] * 2
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert json.loads(db.execute("SELECT author_names FROM articles").fetchone()[0]) == ["李晓明", "王芳"]
    db.close()


@given(st.text(st.sampled_from("兰州日报社记者黄河A1 ，"), max_size=30), st.integers(0, 28), st.integers(2, 9))
def test_every_stretch_of_han_characters_is_found_in_its_own_text(text: str, at: int, length: int) -> None:
    word = text[at : at + length]
    if not re.fullmatch(r"[㐀-鿿]{2,}", word):
        return
    have = set(tokens(text).split())
    wanted = [part.strip('"') for part in match_query(word).split()]
    assert set(wanted) <= have, (text, word)


def test_parquet_is_partitioned_typed_and_nested(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    late = article(3, published_at="2024-12-31T23:30:00+08:00", print=Print("兰州日报", "2024-12-31", "02"))
    folder = exported(tmp_path, "parquet", article(1), article(2, published_at=None, published_precision=None), late)
    files = sorted(path.relative_to(folder / "articles").parent.as_posix() for path in folder.rglob("*.parquet"))
    nowhere = "year=__HIVE_DEFAULT_PARTITION__/month=__HIVE_DEFAULT_PARTITION__"
    assert files == ["year=2024/month=12", "year=2025/month=1", nowhere]
    with duckdb.connect() as db:
        table = f"read_parquet('{folder}/articles/**/*.parquet', hive_partitioning = true)"
        rows = db.execute(
            f"SELECT authors[1].name, published_day, extractor['title'], print.issue_date, year, month, similarity "
            f"FROM {table} ORDER BY id"
        ).fetchall()
        kinds = dict(db.execute(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {table})").fetchall())
    assert [str(cell) for cell in rows[2]] == [
        "李晓明",
        "2024-12-31",
        "founder-web",
        "2024-12-31",
        "2024",
        "12",
        "None",
    ]
    assert rows[1][4:] == (None, None, None)
    assert kinds["published_at"] == "TIMESTAMP WITH TIME ZONE"
    assert re.fullmatch(r"STRUCT\(.*name.* VARCHAR, .*role.* VARCHAR, .*organization.* VARCHAR\)\[\]", kinds["authors"])
    assert kinds["revision"] == "BIGINT"
    assert {path.name for path in folder.iterdir() if path.is_file()} == {
        "README.md",
        "article.schema.json",
        "manifest.json",
    }


def test_parquet_holds_a_record_of_many_megabytes(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    folder = exported(tmp_path, "parquet", article(1, body="黄河之滨" * 1_500_000), article(2))
    with duckdb.connect() as db:
        query = f"SELECT max(length(body)), count(*) FROM read_parquet('{folder}/articles/**/*.parquet')"
        assert db.execute(query).fetchone() == (6_000_000, 2)


def test_without_the_extra_one_sentence_names_it_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'lanzhou-news[export]'")):
        exported(tmp_path, "parquet", article(1))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("format_", WRITERS)
def test_the_card_counts_what_was_written_and_its_digests_hold(tmp_path: Path, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("duckdb")
    folder = exported(
        tmp_path,
        format_,
        article(1),
        article(1, revision=2),
        article(2, title=None),
        article(3, status="gone"),
        latest=True,
    )
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["records"] == {"read": 4, "written": 3, "left_out": {"older revision": 1}}
    assert manifest["content"]["missing"]["title"] == 1
    assert manifest["content"]["gone"] == 1
    assert manifest["selection"]["latest"] is True
    assert len(manifest["code_sha256"]) == 64
    assert manifest["files"]
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    readme = (folder / "README.md").read_text()
    assert "| `title` |" in readme
    assert "33.3%" in readme
    assert "Copyright and personal data" in readme
    assert str(tmp_path) not in readme + json.dumps(manifest), "the card names a folder of the machine"


@pytest.mark.parametrize("format_", WRITERS)
def test_an_empty_selection_is_an_export_as_well(tmp_path: Path, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("duckdb")
    folder = exported(tmp_path, format_, article(1), sections=("没有",))
    assert json.loads((folder / "manifest.json").read_text())["records"]["left_out"] == {"other section": 1}


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_records_give_the_same_bytes(tmp_path: Path, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("duckdb")
    digests = []
    for _ in range(2):
        manifest = json.loads((exported(tmp_path, format_, article(1), article(2)) / "manifest.json").read_text())
        digests.append([file["sha256"] for file in manifest["files"]])
    assert digests[0] == digests[1]


def examples(format_: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", card.READING[format_], re.DOTALL)


@pytest.mark.parametrize("format_", WRITERS)
def test_the_examples_of_the_card_run(tmp_path: Path, format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if format_ == "parquet":
        pytest.importorskip("duckdb")
    folder = exported(tmp_path, format_, article(1), article(2))
    monkeypatch.chdir(folder)
    ran = 0
    for code in examples(format_, "sql"):
        for statement in filter(str.strip, code.split(";")):
            if format_ == "sqlite":
                with closing(sqlite3.connect("articles.db")) as db:
                    rows = db.execute(statement).fetchall()
            else:
                rows = pytest.importorskip("duckdb").connect().execute(statement).fetchall()
            assert rows, statement
            ran += 1
    for code in examples(format_, "python"):
        pytest.importorskip("pandas")
        names: dict[str, object] = {}
        exec(code, names)
        assert len(names["frame"]) == 2  # type: ignore[arg-type]
        ran += 1
    assert ran


def test_a_failing_export_leaves_the_earlier_one_as_it_was(tmp_path: Path) -> None:
    folder = exported(tmp_path, "csv", article(1))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def fail_half_way() -> None:
        with whole_folder(folder) as part:
            (part / "articles.csv").write_text("half")
            raise RuntimeError("disk")

    with pytest.raises(RuntimeError, match="disk"):
        fail_half_way()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_leftovers_of_a_killed_export_are_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".out.999999999.part"
    left.mkdir()
    (left / "articles.csv").write_text("half")
    exported(tmp_path, "csv", article(1))
    assert not left.exists()


def test_a_folder_of_somebody_else_stays_untouched(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("years of work")
    with pytest.raises(ForeignFolder, match="stays untouched"):
        exported(tmp_path, "csv", article(1))
    assert (tmp_path / "out" / "thesis.docx").read_text() == "years of work"


def test_an_empty_folder_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert list(exported(tmp_path, "jsonl", article(1)).glob("*.jsonl"))


def test_a_jsonl_export_can_be_exported_again(tmp_path: Path) -> None:
    folder = exported(tmp_path, "jsonl", article(1), article(2))
    again = from_files([folder / "articles.jsonl"])
    assert again.count == 2
    stream = io.BytesIO((folder / "articles.jsonl").read_bytes())
    assert all(to_json_line(from_json(line)) == line.rstrip() for line in stream)
