"""Pages that the tests of whole pages are made of."""

from __future__ import annotations

from lanzhou_news import extract_article
from lanzhou_news.items import Article


def read(markup: str, title: str) -> Article:
    """The article of a page with that body and ``<title>``, on a site that nobody knows."""
    page = f"<html><head><title>{title}</title></head><body>{markup}</body></html>"
    return extract_article(page.encode(), "http://news.example.com/a/1.html")


def lines(article: Article) -> list[str]:
    """The paragraphs of its text."""
    return article.body.split("\n")
