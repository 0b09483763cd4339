"""The forward model against the worked examples of the corruption notes, and its properties."""

from __future__ import annotations

import itertools
import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.replica import corruption
from lanzhou_news.replica.corruption import MirrorSite, common_characters, make_site, mangle

# Traditional text, glossed characters in table order, punctuation entries, what the mirror shows.
WORKED = (
    ("勇爭先", "爭聽", "", "勇?tīng)?zhēng)先"),
    ("打實的工作成效推動", "驅實動", "", "打?qū)嵉墓ぷ鞒尚苿?dòng)"),
    ("勇擔使命、勇", "聯擔", "、", "勇?lián)姑?、勇"),
    ("確保“百項千", "項", "！", "確?！鞍夙?xiàng)千"),
    ("規范。可研大綱", "規", "？", "規(guī)范??裳写缶V"),
    ("朝氣。”</strong>", "", "！", "朝氣?！?/strong>"),
    ("變形小：保證零件", "", "。", "變形?。罕WC零件"),
    ("\u3000（一）零件的功用用", "", "。", "?。ㄒ唬┝慵墓τ"),
    ("順水，有時", "標", "", "順?biāo)袝r"),
    ("靠兩根直線導", "績導", "", "靠?jī)筛本€導(dǎo)"),
    ("自存倉，", "鎮", "", "自存?zhèn)},"),
    ("蘭州日報社", "報請", "", "蘭州日?qǐng)?bào)社"),
    ("因為人太多（4隊", "驗", "", "因?yàn)槿颂啵?隊"),
)


def shown(text: str, table: str, marks: str) -> str:
    data = corruption.replace_bytes(corruption.encode_lossy(text), corruption.entries(MirrorSite(tuple(table), marks)))
    return corruption.clean_up(corruption.decode_cp936(data), "nfkc")


@pytest.mark.parametrize(("text", "table", "marks", "expected"), WORKED)
def test_worked_example_comes_out_as_seen_on_a_mirror(text: str, table: str, marks: str, expected: str) -> None:
    assert shown(text, table, marks).startswith(expected), (text, table, marks)


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("后里干面系制只斗范余志征布才采并么于家", "后里干面系制只斗范余志征布才采并么于家"),
        ("着冲台复几历发症净准划据种闲勋", "著沖臺復幾歷發癥凈準劃據種閑勛"),
        ("为群启众说床", "為群啟眾說床"),
        ("咨询", "咨詢"),
    ],
)
def test_each_character_has_one_traditional_form(simplified: str, expected: str) -> None:
    assert corruption.traditional(simplified) == expected


def test_readings_that_mirrors_fix() -> None:
    assert [corruption.readings()[t][1] for t in "調長著為"] == ["diào", "zhǎng", "zhù", "wéi"]


def test_tables_of_one_mirror_are_nested_and_hold_only_common_characters() -> None:
    tables = [set(make_site(level, 4).table) for level in ("small", "medium", "partial", "full")]
    assert tables[0] == set(corruption.CORE)
    assert all(small < large for small, large in itertools.pairwise(tables))
    assert tables[-1] <= set(common_characters())
    assert not tables[-1] & set("詮龔嫿餛")


def test_characters_without_gbk_code_become_question_marks() -> None:
    assert corruption.encode_lossy("©兰\xa0") == b"?" + "兰".encode("gbk") + b"?"


@pytest.mark.parametrize(
    ("data", "expected"), [("a028", "?"), ("80", "€"), ("aaa1", ""), ("a3bf", "？"), ("c4e3", "你")]
)
def test_decoding_follows_cp936(data: str, expected: str) -> None:
    assert corruption.decode_cp936(bytes.fromhex(data)) == expected


TEXTS = st.text(alphabet="全市推进强省会行动工作例会，。！“”：小保证项（一）4A\n", max_size=60)


@given(TEXTS)
def test_a_mirror_without_a_table_only_converts_the_script(text: str) -> None:
    assert mangle(text, MirrorSite((), "", "none")) == corruption.traditional(text)


@given(TEXTS, st.sampled_from(["small", "partial", "full"]))
def test_mangling_is_a_function_of_text_and_site(text: str, level: str) -> None:
    assert mangle(text, make_site(level, 9)) == mangle(text, make_site(level, 9))


@given(st.text(max_size=80))
def test_any_unicode_passes_through_the_model(text: str) -> None:
    for kind in ({}, {"toneless": True}, {"stray": "commas"}):
        assert isinstance(mangle(text, make_site("full", 1, **kind), Random(1)), str)


def test_gloss_only_text_gives_the_truth_back_when_the_glosses_are_dropped() -> None:
    site = make_site("full", 2, fold="none")
    text = "今年以来，全市上下深入学习贯彻会议精神，推动经济发展取得新突破。"
    mangled = corruption.gloss_only(text, site)
    assert "(" in mangled
    assert re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", "", mangled) == corruption.traditional(text)


def test_toneless_glosses_never_shift_a_byte() -> None:
    mangled = mangle("兰州市今年新建学校十二所", make_site("full", 2, toneless=True), Random(3))
    assert "?" not in mangled
    assert re.search(r"\([a-z]+\)", mangled)


def test_an_eaten_bracket_leaves_the_rest_of_the_tag_at_the_line_end() -> None:
    site = MirrorSite((), "！", "none")
    assert mangle("有朝气。”\n下一段", site) == "有朝氣?！?/p>\n下一段"
