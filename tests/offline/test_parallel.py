"""The ordered map: order kept, window bounded, errors told, processes that are killed replaced."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from lanzhou_news.offline.parallel import WINDOW, InputKills, default_jobs, ordered_map


def double(number: int) -> int:
    return number * 2


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once_at_seven(marker: Path, number: int) -> int:
    if number == 7 and not marker.exists():
        marker.touch()
        die()
    return number


def die_at_seven(number: int) -> int:
    if number == 7:
        die()
    return number


def die_inside_the_answer_once(marker: Path, number: int) -> bytes:
    if number == 7 and not marker.exists():
        marker.touch()

        def half(pipe: Connection, data: bytes) -> None:
            os.write(pipe.fileno(), data[: len(data) // 2])
            die()

        Connection._send = half  # type: ignore[attr-defined]
    return bytes([number]) * 10_000


def minus(number: int, how: str) -> str:
    return f"{-number} {how}"


@pytest.fixture(autouse=True)
def no_process_stays() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


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


def test_an_error_tells_where_it_was_raised_in_the_process() -> None:
    with pytest.raises(ValueError, match="seven") as told:
        list(ordered_map(fail_at_seven, range(20), jobs=2, chunk=2))
    assert "in fail_at_seven" in told.value.__notes__[0]


def test_what_a_killed_process_had_is_done_again_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    work = partial(die_once_at_seven, tmp_path / "died")
    assert list(ordered_map(work, range(40), jobs=2, chunk=4)) == list(range(40))
    assert (tmp_path / "died").exists()


def test_a_process_killed_inside_its_answer_leaves_nobody_waiting(tmp_path: Path) -> None:
    work = partial(die_inside_the_answer_once, tmp_path / "died")
    assert list(ordered_map(work, range(40), jobs=2, chunk=4)) == [bytes([n]) * 10_000 for n in range(40)]
    assert (tmp_path / "died").exists()


def test_an_input_that_kills_every_process_is_told_and_costs_no_other_one() -> None:
    results: list[int | str] = list(ordered_map(die_at_seven, range(20), jobs=2, chunk=4, lost=minus))
    assert results == [*range(7), "-7 SIGKILL", *range(8, 20)]


def test_without_a_word_for_lost_inputs_the_map_ends_with_a_typed_error() -> None:
    with pytest.raises(InputKills, match="SIGKILL"):
        list(ordered_map(die_at_seven, range(20), jobs=2, chunk=4))


def test_there_is_at_least_one_core() -> None:
    assert default_jobs() >= 1


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the signal mask from /proc")
def test_ctrl_c_is_held_back_from_a_process_from_its_birth_on(tmp_path: Path) -> None:
    (tmp_path / "ask.py").write_text(
        "from pathlib import Path\n"
        "from lanzhou_news.offline.process import Helper\n"
        "if __name__ == '__main__':\n"
        "    helper = Helper(abs)\n"
        "    status = Path(f'/proc/{helper._process.pid}/status').read_text()\n"
        "    print(next(line for line in status.splitlines() if line.startswith('SigBlk')))\n"
        "    helper.close()\n",
        encoding="utf-8",
    )
    told = subprocess.run(
        [sys.executable, "ask.py"], cwd=tmp_path, text=True, capture_output=True, check=True, timeout=60
    )
    blocked = int(told.stdout.split()[1], 16)
    assert blocked >> (signal.SIGINT - 1) & 1  # in a program whose first process it is
