"""What the READMEs show is what happens: examples in Python, commands, the names of make targets and files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import lanzhou_news
from lanzhou_news.cli import cli
from tests.docs.pages import ROOT
from tests.export.records import article, write_lines

READMES = ["README.md", "README.zh-CN.md"]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def python(name: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", text_of(name), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_each_example_gives_the_value_behind_it(name: str) -> None:
    shown = re.findall(r"^(lanzhou_news\.\w+\(\".+?\)(?:\.\w+)?) +# (.+)$", python(name)[0], re.MULTILINE)
    assert len(shown) == 3, name
    for expression, value in shown:
        found = str(eval(expression, {"lanzhou_news": lanzhou_news}))
        assert found.startswith(value.partition("…")[0]), (expression, found)


@pytest.mark.parametrize("name", READMES)
def test_the_queries_run_on_the_files_of_a_crawl(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("pandas")
    (tmp_path / "output" / "articles").mkdir(parents=True)
    write_lines(tmp_path / "output" / "articles" / "run.jsonl", article(1), article(2, source="兰州晚报"))
    monkeypatch.chdir(tmp_path)
    found: dict[str, object] = {}
    program = python(name)[1].replace("…jsonl", "run.jsonl").replace("duckdb.sql(", "rows = duckdb.sql(")
    exec(program, found)
    assert len(found["news"]) == 2  # type: ignore[arg-type]
    assert sorted(found["rows"].fetchall()) == [("兰州新闻网", 1), ("兰州晚报", 1)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", READMES)
def test_every_command_shown_is_one_the_program_takes(name: str) -> None:
    """Options of each ``lanzhou-news`` line are known to the command: its help names them."""
    lines = re.findall(r"^\$ lanzhou-news (\w+)([^#\n]*)", text_of(name), re.MULTILINE)
    assert len(lines) > 6, name
    for command, rest in lines:
        told = CliRunner().invoke(cli, [command, "--help"]).output
        assert [word for word in rest.split() if word.startswith("-") and word not in told] == [], (command, rest)


@pytest.mark.parametrize("name", READMES)
def test_make_targets_that_are_named_exist(name: str) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|\$ )make ([\w-]+)", text_of(name))) <= targets
