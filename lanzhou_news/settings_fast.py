"""Settings for a server of one's own (the replica, a test site on loopback): as fast as it answers.

``SCRAPY_PROJECT=fast scrapy crawl lanzhou``, or ``lanzhou-news crawl --fast lanzhou``. Never for a site of others.

What it changes: no delays and many connections; uvloop where it is installed (extra ``[fast]``); the middlewares and
extensions of Scrapy that a news crawl has no use for are not loaded. Everything else is as in ``settings.py``, so that
what is tested here holds there. ``-s CLEANING_PROCESSES=2`` cleans on other cores besides. ``benchmarks/crawl.py``
measures both.
"""

from importlib.util import find_spec

from lanzhou_news.settings import *  # noqa: F403  (a settings module is its base plus differences)
from lanzhou_news.settings import DOWNLOADER_MIDDLEWARES as _POLITE
from lanzhou_news.settings import EXTENSIONS as _EXTENSIONS

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
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,  # off anyway, and slow to import
}
EXTENSIONS = {
    **_EXTENSIONS,
    "scrapy.extensions.remote_control.RemoteControl": None,  # likewise
    "scrapy.extensions.telnet.TelnetConsole": None,
}
SPIDER_MIDDLEWARES = {  # each is one more generator around the results of every callback
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # links.MAX_URL is stricter
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # LIST_DEPTH bounds lists
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
