"""An exception of a callback or a pipeline is counted, so that the monitors can fail the run."""

from __future__ import annotations

import pytest
from scrapy import signals
from scrapy.utils.test import get_crawler

from lanzhou_news.extensions.crashes import Crashes


@pytest.mark.parametrize("signal", [signals.spider_error, signals.item_error])
def test_an_exception_is_counted(signal: object) -> None:
    crawler = get_crawler()
    extension = Crashes.from_crawler(crawler)
    told = crawler.signals.send_catch_log(signal, failure=ValueError(), response=None, item={}, spider=None)
    assert told[0][0] == extension.crashed
    assert crawler.stats.get_value("news/crashes") == 1


def test_nothing_is_counted_where_nothing_fails() -> None:
    crawler = get_crawler()
    Crashes.from_crawler(crawler)
    crawler.signals.send_catch_log(signals.item_scraped, item={}, response=None, spider=None)
    assert crawler.stats.get_value("news/crashes") is None
