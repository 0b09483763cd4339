"""What a person sees while a crawl runs: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

PLAIN_INTERVAL = 10.0
"""Seconds between two plain lines where the output is no terminal."""


class Counter:
    """Counts of one run and the line that shows them.

    >>> Counter("lanzhou", started=0.0).line(now=2.0)
    'lanzhou: 0 pages, 0 articles, 0 set aside, 0.0 pages/s'
    """

    def __init__(self, name: str, started: float) -> None:
        self.name = name
        self.started = started
        self.pages = 0
        self.articles = 0
        self.dropped = 0

    def line(self, now: float) -> str:
        """The counts as one line; ``now`` and ``started`` in seconds of the same clock."""
        rate = self.pages / max(now - self.started, 0.001)
        return (
            f"{self.name}: {self.pages:,} pages, {self.articles:,} articles, "
            f"{self.dropped:,} set aside, {rate:.1f} pages/s"
        )


class Progress:
    """Show how far a run is.

    On only with the setting ``PROGRESS_ENABLED`` (``lanzhou-news crawl`` and ``demo`` set it), so that plain
    ``scrapy crawl`` stays as Scrapy users know it. Writes to standard error.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.console = Console(file=stream)
        self.live: Live | None = None
        self.counter = Counter("", time.monotonic())
        self.next_plain = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Connect to the signals, or raise ``NotConfigured`` when progress is off."""
        if not crawler.settings.getbool("PROGRESS_ENABLED"):
            raise NotConfigured
        extension = cls(sys.stderr)
        crawler.signals.connect(extension.opened, signals.spider_opened)
        crawler.signals.connect(extension.page, signals.response_received)
        crawler.signals.connect(extension.article, signals.item_scraped)
        crawler.signals.connect(extension.drop, signals.item_dropped)
        crawler.signals.connect(extension.drop, signals.item_error)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    def opened(self, spider: object) -> None:
        """Start counting."""
        self.counter = Counter(str(getattr(spider, "name", "crawl")), time.monotonic())
        self.next_plain = time.monotonic() + PLAIN_INTERVAL
        if self.console.is_terminal:
            self.live = Live(console=self.console, get_renderable=self._text, refresh_per_second=4, transient=True)
            self.live.start()

    def page(self) -> None:
        """One response came in."""
        self.counter.pages += 1
        now = time.monotonic()
        if self.live is None and now >= self.next_plain:
            self.next_plain = now + PLAIN_INTERVAL
            print(self.counter.line(now), file=self.stream, flush=True)

    def article(self) -> None:
        """One record was committed."""
        self.counter.articles += 1

    def drop(self) -> None:
        """One page was set aside."""
        self.counter.dropped += 1

    def closed(self) -> None:
        """Leave the last state on the screen as a plain line."""
        if self.live is not None:
            self.live.stop()
        print(self.counter.line(time.monotonic()), file=self.stream, flush=True)

    def _text(self) -> Text:
        return Text(self.counter.line(time.monotonic()), style="cyan")
