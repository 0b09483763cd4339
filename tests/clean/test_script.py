"""The script step judges all lines as one document and keeps their raw twins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.clean import script
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.extract.raw import Line, RawArticle


def run(title="", body=(), head=(), breadcrumb=(), keywords=()):
    draft = Draft([Fetched(b"")])
    draft.raw = RawArticle(
        title=Line(title) if title else None,
        head=[Line(text) for text in head],
        body=[Line(text) for text in body],
        breadcrumb=list(breadcrumb),
        keywords=list(keywords),
    )
    script.run(draft)
    return draft


def test_title_lines_breadcrumb_and_keywords_come_out_simplified_with_raw_kept():
    draft = run("蘭州日報", ["隨著經濟發展,我們看著"], ["看著"], ["新聞中心"], ["經濟"])
    raw = draft.raw
    assert (raw.title.text, raw.title.raw) == ("兰州日报", "蘭州日報")
    assert [line.text for line in raw.body + raw.head] == ["随着经济发展，我们看着", "看着"]
    assert (raw.breadcrumb, raw.keywords) == (["新闻中心"], ["经济"])
    assert (draft.article.script_original, draft.article.language) == ("Hant", "zh-Hans")
    assert [note.rule for note in draft.article.cleaning] == ["to-simplified"]


def test_simplified_text_is_left_and_no_note_written():
    draft = run("兰州日报", ["记者张喆说，“龍”字好写，经济发展。"])
    assert draft.raw.body[0].text == "记者张喆说，“龍”字好写，经济发展。"
    assert (draft.article.script_original, draft.article.cleaning) == ("Hans", [])


def test_private_use_characters_go_with_a_note():
    draft = run("标题", ["内容\uf0b7一\uf0b7二"])
    assert draft.raw.body[0].text == "内容一二"
    assert [(note.rule, note.before) for note in draft.article.cleaning] == [("private-use", "2 × U+F0B7")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("兰州日报社记者报道。", "zh-Hans"),
        ("蘭州日報社記者報道。", "zh-Hans"),
        ("GDP增长3.5%，APP上线", "zh-Hans"),
        ("蘭州で記者が取材しました。", "ja"),
        ("란저우 신문 기자", "ko"),
        ("The city of Lanzhou lies on the bank of the Yellow River.", "en"),
        ("Le conseil municipal se réunit mardi matin", None),
        ("123", None),
        ("", None),
    ],
)
def test_language(text, language):
    assert run("标题", [text]).article.language == language


@given(st.lists(st.text(max_size=30), max_size=5), st.lists(st.text(max_size=10), max_size=3))
def test_every_line_stays_a_line(body, keywords):
    draft = run("標題", body, keywords=keywords)
    assert len(draft.raw.body) == len(body)
    assert len(draft.raw.keywords) == len(keywords)
    assert not any("\n" in line.text for line in draft.raw.lines())
