"""Archive and replay: what keeping pages costs a crawl, how large they are, how fast they are read again.

    python -m benchmarks.replay                2000 articles
    python -m benchmarks.replay --copies 50    and an archive of 50 times as many pages, judged

The replica site is crawled without and with the archive; then the archive is replayed into a fresh folder by one
process and by one a core, and judged against the store of the crawl. Copies are the same pages under addresses of their
own. Each is a process of its own; CPU is that of the process with all its children (wait4), start-up included, seconds
are those of the clock.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.crawl import Run, measure
from lanzhou_news.archive.reader import read, scan
from lanzhou_news.archive.writer import ArchiveWriter
from lanzhou_news.offline.parallel import default_jobs
from lanzhou_news.replica.server import start


def crawls(articles: int, folder: Path) -> list[str]:
    """Crawl without and with the archive; the archive is left in ``folder / "on"``."""
    runs: dict[str, Run] = {}
    with start(articles=articles, plain=True, cache_mb=200) as replica:
        for name, archive in (("warm", "0"), ("off", "0"), ("on", "1")):
            command = [sys.executable, "-m", "scrapy", "crawl", "lanzhou", "-s", f"OUTPUT_DIR={folder / name}"]
            runs[name] = measure(replica, [*command, "-s", f"ARCHIVE_ENABLED={archive}"], SCRAPY_PROJECT="fast")
    off, on = runs["off"], runs["on"]
    return [
        "| crawl | pages/s | CPU ms a page | peak MB |",
        "|---|---|---|---|",
        f"| without archive | {off.speed:.0f} | {off.cpu:.2f} | {off.memory:.0f} |",
        f"| with archive | {on.speed:.0f} | {on.cpu:.2f} | {on.memory:.0f} |",
    ]


def sizes(files: Sequence[Path]) -> list[str]:
    """Bytes of the pages and of the files that keep them, and what listing them costs."""
    begun = time.process_time()
    scans = [scan(file) for file in files]
    spent = time.process_time() - begun
    places = [place for found in scans for place in found.responses]
    sample = places[:: max(1, len(places) // 2000)]
    page = sum(len(read(place).body) for place in sample) / len(sample)
    kept = sum(file.stat().st_size for file in files) / len(places)
    return [
        f"{len(places)} pages of {page / 1000:.1f} KB; {kept / 1000:.1f} KB a page in {len(files)} WARC files, request"
        f" records included; listing them takes {spent / len(places) * 1000:.2f} CPU ms a page"
    ]


def copy(files: Sequence[Path], folder: Path, copies: int) -> int:
    """Write ``copies`` archives of the same pages under addresses of their own; returns the number of pages."""
    places = [place for file in files for place in scan(file).responses]
    for number in range(copies):
        writer = ArchiveWriter(folder, f"copy{number}", file_size=1 << 30)
        for place in places:
            page = read(place)
            writer.add([dataclasses.replace(page, url=page.url.replace("/content_", f"/content_{number:03d}"))])
        writer.flush()
    return copies * len(places)


def replays(folder: Path, pages: int, copied: int) -> list[str]:
    """Replay the archive by one process and by all cores, then judge it, and the copies, against the crawl's store."""
    archive, crawled = str(folder / "on" / "archive"), str(folder / "on")
    cores = default_jobs()
    rows = ["| replay | pages/s | pages/s a core | CPU ms a page |", "|---|---|---|---|"]
    for jobs in sorted({1, cores}):
        seconds, cpu = timed([archive, "--output", str(folder / f"jobs{jobs}"), "--jobs", str(jobs)])
        rows.append(row(f"into a fresh folder, --jobs {jobs}", pages, seconds, cpu, jobs))
    seconds, cpu = timed([archive, "--judge", "--output", crawled, "--jobs", str(cores)])
    rows.append(row(f"--judge, --jobs {cores}", pages, seconds, cpu, cores))
    if copied:
        seconds, cpu = timed([str(folder / "copies"), "--judge", "--output", crawled, "--jobs", str(cores)])
        rows.append(row(f"--judge of {copied} pages, --jobs {cores}", copied, seconds, cpu, cores))
    return rows


def row(name: str, pages: int, seconds: float, cpu: float, jobs: int) -> str:
    """One line of the table."""
    return f"| {name} | {pages / seconds:.0f} | {pages / seconds / jobs:.0f} | {cpu / pages * 1000:.2f} |"


def timed(arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds and CPU seconds of one replay; raises RuntimeError when it fails."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "lanzhou_news.cli", "replay", *arguments]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, help="size of the replica site (%(default)s)")
    parser.add_argument("--copies", type=int, default=0, help="archives of the same pages (%(default)s)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("\n".join(crawls(options.articles, folder)), flush=True)
        files = sorted((folder / "on" / "archive").iterdir())
        print("", *sizes(files), "", sep="\n", flush=True)
        pages = sum(len(scan(file).responses) for file in files)
        copied = copy(files, folder / "copies", options.copies)
        print("\n".join(replays(folder, pages, copied)))


if __name__ == "__main__":
    main()
