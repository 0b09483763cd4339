"""Bytes or DOM → :class:`~lanzhou_news.extract.raw.RawArticle`. Knows CMS shapes and pages, nothing of Scrapy."""
