"""Whole pages of offices, schools, companies, forums, blogs, encyclopedias: templates in markup of our own."""

from __future__ import annotations

import pytest

from lanzhou_news import extract_article
from lanzhou_news.items import Article

TEXT = (
    "七里河区今年计划改造老旧小区四十六个，惠及居民一万二千余户，目前已有三十一个小区开工。",
    "区住建局负责人介绍，改造内容由居民自己选定，屋面防水、加装电梯和停车位排在前三位。",
    "“楼道亮了，下水也不堵了。”住了三十年的老住户对变化十分满意。",
)
BLOCK = "".join(f"<p>{line}</p>" for line in TEXT)
HEADLINE = "四十六个老旧小区年内改造"
META = "<p>发布时间：2021-04-09 15:00 来源：金城晚报</p>"


def read(markup: str, title: str = f"{HEADLINE}_金城网") -> Article:
    page = f"<html><head><title>{title}</title></head><body>{markup}</body></html>"
    return extract_article(page.encode(), "http://www.example.com/a/1.html")


def lines(article: Article) -> list[str]:
    return article.body.split("\n")


@pytest.mark.parametrize(
    "views", ["<span>862</span>", "<span><i class=eye></i>862</span>", "<i class=eye></i>862", "<em class=n>862</em>"]
)
def test_a_counter_that_touches_the_date_is_no_part_of_it(views: str) -> None:
    article = read(f"<h1>{HEADLINE}</h1><div class=info><span>2023-09-18</span>{views}</div><div>{BLOCK}</div>")
    assert article.published_at == "2023-09-18T00:00:00+08:00", views


def test_the_signature_below_a_post_and_the_members_figures_are_neither_text_nor_author() -> None:
    member = "<dl><dt>积分</dt><dd>2120</dd><dt>帖子</dt><dd>345</dd></dl>"
    post = f"<table><tr><td class=t_f id=postmessage_1>{'<br>'.join(TEXT)}</td></tr></table>"
    head = f"<h1><a href=/t>[生活]</a>{HEADLINE}</h1>{member}"
    article = read(f"{head}<em>发表于 2014-8-19 21:33</em>{post}<div class=sign>山高水长。</div>")
    assert (article.title, lines(article), article.authors) == (HEADLINE, list(TEXT), [])


def test_a_notice_that_repeats_its_headline_has_date_and_source_below_the_first() -> None:
    summary = "<table><tr><td>公告概要：</td></tr><tr><td>采购单位</td><td>金城市第二中学</td></tr></table>"
    article = read(f"<h2>{HEADLINE}</h2>{META}{summary * 3}<div><p>{HEADLINE}</p>{BLOCK}</div>")
    assert (article.source, article.published_at) == ("金城晚报", "2021-04-09T15:00:00+08:00")


def test_the_words_of_a_blog_program_around_date_and_name_are_no_names() -> None:
    stamp = "<time datetime='2021-09-12T22:31:05+08:00'>2021年9月12日</time>"
    meta = (
        f"<span class=posted-on>发布于{stamp}</span>"
        "<span class=byline>由<span class='author vcard'><a href=/>老王</a></span></span>"
    )
    article = read(f"<article><h1>{HEADLINE}</h1><div class=entry-meta>{meta}</div><div>{BLOCK}</div></article>")
    assert [author.name for author in article.authors] == ["老王"]
    assert article.published_at == "2021-09-12T22:31:05+08:00"


def test_an_abstract_that_runs_over_two_paragraphs_is_not_printed_twice() -> None:
    abstract = f"{TEXT[0]}{TEXT[1][:9]}..."
    assert lines(read(f"<h1>{HEADLINE}</h1>{META}<div><div>{abstract}</div>{BLOCK}</div>")) == list(TEXT)


def test_contents_and_numbers_of_footnotes_are_no_text() -> None:
    contents = "<div><h2>目录</h2><ol><li><a href=#1>进展</a></li><li><a href=#2>反响</a></li></ol></div>"
    first, *others = TEXT
    parts = "".join(f"<h2>{head}</h2><p>{line}</p>" for head, line in zip(("进展", "反响"), others, strict=True))
    article = read(f"<h1>{HEADLINE}</h1>{META}<div><p>{first}<sup>[1]</sup></p>{contents}{parts}</div>")
    assert lines(article) == [first, "进展", others[0], "反响", others[1]]


def test_what_a_text_encloses_is_named_in_it() -> None:
    enclosed = "附件：改造小区名单.xlsx"
    link = "附件：<a href=1.xlsx>改造小区名单.xlsx</a>"
    page = f"<h1>{HEADLINE}</h1>{META}<div>{BLOCK}<p>{link}</p><p>金城市住建局</p></div>"
    assert lines(read(page)) == [*TEXT, enclosed, "金城市住建局"]
