"""Whole pages as portals and city news sites print them: each a condensed copy in markup of our own."""

from __future__ import annotations

import json

import pytest

from lanzhou_news.items import Article
from tests.clean import pages
from tests.clean.pages import BLOCK, HEADLINE, TEXT, lines


def read(markup: str, title: str = f"{HEADLINE}_金城网") -> Article:
    return pages.read(markup, title)


def test_a_lead_in_the_headlines_box_above_the_meta_line_is_text() -> None:
    lead = "游客数量比去年同期多了三成。"
    head = f"<div><h1>{HEADLINE}</h1><p>{lead}</p></div><div><p>李华 · 2024/04/09 20:15</p><p>来源：金城网</p></div>"
    assert lines(read(f"{head}<div class=con>{BLOCK}</div>")) == [lead, *TEXT]


def test_a_breadcrumb_above_the_headline_is_no_text() -> None:
    head = "<table><tr><td>您现在的位置：<a href=/>信息港</a> >> <a href=/n>新闻中心</a> >> 文化新闻</td></tr></table>"
    page = f"{head}<table><tr><td><b>{HEADLINE}</b></td></tr><tr><td>发布时间：2004-8-19 15:21:44</td></tr></table>"
    assert lines(read(page + "<table><tr><td>" + "<br>".join(TEXT), "信息港--新闻中心")) == list(TEXT)


def test_the_code_of_an_author_and_a_question_for_his_mood_leave_the_text() -> None:
    page = f"<h1>{HEADLINE}</h1><p>2011-07-23 21:31:23 来源: 金城网</p><div>{BLOCK}</div>"
    article = read(f"{page}<span>作者：NN123</span><div><h4>您看到此篇文章时的感受是：</h4></div>")
    assert (lines(article), article.authors) == (list(TEXT), [])


def test_headline_and_meta_line_inside_the_marked_text_leave_it() -> None:
    marks = "<!--enpproperty <articleid>1</articleid><title>{0}</title><introtitle>春天来了</introtitle>/enpproperty-->"
    page = f"{marks.format(HEADLINE)}<!--enpcontent--><table><tr><td>春天来了</td></tr><tr><td>{HEADLINE}</td></tr>"
    meta = "<tr><td>时间：2010-04-09 08:44 来源：金城日报 作者：记者 李华</td></tr>"
    article = read(f"{page}{meta}<tr><td>{BLOCK}</td></tr></table><!--/enpcontent-->")
    assert (lines(article), article.kicker, article.source) == (list(TEXT), "春天来了", "金城日报")
    assert [person.name for person in article.authors] == ["李华"]


def test_the_subtitle_of_a_marked_page_is_told_by_its_dash() -> None:
    marks = f"<!--enpproperty <articleid>1</articleid><title>{HEADLINE}</title>/enpproperty-->"
    page = f"{marks}<h1>{HEADLINE}</h1><h2>——什川镇见闻</h2><p>2010-04-09 08:44</p>"
    article = read(f"{page}<div><!--enpcontent-->{BLOCK}<!--/enpcontent--></div>")
    assert (article.subtitle, lines(article)) == ("——什川镇见闻", list(TEXT))


@pytest.mark.parametrize("opening", ["中新网4月9日电 ", "新华社兰州4月9日电 "])
def test_an_outlet_beside_the_date_is_the_source_of_an_agencys_story(opening: str) -> None:
    spans = "<span class=a><a href=/s>社会新闻</a></span><span class=b><a href=/z>中国新闻网</a></span>"
    head = f"<h1>{HEADLINE}</h1><div>{spans}<span class=c>2013-04-09 15:53</span></div>"
    article = read(f"{head}<div>{BLOCK.replace('<p>', '<p>' + opening, 1)}</div>")
    assert (article.source, lines(article)) == ("中国新闻网", list(TEXT))


@pytest.mark.parametrize("support", ["XX科技", "金磊科技", "张伟"])
def test_who_made_the_site_is_no_author(support: str) -> None:
    foot = f"<div>主办单位：金城县人力资源和社会保障局 技术支持：{support}</div>"
    article = read(f"<h1>{HEADLINE}</h1><p>2022-06-20 18:30</p><div class=con>{BLOCK}</div>{foot}")
    assert (article.authors, article.editors, lines(article)) == ([], [], list(TEXT))


def test_a_part_of_the_text_that_is_folded_away_is_text_and_its_control_is_none() -> None:
    hidden = f"<div style='display:none'><p>{TEXT[1]}</p></div>"
    for block in (f"{hidden}<div>展开全文</div>", f"<div>展开全文</div>{hidden}"):
        page = f"<h1>{HEADLINE}</h1><p>2022-09-05 17:03</p><div class=con><p>{TEXT[0]}</p>{block}<p>{TEXT[2]}</p></div>"
        assert lines(read(page)) == list(TEXT), block


def test_a_hidden_part_without_a_control_is_furniture() -> None:
    hidden = f"<div style='display:none'><p>{TEXT[1]}</p></div>"
    assert lines(read(f"<h1>{HEADLINE}</h1><div><p>{TEXT[0]}</p>{hidden}<p>{TEXT[2]}</p></div>")) == [TEXT[0], TEXT[2]]


def test_a_link_to_details_behind_a_paragraph_is_none_of_it() -> None:
    assert lines(read(f"<h1>{HEADLINE}</h1><div>{BLOCK.replace('</p>', '<a href=/1>【详情】</a></p>')}</div>")) == list(
        TEXT
    )


def test_a_sentence_that_is_nearly_all_a_link_is_text() -> None:
    linked = "（2022年7月7日《金城周末》《风眼中的货船》曾报道）"
    told = linked.replace("2022", "<a href=/1>2022").replace("》曾", "》</a>曾")
    page = f"<h1>{HEADLINE}</h1><div><p>{TEXT[0]}</p><p>{told}</p><p>{TEXT[1]}</p></div>"
    assert lines(read(page)) == [TEXT[0], linked, TEXT[1]]


def test_an_advert_inside_the_text_is_none_of_its_pictures() -> None:
    advert = "<div class='gg200x300'><div class='right_ad_item'><a href=x><img src=/a.jpg></a></div></div>"
    page = f"<h1>{HEADLINE}</h1><div><p>{TEXT[0]}</p>{advert}<p><img src=/b.jpg></p><p>{TEXT[1]}</p></div>"
    assert [image.url for image in read(page).images] == ["http://news.example.com/b.jpg"]


@pytest.mark.parametrize(
    "head",
    [
        "<div class=t>2021年05月25日 21:33:05</div><div class=sourceBox><a href=/x>金城晚报</a></div>",
        "<span class=author-name>金城晚报</span><span>2021-05-25 21:33 金城晚报官方账号</span><a href=x>关注</a>",
        "<div><a href=u><p class=authorName>金城晚报</p></a>发布时间：<span class=date>21-05-25</span></div>",
    ],
)
def test_an_account_or_outlet_that_is_a_link_is_the_source(head: str) -> None:
    assert read(f"<h1>{HEADLINE}</h1>{head}<div>{BLOCK}</div>").source == "金城晚报"


def test_who_replied_to_a_post_did_not_write_it() -> None:
    reply = "<div><b>黄河老渡口</b> 发表于 2013-03-15 22:31</div><div>早就该去看看了，明年一定去。</div>"
    page = f"<h1>{HEADLINE}</h1><p>发表于 2013-03-15 22:10</p><div class=post>{BLOCK}</div>{reply}"
    assert read(page).authors == []


@pytest.mark.parametrize("tag", ["原创", "独家"])
def test_a_tag_behind_the_headline_is_no_part_of_it(tag: str) -> None:
    page = f"<h1>{HEADLINE} <span class=tag>{tag}</span></h1><p>2017-07-28 12:03</p><div>{BLOCK}</div>"
    assert read(page).title == HEADLINE


@pytest.mark.parametrize("stamp", ["Nov 3, 2015 · 8 min read", "西部决策 | 2015-11-03"])
def test_a_day_with_a_name_or_a_reading_time_is_no_text(stamp: str) -> None:
    article = read(f"<article><h1>{HEADLINE}</h1><p>{stamp}</p>{BLOCK}</article>")
    assert (lines(article), article.published_raw and article.published_at) == (list(TEXT), "2015-11-03T00:00:00+08:00")


def test_a_logo_in_a_heading_that_leads_home_is_no_headline() -> None:
    page = f"<h1><a href=/>金城贸易洽谈会</a></h1><h2>{HEADLINE}</h2><p>2019-07-08</p><div>{BLOCK}</div>"
    assert read(page, "金洽会官网").title == HEADLINE


def test_who_the_author_is_stands_in_a_box_of_its_own_and_is_no_text() -> None:
    box = "<div class=author-intro><img src=/face.jpg><div><p>李晓明</p><p>金城大学经济学院教授</p></div></div>"
    article = read(f"<h1>{HEADLINE}</h1><p>2018-03-05 07:41</p>{box}<div class=all-txt>{BLOCK}</div>")
    assert (lines(article), article.images) == (list(TEXT), [])


def test_the_account_that_published_stands_in_the_data_of_a_script() -> None:
    text = "".join(f"<P>{line}</P>" for line in TEXT)
    data = {"title": HEADLINE, "media": "金城晚报", "pubtime": "2022-06-23 16:20:00", "originContent": {"text": text}}
    article = read(f"<div id=app></div><script>window.DATA = {json.dumps(data)};</script>")
    assert (lines(article), article.source) == (list(TEXT), "金城晚报")


def test_a_button_that_looks_like_a_name_is_no_author() -> None:
    tools = "".join(f"<li>{word}</li>" for word in ("打印", "收藏", "金灿", "分享", "推荐"))
    page = f"<h1>{HEADLINE}</h1><p>2012-09-14 08:58 来源：金城晚报</p><ul>{tools}</ul><div>{BLOCK}</div>"
    assert read(page).authors == []


@pytest.mark.parametrize("outlet", ["金城晚报", "直播金城"])
def test_a_stamp_with_outlet_and_reporter_above_the_text_leaves_it(outlet: str) -> None:
    stamp = f"<div><span>4月9日 18:06</span> <span>{outlet}</span> <span>记者 张伟</span></div>"
    article = read(f"<article><h1>{HEADLINE}</h1>{stamp}{BLOCK}</article>")
    assert (lines(article), [person.name for person in article.authors]) == (list(TEXT), ["张伟"])


def test_the_stories_of_a_digest_keep_their_openings() -> None:
    names = ("张伟", "李强", "王林")
    stories = [f"本报讯（记者 {name}）{line}" for name, line in zip(names, TEXT, strict=True)]
    block = "".join(f"<p>{line}</p>" for line in stories)
    article = read(f"<h1>短讯三则</h1><p>2014-08-25 来源：金城日报</p><div>{block}</div>", "短讯三则_金城网")
    assert (lines(article), article.authors) == (stories, [])


SUMMARIES = "".join(
    f"<dl><dt><a href=/{n}>城北新区道路通车迎来首批车辆{n}</a></dt><dd>{n}日，{line}记者随后采访了多位市民。</dd></dl>"
    for n, line in enumerate(TEXT, 1)
)


@pytest.mark.parametrize("page", ["<td>{0}</td><td>{1}</td>", "<td>{1}</td><td>{0}</td>"])
def test_summaries_in_a_column_beside_a_brief_are_none_of_it(page: str) -> None:
    brief = (
        f"<h1>{HEADLINE}</h1><p>2020-08-14 15:40 来源：金城晚报</p><div><p>{TEXT[2]}</p><p>请市民提前出门。</p></div>"
    )
    column = f"<div><h3>时评</h3>{SUMMARIES}</div>"
    assert lines(read(f"<table><tr>{page.format(brief, column)}</tr></table>")) == [TEXT[2], "请市民提前出门。"]


def test_linked_headings_of_a_digest_are_text() -> None:
    items = "".join(f"<h3><a href=/{n}>要闻第{n}条</a></h3><p>{line}</p>" for n, line in enumerate(TEXT, 1))
    head = (
        f"<div class=header><h1>{HEADLINE}</h1><p>2023-03-12 09:00</p><p>过去一周有多项新变化，本网为您梳理。</p></div>"
    )
    article = read(f"{head}<div class=article-content>{items}</div>")
    assert lines(article)[1:] == [text for n, line in enumerate(TEXT, 1) for text in (f"要闻第{n}条", line)]


def test_the_heading_of_a_single_related_link_is_no_last_line() -> None:
    assert lines(
        read(f"<h1>{HEADLINE}</h1><div>{BLOCK}<h4>相关文件</h4><a href=/1>关于印发方案的通知</a></div>")
    ) == list(TEXT)


def test_the_mark_of_a_footnote_is_no_part_of_the_headline() -> None:
    assert read(f"<h1>{HEADLINE}<sup>[1]</sup></h1><p>2022-03-18 09:30</p><div>{BLOCK}</div>").title == HEADLINE


def test_figures_in_the_last_cells_of_a_table_are_text_and_those_below_buttons_are_none() -> None:
    rows = "".join(f"<tr><td>{team}</td><td>{won}</td><td>{lost}</td></tr>" for team, won, lost in TABLE)
    page = f"<h1>{HEADLINE}</h1><p>2022-11-03 07:30</p><div>{BLOCK}{{}}</div>"
    cells = [cell for row in TABLE for cell in row]
    assert lines(read(page.format(f"<table>{rows}</table>"))) == [*TEXT, *cells]
    assert lines(read(page.format("<p>点赞</p><p>86</p>"))) == list(TEXT)


TABLE = (("球队", "胜", "负"), ("金城队", "9", "0"), ("黄河队", "8", "1"), ("祁连队", "7", "2"))


def test_a_warning_issued_at_a_time_of_day_is_text() -> None:
    warning = "金城中心气象台2022年8月17日16时30分发布暴雨蓝色预警信号："
    assert lines(read(f"<h1>{HEADLINE}</h1><p>2022-08-17 16:30</p><div><p>{warning}</p>{BLOCK}</div>")) == [
        warning,
        *TEXT,
    ]


@pytest.mark.parametrize("sign", ["<b>金城新闻</b>", "<h1><a href=/>金城新闻</a></h1>"])
def test_the_name_of_a_section_above_the_headline_is_none(sign: str) -> None:
    page = f"<table><tr><td>{sign}</td></tr></table><h3>{HEADLINE}</h3><p>2001年3月12日</p><div>{BLOCK}</div>"
    assert read(page, "金城新闻").title == HEADLINE


def test_a_paper_that_names_itself_with_day_and_page_is_the_source() -> None:
    stamp = "本报记者　李华　《 金城青年 》（ 2016年01月22日　 12 版）"
    article = read(f"<h1>{HEADLINE}</h1><div>{stamp}</div><div id=ozoom>{BLOCK}</div>")
    assert (lines(article), article.source) == (list(TEXT), "金城青年")
    assert [person.name for person in article.authors] == ["李华"]


def test_counted_comments_beside_date_and_outlet_are_a_button() -> None:
    head = f"<h1>{HEADLINE}</h1><div>2009-12-18 09:00　<a>金城晚报</a>　评论<a>(12)</a>条</div>"
    assert read(f"{head}<div>{BLOCK}</div>").source == "金城晚报"


def test_a_linked_attachment_belongs_to_its_notice() -> None:
    attached = "<p>附件：<a href=/1.xls>入围人员名单.xls</a></p>"
    for block in (BLOCK + attached, BLOCK.replace("</p>", f"</p>{attached}", 1)):
        assert "附件：入围人员名单.xls" in lines(read(f"<h1>{HEADLINE}</h1><p>2023-04-12 10:20</p><div>{block}</div>"))
