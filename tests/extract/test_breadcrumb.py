"""The breadcrumb: named rows, lists, chains of links, cells, metas; and rows that are none."""

from __future__ import annotations

import json

import pytest

from lanzhou_news.extract.article import read_article
from lanzhou_news.extract.page import Page
from lanzhou_news.text.decode import decode

TITLE = "城区供水工程年底通水"
TEXT = (
    "工程今年三月开工，总投资两亿元，建成后可满足周边三万居民的用水需要。市水务局负责人说，年底前一定通水。",
    "施工现场，工人们正在铺设最后一段管道。项目经理介绍，眼下工程已完成八成，剩余部分将在入冬前完工。",
)
HOME, NEWS, LIFE = "<a href=/>首页</a>", "<a href=/news>新闻中心</a>", "<a href=/news/life>民生</a>"


def crumb(markup: str, head: str = "") -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in TEXT)
    page = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><div class=top><a href=/login>登录</a></div>{markup}"
        f"<h1>{TITLE}</h1><div>2026-09-12 08:10 来源：兰州日报</div><div>{body}</div></body></html>"
    )
    return read_article([Page("http://news.example.com/a/1.html", decode(page.encode()))], None).breadcrumb


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>当前位置：{HOME} - {NEWS} - {LIFE} - 正文</div>",
        f"<div>您的位置： <a href=/>兰州新闻网</a> | {NEWS} | {LIFE} | 正文</div>",
        f"<div>您现在的位置：{HOME}-&gt;{NEWS}-&gt;{LIFE}-&gt;</div>",
        f"<table><tr><td>您所在的位置：</td><td>{HOME}&nbsp;&gt;&gt;&nbsp;{NEWS}&nbsp;&gt;&gt;&nbsp;{LIFE}</td></tr></table>",
        f"<table><tr><td>当前位置：</td><td>{HOME}</td><td>&gt;{NEWS}</td><td>&gt;{LIFE}</td></tr></table>",
        f"<div><b>当前位置</b>{HOME}<i class=right></i>{NEWS}<i class=right></i>{LIFE}</div>",
        f"<div>您所在的位置 {HOME} {NEWS} {LIFE}</div>",
        f"<div>今天是9月12日 您的位置：{HOME}＞{NEWS}＞{LIFE}＞正文 点击数：39</div>",
        f"<ol class=breadcrumb><li>{HOME}</li><li>{NEWS}</li><li>{LIFE}</li><li>{TITLE}</li></ol>",
        f"<ul class=crumbs><li>{HOME}</li><li>&gt;</li><li>{NEWS}</li><li>&gt;</li><li>{LIFE}</li></ul>",
        f"<div class=news_path>{HOME} / {NEWS} / {LIFE}</div>",
        f"<div class=weizhi>{HOME}－{NEWS}－{LIFE}</div>",
        f"<div><a href=/>首 页</a> &gt; {NEWS} &gt; {LIFE} &gt; {TITLE[:6]}...</div>",
        f"<div><a href=/>人民网</a>&gt;&gt;{NEWS}&gt;&gt;{LIFE}</div>",
        f"<div><a href=/>本报首页</a> --&gt; {NEWS} --&gt; --&gt; {LIFE} --&gt; {TITLE}：三万居民用上放心水</div>",
        f"<div>{NEWS} &gt; {LIFE}</div>",
        f"<ul><li>{NEWS}&gt;</li><li>{LIFE}&gt;</li><li>{TITLE}</li></ul>",
    ],
)
def test_the_channels_are_read_however_they_are_printed(markup: str) -> None:
    assert crumb(markup) == ["新闻中心", "民生"]


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=top><a href=/>首页</a> / <a href=/login>登录</a> / <a href=/join>注册</a></div>",
        f"<div class=daohang>{HOME} | {NEWS} | {LIFE} | <a href=/edu>教育</a></div>",
        "<div><a href=/more>更多图片&gt;&gt;</a> <a href=/slides>更多幻灯&gt;&gt;</a></div>",
        "<div><a href=/a>上一篇</a> &gt; <a href=/b>下一篇</a></div>",
        "<div>当前位置：<a href=/>兰州新闻网</a> &gt; 正文</div>",
        "<div>&lt;照片管理&gt; <a href=/p>相册</a></div>",
        "<p>他说，这里地理位置优越，<a href=/x>交通</a>便利。</p>",
    ],
)
def test_menus_and_sentences_are_no_breadcrumb(markup: str) -> None:
    assert crumb(markup) == []


def test_a_row_that_names_itself_comes_before_a_chain_above_it() -> None:
    chain = "<div><a href=/a>专题</a> &gt; <a href=/b>水利</a></div>"
    assert crumb(f"{chain}<div>当前位置：{HOME} &gt; {NEWS}</div>") == ["新闻中心"]
    assert crumb(f"{chain}<div>{HOME} &gt; {NEWS}</div>") == ["新闻中心"]


def test_a_channel_named_in_the_headline_stays_and_a_piece_of_the_headline_goes() -> None:
    assert crumb(f"<div>当前位置：{HOME} &gt; {NEWS} &gt; <a href=/w>供水工程</a></div>") == ["新闻中心", "供水工程"]
    assert crumb(f"<div>当前位置：{HOME} &gt; {NEWS} &gt; {TITLE[:9]}</div>") == ["新闻中心"]


def linked_data(*entries: object) -> str:
    data = {"@type": "BreadcrumbList", "itemListElement": list(entries)}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    ("head", "channels"),
    [
        (linked_data({"name": "首页"}, {"name": "新闻中心"}, {"item": {"name": "民生"}}), ["新闻中心", "民生"]),
        (linked_data({"item": "http://news.example.com/"}, "x", None), []),
        ("<meta property=article:section content=民生>", ["民生"]),
        ("<meta name=ColumnName content='政务要闻'>", ["政务要闻"]),
        ("<meta name=ColumnName content='{$column}'>", []),
    ],
)
def test_metas_name_the_channel_when_no_breadcrumb_is_printed(head: str, channels: list[str]) -> None:
    assert crumb("", head) == channels
    assert crumb(f"<div>当前位置：{HOME} &gt; {NEWS}</div>", head) == ["新闻中心"]
