"""Generations of a site's markup: selectors of a template, and days until which an old one was in use."""

from __future__ import annotations

from datetime import date

import pytest

from lanzhou_news.extract.article import read_article
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import RawArticle
from lanzhou_news.sites.base import SiteProfile, Template
from lanzhou_news.text.decode import decode

NEW = Template(version="3", shapes=("founder-web",))
OLD = Template(
    version="2",
    shapes=(),
    selectors={"body": "div.story", "title": "b.head", "kicker": "i.over", "subtitle": "i.under"},
    valid_until=date(2019, 6, 30),
)
OLDEST = Template(version="1", shapes=(), selectors={"body": "td.text"}, valid_until=date(2009, 12, 31))
SITE = SiteProfile(
    name="town",
    title="某城新闻网",
    publisher="某城日报社",
    hosts=("news.example.com",),
    start_urls=("http://news.example.com/",),
    article_url=r"^/(?P<date>\d{4}-\d{2}/\d{2})/(?P<id>\d+)\.htm$",
    list_url="^/$",
    templates=(NEW, OLD, OLDEST),
)
STORY = "十一月的清晨，渡口的铁桥上落了一层薄霜，骑车上班的人把围巾又紧了一圈。"
OTHER = "同一页的旁边还有另一段话，它有标点，也有一句话那么长，却不是这篇稿件的正文。"
PAGE = (
    "<html><head><title>渡口的霜_某城新闻网</title></head><body><i class=over>岁末见闻</i><b class=head>渡口的霜</b>"
    "<i class=under>——铁桥上的早班</i>"
    f"<table><tr><td class=text>{OTHER * 4}</td></tr></table><div class=story><p>{STORY}</p><p>{STORY[::-1]}</p></div>"
)


def read(url: str, markup: str = PAGE) -> RawArticle:
    return read_article([Page(url, decode(markup.encode()))], SITE)


def test_a_template_is_read_with_its_selectors() -> None:
    raw = read("http://news.example.com/2018-11/03/7.htm")
    assert [line.text for line in raw.body] == [STORY, STORY[::-1]]
    assert [raw.kicker.text, raw.title.text, raw.subtitle.text] == ["岁末见闻", "渡口的霜", "——铁桥上的早班"]
    assert (raw.extractor["body"], raw.extractor["title"]) == ("town@2", "town@2")


@pytest.mark.parametrize(
    ("day", "template"),
    [
        ("2005-11/03", "town@1"),  # both old templates fit the page: the one of the day is taken
        ("2009-12/31", "town@1"),
        ("2010-01/01", "town@2"),
        ("2019-06/30", "town@2"),
        ("2024-11/03", "town@2"),  # no markers of the present shape: the latest of the old ones that fits
    ],
)
def test_a_page_is_read_with_the_template_of_its_day(day: str, template: str) -> None:
    assert read(f"http://news.example.com/{day}/7.htm").extractor["body"] == template, day


def test_the_present_template_comes_first_for_a_page_of_today_and_for_one_without_a_day() -> None:
    marked = PAGE.replace("<p>", "<!--enpcontent--><p>", 1).replace("</p></div>", "</p><!--/enpcontent--></div>")
    for url in ("http://news.example.com/2024-11/03/7.htm", "http://news.example.com/topic.htm", ""):
        assert read(url, marked).extractor["body"].startswith("founder-web"), url
    assert read("http://news.example.com/2018-11/03/7.htm", marked).extractor["body"] == "town@2"


def test_a_page_no_template_fits_is_read_by_the_generic_reader() -> None:
    plain = PAGE.replace("story", "x").replace("class=text", "").replace(OTHER * 4, "")
    assert read("http://news.example.com/2018-11/03/7.htm", plain).extractor["body"] == "generic"
