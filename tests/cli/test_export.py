"""``lanzhou-news export`` as a person uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lanzhou_news.cli.export import FORMATS, command
from lanzhou_news.export.errors import NoRecords
from lanzhou_news.export.run import WRITERS
from tests.export.records import article, write_lines


def invoke(*args: str) -> Result:
    return CliRunner().invoke(command, list(args))


def test_the_result_is_one_sentence_with_numbers_and_no_progress_bar_outside_a_terminal(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", article(1), article(2, section="政务"))
    result = invoke("--format", "csv", "--from", str(lines), "--section", "政务")
    assert result.exit_code == 0, result.output
    target = tmp_path / "export" / "csv"
    assert result.output == f"1 of 2 records written to {target} (left out: 1 other section)\n"
    assert (target / "README.md").exists()


def test_days_bound_both_ends_and_a_reversed_span_is_wrong_usage(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", article(1), article(2, published_at="2025-01-05T00:00:00+08:00"))
    target = tmp_path / "out"
    args = ("--format", "jsonl", "--from", str(lines), "--output", str(target))
    assert invoke(*args, "--since", "2025-01-05", "--until", "2025-01-05").exit_code == 0
    assert [json.loads(line)["id"] for line in (target / "articles.jsonl").read_text().splitlines()] == [article(2).id]
    assert invoke(*args, "--since", "2025-01-05", "--until", "2025-01-04").exit_code == 2
    assert invoke(*args, "--since", "yesterday").exit_code == 2


def test_a_missing_place_is_wrong_usage() -> None:
    assert invoke("--format", "csv", "--from", "no-such-folder").exit_code == 2
    assert invoke("--format", "csv", "-s", "OUTPUT_DIR").exit_code == 2


def test_a_file_name_for_the_folder_is_wrong_usage_with_the_remedy(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", article(1))
    result = invoke("--format", "csv", "--from", str(lines), "--output", str(tmp_path / "news.csv"))
    assert result.exit_code == 2
    assert "write --output news" in result.output
    assert not (tmp_path / "news.csv").exists()


def test_it_reads_and_writes_in_the_crawls_folder(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    write_lines(tmp_path / "articles" / "run.jsonl", article(1))
    assert invoke("--format", "jsonl", "-s", f"OUTPUT_DIR={tmp_path}").exit_code == 0
    assert (tmp_path / "export" / "jsonl" / "articles.jsonl").exists()
    empty = invoke("--format", "jsonl", "-s", f"OUTPUT_DIR={tmp_path / 'empty'}")
    assert isinstance(empty.exception, NoRecords)


def test_the_formats_offered_are_the_formats_there_are() -> None:
    assert list(WRITERS) == list(FORMATS)


@pytest.mark.parametrize("word", ["--latest", "--duplicates", "--since", "--section", "pip install"])
def test_help_names_what_matters(word: str) -> None:
    assert word in invoke("--help").output


@pytest.mark.parametrize("format_", FORMATS)
def test_a_full_disk_is_one_sentence_and_leaves_the_earlier_export(tmp_path: Path, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("duckdb")
    lines = write_lines(tmp_path / "a.jsonl", article(1))
    target = tmp_path / "out"
    args = ("--format", format_, "--from", str(lines), "--output", str(target))
    assert invoke(*args).exit_code == 0
    before = sorted(target.rglob("*"))
    write_lines(lines, *(article(number, body=f"黄河{number}" * 200) for number in range(300)))
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000));"
    code = f"import sys; {limited} sys.argv[1:] = {['export', *args]!r}; from lanzhou_news.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("lanzhou-news: "), done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert sorted(target.rglob("*")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out"]
