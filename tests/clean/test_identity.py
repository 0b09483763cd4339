"""One id for every spelling of an address; a copy elsewhere is a record of its own."""

from __future__ import annotations

import pytest

from lanzhou_news.clean.identity import identify
from lanzhou_news.extract.raw import RawArticle
from lanzhou_news.sites import for_url

CANONICAL = "http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm"
HASH = "a" * 64


@pytest.mark.parametrize(
    "url",
    [
        CANONICAL,
        CANONICAL.replace("http:", "https:"),
        CANONICAL.replace("www.", ""),
        CANONICAL.replace(".htm", "_2.htm"),
        CANONICAL.replace(".htm", "_0.htm"),
        CANONICAL + "?div=-1",
        CANONICAL + "?from=timeline&isappinstalled=0",
        CANONICAL + "#comments",
        CANONICAL.replace("www.lzbs.com.cn", "www.lzbs.com.cn:80"),
    ],
)
def test_every_spelling_has_one_id_and_one_address(url: str) -> None:
    identity = identify(url, for_url(url), RawArticle(), HASH)
    assert (identity.id, identity.canonical_url) == ("lanzhou:505014617", CANONICAL)


def test_a_mirror_copy_keeps_its_own_id_and_points_at_the_original() -> None:
    url = CANONICAL.replace("www.lzbs.com.cn", "www.ifyoulikebooks.com")
    identity = identify(url, for_url(url), RawArticle(), HASH)
    assert identity.canonical_url == CANONICAL
    assert identity.id.startswith("url:")
    assert identity.site == "lanzhou_mirrors"
    other = CANONICAL.replace("www.lzbs.com.cn", "www.fcgxiehui.com")
    assert identify(other, for_url(other), RawArticle(), HASH).id != identity.id


def test_a_page_of_a_known_site_outside_its_article_pattern_takes_the_id_of_the_cms() -> None:
    url = "http://www.lzbs.com.cn/zt/page.html"
    assert identify(url, for_url(url), RawArticle(content_id="77"), HASH).id == "lanzhou:77"


def test_a_text_without_an_address_is_named_after_its_content() -> None:
    identity = identify("", None, RawArticle(), HASH)
    assert identity == (f"sha256:{HASH}", None, None, None)


def test_an_unknown_site_is_named_after_its_address_without_fragment() -> None:
    first = identify("https://News.Example.com/a/1.html#top", None, RawArticle(), HASH)
    second = identify("https://news.example.com/a/1.html", None, RawArticle(), HASH)
    assert first.id == second.id
    assert first.canonical_url == "https://news.example.com/a/1.html"


def test_an_address_of_a_site_that_names_no_article_is_itself_the_name() -> None:
    urls = [f"https://lzrb.lzbs.com.cn/lzrb/202405/{day}/content_1_2.html" for day in (20, 21)]
    first, second = (identify(url, for_url(url), RawArticle(), HASH) for url in urls)
    assert first.id.startswith("url:")
    assert first.id != second.id
    assert first.canonical_url == urls[0]
