"""Counts the pages on which the program itself failed: a fault of ours must not pass for a quiet day."""

from __future__ import annotations

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector


class Crashes:
    """Puts ``news/crashes`` into the stats: exceptions of callbacks and pipelines. The log holds each traceback."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Crashes:
        """Connect to the signals."""
        extension = cls(crawler.stats)
        crawler.signals.connect(extension.crashed, signals.spider_error)
        crawler.signals.connect(extension.crashed, signals.item_error)
        return extension

    def crashed(self) -> None:
        """One callback or pipeline ended with an exception."""
        self.stats.inc_value("news/crashes")
