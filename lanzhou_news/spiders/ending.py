"""The end of a crawl: the run is closed, and one line says what it did and what it left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scrapy.http import Response

from lanzhou_news.store.runs import Outcome

if TYPE_CHECKING:
    from lanzhou_news.spiders.news import NewsSpider

SLOW_PAGES = 10
"""The slowest pages of a run are kept in its row, for the report."""


class SlowPages:
    """The slowest pages so far, the slowest first: seconds and address."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, str]] = []

    def note(self, response: Response) -> None:
        """Look at what a page took."""
        latency = float(response.meta.get("download_latency", 0))
        if len(self.rows) < SLOW_PAGES or latency > self.rows[-1][0]:
            self.rows = sorted([*self.rows, (latency, response.url)], reverse=True)[:SLOW_PAGES]


def end_run(spider: NewsSpider, outcome: Outcome, reason: str, slow: SlowPages) -> None:
    """Write the files and the run row of the spider's run, then the closing line."""
    run, stats = spider.run, spider.crawler.stats
    assert run is not None
    stats.set_value("news/seconds", run.seconds)
    try:
        end = run.finish(outcome, reason, {**_numbers(stats.get_stats()), "news/slow_pages": slow.rows})
    except Exception as error:
        spider.logger.error("The run could not be closed: %s", error)
        stats.set_value("news/outcome", "failed")
        return
    stats.set_value("news/outcome", outcome)
    stats.set_value("news/known_skipped", end.known)
    line = f"{outcome.capitalize()}: {', '.join(_counts(spider))}"
    if end.pending is not None:
        stats.set_value("news/pending", end.pending)
        line += f", {end.pending} still pending"
    stats.set_value("news/closing_line", line)
    spider.logger.info(line)
    if end.known:
        spider.logger.info(
            "Skipped %d articles known from earlier runs; -a full=1 fetches them again. Records: %s/articles",
            end.known,
            run.output,
        )


def _counts(spider: NewsSpider) -> Iterable[str]:
    return (f"{spider.crawler.stats.get_value(f'news/{name}', 0)} {word}" for name, word in spider.summary)


def _numbers(stats: dict[str, Any]) -> dict[str, int | float]:
    return {name: value for name, value in stats.items() if isinstance(value, int | float)}
