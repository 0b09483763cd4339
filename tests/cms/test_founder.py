"""Founder pages: the property comment in its three generations, body markers, leaks, e-paper areas."""

from __future__ import annotations

import time

import pytest

from lanzhou_news.cms.founder import properties, read_founder
from lanzhou_news.extract.page import Page
from lanzhou_news.text.decode import decode

MP = "<!--mpproperty <founder-date>2022-02-12</founder-date>/mpproperty-->"
BODY = "<!--enpcontent--><p>清晨，黄河兰州段的水面上升起薄雾。<!--/enpcontent-->"
SENTENCE = "清晨，黄河兰州段的水面上升起薄雾，沿岸步道已有不少市民晨练。"


def page(markup: str, url: str = "http://www.lzbs.com.cn/a/2023-09/23/content_1.htm") -> Page:
    return Page(url, decode(f"<html><body>{markup}".encode()))


def body_of(markup: str) -> list[str]:
    it = page(markup)
    outline = read_founder(it)
    assert outline is not None, markup
    return [it.reading.rows[index].text for index in outline.body]


@pytest.mark.parametrize(
    ("comment", "expected", "kind"),
    [
        ("<!--enpproperty <articleid>1</articleid><date>2021-11-25 16:26:07.0</date><author></author>/enpproperty-->",
         {"articleid": "1", "date": "2021-11-25 16:26:07.0"}, "enp"),
        ("<!--mpproperty <founder-date>\n2022-02-12\n</founder-date>\n<founder-pagenum>A01</founder-pagenum> "
         "/mpproperty-->",
         {"date": "2022-02-12", "pagenum": "A01"}, "mp"),
        ("<!--enpproperty <title>甲&amp;乙<br/>“丙”</title><keyword>null</keyword>/enpproperty-->",
         {"title": "甲&乙“丙”"}, "enp"),
        ("<!--enpproperty <title>没有结尾<author>李明</author>/enpproperty-->", {"author": "李明"}, "enp"),
        ("<!--enpproperty <title>注释没有结束</title>", {"title": "注释没有结束"}, "enp"),
        ("<!--enpproperty /enpproperty-->", {}, "enp"),
        ("<p>没有属性</p>", {}, ""),
    ],
)  # fmt: skip
def test_the_property_comment_is_read_by_tag_pairs(comment: str, expected: dict[str, str], kind: str) -> None:
    assert properties(comment) == (expected, kind)


def test_a_hostile_comment_costs_bounded_time() -> None:
    text = "<!--enpproperty " + "<a>" * 30_000 + "x" * 3_000_000
    started = time.process_time()
    properties(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><!--enpcontent--><p>{SENTENCE}</p><p>{SENTENCE}</p><!--/enpcontent--></div><p>页脚</p>",
        f"<div><!--enpcontent-->{BODY}</div>".replace(
            BODY, f"<!--enpcontent--><p>{SENTENCE}<p>{SENTENCE}<!--/enpcontent-->"
        ),
        f"<div>导语前<!--enpcontent-->{SENTENCE}<br>{SENTENCE}<!--/enpcontent-->页脚</div>",
        f"<div><div><!-- enpcontent --><p>{SENTENCE}</p><p>{SENTENCE}</p></div></div><p>页脚</p>",
        f"<div id=ozoom><founder-content><p> </p><p>{SENTENCE}</p><p>{SENTENCE}</p></founder-content></div><p>页脚</p>",
        f"<div id=ozoom style='zoom:100%'><p>{SENTENCE}</p><p>{SENTENCE}</p></div><p>页脚</p>{MP}",
    ],
)
def test_the_body_is_what_stands_between_the_markers(markup: str) -> None:
    assert body_of(markup) == [SENTENCE, SENTENCE], markup


@pytest.mark.parametrize(
    "leak",
    [
        "2024-02-03 2 2 周口晚报 content_226314.html 1 标题 /enpproperty-->",
        "2024-02-03 2 2 周口晚报 content_226314.html 1 标题 /enpproperty",
    ],
)
def test_a_leaked_property_comment_is_cut_from_the_text(leak: str) -> None:
    text = leak.replace("-->", "--&gt;")
    assert body_of(f"<!--enpcontent--><p>{SENTENCE}</p><p>{text}</p><!--/enpcontent-->") == [SENTENCE]
    assert body_of(f"<!--enpcontent--><p>{SENTENCE} {text}</p><!--/enpcontent-->") == [SENTENCE]


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        (f"<!--enpproperty <date>2021-11-25</date>/enpproperty-->{BODY}", "founder-web-old"),
        (f"{BODY}<!--enpproperty <date>2024-10-28</date>/enpproperty-->", "founder-web-new"),
        (f"{BODY}<!--enpproperty <paperarticleid>7</paperarticleid>/enpproperty-->", "founder-epaper"),
        (f"<founder-content><p>{SENTENCE}</founder-content>", "founder-epaper"),
    ],
)  # fmt: skip
def test_the_generation_is_named(markup: str, rule: str) -> None:
    outline = read_founder(page(markup))
    assert outline is not None
    assert outline.rule == rule, markup


def test_a_page_without_markers_is_not_founders() -> None:
    assert read_founder(page(f"<h1>标题</h1><p>{SENTENCE}</p>")) is None
    assert read_founder(page(f"<h1>标题</h1><div id=ozoom><p>{SENTENCE}</p></div>")) is None


def test_an_epaper_article_knows_its_place_in_print() -> None:
    outline = read_founder(
        page(
            "<p>第A06版：城事</p><map name=PagePicMap><Area coords='9,9' href='content_2.htm'>"
            "<Area coords='1,2,3,4' href='content_77.htm?div=-1'></map><a href='../../../pdf/a06.pdf'>PDF</a>"
            f"<founder-content><p>{SENTENCE}</p></founder-content>"
            "<!--mpproperty <founder-papername>兰州晚报</founder-papername>"
            "<founder-pagenum>A06</founder-pagenum>/mpproperty-->",
            "https://lzwb.lzbs.com.cn/html/2022-11/08/content_77.htm?div=-1",
        )
    )
    assert outline is not None
    assert outline.print_area == {
        "paper": "兰州晚报",
        "issue_date": "2022-11-08",
        "page_no": "A06",
        "page_name": "城事",
        "area": "1,2,3,4",
        "pdf_url": "https://lzwb.lzbs.com.cn/pdf/a06.pdf",
    }
