"""Settings for a server of one's own (the replica, a test site on loopback): as fast as it answers.

``SCRAPY_PROJECT=fast scrapy crawl lanzhou``, or ``lanzhou-news crawl --fast lanzhou``. Never for a site of others.

What it changes: no delays and many connections; uvloop where it is installed (extra ``[fast]``); the spider and
downloader middlewares that a news crawl has no use for are off. Everything else is as in ``settings.py``, so that what
is tested here holds there. ``-s CLEANING_PROCESSES=2`` cleans on other cores besides. ``benchmarks/crawl.py`` measures
both.
"""

from importlib.util import find_spec

from lanzhou_news.settings import *  # noqa: F403  (a settings module is its base plus differences)
from lanzhou_news.settings import DOWNLOADER_MIDDLEWARES as _POLITE

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 32
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = False
BACKOFF_BASE = 0.5
RETRY_TIMES = 5

if find_spec("uvloop"):
    ASYNCIO_EVENT_LOOP = "uvloop.Loop"
DOWNLOADER_MIDDLEWARES = {
    **_POLITE,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # no site asks for a password
}
SPIDER_MIDDLEWARES = {  # each is one more generator around the results of every callback
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # links.MAX_URL is stricter
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # LIST_DEPTH bounds lists
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
