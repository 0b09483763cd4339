"""The benchmark of credits tells what misses its floor."""

from __future__ import annotations

from benchmarks.credits import FLOORS, LIMITS, SLACK, TIMES, shortfalls


def test_a_mark_below_its_floor_or_above_its_limit_is_told() -> None:
    rows = [("editors exact", "0.900 (n=10)", 0.9), ("leak", "0.050 (n=20)", 0.05), ("dates", "9 ms", 9.0)]
    assert shortfalls(rows) == [
        "editors exact: 0.900 is below 1.0",
        "leak: 0.050 is above 0.03",
        "dates: 9.00 ms is above 0.2 ms even on a loaded machine",
    ]


def test_marks_at_their_floors_and_marks_without_one_are_fine() -> None:
    rows = [(name, "", value) for name, value in {**FLOORS, **LIMITS}.items()]
    rows += [(name, "", value * SLACK) for name, value in TIMES.items()]
    assert shortfalls([*rows, ("time a line", "80 µs", None), ("boilerplate", "", 5.0)]) == []
