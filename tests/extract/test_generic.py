"""The generic reader: where the text is, what the headline is, what stands around it – and when there is no article."""

from __future__ import annotations

import time

import pytest

from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.article import read_article
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.page_title import strip_site
from lanzhou_news.extract.plain import is_plain, read_plain
from lanzhou_news.extract.raw import RawArticle
from lanzhou_news.sites import get
from lanzhou_news.text.decode import decode

TEXT = [
    "清晨，黄河兰州段的水面上升起薄雾，沿岸步道已有不少市民晨练，志愿者在入口处整理共享单车。",
    "市园林部门介绍，今年将在滨河路新增八处口袋公园，并补种国槐和丁香，方便居民就近休憩。",
    "小标题",
    "家住雁滩的退休教师说，公园修到家门口之后，邻里之间见面的机会多了，晚饭后散步的人也多了。",
]
BLOCK = "".join(f"<p>{line}</p>" for line in TEXT)
NAV = "<ul class=nav>" + "".join(f"<li><a href=/{i}>频道{i}</a></li>" for i in range(12)) + "</ul>"


def read(markup: str, title: str = "黄河岸边添新绿_某网") -> RawArticle:
    text = f"<html><head><title>{title}</title></head><body>{markup}</body></html>"
    return read_article([Page("http://news.example.com/a/1.html", decode(text.encode()))], None)


def body(markup: str) -> list[str]:
    return [line.text for line in read(markup).body]


@pytest.mark.parametrize(
    "layout",
    [
        "<div class=content>{}</div>",
        "<table><tr><td>{}</td><td><a href=x>热点一则</a></td></tr></table>",
        "<div><div><section><article>{}</article></section></div></div>",
        "<form><center>{}</center></form>",
        "<td>{}",
    ],
)
def test_the_text_is_found_in_any_layout(layout: str) -> None:
    assert body(NAV + "<h1>黄河岸边添新绿</h1>" + layout.format(BLOCK)) == TEXT, layout


def test_lines_separated_by_br_are_paragraphs() -> None:
    assert body(f"{NAV}<h1>黄河岸边添新绿</h1><td><font>{'<br><br>　　'.join(TEXT)}</font></td>") == TEXT


def test_indents_separate_paragraphs_that_no_tag_separates() -> None:
    assert body(f"<h1>黄河岸边添新绿</h1><div>　　{TEXT[0]}　　{TEXT[1]}</div>") == TEXT[:2]


def test_a_link_in_one_of_the_indented_paragraphs_leaves_the_others_plain() -> None:
    link = f"<a href=/x>{TEXT[1][:12]}</a>{TEXT[1][12:]}"
    assert body(f"<h1>黄河岸边添新绿</h1><div>　　{TEXT[0]}　　{link}　　{TEXT[3]}</div>") == [
        TEXT[0],
        TEXT[1],
        TEXT[3],
    ]


def test_marks_and_links_within_the_page_are_no_links() -> None:
    noted = f"<p><a name=a>{TEXT[0]}</a></p><p>{TEXT[1]}<a href=#n1>[1]</a></p><p><a href=#a>{TEXT[3]}</a></p>"
    assert body(f"<h1>黄河岸边添新绿</h1><div>{noted}</div>") == [TEXT[0], TEXT[1] + "[1]", TEXT[3]]


def test_a_page_that_ends_in_the_middle_goes_on() -> None:
    assert body(f"<html><body>{NAV}</body></html><h1>黄河岸边添新绿</h1><div>{BLOCK}</div></body></html>") == TEXT


def test_a_sentence_that_begins_with_a_date_is_text() -> None:
    dated = [f"2024年5月{day}日10:30，市政府发布通知，滨河路半幅封闭。" for day in (1, 2, 3)]
    block = BLOCK + "".join(f"<p>{line}</p>" for line in dated)
    assert body(f"<h1>黄河岸边添新绿</h1><p>2024-05-01 08:30 来源：某报</p><div>{block}</div>") == TEXT + dated


def test_a_paragraph_printed_twice_is_kept_once() -> None:
    assert body(f"<h1>黄河岸边添新绿</h1><div>{BLOCK}<p>{TEXT[0]}</p></div>") == TEXT


def test_an_abstract_cut_from_the_text_is_no_paragraph() -> None:
    assert body(f"<h1>黄河岸边添新绿</h1><p>2024-05-01 08:30</p><div>{TEXT[0][:25]}...</div><div>{BLOCK}</div>") == TEXT
    assert body(f"<h1>黄河岸边添新绿</h1><div><p>{TEXT[3][:25]}……</p>{BLOCK}</div>")[0] == f"{TEXT[3][:25]}……"
    assert body(f"<h1>黄河岸边添新绿</h1><div><p>{TEXT[1][:25]}……</p>{BLOCK}</div>") == TEXT


def test_a_table_of_contents_goes_and_a_heading_of_that_name_stays() -> None:
    parts = f"<h3>晨练的人</h3>{BLOCK}<h3>归来的鸟</h3><p>{TEXT[1][::-1]}</p>"
    assert body(f"<h1>黄河岸边添新绿</h1><div><p>目录</p><p>晨练的人</p><p>归来的鸟</p>{parts}</div>")[:2] == [
        "晨练的人",
        TEXT[0],
    ]
    assert body(f"<h1>黄河岸边添新绿</h1><div><p>{TEXT[3][::-1]}</p><p>目录</p>{parts}</div>")[1] == "目录"


def test_a_question_asked_twice_is_text_both_times() -> None:
    asked = "您为什么搬到河边来住？"
    markup = "".join(f"<p>{asked}</p><p>{TEXT[index]}</p>" for index in (0, 1))
    assert body(f"<h1>黄河岸边添新绿</h1><div>{markup}</div>") == [asked, TEXT[0], asked, TEXT[1]]


def test_a_short_heading_that_the_text_begins_with_is_no_abstract() -> None:
    assert body(f"<h1>黄河岸边添新绿</h1><div><p>{TEXT[0][:7]}</p>{BLOCK}</div>") == [TEXT[0][:7], *TEXT]


@pytest.mark.parametrize("tag", ["div class=x", "div", "td"])
def test_the_first_post_of_a_blog_is_the_article_whatever_its_class(tag: str) -> None:
    days = ("周一", "周二", "周三", "周四", "周五")
    posts = "".join(
        f"<{tag}>{BLOCK.replace('清晨', day) * n}</{tag.split()[0]}><p>由某人张贴 @ 2024-05-0{n} 08:30 | 评论 (3)</p>"
        for n, day in enumerate(days, 1)
    )
    assert body(posts)[0].startswith("周一"), tag


@pytest.mark.parametrize("label", ["原创", "【独家】", "视频 "])
def test_a_tag_before_the_headline_is_no_part_of_it(label: str) -> None:
    raw = read(f"{NAV}<h1><span class=article-tag>{label}</span>黄河岸边添新绿</h1><div>{BLOCK}</div>")
    assert raw.title is not None
    assert raw.title.text == "黄河岸边添新绿", label


@pytest.mark.parametrize("lead", ["公园开放了。", "滨河路的公园今天开放，市民可以免费入园。"])
@pytest.mark.parametrize("stamp", ["发布时间：2024-05-01 08:30", "2024-05-01 08:30 来源：金城日报"])
def test_a_lead_above_the_line_with_the_date_is_text(lead: str, stamp: str) -> None:
    block = f"<p>{lead}</p><p>{stamp}</p>{BLOCK}"
    assert body(f"<h1>黄河岸边添新绿</h1><div>{block}</div>") == [lead, *TEXT], (lead, stamp)


def test_a_date_line_before_the_last_paragraph_cuts_nothing_off() -> None:
    block = "".join(f"<p>{line}</p>" for line in (*TEXT, "发布时间：2024-05-01 08:30", "公园从今天起开放，欢迎光临。"))
    assert body(f"<h1>黄河岸边添新绿</h1><div>{block}</div>") == [*TEXT, "公园从今天起开放，欢迎光临。"]


@pytest.mark.parametrize("when", ["时间：2024年5月8日14:30", "时　间：5月8日14:30", "一、时间：2024年5月8日14:30"])
def test_when_and_where_something_takes_place_are_text(when: str) -> None:
    programme = [when.replace("\u3000", " "), "地点：金城大剧院"]
    block = "".join(f"<p>{line}</p>" for line in programme) + BLOCK
    page = f"<h1>黄河岸边添新绿</h1><p>2024-05-01 08:30 来源：某报</p><div>{block}</div>"
    assert body(page) == programme + TEXT, when


def test_a_brief_of_one_sentence_is_preferred_to_the_notice_below_it() -> None:
    notice = (
        "凡本网注明来源的作品均为本网合法拥有，其他媒体使用时请注明，读者如有意见，可以来信来电，编辑部会尽快答复。" * 2
    )
    footer = f"<div class=box><p>{notice}</p></div>"
    page = f"{NAV}<h1>黄河岸边添新绿</h1><p>2024-05-01 08:30</p><div class=c><p>{TEXT[0]}</p></div>"
    assert body(f"{page}<h4>相关新闻</h4>{footer}") == [TEXT[0]]


@pytest.mark.parametrize("title", ["某某新闻网", "新闻中心", "无标题文档", ""])
def test_where_the_title_names_the_site_a_plain_line_above_the_text_is_the_headline(title: str) -> None:
    cells = ("<td align=center>黄河岸边添新绿", "<td>2004-05-01 08:30", f"<td>{'<br>'.join(TEXT)}")
    raw = read("<table>" + "".join(f"<tr>{cell}</td></tr>" for cell in cells) + "</table>", title)
    assert raw.title is not None
    assert raw.title.text == "黄河岸边添新绿"


def test_a_small_title_above_a_short_text_is_not_taken_for_a_brief() -> None:
    small = "<div class=sub>第三方评估显示，满意度为77.8%</div><p>2024-05-01 08:30</p><p>分享到：</p>"
    raw = read(f"{NAV}<h1>黄河岸边添新绿</h1>{small}<div class=c><p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>")
    assert [line.text for line in raw.body] == TEXT[:2]


def test_the_name_of_the_site_is_no_headline() -> None:
    assert read(f"<div>{BLOCK}</div>", "某某新闻网").title is None


def test_a_tag_that_the_title_has_as_well_belongs_to_the_headline() -> None:
    raw = read(f"{NAV}<h1>视频：黄河岸边添新绿</h1><div>{BLOCK}</div>", "视频：黄河岸边添新绿_某网")
    assert raw.title is not None
    assert raw.title.text == "视频：黄河岸边添新绿"


def test_a_hard_wrap_inside_a_sentence_is_no_space() -> None:
    wrapped = TEXT[0][:20] + "\n    " + TEXT[0][20:]
    assert body(f"<h1>黄河岸边添新绿</h1><div><p>{wrapped}</p><p>{TEXT[1]}</p></div>") == TEXT[:2]


@pytest.mark.parametrize(
    "border", ["相关新闻：", "网友评论", "【发表评论】", "上一篇：别的", "Copyright © 某网", "分享到："]
)
def test_nothing_behind_a_border_is_text(border: str) -> None:
    more = "昨天，另一条新闻的摘要写在这里，它也有标点，也有一句话那么长。"
    assert body(f"<h1>黄河岸边添新绿</h1><div>{BLOCK}</div><p>{border}</p><div><p>{more}</p></div>") == TEXT, border


def test_comments_longer_than_the_article_do_not_win() -> None:
    comments = "".join(
        f"<li>网友{i}：这条新闻写得真好，我家门口也要有这样的公园，希望早日建成。</li>" for i in range(60)
    )
    assert body(f"<h1>黄河岸边添新绿</h1><div>{BLOCK}</div><h3>网友评论</h3><ol class=comments>{comments}</ol>") == TEXT


def test_the_first_of_several_posts_is_the_article() -> None:
    posts = "".join(
        f"<div class=post-body>{BLOCK.replace('清晨', day)}</div><p>发表评论</p>" for day in ("周一", "周二", "周三")
    )
    assert body(posts)[0].startswith("周一")
    assert len(body(posts)) == len(TEXT)


@pytest.mark.parametrize(
    "staff", ["责任编辑：马小相", "（记者 王娟）", "来源：兰州晚报", "2024-05-01 08:30 来源：兰州晚报"]
)
@pytest.mark.parametrize("place", ["above", "inside", "below"])
def test_a_credit_line_is_never_lost(staff: str, place: str) -> None:
    line = f"<p>{staff}</p>"
    lines = BLOCK.replace("<p>小标题</p>", line if place == "inside" else "<p>小标题</p>")
    raw = read(f"<h1>黄河岸边添新绿</h1>{line * (place == 'above')}<div>{lines}</div>{line * (place == 'below')}")
    kept = [it.text for it in raw.head + raw.body + raw.tail]
    assert staff in kept, kept


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<h1>黄河岸边添新绿</h1>", "黄河岸边添新绿_某网"),
        ("<h1>某网</h1><h2>黄河岸边添新绿</h2>", "黄河岸边添新绿-新闻-某网"),
        ("<p align=center><font size=5><b>黄河岸边添新绿</b></font></p><p>2004-09-13 08:11</p>", ""),
        ("<h3>导航</h3><a href=x>黄河岸边修步道</a><p>黄河岸边</p><p>添新绿</p>", "黄河岸边添新绿|某网"),
        ("<p>2004-09-13 08:11</p>", "黄河岸边添新绿 - 某网"),
    ],
)
def test_the_headline_is_what_page_and_title_agree_on(markup: str, title: str) -> None:
    raw = read(f"{NAV}{markup}<div>{BLOCK}</div>", title)
    assert raw.title is not None
    assert raw.title.text == "黄河岸边添新绿", markup


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("黄河岸边添新绿_新闻中心_兰州新闻网", "黄河岸边添新绿"),
        ("黄河岸边添新绿 - 某网", "黄河岸边添新绿"),
        ("某网--黄河岸边添新绿又添一景", "黄河岸边添新绿又添一景"),
        ("黄河岸边添新绿", "黄河岸边添新绿"),
        ("", ""),
        ("___", ""),
    ],
)
def test_the_site_is_cut_from_the_title(title: str, headline: str) -> None:
    assert strip_site(title) == headline


def test_breadcrumb_pictures_and_dates_are_read() -> None:
    raw = read(
        "<p>您的位置：<a href=/>首页</a> > <a href=/x>新闻中心</a>><a href=/y>兰州</a>> 正文</p><h1>黄河岸边添新绿</h1>"
        "<p>2024-05-01 08:30 来源：兰州晚报</p>"
        "<div><p><img src=/res/a.jpg width=600></p><p align=center>口袋公园一角。李华 摄</p><img src=/ad/logo.gif>"
        f"{BLOCK}</div>"
    )
    assert raw.breadcrumb == ["新闻中心", "兰州"]
    assert [(image.url, image.width) for image in raw.images] == [("http://news.example.com/res/a.jpg", 600)]
    assert raw.images[0].caption is not None
    assert raw.images[0].caption.text == "口袋公园一角。李华 摄"
    assert [line.text for line in raw.body] == TEXT
    assert [(date.raw, date.origin) for date in raw.dates] == [("2024-05-01 08:30 来源：兰州晚报", "line")]


def test_a_profile_and_the_generic_reader_that_differ_are_noted() -> None:
    text = f"<html><body><h1>标题</h1><!--enpcontent--><p>{TEXT[0][:20]}</p><!--/enpcontent--><div>{BLOCK * 3}</div>"
    raw = read_article([Page("", decode(text.encode()))], get("lanzhou"))
    assert any(note.startswith("body 0.") for note in raw.disagreements), raw.disagreements


@pytest.mark.parametrize(
    ("markup", "title", "reason"),
    [
        ("<h1>404 Not Found</h1><p>nginx</p>", "404 Not Found", "error-page"),
        ("<p>抱歉，您访问的页面不存在或已被删除，5秒后返回首页。</p>", "提示信息", "error-page"),
        ("<p>您的访问过于频繁，请稍后再试。</p>", "提示", "block-page"),
        ("<p>请登录后查看全文。</p><form><input name=p type='password'></form>", "会员登录", "login-wall"),
        (NAV + "<ul>" + "<li><a href=x>今天又一条新闻的标题</a></li>" * 40 + "</ul>", "新闻", "list-page"),
        ("", "", "no-body"),
        (NAV, "某网", "no-body"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_the_reason(markup: str, title: str, reason: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        read(markup, title)
    assert caught.value.reason == reason, markup


def test_an_article_about_error_pages_is_an_article() -> None:
    text = "网站管理员说，访问的页面不存在时，服务器会返回404，读者往往以为是自己打错了地址。" * 8
    assert read(f"<h1>黄河岸边添新绿</h1><div><p>{text}</p></div>").body


def test_plain_text_keeps_its_lines() -> None:
    raw = read_plain("\ufeff黄河岸边添新绿\r\n\r\n　　" + "\n".join(TEXT))
    assert raw.title is not None
    assert raw.title.text == "黄河岸边添新绿"
    assert [line.text for line in raw.body] == TEXT
    assert is_plain("正文 a < b，c > d。")
    assert not is_plain("<p>正文")


HOSTILE = {
    "comments": "<!-- x -->" * 300_000,
    "open comments": "<!-- x " * 100_000,
    "attributes": "<h2 " + " ".join(f'data-{i}="{i}"' for i in range(60_000)) + ">x</h2>",
    "nested": "<div>" * 10_000,
    "almost nested": ("<b>" * 199 + "x") * 300,
    "inline": "<span class=a>黄</span>" * 60_000,
    "spaces": " \u3000" * 500_000,
    "brackets": "<" * 500_000,
    "pictures": "<img src=/a.jpg>" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_costs_little_time(name: str) -> None:
    markup = f"<h1>黄河岸边添新绿</h1><div>{BLOCK}</div>{HOSTILE[name]}"
    started = time.process_time()
    assert read(markup).body
    assert time.process_time() - started < 3, name


def test_readings_in_brackets_do_not_make_a_headline_too_long() -> None:
    headline = "職(zhí)業(yè)教育開(kāi)放日覆蓋(gài)五十六所學(xué)校 兩萬(wàn)學(xué)生受益家長(zhǎng)稱(chēng)贊"
    raw = read(f"<div class=content><h1>{headline}</h1><div class=article>{BLOCK}</div></div>", title="")
    assert raw.title is not None
    assert raw.title.text == headline
    assert [line.text for line in raw.body] == TEXT


def test_a_filing_number_told_in_a_sentence_is_no_footer() -> None:
    told = "记者注意到，其网站下端标注的备案号为陇ICP备12345678号，也就是说这个网站已经备案。"
    block = "".join(f"<p>{line}</p>" for line in (*TEXT, told, *TEXT[::-1]))
    assert told in body(f"<h1>黄河岸边添新绿</h1><div>{block}</div>")


def test_a_sentence_that_ends_with_what_readers_said_is_no_border() -> None:
    said = "“希望有关部门好好查一查，给大家一个交代。”"
    block = "".join(f"<p>{line}</p>" for line in (*TEXT, "这双袜子就是证据有网友评论：", said))
    assert body(f"<h1>黄河岸边添新绿</h1><div>{block}</div>")[-1] == said


def test_a_heading_inside_the_text_that_is_part_of_the_headline_cuts_nothing_off() -> None:
    title = "每日警讯：情侣吵架双双报警互相举报，结果两人都是逃犯"
    lines = (*TEXT, "情侣吵架双双报警互相举报，结果两人都是逃犯", *TEXT[::-1])
    block = "".join(f"<p>{line}</p>" for line in lines)
    raw = read(f"<h1>{title}</h1><div>{block}</div>", title)
    assert raw.body[0].text == TEXT[0]


def test_a_heading_评论_inside_the_text_cuts_nothing_off() -> None:
    above = [f"{n}日，{line}" for n in range(1, 4) for line in TEXT]
    below = [f"{n}月，{line}" for n in range(4, 6) for line in TEXT]
    block = "".join(f"<p>{line}</p>" for line in (*above, "评论", *below))
    assert body(f"<h1>黄河岸边添新绿</h1><div>{block}</div>")[-1] == below[-1]


def test_a_brief_paragraph_below_相关链接_is_text_and_its_heading_too() -> None:
    lines = body(
        f"<h1>黄河岸边添新绿</h1><div>{'<br>'.join([*TEXT, '■相关链接', '近三年来全市已新增绿地两千亩。'])}</div>"
    )
    assert lines[-2:] == ["■相关链接", "近三年来全市已新增绿地两千亩。"]


def test_the_heading_of_links_between_paragraphs_goes_with_them() -> None:
    more = "<div>【相关阅读】<br><a href=1>两岸绿道今日贯通</a><br><a href=2>市民夜游黄河</a></div>"
    lines = body(f"<h1>黄河岸边添新绿</h1><div><p>{'<p>'.join(TEXT)}{more}<p>{TEXT[0]}近三年来新增绿地两千亩。</div>")
    assert lines[-1].endswith("两千亩。")
    assert not any("相关" in line or "夜游" in line for line in lines)


def test_comments_below_the_heading_评论_are_no_text() -> None:
    post = "<p>网友{0} 发表于 2024-05-0{0} 10:2{0}</p><p>{1}写得真好，支持一下。</p>"
    posts = "".join(post.format(n, TEXT[0]) for n in range(1, 6))
    block = "".join(f"<p>{n}日，{line}</p>" for n in range(1, 4) for line in TEXT)
    lines = body(f"<h1>黄河岸边添新绿</h1><div>{block}<p>评论</p>{posts}</div>")
    assert not any("支持一下" in line for line in lines)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("黄河,绿化 口袋公园；黄河", ["黄河", "绿化", "口袋公园"]),
        ("黄河岸边添新绿", []),
        ("黄河岸边添新绿-金城网", []),
        ("黄河岸边 添新绿,黄河,绿化", ["黄河", "绿化"]),
        ("黄河岸边,绿化", ["黄河岸边", "绿化"]),
        ("<a href=/>黄河</a>", []),
    ],
)
def test_keywords_are_words_not_the_headline_or_markup(content: str, words: list[str]) -> None:
    raw = read(f'<meta name=keywords content="{content}"><h1>黄河岸边添新绿</h1><div>{BLOCK}</div>')
    assert raw.keywords == words
