"""lanzhou-news dedup on corpora of any origin."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lanzhou_news.cli import cli
from tests.text.prose import story

RNG = random.Random(1)
TEXT, OTHER = story(RNG), story(RNG)


def invoke(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["dedup", *args], input=stdin)


def corpus(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def test_each_duplicate_is_one_json_line(tmp_path: Path) -> None:
    file = corpus(
        tmp_path / "c.jsonl",
        {"id": "a", "body": TEXT},
        {"id": "b", "body": OTHER},
        {"id": "c", "title": "又一标题", "body": TEXT},
    )
    result = invoke(str(file))
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"line": 3, "id": "c", "duplicate_of_line": 1, "duplicate_of": "a", "similarity": 1.0}
    ]
    assert "3 texts, 1 duplicates of 1 stories, 0 unreadable lines" in result.stderr


def test_unique_prints_the_other_lines_byte_for_byte(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text}, ensure_ascii=index == 0) for index, text in enumerate([TEXT, OTHER, TEXT])]
    file = tmp_path / "c.jsonl"
    file.write_bytes(("\r\n".join(lines) + "\r\n").encode())
    result = invoke(str(file), "--unique")
    assert result.stdout_bytes == (lines[0] + "\r\n" + lines[1] + "\r\n").encode()


def test_fields_can_be_named(tmp_path: Path) -> None:
    file = corpus(tmp_path / "c.jsonl", {"nr": 7, "正": TEXT}, {"nr": 8, "正": TEXT})
    result = invoke(str(file), "--text", "正", "--id", "nr")
    assert json.loads(result.stdout)["duplicate_of"] == "7"


def test_standard_input_and_bare_strings_are_read() -> None:
    result = invoke("-", stdin="".join(json.dumps(text) + "\n" for text in (TEXT, "", OTHER, TEXT)).encode())
    assert json.loads(result.stdout)["line"] == 4


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"{bad", "line 1: no JSON"),
        (b"\xff\xfe\x00", "line 1: no JSON"),
        (b"[1, 2]", "line 1: neither an object nor a string"),
        (b"17", "line 1: neither an object nor a string"),
        (b'{"id": 1}', "line 1: no text in body or text"),
        (b'{"body": ["x"]}', "line 1: no text in body or text"),
    ],
)
def test_an_unreadable_line_is_told_counted_and_kept(tmp_path: Path, line: bytes, sentence: str) -> None:
    file = tmp_path / "c.jsonl"
    file.write_bytes(line + b"\n" + json.dumps({"body": TEXT}).encode() + b"\n")
    result = invoke(str(file), "--unique")
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "1 texts, 0 duplicates of 0 stories, 1 unreadable lines" in result.stderr
    assert result.stdout_bytes == file.read_bytes()


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    assert invoke(str(tmp_path / "absent.jsonl")).exit_code == 2
    assert invoke("-", "--unique", stdin=b"").exit_code == 2


def test_an_empty_file_has_no_duplicates(tmp_path: Path) -> None:
    result = invoke(str(corpus(tmp_path / "c.jsonl")))
    assert (result.exit_code, result.stdout) == (0, "")


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    rng = random.Random(3)
    stories = [story(rng) for _ in range(40)]
    lines: list[object] = [{"id": n, "body": text} for n, text in enumerate([*stories, *stories[::3]])]
    file = corpus(tmp_path / "c.jsonl", *lines[:20], [], *lines[20:])
    one, two = invoke(str(file), "--jobs", "1"), invoke(str(file), "--jobs", "2")
    assert len(one.stdout.splitlines()) == len(stories[::3])
    assert two.stdout == one.stdout
    assert "line 21: neither an object nor a string" in two.stderr
