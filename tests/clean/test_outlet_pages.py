"""Whole pages with the furniture of agencies, papers and portals: each a condensed copy in markup of our own."""

from __future__ import annotations

import pytest

from lanzhou_news.items import Article
from tests.clean import pages
from tests.clean.pages import BLOCK, HEADLINE, TEXT, lines

HEAD = f"<h1>{HEADLINE}</h1><p>2024-04-09 20:15 来源：金城网</p>"


def read(markup: str) -> Article:
    return pages.read(markup, f"{HEADLINE}_金城网")


@pytest.mark.parametrize(
    "below",
    [
        "<table><tr><td>欢迎留言，文明用语，开心每一天，祝您好运常在，万事如意。</td></tr></table>",
        "<div>百位达人在线解读，带你看热闹</div><div>收起</div><ul><li>04-10 新股 金城梨业 20.96</li></ul>",
    ],
)
@pytest.mark.parametrize("staff", ["（责任编辑：李华）", "责任编辑：李华 ", "【编辑：李华】"])
def test_the_text_ends_with_its_editor_when_no_paragraph_follows(staff: str, below: str) -> None:
    article = read(f"{HEAD}<div>{BLOCK}</div><p class=ed>{staff}</p>{below}")
    assert lines(article) == list(TEXT)
    assert [editor.name for editor in article.editors] == ["李华"]


def test_paragraphs_below_an_editor_are_text() -> None:
    article = read(f"{HEAD}<div><p>{TEXT[0]}<p>{TEXT[1]}<p>（责任编辑：李华）<p>{TEXT[2]}</div>")
    assert lines(article)[-1] == TEXT[2]


def test_a_second_part_as_long_as_the_first_is_text_though_an_editor_stands_between() -> None:
    second = f"<section><p>{TEXT[2]}</p></section><section><p>{TEXT[1][::-1]}</p></section>"
    article = read(f"{HEAD}<section><p>{TEXT[0]}</p></section><section><p>责编：李华</p></section>{second}")
    assert TEXT[1][::-1] in lines(article)


def test_who_speaks_in_a_talk_ends_no_text() -> None:
    talk = "<p>编辑：您好</p><div>感谢您来到现场，请坐。</div>"
    assert "感谢您来到现场，请坐。" in lines(read(f"{HEAD}<div>{BLOCK}{talk}</div>"))


@pytest.mark.parametrize("line", ["正在加载", "点击播放视频", "视频：什川看花 来源：金城卫视 时长：01:42"])
def test_what_stands_in_place_of_a_film_between_paragraphs_is_no_text(line: str) -> None:
    assert lines(read(f"{HEAD}<div><p>{TEXT[0]}<div>{line}</div><p>{TEXT[1]}<p>{TEXT[2]}</div>")) == list(TEXT)


def test_a_bold_word_below_the_first_paragraph_is_a_heading_and_no_author() -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>2024-04-09 20:15</p><div><p>{TEXT[0]}<p><b>麦仁粥</b><p>{TEXT[1]}</div>")
    assert (lines(article), article.authors) == ([TEXT[0], "麦仁粥", TEXT[1]], [])


def test_a_usual_name_below_a_lead_signs() -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>2024-04-09 20:15</p><div><p>{TEXT[0]}<p>李华<p>{TEXT[1]}</div>")
    assert [person.name for person in article.authors] == ["李华"]


def test_the_outlet_above_is_better_than_its_short_name_in_the_dateline() -> None:
    meta = "<p>http://www.example.com 2003年10月17日08:32 金城晨报</p>"
    article = read(f"<h1>{HEADLINE}</h1>{meta}<div>{BLOCK.replace('<p>', '<p>晨报讯 ', 1)}</div>")
    assert (article.source, lines(article)) == ("金城晨报", list(TEXT))


def test_a_dateline_alone_above_the_first_paragraph_leaves_the_text() -> None:
    article = read(f"{HEAD}<div><p>金城网（www.example.com）04月09日讯</p>{BLOCK}</div>")
    assert lines(article) == list(TEXT)
    assert article.dateline is not None


def test_the_meta_line_as_first_line_of_the_text_leaves_it() -> None:
    meta = "<p>2024-04-09 20:15 来源：金城日报 我有话说</p>"
    article = read(f"<h1>{HEADLINE}</h1><div><!--enpcontent-->{meta}{BLOCK}<!--/enpcontent--></div>")
    assert (article.source, lines(article)) == ("金城日报", list(TEXT))


def test_the_account_of_an_original_post_stands_beside_its_date() -> None:
    head = f"<h1>{HEADLINE}</h1><div><span>原创</span> <span>卡车老于</span> <span>2024-04-09 21:14:28</span></div>"
    article = read(f"{head}<div>{BLOCK}</div>")
    assert (article.source, article.authors) == ("卡车老于", [])


def test_buttons_in_brackets_beside_source_and_author_are_no_part_of_them() -> None:
    buttons = (
        "页面功能 【<a>我来说两句</a>】【<a>我要“揪”错</a>】【字体：<a>大</a> <a>中</a>】【<a>打印</a>】【<a>关闭</a>】"
    )
    meta = f"EXAMPLE.COM 2005年05月12日09:21 来源：[ <a href=/s>金城信报</a> ] 作者：[ 孟静 ] {buttons}"
    article = read(f"<h1>{HEADLINE}</h1><table><tr><td>{meta}</td></tr><tr><td>{BLOCK}</td></tr></table>")
    assert (article.source, [person.name for person in article.authors]) == ("金城信报", ["孟静"])
    assert lines(article) == list(TEXT)


def test_the_first_poster_of_a_thread_is_its_author_and_who_replies_is_none() -> None:
    reply = "<div>作者：东风西渐　回复日期：2004-5-12 21:40:11</div><div>写得真好，顶上去。</div>"
    post = f"<div>作者：河边的鱼　提交日期：2004-5-12 21:14:00</div><div>{BLOCK}</div>{reply}"
    article = read(f"<h1>{HEADLINE}</h1>{post}")
    assert [person.name for person in article.authors] == ["河边的鱼"]
    assert (article.published_at, lines(article)) == ("2004-05-12T21:14:00+08:00", list(TEXT))


def test_the_english_posting_line_of_a_blog_is_no_text() -> None:
    name = "<span class=byline>by <a class='url fn n' href=/u>小禾</a></span>"
    by = f"{name} · <span>May 12, 2018</span> · <a>3 Comments</a>"
    article = read(f"<article><h1>{HEADLINE}</h1><div class=entry-meta>{by}</div><div>{BLOCK}</div></article>")
    assert ([person.name for person in article.authors], lines(article)) == (["小禾"], list(TEXT))


def test_the_card_of_the_account_that_published_first_is_no_text() -> None:
    card = "<p>以下文章来源于河边札记 ，作者罗婷</p>"
    article = read(f"<h1>{HEADLINE}</h1><p>2019-06-07</p><div>{card}{BLOCK}</div>")
    assert ([person.name for person in article.authors], lines(article)) == (["罗婷"], list(TEXT))


def test_a_papers_stamp_below_the_text_leaves_it() -> None:
    stamp = "<p>【2012/05/12 金城晚报】@ http://example.com/"
    article = read(f"<h1>{HEADLINE}</h1><p>2012.05.12 03:41 am</p><div>{BLOCK}{stamp}</div>")
    assert (article.source, lines(article)) == ("金城晚报", list(TEXT))


@pytest.mark.parametrize("title", ["2013-14赛季积分榜：金城队以两分夺冠", "2013-2014学年校历公布", "2014年3名学生获奖"])
def test_a_headline_may_begin_with_a_season_or_a_number(title: str) -> None:
    meta = "<div class=tit-bar><a>金城体育</a> <span>2014-05-12 00:12</span> <a>我要分享</a> <a>评论</a></div>"
    assert pages.read(f"<h1>{title}</h1>{meta}<div>{BLOCK}</div>", f"{title}_体育").title == title


def test_an_editor_behind_keywords_is_read() -> None:
    staff = "<div>关键词阅读：<a href=/k>梨花</a> 责任编辑：张一帆 RF12755</div>"
    below = f"<p><b>热点推荐：</b></p><p><a href=/a>什川的桃花也开了</a></p>{staff}"
    assert [editor.name for editor in read(f"{HEAD}<div>{BLOCK}</div>{below}").editors] == ["张一帆"]


@pytest.mark.parametrize("day", ["2007-04-05 星期四　晴　心情：平静", "2007-04-05 多云转小雨", "2007-04-05 周四"])
def test_the_day_and_weather_of_a_diary_are_no_text(day: str) -> None:
    article = read(f"<h1>{HEADLINE}</h1><div>{day}</div><div>{'<br>'.join(TEXT)}</div>")
    assert (lines(article), (article.published_at or "")[:10]) == (list(TEXT), "2007-04-05")


def test_the_frame_of_an_account_above_the_text_leaves_it() -> None:
    frame = "<p>金城发布<br>官方微信公众号</p><p>↑ 点击上方“金城发布”关注我们</p>"
    assert lines(read(f"{HEAD}<div>{frame}{BLOCK}</div>")) == ["金城发布", *TEXT]


def test_a_place_that_touches_the_linked_outlet_is_not_its_end() -> None:
    meta = "<div>2024-04-09 20:15 来源: <a href=/m>金城晚报</a><span>甘肃</span> <a href=/j>举报</a></div>"
    assert read(f"<h1>{HEADLINE}</h1>{meta}<div>{BLOCK}</div>").source == "金城晚报"


def test_an_italic_in_a_sentence_behind_a_link_is_not_set_apart() -> None:
    told = "作者是<a href=/m>金城晚报</a><span>的记者</span>，他在什川住了十年，写下三本书。"
    assert "作者是金城晚报的记者，他在什川住了十年，写下三本书。" in lines(read(f"{HEAD}<div>{BLOCK}<p>{told}</div>"))


@pytest.mark.parametrize(
    "stamp", ["更新时间 2024年4月9日, 格林尼治标准时间10:25", "发表日期 09-04-2024 更改时间 09-04-2024"]
)
def test_stamps_whose_label_has_no_colon_are_no_text(stamp: str) -> None:
    assert lines(read(f"<div><h1>{HEADLINE}</h1><div>{stamp}</div>{BLOCK}</div>")) == list(TEXT)


def test_what_scripts_say_of_the_article_counts_when_the_page_shows_no_date() -> None:
    script = (
        f'<script>window.DATA = {{"article_id":"A0KQ2M00","title":"{HEADLINE}","abstract":null,"media":"金城之声",'
        '"pubtime":"2024-04-09 17:25:08","comment_id":"5123"}</script>'
    )
    article = read(f"{script}<h1>{HEADLINE}</h1><div>{BLOCK}</div>")
    assert (article.published_at, article.source) == ("2024-04-09T17:25:08+08:00", "金城之声")


def test_what_scripts_say_of_another_article_does_not_count() -> None:
    data = '{"title":"另一条与它无关的新闻","media":"金城之声","pubtime":"2024-04-09 17:25:08","comment":""}'
    script = f"<script>window.DATA = {data}</script>"
    article = read(f"{script}<h1>{HEADLINE}</h1><div>{BLOCK}</div>")
    assert (article.published_at, article.source) == (None, None)


def test_the_text_goes_on_below_a_card_though_a_summary_is_longer_than_each_paragraph() -> None:
    summary = f"<div class=summary>{TEXT[0]}今年的花期比去年早了五天，园区延长了开放时间。</div>"
    card = "<div class=also><p>延伸阅读</p><p><a href=/n>去年的梨花节接待了十八万人次</a></p></div>"
    body = f"<div class=article-content><p>{TEXT[1]}<p>{TEXT[1][::-1]}{card}<p>{TEXT[2]}</div>"
    assert lines(read(f"<h1>{HEADLINE}</h1><div>李华 发布 / 2024年4月9日</div>{summary}{body}"))[-1] == TEXT[2]
