"""Settings for a server of one's own (the replica, a test site on loopback): as fast as it answers.

``SCRAPY_PROJECT=fast scrapy crawl lanzhou``, or ``lanzhou-news crawl --fast lanzhou``. Never for a site of others.

What it changes: no delays and many connections; uvloop where it is installed (extra ``[fast]``); the middlewares,
extensions and download handlers of Scrapy that a news crawl has no use for are not loaded. Everything else is as in
``settings.py``, so that what is tested here holds there. It cleans on other cores besides; with
``-s CLEANING_PROCESSES=0`` all happens in one process. ``benchmarks/crawl.py`` measures both.
"""

import os
from collections.abc import Collection, Mapping
from importlib.util import find_spec

from scrapy.settings import default_settings as _scrapy

from lanzhou_news.settings import *  # noqa: F403  (a settings module is its base plus differences)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# On two cores 170 pages a second with none, 245 with one, 315 with two; a crawl keeps no more than three busy.
CLEANING_PROCESSES = min(_cores(), 3) if _cores() > 1 else 0

ROBOTSTXT_OBEY = True
COMMIT_DELAY = 0.25  # some 40 articles a commit, not 8: each costs 0.07 ms CPU and 0.2 ms of waiting less
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 32
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = False
BACKOFF_BASE = 0.5  # nobody else asks that server
RETRY_TIMES = 5
WARN_ON_GENERATOR_RETURN_VALUE = False  # parses the source of every callback

if find_spec("uvloop"):
    ASYNCIO_EVENT_LOOP = "uvloop.Loop"


def _without(names: Collection[str], base: Mapping[str, int]) -> dict[str, int]:
    """Scrapy's table without the classes of these names.

    A component that is None in the project's own table is imported all the same, to compare its path: an eighth of the
    time to start was that of libraries which nothing used.
    """
    return {path: order for path, order in base.items() if path.rpartition(".")[2] not in names}


DOWNLOADER_MIDDLEWARES_BASE = _without(
    {
        "HttpAuthMiddleware",  # no site asks for a password
        "CookiesMiddleware",  # off anyway, and slow to import
        "HttpProxyMiddleware",  # the one below remembers its answers
    },
    _scrapy.DOWNLOADER_MIDDLEWARES_BASE,
) | {"lanzhou_news.middlewares.proxy.RememberedProxy": 750}
SPIDER_MIDDLEWARES_BASE = _without(  # each is one more generator around the results of every callback
    {
        "RefererMiddleware",
        "UrlLengthMiddleware",  # links.MAX_URL is stricter
        "DepthMiddleware",  # LIST_DEPTH bounds lists
        "MetaCopyDetectionMiddleware",
    },
    _scrapy.SPIDER_MIDDLEWARES_BASE,
)
DOWNLOAD_HANDLERS_BASE = {scheme: _scrapy.DOWNLOAD_HANDLERS_BASE[scheme] for scheme in ("http", "https")}
