"""Settings for a server of one's own (the replica, a test site on loopback): as fast as it answers.

``SCRAPY_PROJECT=fast scrapy crawl lanzhou``, or ``lanzhou-news crawl --fast lanzhou``. Never for a site of others.
"""

from lanzhou_news.settings import *  # noqa: F403  (a settings module is its base plus differences)

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 32
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = False
BACKOFF_BASE = 0.5
RETRY_TIMES = 5
