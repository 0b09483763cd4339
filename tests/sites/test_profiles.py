"""Site files: addresses they know, the one spelling of each, mirrors mapped back."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from lanzhou_news.cms import SHAPES
from lanzhou_news.errors import UnknownSite
from lanzhou_news.sites import for_url, get, original_url, profiles
from lanzhou_news.sites.base import SiteProfile

LZBS = "http://www.lzbs.com.cn/lanzhounews"
LZRB = "https://lzrb.lzbs.com.cn"
FIXTURES = sorted((Path(__file__).resolve().parents[1] / "fixtures").glob("*/*/meta.json"))
ARTICLES = {
    "lanzhou": [
        (
            "https://lzbs.com.cn/lanzhounews/2023-09/23/content_505014617_2.htm?x=1",
            f"{LZBS}/2023-09/23/content_505014617.htm",
            "505014617",
        ),
    ],
    "gscn": [("http://gansu.gscn.com.cn/system/2017/05/25/011711956.shtml", None, "011711956")],
    "gansudaily": [("http://gansu.gansudaily.com.cn/system/2020/11/16/030203652.shtml", None, "030203652")],
    "chinanews_gs": [("https://www.gs.chinanews.com.cn/news/2026/03-18/391028.shtml", None, "391028")],
    "lzrb": [
        (f"{LZRB}/html/2023-11/23/content_5.htm?div=-1", f"{LZRB}/html/2023-11/23/content_5.htm", "5"),
        ("http://rb.lzbs.com.cn/a/202311/23/content_5.html", f"{LZRB}/a/202311/23/content_5.html", "5"),
    ],
    "lanzhou_mirrors": [
        (f"{host}/a/2024-06/21/content_5_2.htm?a=b", f"{host}/a/2024-06/21/content_5.htm", "5")
        for host in ("http://www.ifyoulikebooks.com", "http://www.fcgxiehui.com")
    ],
    "lzwb": [("https://lzwb.lzbs.com.cn/lzwb/pc/content/202402/03/content_226314.html", None, "226314")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("site", "url", "canonical", "ident"), [(s, *row) for s, rows in ARTICLES.items() for row in rows]
)
def test_an_article_address_has_one_spelling_and_an_id(site: str, url: str, canonical: str | None, ident: str) -> None:
    profile = for_url(url)
    assert profile is get(site)
    match = profile.match_article(url)
    assert match is not None
    assert match["id"] == ident
    assert profile.canonical_url(url) == (canonical or url)


@pytest.mark.parametrize("meta", FIXTURES, ids=lambda path: f"{path.parts[-3]}/{path.parts[-2]}")
def test_the_address_of_a_fixture_is_known_to_its_site(meta: Path) -> None:
    url, profile = json.loads(meta.read_text(encoding="utf-8"))["url"], profiles().get(meta.parts[-3])
    if url and profile is not None:
        assert for_url(url) is profile, url
        assert profile.match_article(url) or profile.match_list(url), url


@pytest.mark.parametrize("profile", profiles().values(), ids=list(profiles()))
def test_a_profile_is_sound(profile: SiteProfile) -> None:
    assert all(profile.owns(url) for url in profile.start_urls)
    assert {"id", "date"} <= set(re.compile(profile.article_url).groupindex)
    for template in profile.templates:
        assert set(template.shapes) <= set(SHAPES), template
    for pattern in (*profile.mirrors.values(), profile.list_url, *profile.boilerplate):
        re.compile(pattern)


@pytest.mark.parametrize("profile", profiles().values(), ids=list(profiles()))
def test_start_pages_are_lists_and_no_articles(profile: SiteProfile) -> None:
    for url in profile.start_urls:
        assert profile.match_list(url), url
        assert profile.match_article(url) is None, url


@pytest.mark.parametrize(
    ("site", "path"),
    [
        ("lanzhou", "/lanzhounews/node_12.htm"),
        ("lanzhou", "/lanzhounews/node_12_3.htm"),
        ("lzrb", "/html/2023-11/23/node_2.htm"),
        ("lzrb", "/lzrb/202311/23/node_01.html"),
        ("lzrb", "/paperindex.htm"),
        ("gscn", "/lz/index_2.shtml"),
    ],
)
def test_list_pages_are_known(site: str, path: str) -> None:
    profile = get(site)
    assert profile.match_list(f"{profile.scheme}://{profile.hosts[0]}{path}"), path


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (
            "https://www.ifyoulikebooks.com/lanzhounews/2025-01/02/content_507000001.htm",
            f"{LZBS}/2025-01/02/content_507000001.htm",
        ),
        ("http://www.fcgxiehui.com/lanzhounews/2024-06/21/content_5.html?a=b", f"{LZBS}/2024-06/21/content_5.html"),
        ("http://www.fcgxiehui.com/about.html", None),
        ("http://www.example.com/lanzhounews/2024-06/21/content_506450102.htm", None),
        ("", None),
        ("not a url", None),
    ],
)  # fmt: skip
def test_a_mirror_address_is_mapped_back(url: str, original: str | None) -> None:
    assert original_url(url) == original


@pytest.mark.parametrize("name", ["lzrb", "lzwb"])
def test_a_newspaper_knows_the_pages_of_its_issues(name: str) -> None:
    profile = get(name)
    for shape in profile.issue_urls:
        url = date(2024, 5, 20).strftime(shape)
        match = profile.match_issue(url)
        assert match, url
        assert match["date"] in ("2024-05/20", "202405/20")
        assert profile.match_list(url), url
    assert profile.match_issue("https://www.lzbs.com.cn/html/2024-05/20/node_1.htm") is None
    assert get("lanzhou").match_issue("http://www.lzbs.com.cn/html/2024-05/20/node_1.htm") is None
    numbered = profile.match_article(f"https://{name}.lzbs.com.cn/html/2024-05/20/content_1_2.htm")
    assert numbered, "the second article of page 1, whose number is no id"
    assert numbered["id"] is None


def test_an_unknown_site_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownSite, match="lanzhou"):
        get("lzbs2")


def test_a_host_of_nobody_has_no_profile() -> None:
    assert for_url("https://www.example.com/") is None
    assert for_url("") is None
