"""Whole pages of offices, schools, companies, forums, blogs, encyclopedias: templates in markup of our own."""

from __future__ import annotations

import pytest

from lanzhou_news import extract_article
from lanzhou_news.clean.reposts import as_labels
from lanzhou_news.items import Article
from tests.clean import pages
from tests.clean.pages import lines

TEXT = (
    "七里河区今年计划改造老旧小区四十六个，惠及居民一万二千余户，目前已有三十一个小区开工。",
    "区住建局负责人介绍，改造内容由居民自己选定，屋面防水、加装电梯和停车位排在前三位。",
    "“楼道亮了，下水也不堵了。”住了三十年的老住户对变化十分满意。",
)
BLOCK = "".join(f"<p>{line}</p>" for line in TEXT)
HEADLINE = "四十六个老旧小区年内改造"
META = "<p>发布时间：2021-04-09 15:00 来源：金城晚报</p>"


def read(markup: str, title: str = f"{HEADLINE}_金城网") -> Article:
    return pages.read(markup, title)


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


def test_heads_of_replies_in_a_thread_give_neither_author_nor_date() -> None:
    head = "<div>楼主：<a href=/u>金城小白杨</a> 时间：2012-06-03 14:22:10 点击：8823 回复：132</div>"
    reply = "<div>作者：<a href=/v>路边草</a> 时间：2012-06-04 14:30:02</div><div>恭喜，装修时记得发帖。</div>"
    article = read(f"<h1>{HEADLINE}</h1>{head}<div>{'<br>'.join(TEXT)}</div>{reply * 2}")
    assert (article.authors, article.published_at) == ([], "2012-06-03T14:22:10+08:00")
    assert lines(article) == list(TEXT)


def test_a_heading_above_a_text_of_list_items_belongs_to_it_and_the_makers_of_the_site_do_not() -> None:
    items = "".join(f"<li>{line}</li>" for line in TEXT)
    foot = "<div class=f>西固区街道办事处 技术支持：三网科技</div>"
    article = read(f"<h1>{HEADLINE}</h1>{META}<div class=c><h4>改造问答</h4><ul>{items}</ul></div>{foot}")
    assert lines(article) == ["改造问答", *TEXT]


def test_a_time_element_stands_apart_from_the_word_it_touches() -> None:
    meta = "<p class=author><a href=/u>記者張宏</a>／沙加緬度報導<time>2023-10-12 02:10 ET</time></p>"
    assert [author.name for author in read(f"<h1>{HEADLINE}</h1>{meta}<div>{BLOCK}</div>").authors] == ["张宏"]


def test_a_speakers_name_set_in_single_characters_is_the_author() -> None:
    head = "<p>（2019年7月15日）</p><p>张 建 平</p>"
    article = read(f"<h1>{HEADLINE}</h1>{META}<div>{head}{BLOCK}</div>")
    assert ([author.name for author in article.authors], lines(article)[1:]) == (["张建平"], list(TEXT))


def test_a_card_with_other_stories_inside_the_text_does_not_end_it() -> None:
    card = "<div class=related-card><span>相关文章：</span><a href=/2>另一个小区也开工了</a></div>"
    parts = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{card}<p>改造将于年底前完成。</p>"
    article = read(f"<h1>{HEADLINE}</h1>{META}<div class=article-content>{parts}</div>")
    assert lines(article) == [TEXT[0], TEXT[1], "改造将于年底前完成。"]


def test_accounts_below_a_short_text_are_no_text() -> None:
    gift = "<div class=donate><h3>我要捐款</h3><p>开户行：中国银行金城支行</p><p>账号：1040 1234 5678</p></div>"
    article = read(f"<h1>{HEADLINE}</h1>{META}<div><div class=txt><p>{TEXT[0]}</p><p>{TEXT[2]}</p></div>{gift}</div>")
    assert lines(article) == [TEXT[0], TEXT[2]]


def test_a_job_in_a_box_named_after_the_author_is_no_name() -> None:
    author = "<div class=AuthorInfo><div class=AuthorInfo-badgeText>汽车检测师</div></div>"
    assert read(f"<h1>{HEADLINE}</h1>{author}{META}<div>{BLOCK}</div>").authors == []


def test_furniture_in_traditional_characters_is_known() -> None:
    head = "<p><font size=4><b>全球食品價格上月升1.3%</b></font></p><p>發布時間：2004-11-02 來源：香江晚報</p>"
    text = "".join(
        f"<p>{line}</p>" for line in ("聯合國糧農組織公布，上月價格指數為124點。", "專家預期，糧價仍有壓力。")
    )
    links = "<div><p>相關新聞</p><p>穀物期貨小幅回落，交投清淡。</p></div>"
    article = read(f"{head}<div>{text}</div>{links}", "香江日報")
    assert (article.title, article.source) == ("全球食品价格上月升1.3%", "香江晚报")
    assert lines(article) == ["联合国粮农组织公布，上月价格指数为124点。", "专家预期，粮价仍有压力。"]


def test_the_sentence_that_names_the_account_gives_source_author_and_editor() -> None:
    told = "本文来自微信公众号“河边札记”（ID：hbzj），作者：林一木，编辑：周舟，金城网经授权发布。"
    article = read(f"<h1>{HEADLINE}</h1><p>2021-08-17 11:02</p><div>{BLOCK}<p>{told}</p></div>")
    assert (article.source, [one.name for one in article.authors], [one.name for one in article.editors]) == (
        "河边札记",
        ["林一木"],
        ["周舟"],
    )
    assert (lines(article), told in (article.source_raw or "")) == (list(TEXT), True)
    assert as_labels("来自公众号运营者的烦恼") is None
    longer = "，题图来自受访者，金城网经授权发布，未经许可不得转载" * 6
    assert as_labels(told.removesuffix("。") + longer) is None


@pytest.mark.parametrize(
    ("told", "labels"),
    [
        ("原文转载自公众号“河边札记”（公众号：hbzj），责编：周舟，有删改", "来源：“河边札记”微信公众号 责编：周舟"),
        ("内容转自微信订阅号「河边札记」。撰文：林一木", "来源：“河边札记”微信公众号 撰文：林一木"),
    ],
)
def test_the_clauses_of_that_sentence_that_are_no_labels_leave_it(told: str, labels: str) -> None:
    assert as_labels(told) == labels


def test_a_headline_may_begin_with_a_day_and_a_line_of_date_and_source_is_none() -> None:
    head = "<h1>2022年2月16日苹果价格行情</h1><div>更新：2022-02-16 09:01 来源：金城晚报</div>"
    article = read(f"{head}<div>{BLOCK}</div>", "金城网")
    assert (article.title, article.source) == ("2022年2月16日苹果价格行情", "金城晚报")


def test_the_second_line_of_a_headline_that_begins_with_a_dash_is_no_headline() -> None:
    head = f"<div class=newstitle>{HEADLINE}<br>——七里河区改造见闻</div>{META}"
    assert read(f"{head}<div>{BLOCK}</div>", "金城网").title == HEADLINE


def test_the_address_of_the_office_below_the_text_and_the_day_of_an_upload_are_no_text() -> None:
    foot = (
        "<table><tr><td>地址：金城市城关区张掖路 邮编730030 电话：0931-8400000<br>陇ICP备11000000号</td></tr></table>"
    )
    stamp = "<div>上传日期：2012-12-01 下载：33次</div>"
    article = read(f"<h1>{HEADLINE}</h1>{stamp}<table><tr><td>{BLOCK}</td></tr></table>{foot}")
    assert (lines(article), article.published_at) == (list(TEXT), "2012-12-01T00:00:00+08:00")


def test_the_end_mark_above_a_note_on_the_author_leaves_the_text() -> None:
    note = "作者简介：阿岚，咖啡馆老板，业余写字。"
    article = read(f"<h1>{HEADLINE}</h1>{META}<div>{BLOCK}<p>—— THE END ——</p><p>{note}</p></div>")
    assert lines(article) == [*TEXT, note]


def test_an_english_author_of_the_properties_is_one_person() -> None:
    text = "".join(f"<p>The course runs along both banks of the river, day {n}, organizers said.</p>" for n in range(4))
    page = f"<html><head><title>Marathon</title><meta name=author content='Ma Jingna'></head><body>{text}</body></html>"
    assert [one.name for one in extract_article(page.encode(), "http://www.example.com/a.html").authors] == [
        "Ma Jingna"
    ]


def test_the_account_of_a_chat_program_may_have_any_name() -> None:
    head = (
        "<div id=meta_content><span class='rich_media_meta rich_media_meta_text'>宗政玉</span> "
        "<span class='rich_media_meta rich_media_meta_nickname'><a id=js_name>渡口夜话</a></span> "
        "<em id=publish_time class='rich_media_meta rich_media_meta_text'>2021-04-23 18:01</em>发表于甘肃</div>"
    )
    article = read(f"<h1>{HEADLINE}</h1>{head}<div id=js_content>{BLOCK}</div>")
    assert ([author.name for author in article.authors], article.source) == (["宗政玉"], "渡口夜话")


def post(nick: str, when: str, text: str, control: str = "只看该作者") -> str:
    """A post as board programs print it: the poster in a column of its own."""
    column = f"<td class=pls><div class=authi>{nick}</div><p>主题 23</p></td>"
    body = f"<em>发表于 {when}</em> <a>{control}</a><div class=t_f>{text}</div>"
    return f"<table><tr>{column}<td>{body}</td></tr></table>"


@pytest.mark.parametrize(
    ("nick", "control", "above", "authors"),
    [
        ("<a href=/u>山里人家</a>", "只看该作者", "", ["山里人家"]),
        ("<a href=/u>山里人家</a>", "只看楼主", "<p><a href=/>山城论坛</a></p>", ["山里人家"]),
        ("<a href=/u>加好友</a><a href=/m>发消息</a>", "只看该作者", "", []),
        ("<a href=/u>山里人家</a>", "只看该作者", "<p>作者：林一木</p>", ["林一木"]),
        ("<a href=/u>山里人家</a>", "查看全部", "", []),
    ],
    ids=["a thread", "below the board's name", "controls", "a printed author", "no board"],
)
def test_the_first_poster_of_a_thread_is_its_author(nick: str, control: str, above: str, authors: list[str]) -> None:
    first = post(nick, "2013-10-14 21:33", "<br>".join(TEXT), control)
    thread = first + post(nick.replace("山里人家", "小石头"), "2013-10-15 08:10", "好", control)
    article = read(f"{above}<h1>{HEADLINE}</h1>{thread}")
    assert ([author.name for author in article.authors], article.published_at[:10]) == (authors, "2013-10-14")


def test_who_answers_a_guest_did_not_open_the_thread() -> None:
    thread = post("游客", "2013-10-14 21:33", "<br>".join(TEXT))
    thread += post("<a href=/u>小石头</a>", "2013-10-15 08:10", "好")
    assert read(f"<h1>{HEADLINE}</h1>{thread}").authors == []


def test_the_index_table_of_a_public_notice_names_its_office() -> None:
    table = (
        "<table><tr><td>发布机构：</td><td>市住房和城乡建设局</td><td>发布日期：</td><td>2021-10-15</td></tr></table>"
    )
    article = read(f"{table}<h1>{HEADLINE}</h1><div>{BLOCK}</div>")
    assert (article.source, article.authors) == ("市住房和城乡建设局", [])


@pytest.mark.parametrize(
    ("line", "people", "source"),
    [
        ("By Ma Li in Lanzhou | China Daily | Updated: 2022-06-17 09:05", ["Ma Li"], "China Daily"),
        (
            "By MA LI in Lanzhou and CAO DE in Beijing | example.com.cn | Updated: 2022-06-17 09:05",
            ["MA LI", "CAO DE"],
            None,
        ),
        ("Posted on 2022-06-17 by 竹影 | Leave a comment", ["竹影"], None),
        ("由 竹林听雨 发布于 2022年6月17日 · 数码 · 3条评论", ["竹林听雨"], None),
        ("由 竹影 | 6 月 17, 2022 | 随笔 | 0 条评论", ["竹影"], None),
        ("时间:2022-06-17 10:20 来源:未知 作者:秩名 点击:次", [], None),
        ("报道：黄诗婷 摄影：陈启新 2022-06-17", ["黄诗婷", "陈启新"], None),
        ("作者：高建社 时间：2022-06-17 点击：次", ["高建社"], None),
        ("2022-06-17 09:35 金财网 我有话说(12人参与)", [], "金财网"),
    ],
)
def test_the_line_below_the_headline_is_read_in_every_house_style(
    line: str, people: list[str], source: str | None
) -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>{line}</p><div>{BLOCK}</div>")
    assert [author.name for author in article.authors] == people
    assert source is None or article.source == source
    assert (article.published_at or "").startswith("2022-06-17")


def test_a_notice_glued_to_the_source_and_the_bracket_of_an_exclusive_story_leave_the_text() -> None:
    notice = "<p>文章来源: 联合早报 于 2019-08-14 06:11:22 - 新闻取自各大媒体，内容不代表本网立场！</p>"
    article = read(f"<h1>{HEADLINE}</h1><div>{BLOCK}{notice}</div>")
    assert (article.source, lines(article)) == ("联合早报", list(TEXT))
    article = read(
        f"<h1>{HEADLINE}</h1><p>2019-08-14</p><div>{BLOCK.replace('七里', '【新民网·独家报道】七里', 1)}</div>"
    )
    assert (article.source, lines(article)) == ("新民网", list(TEXT))


@pytest.mark.parametrize(
    "line", ["Posted on the wall in 2021 by soldiers", "由于疫情 2021年5月1日", "报道：高铁即将开通"]
)
def test_words_of_a_byline_in_a_sentence_name_nobody(line: str) -> None:
    article = read(f"<h1>{HEADLINE}</h1>{META}<div>{BLOCK}<p>{line}</p></div>")
    assert (article.authors, article.source) == ([], "金城晚报")


def test_a_printed_author_beats_the_nickname_that_only_a_box_tells() -> None:
    head = "<div class=author-info><a href=/u>拉货观察站</a> <span>2022-07-01 09:30</span></div>"
    repost = "<p>本文来自微信公众号：冷链圈（ID：lenglian），作者：褚时雨，头图来自：视觉中国</p>"
    article = read(f"<h1>{HEADLINE}</h1>{head}<div>{repost}{BLOCK}</div>")
    assert ([author.name for author in article.authors], article.source) == (["褚时雨"], "冷链圈")
