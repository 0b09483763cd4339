"""Every spelling of an address is one address."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lanzhou_news.text.urls import article_url, content_id, first_page, normalize_url, page_key

ARTICLE = "http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm"


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        (ARTICLE, ARTICLE),
        ("HTTP://WWW.LZBS.COM.CN/a/1.htm", "http://www.lzbs.com.cn/a/1.htm"),
        ("http://www.lzbs.com.cn:80/a/1.htm", "http://www.lzbs.com.cn/a/1.htm"),
        ("https://e.com:443/", "https://e.com/"),
        ("http://:80/a/1.htm", "http://:80/a/1.htm"),
        ("https://e.com:80/", "https://e.com:80/"),
        ("http://e.com:8080/a", "http://e.com:8080/a"),
        ("http://e.com", "http://e.com/"),
        ("http://e.com./a", "http://e.com/a"),
        ("http://e.com/a#top", "http://e.com/a"),
        ("http://e.com//a//b/", "http://e.com/a/b/"),
        ("http://e.com/a/../b/./c", "http://e.com/b/c"),
        ("http://e.com/../a", "http://e.com/a"),
        ("http://e.com/a?utm_source=x&from=timeline&isappinstalled=0&spm=1.2&id=7", "http://e.com/a?id=7"),
        ("http://e.com/a.htm?div=-1", "http://e.com/a.htm"),
        ("http://e.com/a?b=2&a=1", "http://e.com/a?a=1&b=2"),
        ("http://e.com/a?", "http://e.com/a"),
        ("http://e.com/新闻/1.htm", "http://e.com/%E6%96%B0%E9%97%BB/1.htm"),
        ("http://e.com/%e6%96%b0%e9%97%bb/1.htm", "http://e.com/%E6%96%B0%E9%97%BB/1.htm"),
        ("http://e.com/a%2Db", "http://e.com/a-b"),
        ("http://e.com/a%2Fb", "http://e.com/a%2Fb"),
        ("http://e.com/%d0%c2", "http://e.com/%D0%C2"),
        ("http://user:secret@e.com/a", "http://e.com/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("  http://e.com/a\n", "http://e.com/a"),
        ("mailto:a@e.com", "mailto:a@e.com"),
        ("http://e.com:port/", "http://e.com:port/"),
        ("http://[broken/", "http://[broken/"),
        ("", ""),
    ],
)
def test_an_address_has_one_spelling(url: str, normal: str) -> None:
    assert normalize_url(url) == normal


@pytest.mark.parametrize(
    "url",
    [
        ARTICLE.replace("http:", "https:"),
        ARTICLE.replace("www.", ""),
        ARTICLE.replace("www.", "m."),
        ARTICLE.replace("www.", "wap."),
        ARTICLE.replace(".htm", "_2.htm"),
        ARTICLE.replace(".htm", "_0.htm"),
        ARTICLE.replace(".com.cn", ".com.cn:80"),
        ARTICLE + "?div=0",
        ARTICLE + "?from=singlemessage#c",
    ],
)
def test_twins_and_pages_of_one_article_share_a_key(url: str) -> None:
    assert page_key(url) == page_key(ARTICLE) == "lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm"


@pytest.mark.parametrize(
    "other",
    [
        ARTICLE.replace("505014617", "505014618"),
        ARTICLE.replace("lanzhounews", "zbxw"),
        ARTICLE.replace("www.lzbs", "www.lzrb"),
        ARTICLE + "?id=7",
        ARTICLE.replace("www.lzbs.com.cn", "rb.lzbs.com.cn"),
    ],
)
def test_other_pages_have_other_keys(other: str) -> None:
    assert page_key(other) != page_key(ARTICLE)


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/a/content_505014617_2.htm", "/a/content_505014617.htm"),
        ("/a/content_505014617_0.html", "/a/content_505014617.html"),
        ("/a/t20250102_1234567_3.shtml", "/a/t20250102_1234567.shtml"),
        ("/a/node_12_2.htm", "/a/node_12_2.htm"),
        ("/a/report_2024_5.htm", "/a/report_2024_5.htm"),
        ("/a/20250102_123456.htm", "/a/20250102_123456.htm"),
    ],
)
def test_page_numbers_are_dropped_after_a_long_id_only(path: str, first: str) -> None:
    assert first_page(path) == first


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://E.com/a/1234567_2.html?utm_source=x", "https://e.com/a/1234567.html"),
        ("https://e.com/a/2.html", "https://e.com/a/2.html"),
        ("http://[broken/1234567_2.html", "http://[broken/1234567_2.html"),
        ("no address", "no address"),
    ],
)
def test_an_article_has_the_address_of_its_first_page(url: str, first: str) -> None:
    assert article_url(url) == first


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (ARTICLE, "505014617"),
        (ARTICLE.replace(".htm", "_3.htm") + "?div=1", "505014617"),
        ("http://gansu.gscn.com.cn/system/2017/05/25/011711956.shtml", "011711956"),
        ("https://www.gs.chinanews.com.cn/news/2026/03-18/391028.shtml", "391028"),
        ("http://e.com/2024.htm", None),
        ("http://e.com/", None),
        ("http://[broken/12345.htm", None),
    ],
)
def test_the_number_of_the_cms_is_read_from_the_file_name(url: str, number: str | None) -> None:
    assert content_id(url) == number


@given(st.text())
@example("http://[broken/12345.htm")
@example("http://e.com:port/")
def test_any_text_is_survived(text: str) -> None:
    page_key(text)
    article_url(text)
    content_id(text)
    assert normalize_url(normalize_url(text)) == normalize_url(text)


@given(st.from_regex(r"https?://[a-z]{1,8}\.com(:\d{1,4})?/[ -~]{0,30}", fullmatch=True))
def test_normalizing_twice_changes_nothing(url: str) -> None:
    assert normalize_url(normalize_url(url)) == normalize_url(url)
    assert page_key(normalize_url(url)) == page_key(url)
