"""The week of e-papers: issues, pages, areas, adverts, stories shared with the web site, https through the proxy."""

from __future__ import annotations

import re
import ssl
import urllib.request
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

import pytest

from lanzhou_news.replica.epaper import DAYS, PAPERS, Paper
from lanzhou_news.replica.server import RunningReplica, start


@pytest.fixture(scope="module")
def replica() -> Iterator[RunningReplica]:
    with start(articles=120, seed=6, epapers=True) as running:
        yield running


def page(replica: RunningReplica, url: str) -> str:
    return unescape(replica.fetch(url.replace("https:", "http:")).decode("utf-8-sig"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_reader_who_follows_pages_and_areas_finds_the_gold(replica: RunningReplica, paper: Paper) -> None:
    records = list(replica.gold(f"host={paper.host}"))
    assert len({record["print"]["issue_date"] for record in records}) == DAYS - (paper.closed is not None)
    indexes, found, adverts = {f"http://{paper.host}/"}, set[str](), set[str]()
    seen: set[str] = set()
    while indexes - seen:
        address = (indexes - seen).pop()
        seen.add(address)
        with urllib.request.build_opener(urllib.request.ProxyHandler({"http": replica.base})).open(address) as response:
            base, html = response.url, response.read().decode("utf-8-sig")
        links = {urljoin(base, link) for link in re.findall(r"[^\"'= >]*node_\d+\.html?", html)}
        indexes |= links
        for link, title in re.findall(r"<a href=(\S+content_\d+\.html?|content_\d+\.htm)><div[^>]*>([^<]+)", html):
            (adverts if title == "广告" else found).add(urljoin(base, link))
    assert {record["url"].replace("https:", "http:") for record in records} == found
    assert adverts


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_articles_show_what_their_gold_says(replica: RunningReplica, paper: Paper) -> None:
    for record in list(replica.gold(f"host={paper.host}"))[::9]:
        html = page(replica, record["url"])
        text = re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))
        assert record["print"]["area"] in html
        assert record["print"]["pdf_url"].removeprefix(f"https://{paper.host}") in html
        assert f"第{record['print']['page_no']}版：{record['print']['page_name']}" in text
        for editor in record["editors"]:
            assert editor["name"] in text, record["url"]
        assert len(record["editors"]) in (3, 6)


def test_classic_pages_link_one_article_from_several_areas(replica: RunningReplica) -> None:
    days = {record["print"]["issue_date"] for record in replica.gold("host=lzrb.lzbs.com.cn")}
    html = "".join(page(replica, f"http://lzrb.lzbs.com.cn/html/{day[:7]}/{day[8:]}/node_1.htm") for day in days)
    assert "?div=0" in html
    assert "?div=-1" in html


def test_stories_of_the_web_site_are_linked_as_duplicates(replica: RunningReplica) -> None:
    web = {record["id"]: record for record in replica.gold("host=www.lzbs.com.cn")}
    shared = [record for record in replica.gold("kind=epaper") if record["duplicate_of"]]
    assert len(shared) > 10
    for record in shared:
        assert record["body"] == web[record["duplicate_of"]]["body"]


def test_real_https_urls_are_served_inside_a_tunnel(replica: RunningReplica) -> None:
    record = next(replica.gold("kind=epaper"))
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    handlers = (urllib.request.ProxyHandler({"https": replica.base}), urllib.request.HTTPSHandler(context=context))
    with urllib.request.build_opener(*handlers).open(record["url"], timeout=20) as response:
        assert record["title"] in unescape(response.read().decode("utf-8-sig"))
    assert replica.requests()[-1]["url"] == record["url"]


def test_without_the_option_there_are_no_e_papers(running: RunningReplica) -> None:
    assert list(running.gold("kind=epaper")) == []
