"""Sketches and anchors: exact where they can be, close where they estimate, the same for ever."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text import minhash
from lanzhou_news.text.fold import fold
from lanzhou_news.text.minhash import SKETCH_SIZE, anchors, overlap, pack, sketch, unpack
from tests.text.prose import story


def grams(text: str) -> set[str]:
    return {text[i : i + 3] for i in range(len(text) - 2)}


@given(st.text(max_size=600))
def test_the_size_is_the_number_of_distinct_grams(text: str) -> None:
    assert sketch(text).size == len(grams(text))


def test_signatures_do_not_change_under_us() -> None:
    """These values are stored in databases: if they must change, raise SIGNATURE_VERSION."""
    text = fold("兰州市新建黄河风情线步道20公里，串起沿线八处口袋公园。")
    assert sketch(text).hashes[:3] == (54223532, 247397190, 494729188)
    assert anchors(text, 3) == (139931043904223, 34344227551218, 46099848050746)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("share", [1.0, 0.6, 0.3])
def test_a_part_is_contained_whole(seed: int, share: float) -> None:
    text = fold(story(random.Random(seed), paragraphs=12))
    shared = overlap(sketch(text), sketch(text[: int(len(text) * share)]))
    assert shared.containment == 1.0
    assert shared.jaccard == pytest.approx(len(grams(text[: int(len(text) * share)])) / len(grams(text)), abs=0.13)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_estimates_are_near_the_truth(first: int, second: int) -> None:
    common = story(random.Random(first), paragraphs=4)
    a, b = (fold(common + story(random.Random(seed), paragraphs=3)) for seed in (first + 1, second + 2))
    true = len(grams(a) & grams(b)) / len(grams(a) | grams(b))
    assert overlap(sketch(a), sketch(b)).jaccard == pytest.approx(true, abs=0.25)  # five standard errors


@given(st.text(max_size=300), st.text(max_size=300))
def test_overlap_is_symmetric_and_bounded(a: str, b: str) -> None:
    there, back = overlap(sketch(a), sketch(b)), overlap(sketch(b), sketch(a))
    assert there.jaccard == back.jaccard
    assert all(0 <= share <= 1 for share in there)
    assert there.jaccard <= there.containment


def test_a_sketch_is_bounded() -> None:
    assert len(sketch(fold(story(random.Random(3), paragraphs=60))).hashes) == SKETCH_SIZE


@given(st.text(max_size=300), st.integers(1, 40))
def test_anchors_are_distinct_bounded_and_fit_a_database(text: str, limit: int) -> None:
    found = anchors(text, limit)
    assert 1 <= len(found) <= limit
    assert len(set(found[1:])) == len(found) - 1
    assert all(0 <= anchor < 2**48 for anchor in found)


def test_fewer_anchors_are_the_first_of_more() -> None:
    text = fold(story(random.Random(4)))
    assert anchors(text, 30)[:12] == anchors(text, 12)


def test_a_moved_and_edited_text_keeps_anchors() -> None:
    rng = random.Random(5)
    for _ in range(50):
        lines = story(rng).split("\n")
        text = fold("".join(lines))
        moved = list(fold("".join(lines[3:] + lines[:3])))
        for place in rng.sample(range(len(moved)), len(moved) * 3 // 100):
            moved[place] = "某"
        assert set(anchors(text, 13)[1:]) & set(anchors("".join(moved), 33)), text


def test_hashes_are_spread_evenly() -> None:
    text = fold("".join(story(random.Random(seed), paragraphs=40) for seed in range(6)))
    count = len(text) - 2
    lanes = minhash._lanes(text)
    mixed = minhash._mix(
        lanes * minhash._A + (lanes >> 64) * minhash._B + (lanes >> 128) * minhash._C,
        minhash._low_halves(len(text)),
        *minhash._MIX[:2],
    )
    found = set(minhash._unpack(mixed, len(text))[:count])
    assert len(found) == len(grams(text))
    for shift in range(0, 32, 4):
        buckets = [0] * 16
        for value in found:
            buckets[value >> shift & 15] += 1
        assert max(buckets) < 1.35 * len(found) / 16, (shift, buckets)


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_packed_hashes_come_back(hashes: list[int]) -> None:
    assert list(unpack(pack(hashes))) == hashes
