"""``lanzhou-news export`` as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lanzhou_news.cli.export import FORMATS, command
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


def test_the_formats_offered_are_the_formats_there_are() -> None:
    assert list(WRITERS) == list(FORMATS)


@pytest.mark.parametrize("word", ["--latest", "--duplicates", "--since", "--section", "pip install"])
def test_help_names_what_matters(word: str) -> None:
    assert word in invoke("--help").output
