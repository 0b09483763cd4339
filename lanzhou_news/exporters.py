"""Feeds (``-O file.jsonl``) get the same bytes as the files under ``articles/``."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import JsonLinesItemExporter

from lanzhou_news.items import Article
from lanzhou_news.record import to_json_line


class RecordExporter(JsonLinesItemExporter):
    """JSON Lines of whole records; with ``FEED_EXPORT_FIELDS`` Scrapy's own exporter chooses the fields."""

    def export_item(self, item: Any) -> None:
        """Write one line."""
        if isinstance(item, Article) and self.fields_to_export is None:
            self.file.write(to_json_line(item) + b"\n")
        else:
            super().export_item(item)
