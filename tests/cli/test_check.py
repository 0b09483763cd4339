"""``lanzhou-news check`` as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lanzhou_news.cli.check import command
from lanzhou_news.replica.server import start
from tests.monitor.stores import History


def invoke(*args: str) -> Result:
    return CliRunner().invoke(command, list(args), env={"COLUMNS": "160", "NO_COLOR": "1"})


def test_a_redesigned_site_ends_with_3_says_what_broke_and_saves_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start(articles=40, seed=5, plain=True, redesign=True) as replica:
        monkeypatch.setenv("http_proxy", replica.base)
        args = ("lanzhou", "--delay", "0", "--articles", "2", "--save", str(tmp_path / "pages"))
        result = invoke(*args)
        again = invoke(*args)
    assert result.exit_code == 3, result.output
    assert "founder-web no longer fits the markup" in result.output
    assert "'body': 'section.nx-text'" in result.output
    assert "2 pages saved" in result.output
    assert "0 pages saved" in again.output
    folders = sorted((tmp_path / "pages").iterdir())
    assert len(folders) == 2
    for folder in folders:
        assert json.loads((folder / "expected.json").read_text())["title"]
        assert json.loads((folder / "meta.json").read_text())["site"] == "lanzhou"


def test_store_says_that_a_sound_store_is_sound_and_names_what_is_not(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.run("2025-03-01", [])
    history.db.execute("DELETE FROM outbox")
    assert invoke("--store", "-s", f"OUTPUT_DIR={tmp_path}").exit_code == 0
    history.run("2025-03-02", [])
    history.db.close()
    result = invoke("--store", "-s", f"OUTPUT_DIR={tmp_path}")
    assert result.exit_code == 3
    assert "✗ file 20250302T003000Z-lanzhou-0002" in result.output


def test_an_unknown_site_is_named(tmp_path: Path) -> None:
    result = invoke("nowhere")
    assert "no site is called 'nowhere'" in str(result.exception)


@pytest.mark.parametrize("word", ["--save", "--store", "robots.txt", "Exit code 3"])
def test_help_names_what_matters(word: str) -> None:
    assert word in invoke("--help").output
