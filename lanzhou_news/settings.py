"""Settings of the crawl. No site is named here: sites are files in ``lanzhou_news/sites``.

Everything can be set on the command line (``-s NAME=VALUE``). The defaults are polite; a fast profile for servers of
one's own stands in ``settings_fast.py``.
"""

from scrapy.settings import default_settings as _scrapy

from lanzhou_news import __version__
from lanzhou_news.clean.order import STEP_NAMES

BOT_NAME = "lanzhou-news"
SPIDER_MODULES = ["lanzhou_news.spiders"]
NEWSPIDER_MODULE = "lanzhou_news.spiders"

# --- Our own settings ------------------------------------------------------------------------------------------------

# Folder of the store, the record files, archive, reports and logs; relative to the current directory.
OUTPUT_DIR = "output"
# How site owners can reach you: a mail address or URL, sent with every request as part of the User-Agent.
CONTACT = "no contact given"
# When a known article is asked for again, counted from the visit before: corrections and deletions become revisions.
REVISIT_SCHEDULE = ["1h", "6h", "1d", "7d"]
# At most this many revisits in one run, the newest articles first.
REVISIT_LIMIT = 500
# An address that failed in this many runs is given up (and kept in the quarantine table with the reason).
PENDING_TRIES = 5
# A line at the edges of so many articles is furniture for the runs after this one …
BOILERPLATE_ARTICLES = 30
# … if it stands in at least so many sections: the last sentence of every weather notice stands in one.
BOILERPLATE_SECTIONS = 4
# Processes that clean pages beside the crawl; 0: the crawl cleans them itself, enough for a polite one.
CLEANING_PROCESSES = 0
# Records after which a file under articles/ is finished and the next one begun.
JSONL_RECORDS = 5000
# Keep every fetched article page in WARC files under archive/ (needs the extra [archive]).
ARCHIVE_ENABLED = False
# Bytes after which a WARC file is finished and the next one begun.
ARCHIVE_FILE_SIZE = 500_000_000
# Group commit: articles wait at most this many seconds for their common transaction …
COMMIT_DELAY = 0.05
# … or until so many are together.
COMMIT_LIMIT = 100
# Addresses taken from the frontier at once when the scheduler runs empty.
FRONTIER_BATCH = 100
# Bound against traps: how many links from list to list are followed, counted from a start page.
LIST_DEPTH = 3
# Bound against traps: following pages of one list.
LIST_MAX_PAGES = 10_000
# Bound against traps: lists of one site in one run.
LIST_MAX_LISTS = 500
# Bound against traps: a list ends after so many pages in a row without articles, or with articles shown before.
LIST_DRY_PAGES = 3
# Newspapers: a run without dates goes back at most so many days before the newest issue.
ISSUE_CATCH_UP = 30
# Newspapers: an issue that is not there may still come for so many days; after that nobody asks for it again.
ISSUE_LATE_DAYS = 3
# Feeds and sitemaps read in one run.
SITEMAP_MAX_FILES = 50
# Pages joined into one article.
ARTICLE_MAX_PAGES = 50
# Seconds without requests after a first 429, 503 or block page without Retry-After; doubled each time.
BACKOFF_BASE = 10.0
# A host that asks for a longer wait than this (seconds) ends the run; what is pending waits for the next one.
BACKOFF_MAX = 600
# Longest Crawl-delay of robots.txt that is obeyed to the letter, in seconds.
CRAWL_DELAY_MAX = 120
# Requests in a row without any answer after which a run ends: the site, or our network, is down.
UNREACHABLE_LIMIT = 20
# Show a live line of counts on standard error (`lanzhou-news crawl` turns it on when that is a terminal).
PROGRESS_ENABLED = False
# Where `lanzhou-news worker` and `collect` find Redis: redis://, rediss:// (TLS) or unix://; user and password in it.
REDIS_URL = "redis://127.0.0.1:6379/0"
# Seconds after which the job of a silent worker is given to another one.
REDIS_LEASE = 60
# Jobs and answers that may lie in Redis for one site: bounds its memory, and is minutes of work for the workers.
REDIS_QUEUE_LIMIT = 2000
# A worker ends after so many seconds without a job; 0: never.
WORKER_IDLE_EXIT = 0
# Log of `lanzhou-news crawl`: bytes after which a new file is begun.
LOG_ROTATE_BYTES = 10_000_000
# Log of `lanzhou-news crawl`: how many old files are kept.
LOG_ROTATE_KEEP = 5

# --- Politeness ------------------------------------------------------------------------------------------------------

USER_AGENT = f"lanzhou-news/{__version__} (news archive; contact: {{CONTACT}})"  # CONTACT is filled in by the spider
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "lanzhou-news"
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1
DOWNLOAD_DELAY_JITTER = 0.5  # 0.5 to 1.5 s
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_MAX_DELAY = 60
COOKIES_ENABLED = False

# --- Safety ----------------------------------------------------------------------------------------------------------

DOWNLOAD_TIMEOUT = 30  # seconds for a whole response: a body that trickles is cut off
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # bytes, also after decompression
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
DOWNLOAD_FAIL_ON_DATALOSS = True
RETRY_TIMES = 3
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # a list that refreshes to another is reached by its links
TELNETCONSOLE_ENABLED = False  # taken out of EXTENSIONS_BASE besides
REMOTE_CONTROL_ENABLED = False  # likewise: it runs code that it is sent

# --- Components ------------------------------------------------------------------------------------------------------

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # SiteGuard is stricter: no subdomains, no way past
    "lanzhou_news.middlewares.guard.SiteGuard": 40,
    "lanzhou_news.middlewares.pace.PaceMiddleware": 560,
    "lanzhou_news.middlewares.decoding.DecodingMiddleware": 585,
    "lanzhou_news.middlewares.exchange.ExchangeMiddleware": 595,  # before decompression (590) changes the headers
}
# The cleaning steps in the order of their table, here or in processes of their own, then the store.
ITEM_PIPELINES = {
    f"lanzhou_news.pipelines.steps.{name.title()}Pipeline": 100 + 10 * row for row, name in enumerate(STEP_NAMES)
}
ITEM_PIPELINES["lanzhou_news.pipelines.cleaning.CleaningPipeline"] = 200  # the same table, CLEANING_PROCESSES
ITEM_PIPELINES["lanzhou_news.pipelines.store.StorePipeline"] = 900
CONCURRENT_ITEMS = 2  # a response gives one article; the default of 100 tasks a response costs a third of the CPU
EXTENSIONS_BASE = {  # not to be turned on by mistake, and their libraries take a tenth of the time to start
    path: order
    for path, order in _scrapy.EXTENSIONS_BASE.items()
    if not path.endswith((".RemoteControl", ".TelnetConsole"))
}
EXTENSIONS: dict[str, int | None] = {
    "lanzhou_news.extensions.progress.Progress": 500,
    "lanzhou_news.extensions.crashes.Crashes": 510,
}
FEED_EXPORTERS = dict.fromkeys(("jsonl", "jsonlines", "jl"), "lanzhou_news.exporters.RecordExporter")
LOG_FORMATTER = "lanzhou_news.crawllog.ShortLogFormatter"
LOG_LEVEL = "INFO"
STATS_DUMP = False  # the closing line and the run row say it
