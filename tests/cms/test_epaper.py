"""Pages of an issue and front pages as e-papers print them, attributes unquoted, tags in any case."""

from __future__ import annotations

import time

import pytest

from lanzhou_news.cms.epaper import PageLink, article_number, front_links, print_area, read_issue_page
from lanzhou_news.cms.founder import read_founder
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.page import Page
from lanzhou_news.text.decode import decode

HOST = "https://lzrb.lzbs.com.cn"
NODE = f"{HOST}/html/2024-05/20/node_3.htm"


def page(markup: str, url: str = NODE) -> Page:
    return Page(url, decode(f"<html><body>{markup}</body></html>".encode()))


INDEX = page(
    "<a class=preart href=../19/node_2.htm>上一期</a><a href=node_4.htm>下一版</a>"
    "<map name=PagePicMap><Area coords='1,1,2,2' shape=polygon href='content_12.htm?div=-1'>"
    "<AREA COORDS='3,3,4,4' HREF=content_11.htm><area coords='5,5,6,6' href='content_12.htm?div=0'></map>"
    "<table><tr><td><a id=pageLink href=node_2.htm>第01版：要闻</a></td><td><a href=/pdf/01.pdf>P</a></td></tr>"
    "<tr><td><a id=pageLink href=./node_3.htm>第02版：综 合</a></td><td><a href=/pdf/02.PDF>P</a></td></tr>"
    "<tr><td><a id=pageLink href=node_4.htm>第A03版:城事·民生</a></td><td><a href=/pdf/03.pdf>P</a></td></tr></table>"
)


def test_an_index_says_what_its_page_is_called_and_where_articles_stand() -> None:
    index = read_issue_page(INDEX, {})
    assert (index.number, index.name, index.pdf_url) == ("02", "综合", f"{HOST}/pdf/02.PDF")
    assert index.areas == {"12": "1,1,2,2", "11": "3,3,4,4"}
    assert index.printed(f"{HOST}/html/2024-05/20/content_11.htm?div=0")["area"] == "3,3,4,4"
    assert "area" not in index.printed(f"{HOST}/html/2024-05/20/content_13.htm")


def test_the_pages_of_an_issue_stand_in_the_order_of_their_labelled_links() -> None:
    folder = f"{HOST}/html/2024-05"
    assert read_issue_page(INDEX, {}).pages == (
        PageLink(f"{folder}/19/node_2.htm", "", ""),
        PageLink(f"{folder}/20/node_2.htm", "01", "要闻"),
        PageLink(f"{folder}/20/node_3.htm", "02", "综合"),
        PageLink(f"{folder}/20/node_4.htm", "A03", "城事·民生"),
    )


@pytest.mark.parametrize(
    ("text", "cms", "number", "name"),
    [
        ("第02版：时 政", {}, "02", "时政"),
        ("兰州日报 第2版 综合新闻", {}, "2", "综合新闻"),
        ("第A06版:城事 PDF", {}, "A06", "城事"),
        ("第二版", {}, "二", ""),
        ("第03版", {"pagenum": "03"}, "03", ""),
        ("第03版：副刊", {"pagenum": "3"}, "3", ""),
        ("（上接第1版）", {}, "", ""),
        ("上接第一版", {}, "", ""),
        ("下转第3版", {"pagenum": "01"}, "01", ""),
        ("这是第3版修订的方案。", {}, "", ""),
        ("没有版次", {}, "", ""),
    ],
)
def test_number_and_name_of_a_page_as_printed(text: str, cms: dict[str, str], number: str, name: str) -> None:
    index = read_issue_page(page(f"<p>{text}</p><p>别的</p>"), cms)
    assert (index.number, index.name) == (number, name), text


def test_of_several_pdfs_that_of_the_page_is_taken_or_none() -> None:
    rows = "<li>第01版 <a href=1.pdf>PDF</a></li><li>第02版 <a href=2.pdf>PDF</a></li>"
    assert read_issue_page(page(rows), {"pagenum": "02"}).pdf_url.endswith("/2.pdf")
    assert read_issue_page(page(rows), {"pagenum": "05"}).pdf_url == ""
    assert read_issue_page(page("<p><a href=9.pdf>PDF</a></p>" + rows), {"pagenum": "05"}).pdf_url.endswith("/9.pdf")


@pytest.mark.parametrize(
    "markup",
    [
        '<meta http-equiv="refresh" content="0;URL=html/2024-05/20/node_2.htm">',
        "<META HTTP-EQUIV=REFRESH CONTENT='1; url=/html/2024-05/20/node_2.htm'>",
        "<script>window.location.href='html/2024-05/20/node_2.htm'</script>",
        r'<script>var first = "https:\/\/lzrb.lzbs.com.cn\/html\/2024-05\/20\/node_2.htm";</script>',
        "<a href=html/2024-05/20/node_2.htm>今日</a>",
        "<frame src=html/2024-05/20/node_2.htm>",
    ],
)
def test_a_front_page_leads_to_an_issue_in_many_ways(markup: str) -> None:
    assert front_links(page(markup, f"{HOST}/")) == [f"{HOST}/html/2024-05/20/node_2.htm"], markup


def test_a_hostile_front_page_costs_bounded_time() -> None:
    started = time.process_time()
    front_links(page("a/" * 400_000 + "node_2.htm" * 40_000, f"{HOST}/"))
    assert time.process_time() - started < 3


def test_an_article_is_named_by_its_file_whatever_area_links_to_it() -> None:
    assert article_number(f"{NODE}/../content_1_2.htm?div=-1") == "1_2"
    assert article_number(NODE) == ""


def test_the_place_in_print_is_left_open_where_the_page_does_not_say_it() -> None:
    found = print_area(page("<p>正文</p>", f"{HOST}/html/2024-05/20/content_7.htm"), {}, 5)
    assert found == {"issue_date": "2024-05-20"}


@pytest.mark.parametrize(
    ("title", "above", "reason"),
    [
        ("广告", "", "advert"),
        ("", "", "advert"),
        ("公益广告", "<p>第02版：综合</p>", "advert"),
        ("黄河岸边", "<p>第02版：综合</p><p>放大 缩小 默认</p>", "no-body"),
        ("黄河岸边", "<p>图为市民在黄河岸边晨练。李华 摄</p>", None),
        ("广告法修订草案提请审议，公众可提意见", "", "no-body"),
    ],
)
def test_a_page_without_text_is_an_advert_or_no_article(title: str, above: str, reason: str | None) -> None:
    markup = (
        f"<td id=Title>{title}</td>{above}<div id=ozoom><founder-content><img src=a.jpg></founder-content></div>"
        "<p>兰州日报社出版 所有内容未经授权不得复制。</p>"
        f"<!--mpproperty <founder-title>{title}</founder-title>/mpproperty-->"
    )
    if reason is None:
        assert read_founder(page(markup)) is not None
        return
    with pytest.raises(NotAnArticle) as refused:
        read_founder(page(markup))
    assert refused.value.reason == reason
