"""What a search remembers of the readings it did not take."""

from __future__ import annotations

from itertools import permutations

import pytest

from lanzhou_news.text.mirror.hypothesis import KEPT, NEAR, Reading, State, merged, readings

FIRST = State(0.0, 1, 2, 0, False, ("前", None), ())


def after(state: State, piece: str, cost: float) -> State:
    return state._replace(cost=state.cost + cost, trace=(piece, state.trace))


def merge_all(states: list[State]) -> State:
    best, *rest = states
    for state in rest:
        better, worse = (state, best) if state.cost < best.cost else (best, state)
        best = merged(better, worse)
    return best


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_reading_that_was_absorbed_twice_is_told_whole_with_its_cost(order: tuple[int, ...]) -> None:
    starts = [after(FIRST, "甲", 1.0), after(FIRST, "乙", 2.5), after(FIRST, "丙", 1.25)]
    met = merge_all([starts[at] for at in order])
    known = merge_all([after(met, "丁", 2.0), after(after(FIRST, "戊", 0.5), "己", 0.25)])
    assert readings([after(known, "终", 1.0)], FIRST) == [
        Reading(1.75, "戊己终"),
        Reading(4.0, "甲丁终"),
        Reading(4.25, "丙丁终"),
        Reading(5.5, "乙丁终"),
    ]


def test_the_closest_readings_are_kept() -> None:
    states = [after(FIRST, chr(0x4E00 + at), 1 + at / 10) for at in range(40)]
    kept = readings([merge_all(states[::-1])], FIRST)
    assert [reading.text for reading in kept] == [chr(0x4E00 + at) for at in range(KEPT + 1)]


def test_what_lies_far_behind_or_says_the_same_is_forgotten() -> None:
    best = after(FIRST, "甲", 1.0)
    far, same = after(FIRST, "乙", 1.5 + NEAR), after(FIRST, "甲", 2.0)
    assert readings([merge_all([best, far, same])], FIRST) == [Reading(1.0, "甲")]


def test_the_same_text_from_other_bytes_takes_no_place() -> None:
    same = [after(FIRST, "甲", 1 + at / 10) for at in range(2 * KEPT)]
    assert readings([merge_all([*same, after(FIRST, "乙", 9.0)])], FIRST) == [Reading(1.0, "甲"), Reading(9.0, "乙")]


def test_readings_alive_at_the_end_are_told_beside_the_absorbed_ones() -> None:
    met = merged(after(FIRST, "甲", 1.0), after(FIRST, "乙", 3.0))
    assert readings([met, after(FIRST, "丙", 2.0)], FIRST) == [
        Reading(1.0, "甲"),
        Reading(2.0, "丙"),
        Reading(3.0, "乙"),
    ]
