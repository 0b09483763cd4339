"""Clean, validated records from Chinese city news pages.

>>> import lanzhou_news
>>> lanzhou_news.parse_credits("兰州日报社全媒体记者 王 娟").people[0].name
'王娟'

The names below are imported on first use, so that ``lanzhou-news --help`` starts fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lanzhou_news.clean.steps import extract_article
    from lanzhou_news.errors import InvalidArticle, NotAnArticle, UnknownSite
    from lanzhou_news.items import Article, Person
    from lanzhou_news.text.credits import Credits, parse_credits
    from lanzhou_news.text.fingerprint import near_duplicates
    from lanzhou_news.text.repair import Repaired, repair_text
    from lanzhou_news.text.script import to_simplified

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Credits",
    "InvalidArticle",
    "NotAnArticle",
    "Person",
    "Repaired",
    "UnknownSite",
    "extract_article",
    "near_duplicates",
    "parse_credits",
    "repair_text",
    "to_simplified",
]

_HOME = {
    "Article": "items",
    "Credits": "text.credits",
    "InvalidArticle": "errors",
    "NotAnArticle": "errors",
    "Person": "items",
    "Repaired": "text.repair",
    "UnknownSite": "errors",
    "extract_article": "clean.steps",
    "near_duplicates": "text.fingerprint",
    "parse_credits": "text.credits",
    "repair_text": "text.repair",
    "to_simplified": "text.script",
}


def __getattr__(name: str) -> object:
    try:
        module = importlib.import_module(f"{__name__}.{_HOME[name]}")
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    return getattr(module, name)
