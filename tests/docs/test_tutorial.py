"""The tutorial does what it says: each command and each program on the page is run, and prints what the page shows."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import Shell, blocks, is_shown, read, steps


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    with Shell(tmp_path) as one:
        yield one


@pytest.mark.slow
def test_everything_on_the_page_runs_and_prints_what_is_shown(shell: Shell) -> None:
    pytest.importorskip("duckdb")
    port, printed = str(free_port()), ""
    for block in blocks("tutorial.md", "console", "python", "text"):
        if block.language == "python":
            (shell.folder / "page.py").write_text(block.text, encoding="utf-8")
            code, printed = shell.run("python page.py")
            assert code == 0, (block.text, printed)
        elif block.language == "text":
            assert is_shown(block.text.splitlines(), printed) is None, printed
        else:
            for step in steps(block):
                code, printed = shell.run(step.command.replace("8700", port))
                assert code == 0, (step.command, printed)
                assert is_shown(step.shown, printed.replace(port, "8700")) is None, (step.command, printed)
                assert step.shown or not printed.strip(), (step.command, "is silent on the page, but printed", printed)


def test_setting_up_uses_targets_that_exist() -> None:
    makefile = (Path(__file__).resolve().parents[2] / "Makefile").read_text(encoding="utf-8")
    assert "make demo" in read("tutorial.md")
    assert "\ndemo:" in makefile


def test_numbers_and_padding_may_differ_words_may_not() -> None:
    assert is_shown(["a 1", "…", "│ b │ 2,000 │"], "a 7\nx\n│ b   │ 30 │\n") is None
    assert is_shown(["a 1", "c"], "a 7\nb\n") == "c"
    assert is_shown(["run …"], "run 20250101T000000Z-lanzhou-3f9c\n") is None
