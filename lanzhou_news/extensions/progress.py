"""What a person sees while a crawl runs: one live line a site on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Any, TextIO

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

PLAIN_INTERVAL = 10.0
"""Seconds between two plain lines where the output is no terminal."""
COUNTS = (
    ("articles", ("news/articles", "news/revisions")),
    ("unchanged", ("news/unchanged", "news/not_modified", "news/gone")),
    ("set aside", ("news/quarantined",)),
    ("failed", ("news/failed",)),
    ("failed lists", ("news/lists_failed",)),
)
"""Word → the counters it adds up; all but the first are left out while they are 0."""


def line(name: str, stats: Mapping[str, Any], seconds: float) -> str:
    """The counts of one run so far; ``seconds`` since it began.

    >>> line("lanzhou", {"downloader/response_count": 30, "news/articles": 20, "news/quarantined": 1}, 2.0)
    'lanzhou: 30 pages, 20 articles, 1 set aside, 15.0 pages/s'
    """
    pages = int(stats.get("downloader/response_count", 0))
    counts = [(word, sum(int(stats.get(key, 0)) for key in keys)) for word, keys in COUNTS]
    shown = [f"{count:,} {word}" for place, (word, count) in enumerate(counts) if count or not place]
    return f"{name}: {pages:,} pages, {', '.join(shown)}, {pages / max(seconds, 0.001):.1f} pages/s"


class Screen:
    """The live lines of all sites that one process crawls: two displays would paint over each other."""

    def __init__(self) -> None:
        self.shown: list[Progress] = []
        self.live: Live | None = None

    def add(self, progress: Progress) -> None:
        """Show one more line."""
        self.shown.append(progress)
        if self.live is None:
            self.live = Live(console=progress.console, get_renderable=self._text, refresh_per_second=4, transient=True)
            self.live.start()

    def remove(self, progress: Progress) -> None:
        """Take a line away; the last one ends the display."""
        self.shown.remove(progress)
        if not self.shown and self.live is not None:
            self.live.stop()
            self.live = None

    def _text(self) -> Text:
        return Text("\n".join(progress.line() for progress in self.shown), style="cyan")


screen = Screen()


class Progress:
    """Show how far a run is.

    On only with the setting ``PROGRESS_ENABLED`` (``lanzhou-news crawl`` sets it on a terminal), so that plain ``scrapy
    crawl`` stays as Scrapy users know it. Writes to standard error.
    """

    def __init__(self, crawler: Crawler, stream: TextIO) -> None:
        self.crawler = crawler
        self.stream = stream
        self.console = Console(file=stream)
        self.began = time.monotonic()
        self.next_plain = self.began + PLAIN_INTERVAL

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Connect to the signals, or raise ``NotConfigured`` when progress is off."""
        if not crawler.settings.getbool("PROGRESS_ENABLED"):
            raise NotConfigured
        extension = cls(crawler, sys.stderr)
        crawler.signals.connect(extension.opened, signals.spider_opened)
        crawler.signals.connect(extension.page, signals.response_received)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    def line(self) -> str:
        """The counts so far."""
        return line(self.crawler.spidercls.name, self.crawler.stats.get_stats(), time.monotonic() - self.began)

    def opened(self) -> None:
        """Begin."""
        if self.console.is_terminal:
            screen.add(self)

    def page(self) -> None:
        """One response came in."""
        if not self.console.is_terminal and time.monotonic() >= self.next_plain:
            self.next_plain += PLAIN_INTERVAL
            print(self.line(), file=self.stream, flush=True)

    def closed(self) -> None:
        """Leave the last state on the screen as a plain line."""
        if self.console.is_terminal:
            screen.remove(self)
        print(self.line(), file=self.stream, flush=True)
