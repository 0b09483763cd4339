"""A crawl on workers and a collector beside the same crawl in one process: wall clock, CPU by role, memory of Redis.

    python -m benchmarks.distributed                    600 articles, 1 and 2 workers
    python -m benchmarks.distributed --workers 1,2,4 --articles 2000

All roles run on this machine, so more workers than cores show no gain here; the CPU seconds of the collector say how
many workers one collector can serve, those of a worker how many pages a core reads. Needs redis-server.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from redis import Redis

from lanzhou_news.distributed.messages import Job, encode
from lanzhou_news.distributed.streams import FIELD
from lanzhou_news.replica.server import start

QUIET = {"LN_DRY_DAYS_WARN": "9999", "LN_DRY_DAYS_FAIL": "9999"}
"""The replica's news are old."""


class Cost(NamedTuple):
    """One crawl."""

    seconds: float
    cpu: dict[str, float]
    """Role → CPU seconds, start-up included."""
    redis_peak: float
    """Megabytes."""


class Child:
    """A process of ours; its CPU time is known when it has ended."""

    def __init__(self, proxy: str, redis: str, *words: str, **settings: str) -> None:
        changed = [word for name, value in {**QUIET, **settings}.items() for word in ("-s", f"{name}={value}")]
        plain = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lanzhou_news.cli", *words, "--fast", *changed],
            env={**plain, "http_proxy": proxy, "LANZHOU_REDIS_URL": redis},
            stderr=subprocess.DEVNULL,
        )

    def cpu(self) -> float:
        """Wait for its end; raises :class:`RuntimeError` when it failed."""
        _, status, used = os.wait4(self.process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            raise RuntimeError(f"{self.process.args} ended with {os.waitstatus_to_exitcode(status)}")
        return used.ru_utime + used.ru_stime


def one_process(proxy: str, redis: str, output: Path) -> Cost:
    """The ordinary crawl."""
    began = time.perf_counter()
    cpu = Child(proxy, redis, "crawl", "lanzhou", OUTPUT_DIR=str(output)).cpu()
    return Cost(time.perf_counter() - began, {"crawl": cpu}, 0.0)


def distributed(proxy: str, redis: str, output: Path, workers: int) -> Cost:
    """The same articles through a collector and workers."""
    client = Redis.from_url(redis)
    client.flushall()
    client.config_resetstat()
    before = client.info("cpu")["used_cpu_user"] + client.info("cpu")["used_cpu_sys"]
    began = time.perf_counter()
    children = [Child(proxy, redis, "worker", "lanzhou", WORKER_IDLE_EXIT="6") for _ in range(workers)]
    collector = Child(proxy, redis, "collect", "lanzhou", OUTPUT_DIR=str(output)).cpu()
    seconds = time.perf_counter() - began
    used = sum(child.cpu() for child in children)
    after = client.info("cpu")["used_cpu_user"] + client.info("cpu")["used_cpu_sys"]
    peak = client.info("memory")["used_memory_peak"] / 1e6
    return Cost(seconds, {"collector": collector, "workers": used, "redis": after - before}, peak)


def million_jobs(redis: str) -> float:
    """Megabytes that a million waiting jobs take in Redis."""
    client, count = Redis.from_url(redis), 20_000
    client.flushall()
    for first in range(0, count, 1000):
        pipe = client.pipeline()
        for n in range(first, first + 1000):
            url = f"http://www.lzbs.com.cn/lanzhounews/2024-05/20/content_{505_000_000 + n}.htm"
            pipe.xadd("jobs", {FIELD: encode(Job(url, url, "20240520T000000Z-lanzhou-0000"))})
        pipe.execute()
    size = client.memory_usage("jobs", samples=0)
    client.flushall()
    return float(size or 0) / count


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--workers", default="1,2")
    options = parser.parse_args()
    if shutil.which("redis-server") is None:
        print("left out: no redis-server (apt-get install redis-server)")
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        words = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
        server = subprocess.Popen([*words, "--save", "", "--appendonly", "yes"], stdout=subprocess.DEVNULL)
        url = f"redis://127.0.0.1:{port}/0"
        try:
            time.sleep(1)
            with start(articles=options.articles, seed=7) as replica:
                rows = {"one process": one_process(replica.base, url, Path(folder) / "one")}
                for count in map(int, options.workers.split(",")):
                    rows[f"{count} worker{'s' * (count > 1)}"] = distributed(
                        replica.base, url, Path(folder) / f"out-{count}", count
                    )
            print(f"{options.articles} articles, {os.cpu_count()} cores, all roles on one machine\n")
            print("| crawl | s | CPU ms an article: crawl | collector | workers | redis | peak MB of Redis |")
            print("|---|---|---|---|---|---|---|")
            for name, cost in rows.items():
                each = [
                    f"{1000 * cost.cpu[role] / options.articles:.1f}" if role in cost.cpu else ""
                    for role in ("crawl", "collector", "workers", "redis")
                ]
                print(f"| {name} | {cost.seconds:.1f} | {' | '.join(each)} | {cost.redis_peak:.0f} |")
            print(f"\na million waiting jobs: {million_jobs(url):.0f} MB of Redis")
        finally:
            server.kill()
            server.wait()


if __name__ == "__main__":
    main()
