"""JSON Schema of the record, generated from :mod:`lanzhou_news.items`; ``article.schema.json`` beside it is checked in.

Types and constraints come from the annotations (msgspec), descriptions from the docstrings under the fields.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import textwrap
from pathlib import Path
from typing import Any

import msgspec

from lanzhou_news import items

SCHEMA_FILE = Path(__file__).with_name("article.schema.json")


def field_docs(cls: type) -> dict[str, str]:
    """Docstrings that stand under the fields of a class, by field name.

    >>> field_docs(items.Person)["organization"]
    'The outlet or body the person writes for; qualifiers such as 全媒体 removed.'
    """
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    docs = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            docs[field.target.id] = " ".join(str(text.value.value).split())
    return docs


def build_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of ``output/articles/*.jsonl``.

    Every field is required and no other is allowed: a line says ``null`` where nothing is known.

    >>> build_schema()["properties"]["revision"]["minimum"]
    1
    """
    (root,), parts = msgspec.json.schema_components([items.Article], ref_template="#/$defs/{name}")
    definitions = dict(sorted(parts.items()))
    for name, definition in definitions.items():
        cls = getattr(items, name)
        docs = field_docs(cls)
        for field, schema in definition["properties"].items():
            schema.pop("default", None)
            if field in docs:
                schema["description"] = docs[field]
        definition["required"] = [field.name for field in dataclasses.fields(cls)]
        definition["additionalProperties"] = False
        definition["description"] = inspect.cleandoc(cls.__doc__ or "").split("\n")[0]
    article = definitions.pop(root["$ref"].rsplit("/", 1)[1])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:lanzhou-news:article:{items.SCHEMA_VERSION}",
        **article,
        "$defs": definitions,
    }


def render_schema() -> str:
    """The schema as the text of ``article.schema.json``."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(render_schema(), encoding="utf-8")
