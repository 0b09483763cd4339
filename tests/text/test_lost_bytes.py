"""What lost bytes is filled in from the text around it, and asking many questions together changes no answer."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text import lost_bytes
from lanzhou_news.text.language_model import load
from lanzhou_news.text.lost_bytes import LOST, Filler, _Gap
from lanzhou_news.text.mojibake_bytes import Hole, Item, candidates, spans_of_gbk
from lanzhou_news.text.page_model import PageModel
from lanzhou_news.text.plausible import UNSEEN
from tests.text.test_mojibake import sentences

SANE = re.compile(
    "[\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2103\u2460-\u2473\u3001-\u301f\u3105-\u3129\u3400-\u9fff\uff01-\uff5e]"
)
WIDE = [char for char in map(chr, range(0x2000, 0x10000)) if SANE.match(char)]


def holes(char: str, lost: set[int], following: int | None) -> Hole:
    return Hole(tuple(None if place in lost else byte for place, byte in enumerate(char.encode())), following)


def is_pair(one: int, two: int) -> bool:
    try:
        return len(bytes((one, two)).decode("gbk")) == 1
    except UnicodeDecodeError:
        return False


def by_definition(hole: Hole) -> tuple[str, ...]:
    """Characters with the known bytes of which no lost one makes a GBK pair with the next; with one lost, else all."""
    every, likely = [], []
    for char in WIDE:
        data = char.encode()
        if all(known in (None, byte) for known, byte in zip(hole.known, data, strict=True)):
            every.append(char)
            behind = [*data[1:], hole.following]
            pairs = zip(hole.known, data, behind, strict=True)
            if not any(known is None and after is not None and is_pair(byte, after) for known, byte, after in pairs):
                likely.append(char)
    return tuple(likely or (every if hole.known.count(None) == 1 else ()))


@pytest.mark.parametrize("lost", [{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}])
def test_candidates_are_the_characters_with_the_bytes_that_are_left(lost: set[int]) -> None:
    chance = random.Random(len(lost))
    for char in [*chance.sample(WIDE, 6), *"，”。兰"]:
        hole = holes(char, lost, chance.choice([None, 0x41, 0xA1, 0xE5]))
        assert candidates(hole) == by_definition(hole), hole


def spans(seed: int, mark: str, count: int = 12) -> list[tuple[tuple[Item, ...], str]]:
    lines = [text.encode().decode("gbk", "replace").replace(LOST, mark) for text in sentences(seed, count)]
    return [(span.items, line[: span.start]) for line in lines for span in spans_of_gbk(line)]


@pytest.mark.parametrize("mark", ["?", LOST])
def test_asking_about_all_spans_together_changes_no_answer(mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = spans(41, mark)
    page = PageModel(load(), "\n".join(sentences(42, 12)))
    together, apart = Filler(page), Filler(page)
    together.prepare(wanted)
    monkeypatch.setattr(lost_bytes, "ROUNDS", 0)
    assert [together.fill_in(*span) for span in wanted] == [apart.fill_in(*span) for span in wanted]
    assert any(LOST not in together.fill_in(*span)[0] for span in wanted)


@given(st.text("兰州市政府召开会议讨论黄河水位", min_size=2, max_size=4), st.sampled_from("府市议区"), st.booleans())
def test_the_search_finds_the_cheapest_of_all_readings(known: str, lost: str, twice: bool) -> None:
    page = PageModel(load(), "兰州市政府召开会议，讨论黄河水位。")
    items: tuple[Item, ...] = (holes(lost, {2}, 0xE5), *[holes(lost, {2}, 0xE5)] * twice, *known[-2:])
    readings = []
    for chars in product(*(candidates(item) if isinstance(item, Hole) else (item,) for item in items)):
        numbers = [page.number(char) for char in [*known[:2], *chars]]
        cost = sum(
            (UNSEEN if third == page.unknown else page.cost(first, second, third))
            + (lost_bytes._foreign_script(char, "s") if isinstance(item, Hole) else 0.0)
            for first, second, third, char, item in zip(numbers, numbers[1:], numbers[2:], chars, items, strict=False)
        )
        readings.append((cost, "".join(chars)))
    found = Filler(page)._search(_Gap(known[:2], items, False, "s", ()))
    best = sorted(readings)[0][0]
    assert found[0][0] == pytest.approx(best)
    assert found[0][-1] in {text for cost, text in readings if cost == pytest.approx(best)}


def test_a_quotation_mark_closes_what_is_open() -> None:
    mark = holes("”", {2}, None)
    assert Filler(load()).fill_in((*"“加油", mark, *"他说"), "")[0] == "“加油”他说"
    assert "”" not in Filler(load()).fill_in((*"加油", mark, *"他说"), "")[0]


def test_a_character_that_nothing_fits_stays_lost() -> None:
    assert Filler(load()).fill_in(("兰", Hole((None, None, None), None), "市"), "") == ("兰\ufffd市", 0.99)
