"""The SQLite export in Datasette: full-text search, facets and Chinese labels; nothing but configuration."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from lanzhou_news.errors import MissingExtra
from lanzhou_news.export.ngrams import match_query
from lanzhou_news.export.sqlite import VIEW

TEMPLATES = Path(__file__).with_name("templates")
"""One page of our own: an article, which Datasette would show as one very wide row."""
QUERIES = {
    "sections_by_month": {
        "title": "各栏目每月稿件 · Articles by section and month",
        "sql": "SELECT substr(published_day, 1, 7) AS month, section, count(*) AS articles FROM articles "
        "WHERE published_day IS NOT NULL GROUP BY 1, 2 ORDER BY 1 DESC, 3 DESC",
    },
    "top_reporters": {
        "title": "发稿最多的作者 · Most credited people",
        "sql": "SELECT name, organization, count(DISTINCT article) AS articles FROM people WHERE kind = 'author' "
        "GROUP BY name, organization ORDER BY 3 DESC LIMIT 100",
    },
}


def metadata(database: str) -> dict[str, Any]:
    """Datasette's metadata for the database called ``database``.

    >>> metadata("articles")["databases"]["articles"]["tables"]["articles"]["fts_pk"]
    'article'
    """
    articles = {
        "title": "全部字段 · All fields",
        "label_column": "title",
        "sort_desc": "published_at",
        "fts_table": "articles_fts",
        "fts_pk": "article",
        "facets": ["section", "source", "published_year", {"array": "author_names"}],
    }
    reading = {
        "title": "稿件 · Articles",
        "sort_desc": "日期",
        "fts_table": "articles_fts",
        "fts_pk": "序号",
        "facets": ["栏目", {"array": "作者姓名"}, "来源", "年份"],
    }
    people = {"title": "署名 · People", "facets": ["kind", "role", "organization"]}
    tables = {VIEW: reading, "articles": articles, "people": people, "articles_fts": {"hidden": True}}
    return {
        "title": "兰州新闻 · Lanzhou news",
        "description": "全文检索：多个词以空格分开。Full-text search: words separated by spaces, all must occur.",
        "databases": {database: {"tables": tables, "queries": QUERIES}},
    }


def application(database: Path) -> Any:
    """The ASGI application that serves one SQLite export, read-only.

    Raises :class:`~lanzhou_news.errors.MissingExtra` without Datasette.
    """
    app, plugins, hooks = (_datasette(name) for name in ("datasette.app", "datasette.plugins", "datasette"))
    name = "lanzhou-news-search"
    if not plugins.pm.has_plugin(name):
        plugin = ModuleType(name)
        # Last, because it replaces a function of Datasette's own.
        vars(plugin)["prepare_connection"] = hooks.hookimpl(trylast=True)(_search_in_words)
        vars(plugin)["render_cell"] = hooks.hookimpl(_link_title)
        plugins.pm.register(plugin, name)
    served = app.Datasette(
        [],
        immutables=[str(database)],
        metadata=metadata(database.stem),
        template_dir=str(TEMPLATES),
        settings={
            "sql_time_limit_ms": 5000,
            "facet_time_limit_ms": 2000,
            "truncate_cells_html": 80,
            "default_facet_size": 8,
        },
    )
    return served.app()


def _search_in_words(conn: Any) -> None:
    """Datasette puts what was typed through ``escape_fts``; ours knows how the index holds Chinese words."""
    conn.create_function("escape_fts", 1, lambda typed: match_query(typed) or '""')


def _link_title(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """In the view for reading, the headline leads to the whole article."""
    if table != VIEW or column != "标题" or "序号" not in list(row.keys()):
        return None
    markup = _datasette("markupsafe")
    path = datasette.urls.row(database, "articles", str(row["序号"]))
    return markup.Markup('<a href="{}">{}</a>').format(path, value or "（无题）")


def _datasette(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtra("browse", "Browsing") from None
