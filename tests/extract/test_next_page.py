"""Following pages of one article: by the site's pattern, by a pager, and the full-text page."""

from __future__ import annotations

import pytest

from lanzhou_news.extract.article import read_article
from lanzhou_news.extract.next_page import next_pages
from lanzhou_news.extract.page import Page
from lanzhou_news.sites import get
from lanzhou_news.text.decode import decode

LZBS = "http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617"
PAGER = (
    '<ul class="pages"><li class="page"><a href="content_505014617.htm">1</a>'
    '<li><a href="content_505014617_2.htm">2</a>'
    '<li><a href="content_505014617_3.htm">下一页</a></ul><a href="content_505014618.htm">下一篇</a>'
)


def page(url: str, markup: str) -> Page:
    return Page(url, decode(f"<html><body>{markup}".encode()))


@pytest.mark.parametrize(
    ("url", "markup", "site", "expected"),
    [
        (f"{LZBS}.htm", PAGER, "lanzhou", [f"{LZBS}_2.htm", f"{LZBS}_3.htm"]),
        (f"{LZBS}_2.htm", PAGER, "lanzhou", [f"{LZBS}_3.htm"]),
        (f"{LZBS}_3.htm", PAGER, "lanzhou", []),
        (f"{LZBS}_0.htm", PAGER, "lanzhou", []),
        (f"{LZBS}.htm", PAGER + '<a href="content_505014617_0.htm">全文阅读</a>', "lanzhou", [f"{LZBS}_0.htm"]),
        (f"{LZBS}.htm", f"<a onclick=\"javascript:location.href='{LZBS}_2.htm';\">下一页</a>", None, [f"{LZBS}_2.htm"]),
        (f"{LZBS}.htm", f"<a onclick='location = \"{LZBS}_s.htm\"'>余下全文</a>", None, [f"{LZBS}_s.htm"]),
        (f"{LZBS}.htm", f"<a href='javascript:;' onclick=\"location='{LZBS}_2.htm'\">2</a>", None, [f"{LZBS}_2.htm"]),
        (f"{LZBS}.htm", "<a href='javascript:;' onclick='share()'>下一页</a>", None, []),
        (f"{LZBS}.htm", PAGER, None, [f"{LZBS}_2.htm", f"{LZBS}_3.htm"]),
        ("http://a.cn/t2022_123.htm", '<a href="t2022_123_1.htm">2</a>', None, []),
        ("http://a.cn/t2022_123.htm", '<a href="t2022_123_2.htm">2</a>', None, ["http://a.cn/t2022_123_2.htm"]),
        ("http://a.cn/t2022_123.htm", '<a href="t2022_124.htm">3</a><a href="t2022_3.htm">2</a>', None, []),
        ("http://a.cn/?i=5", '<a href="?i=5&page=2">[2]</a><a href="?i=6&page=3">3</a>', None, ["http://a.cn/?i=5&page=2"]),
        ("http://a.cn/5.html", '<a href="5_2.html">图片</a><a href="//b.cn/5_2.html">2</a><a href="#">3</a>', None, []),
        ("http://a.cn/5.htm", '<a href="javascript:void(0)">2</a><a href="http://[b/5_2.html">2</a><a>2</a>', None, []),
        ("", '<a href="5_2.html">2</a>', None, []),
        ("http://www.lzbs.com.cn/zt/5.html", '<a href="5_2.html">图片</a>', "lanzhou", []),
    ],
)  # fmt: skip
def test_following_pages_are_found(url: str, markup: str, site: str | None, expected: list[str]) -> None:
    assert next_pages(page(url, markup), get(site) if site else None) == expected, markup


def article(*paragraphs: str) -> str:
    return (
        f"<h1>黄河岸边添新绿</h1><!--enpcontent-->{''.join(f'<p>{p}</p>' for p in paragraphs)}<!--/enpcontent-->{PAGER}"
    )


FIRST, SECOND, THIRD = (
    f"{day}日清晨，黄河兰州段的水面上升起薄雾，沿岸步道已有不少市民晨练。" for day in ("一", "二", "三")
)


def test_pages_are_joined_in_order() -> None:
    pages = [page(f"{LZBS}.htm", article(FIRST)), page(f"{LZBS}_2.htm", article(SECOND, THIRD))]
    raw = read_article(pages, get("lanzhou"))
    assert [line.text for line in raw.body] == [FIRST, SECOND, THIRD]
    assert raw.title is not None
    assert raw.title.text == "黄河岸边添新绿"


def test_the_full_text_page_wins() -> None:
    pages = [page(f"{LZBS}.htm", article(FIRST)), page(f"{LZBS}_0.htm", article(FIRST, SECOND, THIRD))]
    assert [line.text for line in read_article(pages, get("lanzhou")).body] == [FIRST, SECOND, THIRD]


def test_a_page_served_twice_is_not_doubled() -> None:
    pages = [page(f"{LZBS}.htm", article(FIRST, SECOND)), page(f"{LZBS}_2.htm", article(FIRST, SECOND))]
    assert [line.text for line in read_article(pages, get("lanzhou")).body] == [FIRST, SECOND]


def test_a_following_page_without_text_is_noted_and_the_rest_kept() -> None:
    pages = [page(f"{LZBS}.htm", article(FIRST)), page(f"{LZBS}_2.htm", "<p>404 Not Found")]
    raw = read_article(pages, get("lanzhou"))
    assert [line.text for line in raw.body] == [FIRST]
    assert any(f"{LZBS}_2.htm" in text for text in raw.disagreements), raw.disagreements
