"""``lanzhou-news report`` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lanzhou_news.cli.report import command
from lanzhou_news.monitor.thresholds import BadThreshold
from tests.export.records import article
from tests.monitor.stores import History


def test_it_prints_where_the_page_is(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.run("2025-03-01", [article(1)])
    history.db.close()
    result = CliRunner().invoke(command, ["-s", f"OUTPUT_DIR={tmp_path}"])
    assert result.output == f"{tmp_path / 'reports' / 'index.html'}\n"
    assert "兰州新闻网" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


def test_a_folder_without_a_store_is_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["-s", f"OUTPUT_DIR={tmp_path}"])
    assert isinstance(result.exception, FileNotFoundError)
    assert "there is no store at" in str(result.exception)


def test_a_bad_threshold_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["-s", f"OUTPUT_DIR={tmp_path}"], env={"LN_DRY_DAYS_WARN": "soon"})
    assert isinstance(result.exception, BadThreshold)


@pytest.mark.parametrize("word", ["OUTPUT_DIR", "LN_", "reports/index.html"])
def test_help_names_what_matters(word: str) -> None:
    assert word in CliRunner().invoke(command, ["--help"]).output


def test_thresholds_of_the_command_line_come_before_those_of_the_environment(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.run("2025-03-01", [article(1, published_at="2025-03-01T09:00:00+08:00")])
    history.db.close()
    options = ["-s", f"OUTPUT_DIR={tmp_path}", "-s", "LN_DRY_DAYS_FAIL=0", "-s", "LN_DRY_DAYS_WARN=0"]
    CliRunner().invoke(command, options, env={"LN_DRY_DAYS_FAIL": "999"})
    assert "1 failed check" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
