"""The documents, what their code blocks hold, and a shell that follows them to the letter."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


class Block(NamedTuple):
    """A fenced code block: ```` ```python lanzhou_news/sites/baita.py ```` names language and file."""

    language: str
    file: str
    text: str


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str, *languages: str) -> list[Block]:
    """The fenced code blocks of a document, in order; of some languages, or all."""
    found = re.findall(r"^```(\w*)[ ]?(\S*)\n(.*?)^```$", read(name), re.MULTILINE | re.DOTALL)
    return [Block(*one) for one in found if not languages or one[0] in languages]


class Step(NamedTuple):
    """What a page tells the reader to type, and what it says will be seen."""

    command: str
    shown: list[str]


def steps(block: Block) -> Iterator[Step]:
    """The commands of a ``console`` block; lines that begin with ``> `` go on with the command above."""
    command, shown = "", []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield Step(command, shown)
            command, shown = line[2:], []
        elif line.startswith("> "):
            command += "\n" + line[2:]
        else:
            shown.append(line)
    if command:
        yield Step(command, shown)


class Shell:
    """One bash that lives as long as the page, so that ``export`` and ``&`` work as for a reader."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        kept["PATH"] = f"{Path(sys.executable).parent}:{kept['PATH']}"
        kept |= {"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "160", **(environment or {})}
        self.folder = folder
        self.bash = subprocess.Popen(
            ["bash"], cwd=folder, env=kept, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *error: object) -> None:
        assert self.bash.stdin is not None
        self.bash.stdin.write("kill $(jobs -p) 2>/dev/null; exit\n")
        self.bash.communicate(timeout=30)

    def run(self, command: str) -> tuple[int, str]:
        """Type a command; returns its exit code and what it printed. A server is waited for until it says READY."""
        assert self.bash.stdin is not None
        assert self.bash.stdout is not None
        background = command.rstrip().endswith("&")
        if background:
            command = f"{command.rstrip()[:-1]} > server.log 2>&1 &"
            command += "\nuntil grep -q READY server.log; do sleep 0.1; done; cat server.log"
        self.bash.stdin.write(f"{command}\ncode=$?; echo; echo @@end $code\n")
        self.bash.stdin.flush()
        printed = []
        for line in self.bash.stdout:
            if line.startswith("@@end "):
                return (0 if background else int(line.split()[1])), "".join(printed).removesuffix("\n")
            printed.append(line)
        raise AssertionError("the shell has ended:\n" + "".join(printed))


def is_shown(shown: list[str], printed: str) -> str | None:
    """The first shown line that was not printed, in order and numbers aside; None when all were.

    A line of ``…`` stands for what was left out; ``…`` at a line's end for its rest.
    """
    rest = iter([_plain(line) for line in printed.splitlines()])
    for line in shown:
        wanted = _plain(line)
        if wanted in ("…", ""):
            continue
        if not any(_matches(wanted, one) for one in rest):
            return line
    return None


def _matches(wanted: str, printed: str) -> bool:
    return printed.startswith(wanted[:-1]) if wanted.endswith("…") else printed == wanted


def _plain(line: str) -> str:
    """Numbers, the random end of run names, and the padding of table cells say nothing."""
    line = re.sub(r"-[0-9a-f]{4}(?=-\d)", "-0", line)
    return re.sub(r"\s+|[━─]+", " ", re.sub(r"\d[\d,.]*", "0", line)).strip()
