"""The command of ``--notify-cmd``: no shell, the summary on standard input, an error in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from lanzhou_news.monitor import notify as module
from lanzhou_news.monitor.notify import NotifyFailed, notify


def test_the_summary_arrives_on_standard_input(tmp_path: Path) -> None:
    target = tmp_path / "mail.txt"
    notify(f"tee '{target}'", "栏目 $(touch pwned) `id`\n")
    assert target.read_text() == "栏目 $(touch pwned) `id`\n"


def test_no_shell_reads_the_command_or_the_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    notify("echo a; touch pwned | true > out", "; touch pwned\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("no-such-command-anywhere", "No such file"),
        ("", "it is empty"),
        ("sh -c 'echo the mail server is away >&2; exit 7'", "exit code 7, the mail server is away"),
        ("mail 'open", "No closing quotation"),
    ],
)
def test_a_command_that_fails_is_named(command: str, problem: str) -> None:
    with pytest.raises(NotifyFailed, match=problem):
        notify(command, "text")


def test_a_command_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT", 0.2)
    with pytest.raises(NotifyFailed, match="did not end"):
        notify("sleep 30", "text")
