"""A label and its value on two lines are read together; a label without a value takes nothing with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanzhou_news.clean.labels import join
from lanzhou_news.extract.raw import Line

JOINED = {
    ("来源：", "兰州日报"): ["来源：兰州日报"],
    ("来源", "市政府办公室"): ["来源：市政府办公室"],
    ("责任编辑:", "李 华"): ["责任编辑:李 华"],
    ("作　者：", "张明 李华"): ["作　者：张明 李华"],
    ("成文日期：", "2023年5月6日", "发布日期：", "2023年5月12日"): [
        "成文日期：2023年5月6日",
        "发布日期：2023年5月12日",
    ],
}
APART = (
    ("责任编辑：", "分享到："),
    ("责任编辑：", "黄河岸边添新绿"),
    ("来源：", "作者：", "时间："),
    ("来源：", "记者从市文旅局获悉，今年还要新增八处口袋公园。"),
    ("发布时间：", "浏览次数：12"),
    ("编辑：",),
    ("他说：", "兰州日报"),
    (),
)


@pytest.mark.parametrize("lines", JOINED)
def test_a_lone_label_and_its_value_become_one_line(lines: tuple[str, ...]) -> None:
    assert [line.text for line in join([Line(text) for text in lines])] == JOINED[lines]


@pytest.mark.parametrize("lines", APART)
def test_a_label_without_a_value_stays_alone(lines: tuple[str, ...]) -> None:
    assert [line.text for line in join([Line(text) for text in lines])] == list(lines)


@given(
    st.lists(
        st.sampled_from(["来源：", "作者", "责任编辑：", "兰州日报", "李华", "2023-05-12", "发布日期："])
        | st.text(max_size=12)
    )
)
@settings(max_examples=200, deadline=None)
def test_no_line_is_lost(texts: list[str]) -> None:
    raws = "\n".join(line.raw for line in join([Line(text) for text in texts]))
    assert raws == "\n".join(texts)
