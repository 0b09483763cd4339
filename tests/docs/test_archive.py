"""The page on the archive, followed to the letter."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from tests.docs.pages import Shell, blocks, is_shown, steps

pytest.importorskip("warcio")

PAGE = "archive.md"


def free_port() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("jq"), reason="needs jq (apt package jq)")
def test_every_command_prints_what_the_page_shows(tmp_path: Path) -> None:
    port = free_port()
    with Shell(tmp_path) as shell:
        for block in blocks(PAGE, "console"):
            for step in steps(block):
                code, printed = shell.run(step.command.replace("8700", port))
                assert code == 0, (step.command, printed)
                assert is_shown(step.shown, printed.replace(port, "8700")) is None, (step.command, printed)
                assert step.shown or not printed.strip(), (step.command, printed)
