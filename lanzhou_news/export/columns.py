"""The record as flat columns, for CSV and SQLite. Derived from the dataclasses: a new field needs no change here.

A list becomes two columns, one to read and one to compute with (``authors``, ``authors_json``); a nested record
becomes a column for each of its fields (``dateline_place``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, get_type_hints

import msgspec

from lanzhou_news.items import Article, Editor, Image, Note, Person
from lanzhou_news.schema import field_docs

Cell = str | int | float | None


class Column(NamedTuple):
    """One flat column."""

    name: str
    sql: str
    """SQLite type: TEXT, INTEGER or REAL."""
    doc: str
    value: Callable[[Article], Cell]


def people(persons: list[Person] | list[Editor]) -> str:
    """People as a reader writes them.

    >>> people([Person("郭兰英", "首席记者", "兰州日报社"), Person("王文嘉")])
    '郭兰英（首席记者，兰州日报社）；王文嘉'
    """
    return "；".join(map(_person, persons))


def _person(person: Person | Editor) -> str:
    about = [part for part in (person.role, getattr(person, "organization", None)) if part]
    return f"{person.name}（{'，'.join(about)}）" if about else person.name


def _image(image: Image) -> str:
    return " ".join(part for part in (image.caption, f"（{image.credit}）" if image.credit else "", image.url) if part)


def _note(note: Note) -> str:
    sure = "" if note.confidence is None else f" {note.confidence:g}"
    return f"{note.step}/{note.rule}{sure}"


def _join(show: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda values: "；".join(map(show, values))


READABLE: Mapping[str, Callable[[Any], str]] = {
    "keywords": _join(str),
    "authors": people,
    "editors": people,
    "images": _join(_image),
    "cleaning": _join(_note),
    "extractor": lambda fields: "；".join(f"{field}={rule}" for field, rule in fields.items()),
}
"""List or mapping of the record → its text for people."""


@cache
def flat_columns() -> tuple[Column, ...]:
    """The columns in the order of the record.

    >>> [column.name for column in flat_columns()][:4]
    ['schema_version', 'run_id', 'id', 'url']
    """
    docs = field_docs(Article)
    hints = get_type_hints(Article)
    columns: list[Column] = []
    for field in dataclasses.fields(Article):
        nested = [
            part for part in (hints[field.name], *_arguments(hints[field.name])) if dataclasses.is_dataclass(part)
        ]
        if field.name in READABLE:
            columns += _list_columns(field.name, docs[field.name])
        elif nested and isinstance(nested[0], type):
            columns += _nested_columns(field.name, nested[0], docs[field.name])
        else:
            columns.append(Column(field.name, _sql_type(hints[field.name]), docs[field.name], _getter(field.name)))
            if field.name == "published_at":
                columns.append(Column("published_day", "TEXT", "Day of published_at in Asia/Shanghai.", _day))
                columns.append(Column("published_year", "INTEGER", "Year of published_at.", _year))
        if field.name == "authors":
            columns.append(Column("author_names", "TEXT", "Names of the authors as a JSON array.", _author_names))
    return tuple(columns)


def _list_columns(name: str, doc: str) -> list[Column]:
    get, show = _getter(name), READABLE[name]
    return [
        Column(name, "TEXT", f"{doc} Readable form, parts joined by ；.", lambda article: show(get(article)) or None),
        Column(f"{name}_json", "TEXT", f"{name} as JSON.", lambda article: _json(get(article))),
    ]


def _nested_columns(name: str, cls: type, doc: str) -> list[Column]:
    docs = field_docs(cls)
    return [
        Column(f"{name}_{part}", _sql_type(hint), docs.get(part, f"{doc} {part}."), _nested(name, part))
        for part, hint in get_type_hints(cls).items()
    ]


def _arguments(hint: Any) -> tuple[Any, ...]:
    return getattr(hint, "__args__", ())


def _sql_type(hint: Any) -> str:
    kinds = {hint, *_arguments(hint)}
    return "INTEGER" if int in kinds else "REAL" if float in kinds else "TEXT"


def _getter(name: str) -> Callable[[Article], Any]:
    return lambda article: getattr(article, name)


def _nested(name: str, part: str) -> Callable[[Article], Any]:
    return lambda article: getattr(getattr(article, name), part, None)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _day(article: Article) -> Cell:
    return article.published_at[:10] if article.published_at else None


def _year(article: Article) -> Cell:
    return int(article.published_at[:4]) if article.published_at else None


def _author_names(article: Article) -> Cell:
    return _json([person.name for person in article.authors])
