"""Real crawls with CLEANING_PROCESSES: the records of a crawl that cleans by itself, whoever is killed meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lanzhou_news.replica.server import RunningReplica
from lanzhou_news.replica.server import start as start_replica
from tests.crawling import crawl, essence, start

ELSEWHERE = ("-s", "CLEANING_PROCESSES=2")


@pytest.fixture(scope="module")
def replica() -> Iterator[RunningReplica]:
    with start_replica(articles=80, seed=11) as running:
        yield running


@pytest.fixture(scope="module")
def expected(replica: RunningReplica, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    output = tmp_path_factory.mktemp("here")
    crawl(output, replica.base, "-s", "CLEANING_PROCESSES=0")
    return essence(output)


def stat(pid: int) -> tuple[str, int] | None:
    """State and parent of a process; None when there is none."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return state, int(parent)


def children(pid: int) -> list[int]:
    """The cleaning processes of a crawl: it has no other children."""
    every = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
    return [child for child in every if (found := stat(child)) and found[1] == pid]


def wait_for_workers(process: subprocess.Popen[str], replica: RunningReplica, articles: int) -> list[int]:
    """The crawl's cleaning processes, once it has asked for so many articles."""
    already = _articles(replica)
    while process.poll() is None and _articles(replica) - already < articles:
        time.sleep(0.02)
    found = children(process.pid)
    assert found, process.communicate()
    return found


def _articles(replica: RunningReplica) -> int:
    return sum("/content_" in row["url"] for row in replica.requests())


def test_the_records_are_those_of_a_crawl_that_cleans_by_itself(
    replica: RunningReplica, expected: list[str], tmp_path: Path
) -> None:
    log = crawl(tmp_path, replica.base, *ELSEWHERE)
    assert essence(tmp_path) == expected
    assert " ERROR" not in log


@pytest.mark.slow
def test_killing_cleaning_processes_loses_nothing(replica: RunningReplica, expected: list[str], tmp_path: Path) -> None:
    process = start(tmp_path, replica.base, *ELSEWHERE, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=2")
    for pid in wait_for_workers(process, replica, 10):
        os.kill(pid, signal.SIGKILL)
    _, log = process.communicate(timeout=120)
    assert process.returncode == 0, log
    assert "A cleaning process died (-9)" in log
    assert essence(tmp_path) == expected


@pytest.mark.slow
def test_no_cleaning_process_outlives_a_crawl_that_is_killed(
    replica: RunningReplica, expected: list[str], tmp_path: Path
) -> None:
    process = start(tmp_path, replica.base, *ELSEWHERE, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=2")
    pids = wait_for_workers(process, replica, 10)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(map(_is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if _is_alive(pid)] == []
    crawl(tmp_path, replica.base, *ELSEWHERE)
    assert essence(tmp_path) == expected


def _is_alive(pid: int) -> bool:
    found = stat(pid)
    return found is not None and found[0] != "Z"


def test_a_cleaning_process_holds_neither_store_nor_lock_nor_connections_of_the_crawl(
    replica: RunningReplica, tmp_path: Path
) -> None:
    process = start(tmp_path, replica.base, *ELSEWHERE, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=2")
    for pid in wait_for_workers(process, replica, 10):
        held = [str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir() if int(fd.name) > 2]
        assert len(held) == 1, held
        assert held[0].startswith("socket:")
    process.communicate(timeout=120)
    assert process.returncode == 0
