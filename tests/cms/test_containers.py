"""Boxes of well-known CMSs: read by name for a profile, believed elsewhere only when the text agrees."""

from __future__ import annotations

import pytest

from lanzhou_news.cms import SHAPES
from lanzhou_news.cms.containers import CONTAINERS, known_container, read_container
from lanzhou_news.extract.page import Page
from lanzhou_news.text.decode import decode

SENTENCE = "清晨，黄河兰州段的水面上升起薄雾，沿岸步道已有不少市民晨练。"


def page(markup: str) -> Page:
    return Page("", decode(markup.encode()))


def lines(it: Page, shape: str) -> list[str]:
    outline = read_container(it, shape)
    return [] if outline is None else [it.reading.rows[index].text for index in outline.body]


@pytest.mark.parametrize("shape", CONTAINERS)
def test_each_shape_reads_its_first_box(shape: str) -> None:
    word = CONTAINERS[shape][0]
    it = page(
        f"<div class='nav'>首页</div><div class='{word} more'><p>{SENTENCE}<p>{SENTENCE}<p>小标题</div>"
        f"<p>{SENTENCE}</p>"
    )
    assert lines(it, shape) == [SENTENCE, SENTENCE, "小标题"]
    assert shape in SHAPES


def test_links_and_furniture_inside_the_box_are_left_out() -> None:
    it = page(
        f"<div class=trs_editor><div class=share>分享到微信</div><p>{SENTENCE}<p>{SENTENCE}"
        f"<p><a href=x>另有一则</a><p>{SENTENCE}<p>相关新闻：<p>{SENTENCE}</div>"
    )
    assert lines(it, "trs") == [SENTENCE] * 3


def test_text_goes_on_behind_a_linked_topic_and_below_a_newspapers_own_box() -> None:
    above = f"<div class=trs_editor><p>{SENTENCE}<p>{SENTENCE}"
    topic = page(f"{above}<div>相关专题：<a href=x>另有一则</a></div><p>{SENTENCE}</div>")
    assert lines(topic, "trs") == [SENTENCE] * 3
    own = page(f"{above}<p>■相关链接<p>{SENTENCE}</div>")
    assert lines(own, "trs") == [SENTENCE, SENTENCE, "■相关链接", SENTENCE]


def test_a_box_of_that_name_without_text_is_not_believed() -> None:
    assert read_container(page(f"<div id=zoom>大 中 小</div><p>{SENTENCE}</p>"), "trs") is None


def test_without_a_profile_a_box_counts_only_with_the_text_in_it() -> None:
    it = page(f"<div class=trs_editor><p>{SENTENCE}</div><div class=x><p>{SENTENCE}<p>{SENTENCE}<p>{SENTENCE}</div>")
    assert known_container(it.reading, [1, 2, 3]) is None
    assert known_container(it.reading, [0]) is not None
