"""Fetched pages as WARC files (ISO 28500): written by a crawl, read by ``replay``. Knows nothing of Scrapy."""
