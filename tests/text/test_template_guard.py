"""Fillings of one form are different news; copies of one filling are not."""

from __future__ import annotations

import itertools
import random

import pytest

from benchmarks.notices import FORMS, notice
from lanzhou_news.text.fingerprint import signature, similarity
from lanzhou_news.text.fold import fold
from lanzhou_news.text.template_guard import FACTS_KEPT, Kind, compare, different_news, facts
from tests.text.prose import story


@pytest.mark.parametrize("form", FORMS)
def test_fillings_of_a_form_are_kept_apart(form: str) -> None:
    rng = random.Random(form)
    signatures = [signature(notice(form, rng)) for _ in range(40)]
    pairs = list(itertools.combinations(signatures, 2))
    false = sum(similarity(a, b) is not None for a, b in pairs)
    assert false / len(pairs) <= 0.02, f"{form}: {false} of {len(pairs)}"


@pytest.mark.parametrize("form", FORMS)
def test_copies_of_a_filling_are_found(form: str) -> None:
    rng = random.Random(form)
    for _ in range(20):
        text = notice(form, rng)
        copy = f"来源：兰州晚报\n{text}\n（记者 李海燕）".replace("，", ", ")
        assert similarity(signature(text), signature(copy)) is not None, text


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ("最高气温25℃，东风3级", "最高气温28℃，东风3级", [Kind.NUMBER]),
        ("定于5月3日停电", "定于5月9日停电", [Kind.DAY]),
        ("定于5月三日停电", "定于5月3日停电", []),
        ("第二十一届赛事", "第21届赛事", []),
        ("星期三限行", "星期五限行", [Kind.NUMBER]),
        ("据了解城关区停水", "据了解安宁区停水", [Kind.PLACE]),
        ("沉痛悼念王建国同志", "沉痛悼念李海燕同志", [Kind.NAME]),
        ("任命王建国为局长", "任命李海燕为局长", [Kind.NAME]),
        ("２５人参加", "25人参加", []),
        ("共有25人参加", "多达30人参加", []),
        ("于2025年5月03日", "于2025年5月3日", []),
    ],
)
def test_facts_are_compared_slot_by_slot(a: str, b: str, kinds: list[Kind]) -> None:
    assert list(compare(facts(fold(a)), facts(fold(b))).changed) == kinds


def test_a_fact_that_one_text_lacks_says_nothing() -> None:
    whole = fold("1月2日8时，城关区停电，影响300户居民；9时恢复。")
    assert not different_news(facts(whole), facts(whole[:10]), 1.0)
    assert not different_news(facts(whole), (), 1.0)


def test_one_corrected_figure_among_many_is_no_other_news() -> None:
    lines = [f"第{n}项指标为{n * 7}万元" for n in range(10, 40)]
    text = fold("".join(lines))
    corrected = fold("".join([*lines[:5], "第15项指标为999万元", *lines[6:]]))
    assert not different_news(facts(text), facts(corrected), 1.0)


def test_a_worn_copy_may_lose_a_place_name_but_not_change_its_day() -> None:
    place = facts(fold("据了解城关区停水")), facts(fold("据了解城官区停水"))
    day = facts(fold("定于5月3日停电")), facts(fold("定于5月9日停电"))
    assert not different_news(*place, 0.4)
    assert different_news(*place, 1.0)
    assert different_news(*day, 0.4)


def test_facts_are_bounded_and_still_comparable() -> None:
    rng = random.Random(1)
    lines = [f"{story(rng, 0)}{n}人" for n in range(300)]
    text, part = fold("".join(lines)), fold("".join(lines[100:220]))
    assert len(facts(text)) == FACTS_KEPT
    agreement = compare(facts(text), facts(part))
    assert agreement.same > 5
    assert agreement.changed == ()
