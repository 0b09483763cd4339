"""Which pages are one list, which comes next, and what the -a arguments mean."""

from __future__ import annotations

from datetime import date

import pytest

from lanzhou_news.extract.page import Page
from lanzhou_news.sites import get
from lanzhou_news.spiders.arguments import BadArgument, parse, url_day
from lanzhou_news.spiders.durations import seconds
from lanzhou_news.spiders.links import feed_links, links
from lanzhou_news.spiders.paging import place, read_pager
from lanzhou_news.text.decode import decode

SITE = get("lanzhou")
ROOT = "http://www.lzbs.com.cn"


@pytest.mark.parametrize(
    ("path", "family", "number"),
    [
        ("", "/", 0),
        ("/index.htm", "/", 0),
        ("/a/", "/a/", 0),
        ("/a/index_2.htm", "/a/", 2),
        ("/a/default.shtml", "/a/", 0),
        ("/a/node_123.htm", "/a/node_123.htm", 0),
        ("/a/node_123_4.htm", "/a/node_123.htm", 4),
        ("/a/list_12.html", "/a/list.html", 12),
        ("/a/?page=3&c=7", "/a/?c=7", 3),
    ],
)
def test_family_and_number_of_a_list_page(path: str, family: str, number: int) -> None:
    assert place(SITE, ROOT + path) == (f"lanzhou:{family}", number), path


@pytest.mark.parametrize(
    ("page", "linked", "family", "following", "others"),
    [
        ("/a/", ["/a/index_2.htm", "/a/index_3.htm", "/a/index_40.htm"], "/a/", "/a/index_2.htm", []),
        ("/a/", ["/a/node_7_2.htm", "/a/node_7_29.htm", "/b/"], "/a/node_7.htm", "/a/node_7_2.htm", ["/b/"]),
        ("/a/index.htm", ["/a/node_7_2.htm"], "/a/node_7.htm", "/a/node_7_2.htm", []),
        ("/a/node_7.htm", ["/a/node_7_2.htm"], "/a/node_7.htm", "/a/node_7_2.htm", []),
        ("/a/node_7_2.htm", ["/a/node_7.htm", "/a/node_7_3.htm", "/a/"], "/a/node_7.htm", "/a/node_7_3.htm", ["/a/"]),
        ("/a/node_7_29.htm", ["/a/node_7_28.htm", "/a/node_7_27.htm"], "/a/node_7.htm", None, []),
        ("/a/", ["/a/index_1.htm"], "/a/", "/a/index_1.htm", []),
        ("/a/index_1.htm", ["/a/", "/a/index_2.htm"], "/a/", "/a/index_2.htm", []),
        ("/", ["/list_12.html", "/list_15.html"], "/", None, ["/list_12.html", "/list_15.html"]),
        ("/", ["/b/node_9_2.htm"], "/", None, ["/b/node_9_2.htm"]),
        ("/a/", [], "/a/", None, []),
    ],
)
def test_the_pager_of_a_list_page(
    page: str, linked: list[str], family: str, following: str | None, others: list[str]
) -> None:
    pager = read_pager(SITE, ROOT + page, [ROOT + link for link in linked])
    assert pager.family == f"lanzhou:{family}"
    assert pager.next == (following and ROOT + following)
    assert pager.others == [ROOT + other for other in others]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("b.htm#x", f"{ROOT}/a/b.htm"),
        (" /c/ ", f"{ROOT}/c/"),
        ("//other.example/", "http://other.example/"),
        ("javascript:void(0)", None),
        ("mailto:a@b.cn", None),
        ("http://[broken", None),
        ("http://a:b/", None),
        ("x" * 3000, None),
        ("", None),
    ],
)
def test_links_are_absolute_and_sane(href: str, url: str | None) -> None:
    page = Page(f"{ROOT}/a/", decode(f'<a href="{href}">x</a>'.encode()))
    assert links(page) == ([url] if url else [])


def test_a_base_element_is_honoured_and_frames_count() -> None:
    html = "<base href='/base/'><a href=x.htm>1</a><iframe src=y.htm></iframe><map><area href=z.htm></map>"
    assert links(Page(ROOT, decode(html.encode()))) == [f"{ROOT}/base/{name}.htm" for name in "xyz"]


@pytest.mark.parametrize(
    "document",
    [
        "<rss><channel><link>http://h/</link><item><link> http://a/1 </link></item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="http://a/1"/></entry></feed>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://a/1</loc></url></urlset>',
        "<rss><channel><item><link>http://a/1</link></item>",
    ],
    ids=["rss", "atom", "sitemap", "torn"],
)
def test_every_kind_of_feed_gives_its_links(document: str) -> None:
    assert feed_links(document.encode(), "http://a/") == (["http://a/1"], [])


def test_a_sitemap_index_names_sitemaps_and_rubbish_names_nothing() -> None:
    index = b"<sitemapindex><sitemap><loc>http://a/s.xml</loc></sitemap></sitemapindex>"
    assert feed_links(index, "http://a/") == ([], ["http://a/s.xml"])
    assert feed_links(b"\x00\x01 no xml", "http://a/") == ([], [])
    assert feed_links(b"", "http://a/") == ([], [])


@pytest.mark.parametrize(
    ("given", "url", "wanted"),
    [
        ({}, "/a/2024-01/05/content_1.htm", True),
        ({"since": "2024-01-05"}, "/a/2024-01/05/content_1.htm", True),
        ({"since": "2024-01-06"}, "/a/2024-01/05/content_1.htm", False),
        ({"until": "2024-01-04"}, "/a/2024-01/05/content_1.htm", False),
        ({"sections": "a"}, "/a/2024-01/05/content_1.htm", True),
        ({"sections": "a"}, "/a/b/2024-01/05/content_1.htm", True),
        ({"sections": "a"}, "/ab/2024-01/05/content_1.htm", False),
        ({"sections": "新闻中心>兰州新闻，b"}, "/lanzhounews/2024-01/05/content_1.htm", True),
    ],
)
def test_filters_judge_an_address(given: dict[str, str], url: str, wanted: bool) -> None:
    assert parse(SITE, given).wants(SITE, ROOT + url) is wanted


def test_until_before_since_is_refused() -> None:
    with pytest.raises(BadArgument, match="lies before"):
        parse(SITE, {"since": "2024-02-01", "until": "2024-01-01"})


@pytest.mark.parametrize(
    ("text", "day"),
    [("2023-09/23", date(2023, 9, 23)), ("2023-13/23", None), ("", None), (None, None), ("20230923", None)],
)
def test_the_day_in_an_address(text: str | None, day: date | None) -> None:
    assert url_day(text) == day


@pytest.mark.parametrize("text", ["", "1 week", "-5", "1.5h"])
def test_a_duration_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        seconds(text)
