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


WORDS = [
    ("后妃與皇后在後宮，後來", "后妃与皇后在后宫，后来"),
    ("錢鍾書先生說時鐘響了", "钱锺书先生说时钟响了"),
    ("鍾馗捉鬼的傳說和鍾繇的書法", "钟馗捉鬼的传说和钟繇的书法"),
    ("鍾先生一見鍾情", "钟先生一见钟情"),
    ("一週之後週恩來與周恩來", "一周之后周恩来与周恩来"),
    ("裡面的公里數與鄰里關係", "里面的公里数与邻里关系"),
    ("於是關於于右任與於丹的說法", "于是关于于右任与于丹的说法"),
    ("剩餘的與業餘的餘額", "剩余的与业余的余额"),
    ("魏徵與徵求意見、象徵、征途、宮商角徵羽", "魏徵与征求意见、象征、征途、宫商角徵羽"),
    ("鬥爭與漏斗、北斗說", "斗争与漏斗、北斗说"),
    ("採訪與采風、丰采說", "采访与采风、丰采说"),
    ("瞭解與瞭望臺、明瞭", "了解与瞭望台、明了"),
    ("藉口、憑藉與慰藉、狼藉說", "借口、凭借与慰藉、狼藉说"),
    ("甦醒與復甦的經濟", "苏醒与复苏的经济"),
    ("這麼、什麼、怎麼、甚麼", "这么、什么、怎么、什么"),
    ("癥結與症狀、乾淨與凈化", "症结与症状、干净与净化"),
    ("乾坤、乾隆、餅乾、乾杯與幹部、若干說", "乾坤、乾隆、饼干、干杯与干部、若干说"),
    ("著急、著力、穿著、執著與著作權、名著", "着急、着力、穿着、执着与著作权、名著"),
    ("香港警務處表示，衞生署將會跟進，羣眾毋須擔心", "香港警务处表示，卫生署将会跟进，群众毋须担心"),
    ("化粧品、水菓、熱閙、躭擱，說得清楚", "化妆品、水果、热闹、耽搁，说得清楚"),
    ("臺北市政府宣佈，計畫於週末遊覽瀋陽", "台北市政府宣布，计划于周末游览沈阳"),
    ("姜先生喝薑湯，范仲淹講規範，葉先生", "姜先生喝姜汤，范仲淹讲规范，叶先生"),
]


@pytest.mark.parametrize(("traditional", "simplified"), WORDS)
def test_one_form_for_two_words_is_told_apart_by_its_word(traditional, simplified):
    assert to_simplified(traditional) == simplified
    assert to_simplified(simplified) is simplified
