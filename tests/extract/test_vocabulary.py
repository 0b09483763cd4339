"""Words that part an article from what is not: borders, lines with date and source, furniture."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.extract import around, vocabulary
from lanzhou_news.extract.vocabulary import LABELLED_ENTRY, is_border, is_meta_line, is_notice, names_furniture

SIGNS = [
    (vocabulary.STOP, vocabulary._BORDER_SIGN),
    (vocabulary.COMMENTS, vocabulary._BORDER_SIGN),
    (vocabulary._LABELLED, vocabulary._LABEL_SIGN),
    (vocabulary.FOOTER, vocabulary._FOOTER_START),
    (around._DATE, around._DATE_START),
]
"""Patterns, and what is looked for before they run."""


@pytest.mark.parametrize(
    "text",
    [
        "相关新闻：", "相关阅读", "延伸 · 推荐", "上一篇：别的", "【下一条】", "网友评论", "我要发表评论",
        "发表评论", "评论(12)", "我来说两句", "回复主题", "读者留言：", "跟贴", "# re: 黄河", "TRACKBACK",
        "通告引用", "主题已关闭", "all rights reserved", "CopyRight 某网", "甘公网安备62010202000001号",
        "热门推荐", "点击排行", "24小时阅读排行榜", "分享到：", "分享到微信", "版权声明：", "更多>>", "友情链接",
        "Copyright © 2020 某网", "版权所有 某网", "陇ICP备12345678号", "互联网新闻信息服务许可证：62120180001",
        "主办：某市人民政府 技术支持：某公司", "网站标识码：6200000001",
    ],
)  # fmt: skip
def test_these_lines_end_the_text(text: str) -> None:
    assert is_border(text), text


@pytest.mark.parametrize(
    "text",
    [
        "多国专家发表评论", "城市竞争力排行榜今年有哪些变化", "播客在使用音乐时，一定要获得版权所有者的许可。",
        "该公司至今没有取得增值电信业务经营许可证，被责令停业。", "主办单位：市文旅局 承办单位：市博物馆",
        "三、相关报道的来源", "专家的评论", "他说，分享到的经验很有用。", "小标题",
    ],
)  # fmt: skip
def test_these_lines_do_not(text: str) -> None:
    assert not is_border(text), text


@pytest.mark.parametrize(
    ("text", "meta"),
    [
        ("2024-05-01 08:30 来源：兰州晚报", True),
        ("2024年05月01日08:30", True),
        ("发布时间：10-08 12:00 优质原创作者", True),
        ("发布时间：18-03-08 23:16", True),
        ("您的位置：首页 > 新闻", True),
        ("来源：某报 2024-05-01", True),
        ("字号：大 中 小", True),
        ("2024-05-01 08:30 来源：兰州晚报 作者：张三，李四", True),
        ("2024年5月1日10:30，市民报警。", False),
        ("2015年12月21日，三人回归，发布新专辑。", False),
        ("2024年10月25日，市农业农村局发布数据，今年梨园面积比去年多两成。", False),
        ("记者从发布会上获悉", False),
    ],
)
def test_lines_with_date_and_source_are_told_from_sentences(text: str, meta: bool) -> None:
    assert is_meta_line(text) is meta, text


@pytest.mark.parametrize(
    ("hint", "furniture"),
    [("sidebar-right", True), ("post_topshare", True), ("comment-list", True), ("article-content", False), ("", False)],
)
def test_boxes_are_furniture_by_name(hint: str, furniture: bool) -> None:
    assert names_furniture(hint) is furniture


def test_a_property_of_the_article_is_told_by_its_label() -> None:
    labelled = ["作者：某某", "责任编辑：某某", "文章关键词：梨", "Tags: 梨", "（来源：某报）"]
    assert all(LABELLED_ENTRY.match(text) for text in labelled), labelled
    assert not LABELLED_ENTRY.match("作者说，梨甜。")


@pytest.mark.parametrize(("pattern", "sign"), SIGNS, ids=lambda pattern: pattern.pattern[:20])
@given(data=st.data())
def test_nothing_that_a_pattern_finds_lacks_its_sign(
    data: st.DataObject, pattern: re.Pattern[str], sign: re.Pattern[str]
) -> None:
    text = data.draw(st.from_regex(pattern))
    found = pattern.search(text)
    assert found is None or sign.search(text, 0, found.end()), text


@pytest.mark.parametrize(
    "line", ["相關新聞", "延伸閱讀：", "網友評論", "版權所有 © 某報", "熱門推薦", "上一篇：黃河開冰"]
)
def test_borders_are_known_in_traditional_characters(line: str) -> None:
    assert is_border(line), line


def test_notices_and_meta_lines_are_known_in_traditional_characters() -> None:
    assert is_notice("凡本網註明來源的稿件，未經授權不得轉載，版權歸本網所有。")
    assert is_meta_line("發布時間：2024-05-01 來源：香江晚報")
