"""Offline throughput: ``replay`` of saved pages and ``clean`` of damaged lines, by number of processes.

    python -m benchmarks.offline
    python -m benchmarks.offline --check     exit code 1 when replay is below its floor

Pages and lines of the replica site; each command is a process of its own, as a user starts it. The rate a core is the
pieces by CPU seconds of all its processes, start-up included: a busy machine changes it little. Wall shows scaling.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lanzhou_news.offline.parallel import default_jobs
from lanzhou_news.replica.server import RunningReplica, start

FLOOR = 150
"""Pages a second and core in a replay, from the project's speed goals."""
MIRROR = "host=www.fcgxiehui.com"
"""Its copies are damaged as UTF-8 misread twice leaves them."""


class Rate(NamedTuple):
    """What one run gave."""

    wall: float
    """Pieces a second."""
    core: float
    """Pieces a CPU second."""
    memory: float
    """Peak resident megabytes of the largest process."""


def timed(pieces: int, *words: str) -> Rate:
    """Run a command of ours; raises RuntimeError when it fails."""
    command = [sys.executable, "-m", "lanzhou_news.cli", *words]
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    wall, cpu = time.perf_counter() - begun, used.ru_utime + used.ru_stime
    return Rate(pieces / wall, pieces / cpu, used.ru_maxrss / 1024)


def save(replica: RunningReplica, folder: Path) -> int:
    """Save every article page of the site into a folder; how many there are."""
    count = 0
    for count, record in enumerate(replica.gold("host=www.lzbs.com.cn"), 1):
        Path(folder, f"{count:06}.html").write_bytes(replica.fetch(record["url"]))
    return count


def save_lines(replica: RunningReplica, file: Path) -> int:
    """Save the lines of the mirror copies, damaged as they are served; how many there are."""
    from lanzhou_news.extract.page import Page
    from lanzhou_news.text.decode import decode

    pages = (Page("", decode(replica.fetch(record["url"]), {})) for record in replica.gold(MIRROR))
    lines = [row.text for page in pages for row in page.reading.rows if row.text.strip()]
    file.write_text("\n".join(lines), encoding="utf-8")
    return len(lines)


def table(articles: int) -> dict[int, Rate]:
    """Print the table; the rates of replay by number of processes."""
    replayed = {}
    jobs = sorted({1, 2, default_jobs()})
    with tempfile.TemporaryDirectory() as folder, start(articles=articles, plain=True) as replica:
        pages, lines = Path(folder, "pages"), Path(folder, "lines.txt")
        pages.mkdir()
        count, line_count = save(replica, pages), save_lines(replica, lines)
        print(f"{count} pages, {line_count} damaged lines, {default_jobs()} cores, load {os.getloadavg()[0]:.1f}\n")
        print("| command | processes | pieces/s | pieces/s a core | peak MB |\n|---|---|---|---|---|")
        for number in jobs:
            output = Path(folder, f"output-{number}")
            replayed[number] = timed(count, "replay", str(pages), "--output", str(output), "--jobs", str(number))
            print(_row("replay (pages)", number, replayed[number]), flush=True)
        for number in jobs:
            rate = timed(line_count, "clean", str(lines), "--jobs", str(number))
            print(_row("clean (lines)", number, rate), flush=True)
    return replayed


def _row(name: str, jobs: int, rate: Rate) -> str:
    return f"| {name} | {jobs} | {rate.wall:.0f} | {rate.core:.0f} | {rate.memory:.0f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 with ``--check`` when replay is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    slow = {jobs: rate for jobs, rate in table(options.articles).items() if rate.core < FLOOR}
    for jobs, rate in slow.items():
        print(f"\nreplay with {jobs} processes: {rate.core:.0f} pages/s a core, floor {FLOOR}")
    return 1 if options.check and slow else 0


if __name__ == "__main__":
    sys.exit(main())
