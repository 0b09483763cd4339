"""Furniture leaves the edges of a page; from the middle of a text only the labels of adverts go."""

from __future__ import annotations

import pytest

from lanzhou_news.clean import boilerplate
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.extract.raw import DateCandidate, Line, RawArticle
from lanzhou_news.sites import get

TEXT = (
    "清晨的黄河边，晨练的人们早早来到步道上。",
    "园林部门介绍，今年还要新增八处口袋公园。",
    "大家都说，日子越过越好。",
)
NOTICE = ("版权声明:", '凡文章来源为"兰州新闻网"的稿件,均为兰州新闻网独家版权所有,未经许可不得转载或镜像。')


def run(
    body: tuple[str, ...] = TEXT,
    tail: tuple[str, ...] = (),
    head: tuple[str, ...] = (),
    learned: frozenset[str] = frozenset(),
    site: str | None = None,
) -> Draft:
    raw = RawArticle(
        head=[Line(text) for text in head], body=[Line(text) for text in body], tail=[Line(text) for text in tail]
    )
    draft = Draft([Fetched(b"")], profile=get(site) if site else None, raw=raw, learned=learned)
    boilerplate.run(draft)
    return draft


def body(draft: Draft) -> list[str]:
    return [line.text for line in draft.raw.body]


@pytest.mark.parametrize("where", ["body", "tail"])
def test_the_copyright_notice_has_a_field_of_its_own(where: str) -> None:
    draft = run((*TEXT, *NOTICE)) if where == "body" else run(tail=NOTICE)
    assert draft.article.copyright_raw == "\n".join(NOTICE)
    assert body(draft) == list(TEXT)


@pytest.mark.parametrize(
    "line", ["分享到：", "【打印】 【关闭】", "扫一扫在手机打开当前页", "上一页 1 2 下一页", "【纠错】"]
)
def test_furniture_at_the_end_of_the_body_leaves_it_and_stands_in_a_note(line: str) -> None:
    draft = run((*TEXT, line))
    assert body(draft) == list(TEXT)
    assert line in [note.before for note in draft.article.cleaning]


@pytest.mark.parametrize("where", ["body", "tail"])
def test_the_editor_glued_to_a_notice_waits_for_the_next_step(where: str) -> None:
    line = "（本文版权为金城网所有 未经允许严禁转载）网络编辑：李华"
    draft = run((*TEXT, line)) if where == "body" else run(tail=(line,))
    assert draft.article.copyright_raw == line
    assert [(kept.text, kept.raw) for kept in (*draft.raw.body[3:], *draft.raw.tail)] == [("网络编辑：李华", line)]


@pytest.mark.parametrize(
    "line",
    [
        "打开金城新闻，查看更多高清图片",
        "本文来自金城新闻，更多原创资讯请下载“金城新闻”APP",
        "欢迎提供新闻线索，报料电话：0931-1234567",
        "（未经授权，不得转载）",
        "- THE END -",
        "投资有风险，入市需谨慎",
        "点个“在看”支持一下",
        "著作权归作者所有",
    ],
)
def test_a_notice_below_the_text_leaves_it_and_inside_the_text_stays(line: str) -> None:
    draft = run((*TEXT, line))
    assert body(draft) == list(TEXT), line
    assert line in ([note.before for note in draft.article.cleaning] + [draft.article.copyright_raw]), line
    inside = (TEXT[0], line, *TEXT[1:])
    assert body(run(inside)) == list(inside), line


def test_credits_among_the_furniture_wait_for_the_next_step() -> None:
    draft = run((*TEXT, "记者 张明", "分享到：", "责任编辑：李华", "【打印】"))
    assert body(draft) == [*TEXT, "记者 张明", "责任编辑：李华"]


@pytest.mark.parametrize(
    "line",
    [
        "分享到： 编辑：李华",
        "【打印】【关闭】 责任编辑：李华",
        "字号：大 中 小 来源：兰州日报",
        "浏览次数：12 作者：李华",
    ],
)
def test_a_line_that_controls_share_with_credits_waits_for_the_next_step(line: str) -> None:
    assert [kept.text for kept in run(head=(line,), tail=(line,)).raw.head] == [line]
    assert [kept.text for kept in run(head=(line,), tail=(line,)).raw.tail] == [line]


def test_the_edit_links_of_a_wiki_leave_its_headings_and_no_other_line() -> None:
    heading = Line("经历[编辑]", hint="mw-headline mw-editsection")
    draft = Draft([Fetched(b"")], raw=RawArticle(body=[Line(TEXT[0]), heading, Line(TEXT[1]), Line("他用[编辑]键")]))
    boilerplate.run(draft)
    assert body(draft) == [TEXT[0], "经历", TEXT[1], "他用[编辑]键"]
    assert [(note.rule, note.before) for note in draft.article.cleaning] == [("edit-links", "经历[编辑]")]


def test_everything_behind_related_links_leaves_with_them() -> None:
    draft = run((*TEXT, "相关阅读：", "黄河岸边又一村", "兰州牛肉面走出国门"))
    assert body(draft) == list(TEXT)
    assert [note.rule for note in draft.article.cleaning] == ["behind-border"]
    assert "黄河岸边又一村" in (draft.article.cleaning[0].before or "")


def test_a_border_word_with_an_article_behind_it_is_text() -> None:
    lines = (*TEXT, "相关链接", "这是一段很长的背景材料，" * 8 + "它属于正文。", *TEXT)
    assert body(run(lines)) == list(lines)


def test_words_of_furniture_inside_the_text_stay() -> None:
    lines = (TEXT[0], "微信", "版权声明制度和责任编辑制度都要完善。", "分享到：", *TEXT[1:])
    assert body(run(lines)) == list(lines)


def test_the_label_of_an_advert_inside_the_text_goes_a_sentence_about_adverts_stays() -> None:
    draft = run((TEXT[0], "【广告】", TEXT[1], "广告", "广告法今起施行。", TEXT[2]))
    assert body(draft) == [TEXT[0], TEXT[1], "广告法今起施行。", TEXT[2]]


def test_a_prompt_for_a_public_account_inside_the_text_goes_a_sentence_about_one_stays() -> None:
    told = "记者关注到，这家公司的微信公众号已停止更新。"
    assert body(run((TEXT[0], "关注金城网微信公众号：lady520", told, *TEXT[1:]))) == [TEXT[0], told, *TEXT[1:]]


def test_a_sentence_right_below_相关链接_keeps_both_in_the_text() -> None:
    lines = (*TEXT, "■相关链接", "近三年来全市已新增绿地两千亩。")
    assert body(run(lines)) == list(lines)


def test_what_a_site_declares_and_what_was_learned_is_furniture() -> None:
    draft = run((*TEXT, "手机兰州新闻网"), head=("智能朗读:",), site="lanzhou")
    assert body(draft) == list(TEXT)
    assert draft.raw.head == []
    learned = frozenset({"金城热线，有事您说话"})
    assert body(run((*TEXT, "金城热线，有事您说话"), learned=learned)) == list(TEXT)
    assert body(run((*TEXT, "金城热线，有事您说话"))) == [*TEXT, "金城热线，有事您说话"]


def test_a_leaked_property_comment_is_cut_and_noted() -> None:
    draft = run((*TEXT[:2], TEXT[2] + " 2024-02-03 2 2 周口晚报 content_100200.html 1 /enpproperty-->"))
    assert body(draft) == list(TEXT)
    assert [note.rule for note in draft.article.cleaning] == ["leaked-markup"]
    assert body(run((*TEXT, "2024-02-03 2 2 周口晚报 content_100200.html 1 /enpproperty-->"))) == list(TEXT)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("记者 张明", "分享到：", *TEXT), ["记者 张明", *TEXT]),
        ((*TEXT, "分享到：", "来源：金城晚报 作者：裴雨"), [*TEXT, "来源：金城晚报 作者：裴雨"]),
        ((*TEXT, "黄河岸边", "1", "2", "3"), [*TEXT, "黄河岸边"]),
        ((*TEXT, "金城队", "9", "2", "3"), [*TEXT, "金城队", "9", "2", "3"]),
        ((*TEXT, "网友评论", "这段话很长，" * 12, "说完了。"), [*TEXT, "网友评论", "这段话很长，" * 12, "说完了。"]),
    ],
    ids=["below a credit", "above credits", "a pager", "cells of a table", "an article behind a border"],
)
def test_of_the_edges_of_a_text_only_furniture_goes(lines: tuple[str, ...], kept: list[str]) -> None:
    assert body(run(lines)) == kept


def test_a_notice_above_the_text_has_the_field_of_notices_too() -> None:
    notice = "版权声明：未经许可不得转载或镜像。"
    draft = run((notice, *TEXT))
    assert (body(draft), draft.article.copyright_raw) == (list(TEXT), notice)


def test_in_a_row_of_buttons_only_a_short_word_is_one() -> None:
    assert [line.text for line in run(head=("【打印】", "商城", "分享到：")).raw.head] == []
    assert [line.text for line in run(head=("【打印】", "金城晚报记者张明", "分享到：")).raw.head] == [
        "金城晚报记者张明"
    ]


@pytest.mark.parametrize("heading", ["网友评论", "相关阅读：", "最新评论（2）"])
def test_behind_comments_and_related_links_only_the_staff_is_the_articles(heading: str) -> None:
    raw = RawArticle(
        body=[Line(text) for text in TEXT],
        tail=[Line(text) for text in ("记者 张明", heading, "过客 发表于 2019-05-06 10:20", "责任编辑：李华")],
        dates=[DateCandidate("过客 发表于 2019-05-06 10:20", "line"), DateCandidate("2024-01-02", "meta")],
    )
    draft = Draft([Fetched(b"")], raw=raw)
    boilerplate.run(draft)
    assert [line.text for line in draft.raw.tail] == ["记者 张明", "责任编辑：李华"], heading
    assert [date.raw for date in draft.raw.dates] == ["2024-01-02"]


def test_the_tail_keeps_only_what_no_rule_knows() -> None:
    draft = run(tail=("责任编辑：李华", "分享到：", *NOTICE, "网友评论仅供其表达个人看法", "暂无评论"))
    assert [line.text for line in draft.raw.tail] == ["责任编辑：李华"]


def test_a_body_of_furniture_alone_becomes_empty_without_a_crash() -> None:
    assert body(run(("分享到：", "【打印】"))) == []
    assert body(run(())) == []
