"""The one ordered table of cleaning steps: item pipelines run one row each, :func:`extract_article` all of them.

A step is a plain function ``run(draft) -> None`` in a module of its own: it reads and changes the draft, adds notes,
and raises :class:`~lanzhou_news.errors.NotAnArticle` or :class:`~lanzhou_news.errors.InvalidArticle` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from typing import NamedTuple

from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.order import STEP_NAMES
from lanzhou_news.items import Article
from lanzhou_news.sites import for_url, get


class Step(NamedTuple):
    """A named row of the table."""

    name: str
    run: Callable[[Draft], None]


STEPS: tuple[Step, ...] = tuple(Step(name, import_module(f"{__package__}.{name}").run) for name in STEP_NAMES)
"""The rows in the order of :data:`~lanzhou_news.clean.order.STEP_NAMES`."""


def clean(draft: Draft) -> Article:
    """Run every step in order and return the finished article.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` with the reason, or
    :class:`~lanzhou_news.errors.InvalidArticle` with the problems.
    """
    for step in STEPS:
        step.run(draft)
    return draft.article


def extract_article(
    body: bytes,
    url: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    site: str | None = None,
    fetched_at: datetime | None = None,
) -> Article:
    """Turn the bytes of one Chinese news page (or plain text) into one clean record, offline.

    ``url`` helps to find the site profile, the content id and the day; ``site`` names a profile outright (raises
    :class:`~lanzhou_news.errors.UnknownSite`). ``fetched_at`` is the reference for relative and year-less dates; a
    naive value is taken as Asia/Shanghai. Without it such dates stay None: never now().

    >>> extract_article(page_bytes, "http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm").title
    '…'
    """
    url = url.encode("utf-8", "replace").decode()  # a lone surrogate cannot be written as JSON
    lower = {name.lower(): value for name, value in (headers or {}).items()}
    fetched = Fetched(body, url, lower, fetched_at=fetched_at)
    return clean(Draft([fetched], profile=get(site) if site else for_url(url)))
