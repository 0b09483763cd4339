"""One story in many spellings: found; other news: not."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanzhou_news
from lanzhou_news.text.fingerprint import content_hash, near_duplicates, signature, similarity
from tests.text.prose import sentence, story

WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)} | {"，": ",", "。": "．"})
FORMS = str.maketrans("试发时讲图区历记录议练习馆饮设备负责护员", "試發時講圖區歷記錄議練習館飲設備負責護員")


def edited(lines: list[str], rng: random.Random) -> list[str]:
    chars = list("\n".join(lines))
    for place in rng.sample(range(len(chars)), len(chars) * 3 // 100):
        if chars[place] != "\n":
            chars[place] = rng.choice("山水城人家天地春秋")
    return [*"".join(chars).split("\n")[:-1], lines[-1][:-25]]


VARIANTS = {
    "edited": edited,
    "another headline": lambda lines, rng: [sentence(rng)[:24], *lines[1:]],
    "byline added": lambda lines, rng: [
        lines[0],
        "来源：兰州日报 作者：王建国 2024-05-11 08:30 字号：大 中 小 打印",
        *lines[1:],
        "（记者 李海燕 通讯员 张志强）",
        "责任编辑：周晓明",
        "版权声明：凡本网注明来源的作品，未经授权不得转载、摘编。",
    ],
    "traditional": lambda lines, rng: [line.translate(FORMS) for line in lines],
    "width and spaces": lambda lines, rng: [
        "\u3000\u3000" + line.translate(WIDE).replace("的", "的 ") for line in lines
    ],
    "paragraphs merged": lambda lines, rng: ["".join(lines)],
    "first 60 %": lambda lines, rng: ["\n".join(lines)[: sum(map(len, lines)) * 6 // 10]],
    "first third": lambda lines, rng: ["\n".join(lines)[: sum(map(len, lines)) // 3]],
    "lead added": lambda lines, rng: [lines[0], f"编者按：{sentence(rng)}", *lines[1:]],
    "foreign text appended": lambda lines, rng: [*lines, story(rng, 2)],
    "reordered": lambda lines, rng: [lines[0], *lines[4:], *lines[1:4]],
}


@pytest.mark.parametrize("kind", VARIANTS)
def test_a_copy_is_found(kind: str) -> None:
    rng = random.Random(kind)
    missed = []
    for _ in range(60):
        lines = story(rng, paragraphs=rng.randint(5, 12)).split("\n")
        copy = VARIANTS[kind](lines, rng)
        if similarity(signature("\n".join(lines)), signature("\n".join(copy))) is None:
            missed.append((lines, copy))
    assert len(missed) <= 1, missed[:1]


def test_other_news_is_not_a_copy() -> None:
    rng = random.Random(1)
    assert list(near_duplicates([story(rng) for _ in range(200)])) == []


def test_near_duplicates_pairs_a_story_with_its_copies_only() -> None:
    rng = random.Random(2)
    stories = [story(rng) for _ in range(30)]
    copies = ["\n".join(VARIANTS["reordered"](text.split("\n"), rng)) for text in stories]
    assert list(near_duplicates(stories + copies)) == [(n, n + 30) for n in range(30)]


def test_a_round_up_is_no_copy_of_its_items() -> None:
    rng = random.Random(3)
    items = [story(rng) for _ in range(12)]
    assert list(near_duplicates([*items, "\n".join(items)])) == []


def test_many_copies_of_one_text_are_all_connected() -> None:
    text = story(random.Random(4))
    pairs = list(near_duplicates([text] * 300))
    assert {second for _, second in pairs} == set(range(1, 300))
    assert len(pairs) < 300 * 70


@pytest.mark.parametrize(
    "texts", [[], [""], ["", ""], ["兰", "州"], ["兰州", "兰州"], ["\ud800", "\ud800"], ["。" * 99] * 2]
)
def test_empty_short_and_broken_texts_do_no_harm(texts: list[str]) -> None:
    pairs = list(near_duplicates(texts))
    assert all(texts[i] == texts[j] for i, j in pairs)


def test_short_texts_are_copies_only_when_equal() -> None:
    assert list(near_duplicates(["黄河两岸风光秀丽", "黄河两岸风光秀丽，", "黄河两岸风光秀丽呀"])) == [(0, 1)]


@given(st.lists(st.text(max_size=80), max_size=12))
def test_pairs_are_ordered_and_distinct(texts: list[str]) -> None:
    pairs = list(near_duplicates(texts))
    assert all(i < j for i, j in pairs)
    assert len(set(pairs)) == len(pairs)


@given(st.text(max_size=400), st.text(max_size=400))
def test_similarity_is_symmetric(a: str, b: str) -> None:
    assert similarity(signature(a), signature(b)) == similarity(signature(b), signature(a))


def test_it_is_part_of_the_public_interface() -> None:
    assert list(lanzhou_news.near_duplicates(["同一段话", "同一段话"])) == [(0, 1)]


@pytest.mark.parametrize(
    "variant",
    ["蘭州新聞：黃河邊", "兰州新闻 : 黄河边", "“兰州新闻”。黄河边", "兰州新闻\u3000黄河边", "兰州新闻\u200b黄河边"],
)
def test_the_content_hash_folds_script_width_spaces_and_punctuation(variant: str) -> None:
    assert content_hash("标题", variant) == content_hash("標題", "兰州新闻：黄河边")


def test_the_content_hash_tells_words_and_numbers_apart() -> None:
    assert len({content_hash("标题", body) for body in ("气温25度", "气温26度", "气温25℃", "")}) == 4
    assert re.fullmatch(r"[0-9a-f]{64}", content_hash(None, ""))
