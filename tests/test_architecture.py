"""The layout keeps its promises: imports point one way, the schema in the repository is the generated one."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import jsonschema
import pytest

from lanzhou_news.schema import SCHEMA_FILE, build_schema, render_schema

PACKAGE = Path(__file__).resolve().parents[1] / "lanzhou_news"
LEAVES = {"items", "errors", "record", "digest"}
LAYERS = {
    "text": LEAVES | {"text"},
    "sites": LEAVES | {"sites", "text"},
    "cms": LEAVES | {"cms", "extract", "text", "sites"},
    "extract": LEAVES | {"extract", "cms", "text", "sites"},
    "clean": LEAVES | {"clean", "extract", "cms", "text", "sites"},
    "store": LEAVES | {"store", "text", "sites"},
    "monitor": LEAVES | {"monitor", "store", "sites"},
    "export": LEAVES | {"export", "store", "schema"},
    "archive": LEAVES | {"archive", "clean", "store", "sites"},
    "offline": LEAVES | {"offline", "archive", "clean", "store", "sites", "text"},
    "schema": {"items"},
    "replica": {"replica"},
    "items": LEAVES,
    "record": LEAVES,
    "errors": LEAVES,
}
"""Package part → parts it may import. What is not listed (spiders, cli …) stands on top: all but replica."""
REPLICA_USERS = {"replica", "cli"}


def imports(path: Path) -> set[str]:
    """Parts of lanzhou_news that a module imports: {"text", "items"}."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "lanzhou_news" else [module]
        found |= {name.split(".")[1] for name in names if name.startswith("lanzhou_news.")}
    return found


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    used = imports(path) & {part_of(other) for other in MODULES}
    if part in LAYERS:
        assert used <= LAYERS[part], f"{path.name} imports {sorted(used - LAYERS[part])}"
    if part not in REPLICA_USERS:
        assert "replica" not in used


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_under_the_spider_knows_scrapy(path: Path) -> None:
    if part_of(path) not in LAYERS:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in modules if name.split(".")[0] in {"scrapy", "twisted"}}


def test_the_schema_in_the_repository_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == render_schema(), "run: make schema"


def test_every_field_of_the_record_is_described() -> None:
    schema = build_schema()
    undescribed = [name for name, field in schema["properties"].items() if not field.get("description")]
    assert undescribed == []


def test_the_schema_is_valid_and_refuses_unknown_fields_and_empty_strings() -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    title = jsonschema.Draft202012Validator({**schema["properties"]["title"], "$defs": schema["$defs"]})
    assert title.is_valid("标题")
    assert title.is_valid(None)
    assert not title.is_valid("")
    assert schema["additionalProperties"] is False
