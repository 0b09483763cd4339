"""Traditional becomes simplified; simplified, Japanese and quotations stay."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text.script import detect_script, to_simplified

CASES = json.loads((Path(__file__).parents[1] / "cases" / "script.json").read_text(encoding="utf-8"))
ARTICLE = "本报讯（记者张明）昨日，市气象局发布寒潮预警，提醒市民注意防寒保暖。\n" * 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["original"][:12])
def test_case(case):
    got = to_simplified(case["original"])
    if case["fixed"] is None:
        assert got is case["original"]
    else:
        assert got == case["fixed"]
    assert detect_script(case["original"]) == case["script"]


def test_a_traditional_paragraph_in_a_simplified_article_is_converted_and_the_rest_is_not():
    quoted = "該協會負責人說：「這項計畫對兩岸發展極為重要，歡迎更多業者參與。」"
    text = f"{ARTICLE}“龍”字不变。\n{quoted}\n{ARTICLE}"
    assert detect_script(text) == "mixed"
    assert to_simplified(text) == (
        f"{ARTICLE}“龍”字不变。\n该协会负责人说：「这项计划对两岸发展极为重要，欢迎更多业者参与。」\n{ARTICLE}"
    )


def test_a_line_without_evidence_is_converted_with_its_document():
    assert to_simplified("記者報道\n看著他").split("\n") == ["记者报道", "看着他"]


def test_a_simplified_article_comes_back_as_the_same_object_in_microseconds():
    to_simplified(ARTICLE)
    best = 1.0
    for _ in range(10):
        start = time.perf_counter()
        assert to_simplified(ARTICLE) is ARTICLE
        best = min(best, time.perf_counter() - start)
    assert best < 0.0005, f"{best * 1000:.3f} ms for {len(ARTICLE)} characters"


@given(st.text(max_size=100))
def test_any_text_keeps_its_lines(text):
    assert to_simplified(text).count("\n") == text.count("\n")


@given(st.text(st.sampled_from("隨著蘭州經濟發展乾淨昇後裏的了著名，。“”\n李王"), max_size=40))
def test_converting_twice_changes_nothing_more(text):
    once = to_simplified("蘭州日報記者報導經濟發展" + text)
    assert to_simplified(once) == once
