"""A line of the page is a credit as a whole, or it is text."""

from __future__ import annotations

import pytest

from lanzhou_news.clean.lines import is_names, is_text, whole
from lanzhou_news.text.credits import parse_credits


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：admin",
        "（责任编辑：UN657）",
        "[编辑：SN034]",
        "来源：网络",
        "责任编辑：研究室",
        "编辑：小编",
        "作者：佚名",
        "供稿：金城县供销社办公室",
        "供图单位：市体育局",
    ],
)
def test_a_label_that_names_nobody_is_a_credit_without_a_value(line: str) -> None:
    credits = whole(line)
    assert credits is not None
    assert (credits.people, credits.editors, credits.source) == ((), (), None)


@pytest.mark.parametrize(
    "line",
    [
        "编辑：请各位读者注意安全出行",
        "责任编辑要核对事实，这是常识。",
        "记者：请您介绍一下情况。",
        "来源于生活的艺术",
        "审核：通过率比去年高出三成",
        "黄河岸边添新绿",
        "",
    ],
)
def test_a_sentence_with_a_label_is_text(line: str) -> None:
    assert whole(line) is None, line


@pytest.mark.parametrize("line", ["编辑：李华，校对：王强，审核：张明", "责任编辑：李华、王强，审核：张明。"])
def test_commas_between_labelled_parts_do_not_make_a_sentence(line: str) -> None:
    credits = whole(line)
    assert credits is not None
    assert credits.editors


def test_bare_names_are_text_and_labelled_ones_are_not() -> None:
    assert is_text("张明 李华", parse_credits("张明 李华"))
    assert not is_text("发布者：宣传部张明", parse_credits("发布者：宣传部张明"))


def test_names_are_told_from_outlets_and_words() -> None:
    assert [is_names(text) for text in ("张明", "赵东、风笑", "兰州晚报", "时政", "一二三")] == [
        True,
        True,
        False,
        False,
        False,
    ]
