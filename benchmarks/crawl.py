"""Crawl throughput: our pipeline beside bare Scrapy, the usual Scrapy spider and Scrapy with trafilatura.

    python -m benchmarks.crawl                      600 articles, 2 repetitions
    python -m benchmarks.crawl --check              exit code 1 when a ratio is below its floor
    python -m benchmarks.crawl --corpus 1000,5000   ours alone, cost against corpus size

One replica site serves all; every page is fetched once before the first clock starts. Each crawler is a process of its
own, repetitions are interleaved so that noise falls on all. Speed is article requests / (last - first article request)
in the server's log, so start-up does not count; CPU and peak memory are the child's (wait4). The peers are given the
URLs of all articles and follow no list; ours finds them on list pages, fetches following pages and commits each record.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lanzhou_news.replica.server import RunningReplica, start

HOST = "http://www.lzbs.com.cn/"
FLOORS = {"bare": 0.6, "parsel": 1.2, "trafilatura": 4.0}
"""Ours / peer in pages a second, from the project's speed goals."""
CPU_ALLOWANCE = 4.0
"""CPU milliseconds a page that ours may cost beyond bare Scrapy."""
PEERS = {
    "bare": "default Scrapy, downloads and discards",
    "parsel": "Scrapy, parsel fields, jsonl feed",
    "trafilatura": "Scrapy, trafilatura, jsonl feed",
}
OURS = "ours"


class Run(NamedTuple):
    """What one crawl cost."""

    pages: int
    speed: float
    """Article pages a second, by the server's clock."""
    cpu: float
    """CPU seconds per 1,000 article pages, start-up and list pages included."""
    memory: float
    """Peak resident megabytes."""


def peer(name: str, urls: str, out: str) -> None:
    """Run one peer's spider in this process; ``urls`` is a file with an address a line, ``out`` the feed."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    addresses = Path(urls).read_text().split()

    class Peer(scrapy.Spider):
        name = "peer"

        async def start(self):
            for url in addresses:
                yield scrapy.Request(url)

        def parse(self, response):
            if name == "parsel":
                yield {
                    "url": response.url,
                    "title": response.css("h1::text, h2::text, title::text").get(),
                    "date": response.css("meta[name=publishdate]::attr(content)").get(),
                    "source": response.css("meta[name=source]::attr(content), .source::text").get(),
                    "author": response.css("meta[name=author]::attr(content), .author::text").get(),
                    "editor": response.css(".editor::text").get(),
                    "text": "\n".join(filter(None, map(str.strip, response.css("p ::text").getall()))),
                }
            elif name == "trafilatura":
                from trafilatura import bare_extraction

                found = bare_extraction(response.body, url=response.url, with_metadata=True, include_comments=False)
                if found:
                    yield {key: getattr(found, key) for key in ("url", "title", "date", "author", "text")}

    settings = {"LOG_LEVEL": "INFO", "TELNETCONSOLE_ENABLED": False}
    if name != "bare":
        settings["FEEDS"] = {out: {"format": "jsonlines", "encoding": "utf-8"}}
    process = CrawlerProcess(settings)
    process.crawl(Peer)
    process.start()


def measure(replica: RunningReplica, command: list[str], **environment: str) -> Run:
    """Run a crawler against the replica and read what it cost; raises RuntimeError when it fails."""
    before = len(replica.requests())
    quiet = subprocess.DEVNULL
    env = os.environ | {"http_proxy": replica.base, "no_proxy": ""} | environment
    child = subprocess.Popen(command, env=env, stdout=quiet, stderr=quiet, cwd=Path(__file__).parents[1])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    rows = replica.requests()[before:]
    times = [row["time"] for row in rows if row["status"] == 200 and "/content_" in row["url"]]
    if len(times) < 2:
        raise RuntimeError(f"{' '.join(command)} fetched {len(times)} articles")
    cpu = (used.ru_utime + used.ru_stime) / len(times) * 1000
    return Run(len(times), (len(times) - 1) / max(max(times) - min(times), 1e-3), cpu, used.ru_maxrss / 1024)


def crawl(replica: RunningReplica, name: str, urls: Path, python: str = sys.executable) -> Run:
    """One crawl by a peer or by ours, into a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        if name == OURS:
            command = [sys.executable, "-m", "scrapy", "crawl", "lanzhou", "-s", f"OUTPUT_DIR={folder}"]
            return measure(replica, command, SCRAPY_PROJECT="fast")
        command = [python, __file__, "--peer", name, str(urls), f"{folder}/feed.jsonl"]
        return measure(replica, command, PYTHONPATH=str(Path(__file__).parents[1]), SCRAPY_PROJECT="none")


def warm(replica: RunningReplica, urls: Path) -> list[int]:
    """Fetch every article once, so that the server has rendered it; sizes in bytes."""
    addresses = [record["url"] for record in replica.gold("host=www.lzbs.com.cn")]
    urls.write_text("\n".join(url for url in addresses if "/content_" in url))
    return [len(replica.fetch(url)) for url in addresses]


def middle(runs: list[Run]) -> Run:
    """Medians of each figure, except memory: the peak of all."""
    pages, speed, cpu, memory = zip(*runs, strict=True)
    return Run(pages[-1], statistics.median(speed), statistics.median(cpu), max(memory))


def compare(articles: int, repetitions: int, python: str) -> dict[str, Run]:
    """Print the table of all crawlers; medians by name."""
    has_peer = subprocess.run([python, "-c", "import trafilatura"], capture_output=True, check=False).returncode == 0
    names = [name for name in PEERS if name != "trafilatura" or has_peer] + [OURS]
    with tempfile.TemporaryDirectory() as folder, start(articles=articles, plain=True, cache_mb=500) as replica:
        urls = Path(folder, "urls")
        sizes = warm(replica, urls)
        runs: dict[str, list[Run]] = {name: [] for name in names}
        for _ in range(repetitions):
            for name in names:
                runs[name].append(crawl(replica, name, urls, python if name == "trafilatura" else sys.executable))
    middles = {name: middle(rows) for name, rows in runs.items()}
    print(f"{articles} articles, median {statistics.median(sizes) / 1000:.1f} KB, {repetitions} repetitions, medians")
    print(
        "\n| crawler | pages | pages/s | min-max | x bare | CPU s/1000 pages | peak MB |\n|---|---|---|---|---|---|---|"
    )
    for name, run in middles.items():
        speeds = [each.speed for each in runs[name]]
        label = PEERS.get(name, "ours, fast settings: extract, clean, deduplicate, commit")
        print(
            f"| {label} | {run.pages} | {run.speed:.0f} | {min(speeds):.0f}-{max(speeds):.0f} "
            f"| {run.speed / middles['bare'].speed:.2f} | {run.cpu:.2f} | {run.memory:.0f} |"
        )
    if not has_peer:
        print("\ntrafilatura is not installed: left out")
    return middles


def shortfalls(middles: dict[str, Run]) -> list[str]:
    """A sentence for each ratio that is below its floor."""
    ours, found = middles[OURS], []
    for name, floor in FLOORS.items():
        if name in middles and (ratio := ours.speed / middles[name].speed) < floor:
            found.append(f"ours is {ratio:.2f} x {name}, floor {floor}")
    if (extra := ours.cpu - middles["bare"].cpu) > CPU_ALLOWANCE:
        found.append(f"ours costs {extra:.2f} ms CPU a page beyond bare Scrapy, ceiling {CPU_ALLOWANCE}")
    return found


def by_corpus(counts: Sequence[int]) -> None:
    """Print what our crawl costs for growing corpora; the cost a page must not grow."""
    print("\n| articles | pages/s | CPU s/1000 pages | peak MB |\n|---|---|---|---|")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder, start(articles=count, plain=True, cache_mb=500) as replica:
            urls = Path(folder, "urls")
            warm(replica, urls)
            run = crawl(replica, OURS, urls)
        print(f"| {count} | {run.speed:.0f} | {run.cpu:.2f} | {run.memory:.0f} |", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 with ``--check`` when a ratio is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--repetitions", type=int, default=2)
    parser.add_argument("--corpus", help="corpus sizes, comma-separated: this table instead")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--json", type=Path, help="write the medians here as well")
    parser.add_argument("--peer-python", default=sys.executable, help="interpreter that has Scrapy and trafilatura")
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.peer:
        peer(*options.peer)
        return 0
    if options.corpus:
        by_corpus([int(count) for count in options.corpus.split(",")])
        return 0
    print(f"Scrapy {importlib.metadata.version('scrapy')}, {os.cpu_count()} cores")
    middles = compare(options.articles, options.repetitions, options.peer_python)
    if options.json:
        options.json.write_text(json.dumps({name: run._asdict() for name, run in middles.items()}, indent=1))
    problems = shortfalls(middles)
    print("\n".join(["", *problems]) if problems else "\nevery ratio is above its floor")
    return 1 if options.check and problems else 0


if __name__ == "__main__":
    sys.exit(main())
