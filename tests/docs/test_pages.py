"""Pages lead somewhere: links resolve, named tests, files and settings exist, nothing is orphaned."""

from __future__ import annotations

import ast
import dataclasses
import re
from functools import cache
from pathlib import Path

import pytest

from lanzhou_news import settings
from lanzhou_news.cli import COMMANDS
from lanzhou_news.monitor.thresholds import Thresholds
from tests.docs.pages import DOCS, ROOT, read

PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
IDS = [str(page.relative_to(ROOT)) for page in PAGES]


def anchors(page: Path) -> set[str]:
    """The names GitHub gives to headings."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_inside_the_repository_resolve(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)
    assert broken == []


def test_every_page_is_reached_from_the_index() -> None:
    linked = {target.partition("#")[0] for target in LINK.findall(read("README.md"))}
    assert {page.name for page in DOCS.glob("*.md")} - linked == {"README.md"}


@cache
def functions_of(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}  # fmt: skip


def test_every_test_that_is_said_to_hold_a_promise_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", read("promises.md"))
    assert len(named) > 30
    gone = [f"{path}::{name}" for path, name in named
            if not (ROOT / path).exists() or name not in functions_of(ROOT / path)]  # fmt: skip
    assert gone == []


def test_every_promise_names_a_test() -> None:
    rows = [line for line in read("promises.md").splitlines() if line.startswith("| ") and "| tests |" not in line]
    assert [row for row in rows if "`tests/" not in row] == []


def test_every_part_of_the_package_has_a_room_in_the_architecture() -> None:
    parts = {path.name for path in (ROOT / "lanzhou_news").iterdir() if (path / "__init__.py").exists()}
    text = read("architecture.md")
    assert [part for part in parts if f"`{part}/`" not in text] == []
    begin = re.findall(r"^\| .* \| (`.+`) \|$", text, re.MULTILINE)
    named = [name for cell in begin for name in re.findall(r"`([^`]+)`", cell)]
    assert [name for name in named if not (ROOT / "lanzhou_news" / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_commands_and_settings_named_on_a_page_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    commands = set(re.findall(r"(?:^\$ |`|bin/)lanzhou-news ([a-z]+)", text, re.MULTILINE))
    assert commands <= set(COMMANDS)
    thresholds = {f"LN_{field.name.upper()}" for field in dataclasses.fields(Thresholds)}
    assert set(re.findall(r"\bLN_[A-Z_]+[A-Z]\b", text)) <= thresholds
    given = set(re.findall(r" -s ([A-Z][A-Z_]+)=", text))
    assert [name for name in given - thresholds if not hasattr(settings, name)] == []
