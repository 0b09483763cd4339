"""What a crawl writes into its log: short lines, and page text that cannot forge one."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter, LogFormatterResult

from lanzhou_news.items import Article

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""C0, C1, line and paragraph separators, and the bidirectional controls that reorder a terminal line."""


def one_line(text: object, limit: int = 300) -> str:
    """``text`` with control characters escaped and at most ``limit`` characters.

    >>> one_line("标题\\n2025-01-02 ERROR: forged")
    '标题\\\\n2025-01-02 ERROR: forged'
    """
    escaped = _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), str(text))
    return escaped if len(escaped) <= limit else f"{escaped[:limit]}…"


def drop_early(settings: BaseSettings) -> None:
    """Make no records below ``LOG_LEVEL``: Scrapy's loggers let every one pass, and only the handler drops it."""
    logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])


class ShortLogFormatter(LogFormatter):
    """An item is its id and title, not its whole text; what a page said is escaped."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """One committed record."""
        return _line(logging.DEBUG, "Stored %s", item)

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """An item that brought no record."""
        level = getattr(exception, "log_level", None) or "INFO"
        number = logging.getLevelNamesMapping()[level] if isinstance(level, str) else level
        return _line(number, f"Not stored ({one_line(exception)}): %s", item)

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A pipeline failed."""
        return _line(logging.ERROR, "Error processing %s", item)


def _line(level: int, message: str, item: object) -> LogFormatterResult:
    return {"level": level, "msg": message.replace("%", "%%").replace("%%s", "%(item)s"), "args": {"item": _Name(item)}}


class _Name:
    """Formats an item only if the line is really written."""

    def __init__(self, item: object) -> None:
        self._item = item

    def __str__(self) -> str:
        if isinstance(self._item, Article):
            return one_line(f"{self._item.id} r{self._item.revision} {self._item.title}")
        visit = getattr(self._item, "visit", None)
        return one_line(visit.url if visit else type(self._item).__name__)
