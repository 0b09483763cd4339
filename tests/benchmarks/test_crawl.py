"""The benchmark's own judgement, and a run of its step table; nothing here is timed."""

from __future__ import annotations

from benchmarks import steps
from benchmarks.crawl import Run, middle, shortfalls

BARE = Run(9, 100, 4, 80)
CORES = Run(9, 90, 9, 90)


def test_a_ratio_below_its_floor_is_told() -> None:
    slow = {"bare": BARE, "ours": Run(9, 59, 7.9, 90), "ours on all cores": CORES._replace(speed=89)}
    assert shortfalls(slow) == ["ours: 0.59 x bare, floor 0.6", "ours on all cores: 0.89 x bare, floor 0.9"]


def test_ratios_above_their_floors_are_fine() -> None:
    ours = {"ours": Run(9, 60, 8, 90), "ours on all cores": CORES}
    assert shortfalls({"bare": BARE, "parsel": Run(9, 50, 7, 80), **ours}) == []


def test_too_much_cpu_a_page_is_told() -> None:
    assert len(shortfalls({"bare": BARE, "ours": Run(9, 100, 8.5, 90), "ours on all cores": CORES})) == 1


def test_medians_of_speed_and_the_peak_of_memory() -> None:
    assert middle([Run(9, 1, 1, 10), Run(9, 5, 2, 30), Run(9, 2, 9, 20)]) == Run(9, 2, 2, 30)


def test_the_step_table_has_a_row_for_each_cleaning_step() -> None:
    printed = steps.table(8)
    missing = [step.name for step in steps.STEPS if f"| {step.name} |" not in printed]
    assert not missing, printed
