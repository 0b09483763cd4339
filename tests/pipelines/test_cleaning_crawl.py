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
WORKER = b"lanzhou_news.clean.worker"


@pytest.fixture(scope="module")
def replica() -> Iterator[RunningReplica]:
    with start_replica(articles=80, seed=11) as running:
        yield running


@pytest.fixture(scope="module")
def expected(replica: RunningReplica, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    output = tmp_path_factory.mktemp("here")
    crawl(output, replica.base, "-s", "CLEANING_PROCESSES=0")
    return essence(output)


def children(pid: int) -> list[int]:
    """The cleaning processes of a crawl."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status, command = (folder / "stat").read_text(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if WORKER in command and int(status.rpartition(")")[2].split()[1]) == pid:
            found.append(int(folder.name))
    return found


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


def test_killing_cleaning_processes_loses_nothing(replica: RunningReplica, expected: list[str], tmp_path: Path) -> None:
    process = start(tmp_path, replica.base, *ELSEWHERE, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=2")
    for pid in wait_for_workers(process, replica, 10):
        os.kill(pid, signal.SIGKILL)
    _, log = process.communicate(timeout=120)
    assert process.returncode == 0, log
    assert "A cleaning process died (-9)" in log
    assert essence(tmp_path) == expected


def test_no_cleaning_process_outlives_a_crawl_that_is_killed(
    replica: RunningReplica, expected: list[str], tmp_path: Path
) -> None:
    process = start(tmp_path, replica.base, *ELSEWHERE, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=2")
    pids = wait_for_workers(process, replica, 10)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(_is_worker(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if _is_worker(pid)] == []
    crawl(tmp_path, replica.base, *ELSEWHERE)
    assert essence(tmp_path) == expected


def _is_worker(pid: int) -> bool:
    try:
        return WORKER in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
