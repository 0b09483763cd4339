"""One SQLite file: flat table, people, and a full-text index that finds Chinese words of two characters and more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from lanzhou_news.export.columns import flat_columns
from lanzhou_news.export.errors import WriteFailed
from lanzhou_news.export.ngrams import tokens
from lanzhou_news.export.source import Stored
from lanzhou_news.items import Article, Editor, Person

FILE = "articles.db"
INDEXED = ("id", "published_day", "section", "source", "content_hash", "duplicate_of")
VIEW = "稿件"
VIEW_COLUMNS = {
    "序号": "article",
    "日期": "published_day",
    "标题": "title",
    "栏目": "section",
    "作者": "authors",
    "来源": "source",
    "编辑": "editors",
    "年份": "published_year",
    "作者姓名": "author_names",
    "网址": "url",
}
"""The view for reading: Chinese label → column of ``articles``."""
BATCH = 500
"""Records a transaction: bounds what is held in memory."""


def write(records: Iterator[Stored], folder: Path, *, clusters: bool) -> None:
    """Write ``articles.db``: tables ``articles`` and ``people``, full-text table ``articles_fts``, view ``稿件``.

    Raises :class:`~lanzhou_news.export.errors.WriteFailed`.

    >>> found = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH '兰州'"
    >>> sqlite3.connect("articles.db").execute(f"SELECT title FROM articles WHERE article IN ({found})")
    """
    kinds = {column.name: column.sql for column in flat_columns()}
    kinds |= {"cluster": "TEXT", "cluster_size": "INTEGER"} if clusters else {}
    try:
        with closing(sqlite3.connect(folder / FILE)) as database:
            _create(database, kinds)
            _fill(database, records, kinds)
            _index(database)
    except sqlite3.Error as error:
        raise WriteFailed("sqlite", str(error)) from None


def _create(database: sqlite3.Connection, kinds: Mapping[str, str]) -> None:
    database.execute("PRAGMA journal_mode = OFF")  # a file nobody sees before it is whole needs no journal
    database.execute("PRAGMA synchronous = OFF")
    columns = ", ".join(f"{_quoted(name)} {kind}" for name, kind in kinds.items())
    database.execute(f"CREATE TABLE articles (article INTEGER PRIMARY KEY, {columns})")
    database.execute(
        "CREATE TABLE people (article INTEGER REFERENCES articles, position INTEGER, kind TEXT, name TEXT, role TEXT,"
        " organization TEXT)"
    )
    database.execute(
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (title, body, people, content='', detail=none,"
        " tokenize='unicode61 remove_diacritics 0')"
    )
    labelled = ", ".join(f"{column} AS {_quoted(label)}" for label, column in VIEW_COLUMNS.items())
    database.execute(f"CREATE VIEW {_quoted(VIEW)} AS SELECT {labelled} FROM articles")  # noqa: S608 - our own names


def _fill(database: sqlite3.Connection, records: Iterator[Stored], kinds: Mapping[str, str]) -> None:
    columns = flat_columns()
    marks = ", ".join("?" * (len(kinds) + 1))
    insert = f"INSERT INTO articles (article, {', '.join(map(_quoted, kinds))}) VALUES ({marks})"  # noqa: S608 - our own names
    for number, stored in enumerate(records, 1):
        article = stored.article
        row = [column.value(article) for column in columns]
        extra = (stored.cluster, stored.cluster_size) if "cluster" in kinds else ()
        database.execute(insert, (number, *row, *extra))
        database.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)", _people(number, article))
        database.execute(
            "INSERT INTO articles_fts (rowid, title, body, people) VALUES (?, ?, ?, ?)", _text(number, article)
        )
        if number % BATCH == 0:
            database.commit()
    database.commit()


def _index(database: sqlite3.Connection) -> None:
    for name in INDEXED:
        database.execute(f"CREATE INDEX articles_{name} ON articles ({_quoted(name)})")
    database.execute("CREATE INDEX people_name ON people (name)")
    database.execute("CREATE INDEX people_article ON people (article)")
    database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
    database.commit()
    database.execute("ANALYZE")
    database.commit()


def _quoted(name: str) -> str:
    return f'"{name}"'


def _people(number: int, article: Article) -> list[tuple[int, int, str, str, str | None, str | None]]:
    rows = [
        (number, at, "author", person.name, person.role, person.organization)
        for at, person in enumerate(article.authors, 1)
    ]
    rows += [(number, at, "editor", editor.name, editor.role, None) for at, editor in enumerate(article.editors, 1)]
    return rows


def _text(number: int, article: Article) -> tuple[int, str, str, str]:
    head = "\n".join(part for part in (article.kicker, article.title, article.subtitle) if part)
    people: list[Person | Editor] = [*article.authors, *article.editors]
    names = " ".join(person.name for person in people)
    return number, tokens(head), tokens(article.body), tokens(names)
