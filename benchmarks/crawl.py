"""Crawl throughput: our pipeline beside bare Scrapy, the usual Scrapy spider and Scrapy with trafilatura.

    python -m benchmarks.crawl                       2,000 articles, 3 repetitions
    python -m benchmarks.crawl --check               exit code 1 when a ratio is below its floor
    python -m benchmarks.crawl --corpus 1000,10000   ours alone, cost against corpus size

One replica site serves all; every page is fetched once before the first clock starts. Each crawler is a process of its
own, repetitions are interleaved so that noise falls on all. Speed is article requests / (last - first article request)
in the server's log, so start-up does not count; CPU and peak memory are the child's (wait4). The peers are given the
URLs of all articles and follow no list; ours finds them on list pages, fetches following pages and commits each record.
The first row is what the server gives to bare sockets: where a crawler comes near it, the server holds it back.
"""

from __future__ import annotations

import argparse
import asyncio
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
from urllib.parse import urlsplit

from lanzhou_news.offline.parallel import default_jobs
from lanzhou_news.replica.server import RunningReplica, start

PEERS = {
    "sockets": "the server alone: bare sockets that read and discard",
    "bare": "default Scrapy, downloads and discards",
    "parsel": "Scrapy, parsel fields, jsonl feed",
    "trafilatura": "Scrapy, trafilatura, jsonl feed",
}
CORES = default_jobs()
OURS = {
    "ours": (0, "ours, fast settings, one process: extract, clean, deduplicate, commit"),
    "ours on all cores": (CORES, f"ours, fast settings, CLEANING_PROCESSES={CORES}"),
}
"""Cleaning processes, and what the table says."""
FLOORS = {
    ("ours", "bare"): 0.6,
    ("ours on all cores", "bare"): 0.9,
    ("ours", "parsel"): 1.2,
    ("ours", "trafilatura"): 4.0,
}
"""Ours / peer in pages a second, from the project's speed goals."""
CPU_ALLOWANCE = 4.0
"""CPU milliseconds a page that ours, in one process, may cost beyond bare Scrapy."""
SLOW_PEER_PAGES = 300
"""Articles given to trafilatura: its speed is the same after a few hundred, and the others need not wait."""
CONNECTIONS = 16
"""Of the bare sockets; Scrapy opens 8 to a host."""


class Run(NamedTuple):
    """What one crawl cost."""

    pages: int
    speed: float
    """Article pages a second, by the server's clock."""
    cpu: float
    """CPU seconds per 1,000 article pages, list pages and start-up (below 1 s) included."""
    memory: float
    """Peak resident megabytes of the largest process."""


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


def sockets(urls: str, proxy: str) -> None:
    """Fetch every URL through the proxy over kept-alive connections, and look at nothing."""
    waiting = iter(Path(urls).read_text().split())
    host, port = proxy.removeprefix("http://").split(":")

    async def fetch_all() -> None:
        reader, writer = await asyncio.open_connection(host, int(port), limit=1 << 22)
        for url in waiting:
            writer.write(f"GET {url} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length:")[2].split(b"\r", 1)[0]))
        writer.close()

    async def main() -> None:
        await asyncio.gather(*(fetch_all() for _ in range(CONNECTIONS)))

    asyncio.run(main())


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
        if name in OURS:
            chosen = (f"OUTPUT_DIR={folder}", f"CLEANING_PROCESSES={OURS[name][0]}")
            command = [
                sys.executable,
                "-m",
                "scrapy",
                "crawl",
                "lanzhou",
                *(word for one in chosen for word in ("-s", one)),
            ]
            return measure(replica, command, SCRAPY_PROJECT="fast")
        if name == "trafilatura":
            addresses = urls.read_text().split()[:SLOW_PEER_PAGES]
            urls = Path(folder, "urls")
            urls.write_text("\n".join(addresses))
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
    probe = [python, "-c", "import trafilatura; print(trafilatura.__version__)"]
    version = subprocess.run(probe, capture_output=True, text=True, check=False).stdout.strip()
    names = [name for name in PEERS if name != "trafilatura" or version] + list(OURS)
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
        label = PEERS[name] if name in PEERS else OURS[name][1]
        print(
            f"| {label} | {run.pages} | {run.speed:.0f} | {min(speeds):.0f}-{max(speeds):.0f} "
            f"| {run.speed / middles['bare'].speed:.2f} | {run.cpu:.2f} | {run.memory:.0f} |"
        )
    print(f"\ntrafilatura {version}" if version else "\ntrafilatura is not installed: left out")
    return middles


def shortfalls(middles: dict[str, Run]) -> list[str]:
    """A sentence for each ratio that is below its floor."""
    found = []
    for (name, peer_name), floor in FLOORS.items():
        if peer_name in middles and (ratio := middles[name].speed / middles[peer_name].speed) < floor:
            found.append(f"{name}: {ratio:.2f} x {peer_name}, floor {floor}")
    if (extra := middles["ours"].cpu - middles["bare"].cpu) > CPU_ALLOWANCE:
        found.append(f"ours costs {extra:.2f} ms CPU a page beyond bare Scrapy, ceiling {CPU_ALLOWANCE}")
    return found


def by_corpus(counts: Sequence[int]) -> None:
    """Print what our crawl costs for growing corpora; the cost a page must not grow."""
    print("\n| articles | pages/s | CPU s/1000 pages | peak MB |\n|---|---|---|---|")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder, start(articles=count, plain=True, cache_mb=500) as replica:
            urls = Path(folder, "urls")
            warm(replica, urls)
            run = crawl(replica, "ours", urls)
        print(f"| {count} | {run.speed:.0f} | {run.cpu:.2f} | {run.memory:.0f} |", flush=True)


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 with ``--check`` when a ratio is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--corpus", help="corpus sizes, comma-separated: this table instead")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--json", type=Path, help="write the medians here as well")
    parser.add_argument("--peer-python", default=sys.executable, help="interpreter that has Scrapy and trafilatura")
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.peer:
        name, urls, out = options.peer
        if name == "sockets":
            sockets(urls, os.environ["http_proxy"])
        else:
            peer(name, urls, out)
        return 0
    if options.corpus:
        by_corpus([int(count) for count in options.corpus.split(",")])
        return 0
    versions = ", ".join(f"{name} {_version(name)}" for name in ("Scrapy", "uvloop"))
    print(f"{versions}; {CORES} cores, load {os.getloadavg()[0]:.1f} before the first crawl")
    middles = compare(options.articles, options.repetitions, options.peer_python)
    if options.json:
        options.json.write_text(json.dumps({name: run._asdict() for name, run in middles.items()}, indent=1))
    problems = shortfalls(middles)
    print("\n".join(["", *problems]) if problems else "\nevery ratio is above its floor")
    return 1 if options.check and problems else 0


if __name__ == "__main__":
    sys.exit(main())
