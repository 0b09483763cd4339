"""The ordered map: order kept, window bounded, errors told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lanzhou_news.offline.parallel import WINDOW, default_jobs, ordered_map


def double(number: int) -> int:
    return number * 2


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("size", [0, 1, 5, 100])
def test_results_come_in_the_order_of_the_inputs(jobs: int, size: int) -> None:
    assert list(ordered_map(double, range(size), jobs=jobs, chunk=3)) == [2 * n for n in range(size)]


def test_inputs_are_taken_only_as_far_as_the_window_reaches() -> None:
    taken = 0

    def inputs() -> Iterator[int]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield number

    results = ordered_map(double, inputs(), jobs=2, chunk=2)
    assert next(results) == 0
    assert taken <= 2 * 2 * WINDOW + 2
    results.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_reaches_the_caller(jobs: int) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(ordered_map(fail_at_seven, range(20), jobs=jobs, chunk=2))


def test_there_is_at_least_one_core() -> None:
    assert default_jobs() >= 1
