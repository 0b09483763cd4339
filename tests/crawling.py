"""Running a real crawl in a process of its own, and reading what it left."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


ONE_PROCESS = ("-s", "CLEANING_PROCESSES=0", "-s", "COMMIT_DELAY=0.05")
"""Most tests look at what a crawl does, not at where it cleans, and need no wait for company before a commit."""


def command(output: Path, *more: str, spider: str = "lanzhou", project: str = "fast") -> list[str]:
    return [sys.executable, "-m", "scrapy", "crawl", spider, "-s", f"OUTPUT_DIR={output}", *ONE_PROCESS, *more]


def environment(proxy: str, project: str = "fast") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, "http_proxy": proxy, "https_proxy": proxy, "SCRAPY_PROJECT": project, "PYTHONWARNINGS": "default"}


def start(
    output: Path, proxy: str, *more: str, spider: str = "lanzhou", project: str = "fast", **kwargs: Any
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(output, *more, spider=spider),
        cwd=ROOT,
        env=environment(proxy, project),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **kwargs,
    )


def crawl(
    output: Path,
    proxy: str,
    *more: str,
    spider: str = "lanzhou",
    project: str = "fast",
    timeout: float = 120,
    memory: int | None = None,
) -> str:
    """Run a crawl to its end; returns its log. ``memory`` is the most bytes of data it may hold."""
    process = start(output, proxy, *more, spider=spider, project=project)
    if memory is not None:  # MEMUSAGE_LIMIT_MB would not do: it starts at the peak of the process that forked
        resource.prlimit(process.pid, resource.RLIMIT_DATA, (memory, memory))
    _, log = process.communicate(timeout=timeout)
    assert process.returncode == 0, log
    return log


def records(output: Path) -> list[dict[str, Any]]:
    """Every record of every finished file, in file order; a torn line fails."""
    return [
        json.loads(line)
        for file in sorted((output / "articles").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


UNSTABLE = ("fetched_at", "archive", "duplicate_of", "similarity", "run_id")
"""Fields that two runs may give differently (DESIGN: what *equal* means)."""


def essence(output: Path) -> list[str]:
    """What must be equal after any number of kills: a sorted multiset of records without the unstable fields."""
    return sorted(
        json.dumps({name: value for name, value in record.items() if name not in UNSTABLE}, ensure_ascii=False)
        for record in records(output)
    )


def rows(output: Path, query: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(output / "lanzhou_news.db")
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()
