"""Whole pages of kinds that broke a rule once: each a condensed copy in markup of our own."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from lanzhou_news import extract_article
from lanzhou_news.items import Article

TEXT = (
    "什川镇的千亩古梨园迎来盛花期，园里游人如织，远远望去宛如一片雪海，附近的农家院座无虚席。",
    "镇上的负责人介绍，今年的梨花节安排了摄影大赛、民俗展演等十余项活动，预计接待游客二十万人次。",
    "“我们一家五口专程开车过来，看了花还吃了农家菜。”一位外地游客边拍照边说。",
)
BLOCK = "".join(f"<p>{line}</p>" for line in TEXT)
LINKS = "".join(f"<li><a href=/{n}.html>城北新区道路通车迎来首批车辆{n}</a></li>" for n in range(8))
HEADLINE = "什川梨花迎来盛花期"


def read(markup: str, title: str = f"{HEADLINE}_金城网", url: str = "http://news.example.com/a/1.html") -> Article:
    return extract_article(f"<html><head><title>{title}</title></head><body>{markup}</body></html>".encode(), url)


def lines(article: Article) -> list[str]:
    return article.body.split("\n")


@pytest.mark.parametrize(
    "abstract",
    [TEXT[0][:30], f"{TEXT[0][:24]}。", f"摘要: {TEXT[0][:30]} ...", f"【导读】：{TEXT[0][:30]}……"],
)
def test_the_beginning_of_the_text_as_an_abstract_is_not_printed_twice(abstract: str) -> None:
    page = (
        f"<h1>{HEADLINE}</h1><p>2013-04-09 08:35 来源:金城晚报</p><div><div class=intro>{abstract}</div>{BLOCK}</div>"
    )
    assert lines(read(page)) == list(TEXT), abstract


def test_an_introduction_of_its_own_stays() -> None:
    own = "核心提示：梨花开了，什么时候去看最好？"
    assert lines(read(f"<h1>{HEADLINE}</h1><p>2013-04-09 08:35</p><div><p>{own}</p>{BLOCK}</div>")) == [own, *TEXT]


def test_buttons_with_counters_below_the_text_leave_it() -> None:
    votes = "".join(f"<div>{word}</div><div>(0)</div><div>0%</div>" for word in ("顶一下", "踩一下"))
    assert lines(read(f"<h1>{HEADLINE}</h1><div>{BLOCK}{votes}</div>")) == list(TEXT)
    assert lines(read(f"<h1>{HEADLINE}</h1><div>{BLOCK}<p>12%</p></div>")) == [*TEXT, "12%"]


def test_a_site_name_below_the_text_is_its_signature() -> None:
    signed = (*TEXT, "金城市城关区人民法院", "2021年4月9日")
    block = "".join(f"<p>{line}</p>" for line in signed)
    page = f"<h1>公告</h1><p>发布时间：2021-04-09 15:00</p><div>{block}</div>"
    assert lines(read(page, "公告_金城市城关区人民法院")) == list(signed)


@pytest.mark.parametrize(
    "meta",
    [
        "http://www.example.com 2004年04月09日09:15 <font>金城晨报</font>",
        "2006年04月09日07:44 　 金城晨报　 <a href=#>我要评论(0)</a>",
    ],
)
def test_an_outlet_beside_the_date_is_what_a_story_of_its_own_paper_came_from(meta: str) -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>{meta}</p><div>{BLOCK.replace('什川镇的', '本报讯 什川镇的', 1)}</div>")
    assert (article.source, lines(article)) == ("金城晨报", list(TEXT)), meta


def test_a_printed_source_is_better_than_the_name_of_the_account() -> None:
    name = "<span class='rich_media_meta rich_media_meta_nickname'><a id=js_name>金城融媒</a></span>"
    account = f"<span>原创</span> <span>宣传部</span> {name}"
    head = f"<h1>{HEADLINE}</h1><div>{account}</div>"
    assert read(f"{head}<div id=js_content>{BLOCK}<p>来源：金城县融媒体中心</p></div>").source == "金城县融媒体中心"
    assert read(f"{head}<div id=js_content>{BLOCK}</div>").source == "金城融媒"


@pytest.mark.parametrize(("stamp", "time"), [("04-09 08:11　金城晚报", "08:11"), ("2007-4-9 金城晚报", "00:00")])
def test_a_day_and_a_paper_above_the_text_leave_it(stamp: str, time: str) -> None:
    page = f"<p>{HEADLINE}<br>{stamp}<br>--------<br>{'<br>'.join(TEXT)}<br>--------</p>"
    article = read(page, HEADLINE, "http://wap.example.com/2007/04/09/1.htm")
    assert (article.source, article.published_at, lines(article)) == (
        "金城晚报",
        f"2007-04-09T{time}:00+08:00",
        list(TEXT),
    )
    assert article.source_raw == stamp.replace("\u3000", " ")


def test_the_headline_of_a_page_that_bears_the_sites_name_stands_above_its_date() -> None:
    page = (
        f"<table><tr><td><center><b><font size=4>{HEADLINE}</font></b></center><br>"
        "<center>(2003年4月9日 星期三)</center>"
        f"<br>　　{'<br>　　'.join(TEXT)}</td></tr></table>"
    )
    article = read(page, "金城晚报网络版")
    assert (article.title, lines(article)) == (HEADLINE, list(TEXT))
    assert article.published_at == "2003-04-09T00:00:00+08:00"


def test_the_heading_of_a_list_of_links_is_no_last_line() -> None:
    article = read(
        f"<h1>{HEADLINE}</h1><p>2023-04-09</p><div>{BLOCK}</div><div><h3>更多快讯</h3><ul>{LINKS}</ul></div>"
    )
    assert lines(article) == list(TEXT)


@pytest.mark.parametrize("line", ["11-04-21 08:22 来源：金城网 编辑：王彤", "原标题：梨花开了"])
def test_the_meta_line_with_a_short_year_and_a_former_headline_leave_the_text(line: str) -> None:
    page = f"<h1>{HEADLINE}</h1><p>11-04-21 08:22 来源：金城网 编辑：王彤</p><div><p>原标题：梨花开了</p>{BLOCK}</div>"
    article = read(page)
    assert line not in lines(article)
    assert (article.source, article.published_at) == ("金城网", "2011-04-21T08:22:00+08:00")


def test_who_published_a_forecast_is_its_source() -> None:
    line = "发布单位：金城市气象台　发布时间：2023年4月8日17:00"
    article = read(f"<h1>{HEADLINE}</h1><div>{line}</div><div>{BLOCK}</div>")
    assert (article.source, lines(article)) == ("金城市气象台", list(TEXT))


def test_an_office_and_a_name_below_the_last_sentence_sign_a_report() -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>2016-03-15</p><div>{BLOCK}<p>红古区农业局 张明</p></div>")
    assert [(person.name, person.organization) for person in article.authors] == [("张明", "红古区农业局")]
    assert lines(article) == list(TEXT)
    listed = ("获奖名单：", "红古区农业局 李华", "红古区教育局 张明")
    article = read(f"<h1>{HEADLINE}</h1><div>{BLOCK}{''.join(f'<p>{line}</p>' for line in listed)}</div>")
    assert (article.authors, lines(article)) == ([], [*TEXT, *listed])


@pytest.mark.parametrize("quoted", [False, True])
def test_script_data_with_a_time_in_milliseconds_and_an_author(quoted: bool) -> None:
    data = {
        "title": HEADLINE,
        "content": BLOCK,
        "publishTime": 1650503520000,
        "sourceName": "金城日报",
        "author": "张明",
    }
    text = json.dumps({"data": [data]}, ensure_ascii=False)
    script = f"<script type=application/json>{quote(text) if quoted else text}</script>"
    article = read(f"<div id=root></div>{script}", HEADLINE)
    assert lines(article) == list(TEXT)
    assert (article.published_at, article.source) == ("2022-04-21T09:12:00+08:00", "金城日报")
    assert [person.name for person in article.authors] == ["张明"]


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("2005-4-10 9:8:7　点击：20", "2005-04-10T09:08:07+08:00"),
        ("发布时间：Mon Apr 09 09:15:00 CST 2012", "2012-04-09T09:15:00+08:00"),
        ("日期：二〇一二年四月九日", "2012-04-09T00:00:00+08:00"),
        ("点击数：2012 更新时间：2012年04月09日", "2012-04-09T00:00:00+08:00"),
        ("2012-04-09 转自：微信公众号“金城夜话”", "2012-04-09T00:00:00+08:00"),
    ],
)
def test_dates_as_old_programs_print_them(above: str, published: str) -> None:
    article = read(f"<h1>{HEADLINE}</h1><div>{above}</div><div>{BLOCK}</div>")
    assert (article.published_at, lines(article)) == (published, list(TEXT)), above
    assert article.source == ("金城夜话" if "转自" in above else None)


@pytest.mark.parametrize(
    ("opens", "names"),
    [
        ("【金城晚报讯】（记者 张明）", ["张明"]),
        ("金城日报4月9日讯　记者 张明 李华　", ["张明", "李华"]),
        ("掌上金城讯(张明 李华)", ["张明", "李华"]),
        ("（金城晚报·掌上金城记者 张明）", ["张明"]),
        ("金城日报4月9日讯　", []),
    ],
)
def test_datelines_and_the_names_behind_them_leave_the_text(opens: str, names: list[str]) -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>2012-04-09</p><div><p>{opens}{TEXT[0]}</p>{BLOCK[len(TEXT[0]) + 7 :]}</div>")
    assert ([person.name for person in article.authors], lines(article)) == (names, list(TEXT)), opens


def test_a_brief_is_preferred_to_longer_summaries_of_other_articles() -> None:
    others = "".join(f"<div><h4><a href=/{n}>{HEADLINE}{n}</a></h4><p>{n}日，{TEXT[1]}</p></div>" for n in range(5))
    brief = "什川镇的梨花节今天开幕，活动将持续到下周末。"
    page = (
        f"<div class=l><h1>{HEADLINE}</h1><p>2021-04-10 08:00 金城网</p><div class=t><p>{brief}</p></div>"
        f"<div>编辑：李华</div></div><div class=r><h3>最新推荐</h3>{others}</div>"
    )
    article = read(page)
    assert (lines(article), [editor.name for editor in article.editors]) == ([brief], ["李华"])


def test_script_data_with_the_title_outside_the_text_and_as_a_quoted_string() -> None:
    nested = {
        "docData": {"title": HEADLINE, "newsTime": "2020-04-10 09:20:11", "contentData": {"list": [{"data": BLOCK}]}}
    }
    article = read(f"<script>var allData = {json.dumps(nested)};</script>", HEADLINE)
    assert (article.published_at, lines(article)) == ("2020-04-10T09:20:11+08:00", list(TEXT))
    plain = json.dumps(json.dumps({"title": HEADLINE, "content": BLOCK, "author": "金城日报记者 张明"}))
    article = read(f"<div id=app></div><script>window.__INITIAL_STATE__ = JSON.parse({plain})</script>", HEADLINE)
    assert lines(article) == list(TEXT)
    assert [(person.name, person.role, person.organization) for person in article.authors] == [
        ("张明", "记者", "金城日报")
    ]
    assert lines(read(f"<div>{BLOCK}</div><script>var a = JSON.parse(oops)</script>")) == list(TEXT)


def test_the_hours_of_a_timetable_are_text() -> None:
    table = ("时间：6月7日9:00—11:30", "科目：语文", "时间：6月7日15:00—17:00", "科目：数学", "请考生提前到场。")
    block = "".join(f"<p>{line}</p>" for line in (TEXT[0], *table))
    article = read(f"<h1>{HEADLINE}</h1><p>2023-04-09 10:00 来源：金城网</p><div>{block}</div>")
    assert (article.published_at, lines(article)) == ("2023-04-09T10:00:00+08:00", [TEXT[0], *table])


def test_a_statement_is_the_text_of_a_page_that_says_so_in_its_headline() -> None:
    text = ("声明：近日发现有人冒用我单位名义从事投资活动，我单位从未授权任何机构开展此类业务。", "特此声明。")
    title = "关于有人冒用我单位名义的声明"
    block = "".join(f"<p>{line}</p>" for line in (*text, "版权声明：凡本网注明来源的作品，未经授权不得转载。"))
    article = read(f"<h1>{title}</h1><p>2023-04-09 10:00</p><div>{block}</div>", f"{title}_金城网")
    assert lines(article) == list(text)
    assert article.copyright_raw == "版权声明：凡本网注明来源的作品，未经授权不得转载。"


def test_an_article_about_copyright_keeps_its_paragraphs() -> None:
    law = "版权执法人员表示，擅自转载他人作品，不注明来源，都属于侵权行为，情节严重的将依法追究法律责任。"
    title = "我市打击侵权盗版"
    page = f"<h1>{title}</h1><p>2023-04-09 10:00</p><div><p>{TEXT[0]}</p><p>{law}</p><p>{TEXT[1]}</p></div>"
    assert lines(read(page, f"{title}_金城网")) == [TEXT[0], law, TEXT[1]]


def test_a_logo_is_no_headline() -> None:
    logo = "<h1><a href=/>金城网</a></h1><p>2023-04-09 来源：金城晚报</p>"
    page = f"{logo}<p><strong>{HEADLINE}</strong></p><div>{BLOCK}</div>"
    for title in ("金城网", f"金城网-{HEADLINE}", f"{HEADLINE}_金城网"):
        article = read(page, title)
        assert (article.title, lines(article)) == (HEADLINE, list(TEXT)), title


def test_a_brief_with_a_day_among_lists_of_links_is_an_article() -> None:
    brief = "什川镇的梨花节今天开幕，活动将持续到下周末。"
    page = (
        f"<h2>{HEADLINE}</h2><p>2023-04-09</p><p>来源：金城网</p><p>{brief}</p><h3>相关新闻</h3><ul>{LINKS}{LINKS}</ul>"
    )
    assert lines(read(page)) == [brief]


def test_names_in_brackets_right_below_the_text_sign_it() -> None:
    page = (
        f"<h1>{HEADLINE}</h1><p>2023-04-09 来源：金城网</p>{BLOCK}<div align=right>（张明 李华）</div><h3>相关新闻</h3>"
    )
    article = read(f"{page}<ul>{LINKS}</ul>")
    assert ([person.name for person in article.authors], article.byline_raw) == (["张明", "李华"], "（张明 李华）")


def test_an_office_that_is_source_and_employer_is_both() -> None:
    meta = "日期: 2023-04-09 | 作者: 教务处 张明 | 来源: 教务处 | 编辑: 李华"
    article = read(f"<h1>{HEADLINE}</h1><p>{meta}</p><div>{BLOCK}</div>")
    assert (article.source, [(person.name, person.organization) for person in article.authors]) == (
        "教务处",
        [("张明", "教务处")],
    )


def test_an_office_is_no_author() -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>2023-04-09　作者：宣传科 张明　摄影：李华</p><div>{BLOCK}</div>")
    assert [person.name for person in article.authors] == ["张明", "李华"]


def test_pages_counted_with_a_slash_are_a_pager_and_a_day_with_dots_is_none() -> None:
    page = f"<h1>{HEADLINE}</h1><div><p>2023.04.09</p>{BLOCK}<p>第1页/共1页 &lt;&lt; 上一页 | 下一页 &gt;&gt;</p></div>"
    article = read(page)
    assert (article.published_at, lines(article)) == ("2023-04-09T00:00:00+08:00", list(TEXT))


@pytest.mark.parametrize("span", ["时间：4月9日至4月15日", "时间：2023年4月9日—2023年4月15日"])
def test_a_span_of_days_in_the_middle_cuts_nothing_off(span: str) -> None:
    block = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{span}</p><p>{TEXT[2]}</p>"
    article = read(f"<h1>{HEADLINE}</h1><p>2023-04-02 10:20 来源：金城网</p><div>{block}</div>")
    assert lines(article) == [TEXT[0], TEXT[1], span, TEXT[2]]
    assert article.published_at == "2023-04-02T10:20:00+08:00"


def test_a_reporter_before_a_blank_opens_the_story_and_one_inside_a_sentence_does_not() -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>2023-04-09</p><div><p>本报记者张明报道 {TEXT[0]}</p>{BLOCK}</div>")
    assert ([person.name for person in article.authors], lines(article)[0]) == (["张明"], TEXT[0])
    sentence = "本报记者张明报道了此事之后，市民纷纷来信来电。"
    article = read(f"<h1>{HEADLINE}</h1><p>2023-04-09</p><div><p>{sentence}</p>{BLOCK}</div>")
    assert (article.authors, lines(article)[0]) == ([], sentence)


@pytest.mark.parametrize(
    "head",
    [
        f"<h1>{HEADLINE}<small>2023-04-09 10:00 来源：金城网</small></h1>",
        f"<h1>{HEADLINE}</h1><div>２０２３－０４－０９　１０：００　来源：金城网</div>",
        f"<h1>{HEADLINE}</h1><p><i>2023-04-09 10:00</i><i>来源：金城网</i><i>A-</i><i>A+</i></p>",
    ],
)
def test_date_and_source_in_the_headline_in_wide_digits_and_beside_buttons(head: str) -> None:
    article = read(f"{head}<div>{BLOCK}</div>")
    assert (article.title, article.source, lines(article)) == (HEADLINE, "金城网", list(TEXT)), head
    assert article.published_at == "2023-04-09T10:00:00+08:00", head


def test_a_line_that_is_only_a_dateline_leaves_the_text() -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>2019-08-01 10:00</p><div><p>社會中心／綜合報導</p>{BLOCK}</div>")
    assert lines(article) == list(TEXT)
    assert article.dateline is not None
