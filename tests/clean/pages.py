"""Pages that the tests of whole pages are made of."""

from __future__ import annotations

from lanzhou_news import extract_article
from lanzhou_news.items import Article

TEXT = (
    "什川镇的千亩古梨园迎来盛花期，园里游人如织，远远望去宛如一片雪海，附近的农家院座无虚席。",
    "镇上的负责人介绍，今年的梨花节安排了摄影大赛、民俗展演等十余项活动，预计接待游客二十万人次。",
    "“我们一家五口专程开车过来，看了花还吃了农家菜。”一位外地游客边拍照边说。",
)
BLOCK = "".join(f"<p>{line}</p>" for line in TEXT)
HEADLINE = "什川梨花迎来盛花期"


def read(markup: str, title: str) -> Article:
    """The article of a page with that body and ``<title>``, on a site that nobody knows."""
    page = f"<html><head><title>{title}</title></head><body>{markup}</body></html>"
    return extract_article(page.encode(), "http://news.example.com/a/1.html")


def lines(article: Article) -> list[str]:
    """The paragraphs of its text."""
    return article.body.split("\n")
