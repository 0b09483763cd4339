"""The extractors that are compared: ours, and every peer that is installed. Each takes bytes and an address."""

from __future__ import annotations

import importlib.metadata
import logging
from collections.abc import Callable, Iterator
from typing import Any

from lanzhou_news import extract_article

Record = dict[str, Any]
Extract = Callable[[bytes, str], Record]

PHOTOGRAPHERS = frozenset({"摄影", "供图", "图"})
"""They are no authors for the labels."""


def ours(body: bytes, url: str) -> Record:
    """The project's whole offline path."""
    article = extract_article(body, url)
    authors = [person.name for person in article.authors if person.role not in PHOTOGRAPHERS]
    return {"title": article.title, "text": article.body, "date": article.published_at, "author": authors}


def peers() -> Iterator[tuple[str, Extract]]:
    """Every peer that can be imported, with its version."""
    for name, make in (
        ("trafilatura", _trafilatura),
        ("readability-lxml", _readability),
        ("newspaper4k", _newspaper),
        ("gne", _gne),
    ):
        try:
            yield f"{name} {importlib.metadata.version(name)}", make()
        except ImportError:
            print(f"{name}: not installed, left out")


def _trafilatura() -> Extract:
    from trafilatura import bare_extraction

    def run(body: bytes, url: str) -> Record:
        found = bare_extraction(body, url=url or None, with_metadata=True, include_comments=False)
        return {"title": found.title, "text": found.text, "date": found.date, "author": found.author} if found else {}

    return run


def _readability() -> Extract:
    from lxml.html import fromstring
    from readability import Document

    def run(body: bytes, url: str) -> Record:
        document = Document(_text(body))
        summary = document.summary(html_partial=True)
        return {"title": document.short_title(), "text": fromstring(summary).text_content() if summary.strip() else ""}

    return run


def _newspaper() -> Extract:
    import jieba
    import newspaper

    jieba.setLogLevel(logging.WARNING)  # it tells on standard error that it loads its dictionary

    def run(body: bytes, url: str) -> Record:
        article = newspaper.Article(url or "http://example.com/a.html", language="zh", fetch_images=False)
        article.download(input_html=_text(body))
        article.parse()
        return {"title": article.title, "text": article.text, "date": article.publish_date, "author": article.authors}

    return run


def _gne() -> Extract:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def run(body: bytes, url: str) -> Record:
        found = extractor.extract(_text(body), host=url)
        return {
            "title": found.get("title"),
            "text": found.get("content"),
            "date": found.get("publish_time"),
            "author": found.get("author"),
        }

    return run


def _text(body: bytes) -> str:
    """What a caller of a peer that wants text would do: UTF-8, else GB18030."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")
