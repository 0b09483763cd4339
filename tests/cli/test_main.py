"""The command as a person meets it: help, errors as one sentence, exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from lanzhou_news.cli import COMMANDS, cli
from lanzhou_news.schema import render_schema

PAGE = """<html><head><meta charset="gbk"><title>黄河岸边添新绿_兰州新闻网</title></head><body><h1>黄河岸边添新绿</h1>
<p>2025-01-02 09:28:48 智能朗读:</p><!--enpcontent-->
<p>1月2日清晨，黄河兰州段的水面上升起薄雾，沿岸步道已有不少市民晨练，志愿者在入口处整理共享单车。</p>
<p>市园林部门介绍，今年将在滨河路新增八处口袋公园，并补种国槐和丁香，方便居民就近休憩。</p><!--/enpcontent--></body></html>"""
URL = "http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_507000001.htm"


def invoke(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(args), input=stdin)


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "lanzhou_news.cli", *args]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def test_help_names_every_command_and_the_exit_codes() -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    assert all(f"  {name} " in result.output for name in COMMANDS)
    assert "Exit codes" in result.output


def test_help_loads_neither_scrapy_nor_a_parser() -> None:
    code = "import sys; from lanzhou_news.cli import cli; cli(['--help'], standalone_mode=False); print([*sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60).stdout.decode()
    assert not {"scrapy", "twisted", "lxml", "opencc", "aiohttp"} & set(loaded.replace("'", "").split(", "))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listed_command_exists_and_explains_itself(name: str) -> None:
    result = invoke(name, "--help")
    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) > 4


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_examples_with_options_it_has(name: str) -> None:
    text = invoke(name, "--help").output
    usage, _, rest = text.partition("\n")
    examples = re.findall(rf"lanzhou-news {name}\b([^|>&]*)", rest)
    assert "Usage:" in usage
    assert examples, text
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    known = {spelling for param in command.params for spelling in (*param.opts, *param.secondary_opts)}
    used = {word for example in examples for word in example.split("\n")[0].split() if re.match(r"--?[a-z]", word)}
    assert used <= known, used - known


def test_an_unknown_command_is_wrong_usage() -> None:
    assert invoke("craw").exit_code == 2


def test_extract_prints_one_record(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE.encode("gb18030"))
    record = json.loads(invoke("extract", str(page), "--url", URL).output)
    assert (record["id"], record["title"]) == ("lanzhou:507000001", "黄河岸边添新绿")


def test_extract_reads_standard_input() -> None:
    result = run("extract", "-", "--url", URL, stdin=PAGE.encode())
    assert json.loads(result.stdout)["published_at"] == "2025-01-02T09:28:48+08:00"


def test_extract_saves_a_fixture_and_never_overwrites_one(tmp_path: Path) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "case"
    page.write_bytes(PAGE.encode("gb18030"))
    args = ("extract", str(page), "--url", URL, "--fetched-at", "2025-01-03", "--save-fixture", str(folder))
    assert invoke(*args).exit_code == 0
    assert (folder / "page.html").read_bytes() == PAGE.encode("gb18030")
    assert json.loads((folder / "meta.json").read_text())["url"] == URL
    assert json.loads((folder / "expected.json").read_text())["title"] == "黄河岸边添新绿"
    again = run(*args)
    assert again.returncode == 1
    assert b"exists" in again.stderr
    assert b"Traceback" not in again.stderr


@pytest.mark.parametrize(
    ("stdin", "options", "code", "sentence"),
    [
        (b"", (), 1, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), (), 1, "lanzhou-news: "),
        (PAGE.encode(), ("--site", "nowhere"), 2, "no site is called 'nowhere'"),
        (PAGE.encode(), ("--fetched-at", "yesterday"), 2, "is no ISO time"),
    ],
)
def test_an_error_is_one_sentence_on_stderr(stdin: bytes, options: tuple[str, ...], code: int, sentence: str) -> None:
    result = run("extract", "-", *options, stdin=stdin)
    assert result.returncode == code
    assert sentence in result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert result.stdout == b""


def test_a_missing_file_is_wrong_usage() -> None:
    assert invoke("extract", "no-such-page.html").exit_code == 2


def test_schema_prints_the_generated_schema() -> None:
    assert invoke("schema").output == render_schema()


def test_sites_lists_every_profile() -> None:
    assert "兰州新闻网" in invoke("sites").output


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m lanzhou_news.cli schema | head -c 10"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in result.stderr
