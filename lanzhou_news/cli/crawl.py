"""``lanzhou-news crawl``: the same crawl as ``scrapy crawl``, safe to call from cron."""

from __future__ import annotations

import importlib.util
import logging
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lanzhou_news.cli.options import (
    archive_option,
    changed_option,
    fast_option,
    given_option,
    notify_option,
    spiders_argument,
)
from lanzhou_news.cli.slips import check_settings
from lanzhou_news.errors import LanzhouNewsError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import Settings

    from lanzhou_news.spiders.news import NewsSpider

FAILED, WRONG_USAGE, LOCKED = 1, 2, 4
"""Exit codes (3, a monitor failed, comes from the monitors)."""


@click.command()
@spiders_argument
@given_option
@changed_option
@archive_option
@fast_option
@notify_option
@click.pass_context
def command(
    ctx: click.Context,
    spiders: tuple[str, ...],
    given: dict[str, str],
    changed: dict[str, str],
    archive: bool,
    fast: bool,
    notify_cmd: str | None,
) -> None:
    """Crawl one or more sites into the output folder, side by side, politely; then judge the run and write the report.

    \b
    lanzhou-news crawl lanzhou
    lanzhou-news crawl lanzhou -a since=2025-01-01 -a sections=lanzhounews -s CONTACT=me@example.org
    lanzhou-news crawl lzrb lzwb -a date=2025-01-02
    17 * * * *  cd /srv/news && .venv/bin/lanzhou-news crawl lanzhou     (crontab: silent unless something is wrong)

    The log goes to OUTPUT_DIR/logs/crawl.log. Ctrl-C ends cleanly; the next run goes on where this one stopped.
    """
    if archive:
        changed["ARCHIVE_ENABLED"] = "1"
    check_settings(changed)
    settings = project_settings(changed, fast=fast)
    ctx.exit(run(spiders, given, settings, notify_cmd))


def run(
    spiders: tuple[str, ...],
    given: dict[str, str],
    settings: Settings,
    notify_cmd: str | None,
    *,
    kind: type[NewsSpider] | None = None,
) -> int:
    """Crawl, judge, tell; returns the exit code. Raises :class:`click.UsageError` for a wrong site or argument."""
    from lanzhou_news.monitor.findings import exit_code, summary
    from lanzhou_news.monitor.notify import notify
    from lanzhou_news.monitor.thresholds import Thresholds

    try:
        check(spiders, given)
        Thresholds.from_settings(settings)
    except LanzhouNewsError as error:
        raise click.UsageError(str(error)) from None
    output = Path(settings["OUTPUT_DIR"])
    log_to_file(settings, output)
    crawlers = crawl(spiders, given, settings, kind=kind)
    code = _told(crawlers)
    run_ids = [run_id for crawler in crawlers if (run_id := crawler.stats.get_value("news/run"))]
    findings = _judge(output, run_ids, settings)
    if findings:
        click.echo(summary(run_ids, findings), err=True, nl=False)
    if notify_cmd and (findings or code):
        notify(notify_cmd, summary(run_ids, findings))
    return code or exit_code(findings)


def check(spiders: Iterable[str], given: dict[str, str]) -> None:
    """Are these spiders known, and do the arguments mean something to each?

    Raises :class:`~lanzhou_news.errors.UnknownSite` or :class:`~lanzhou_news.spiders.arguments.BadArgument`.
    """
    from lanzhou_news.sites import get
    from lanzhou_news.spiders.arguments import parse

    for name in spiders:
        parse(get(name), given)


def project_settings(changed: Mapping[str, str], *, fast: bool = False) -> Settings:
    """The project's settings with the changes of the command line; no ``scrapy.cfg`` is needed."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("lanzhou_news.settings_fast" if fast else "lanzhou_news.settings", priority="project")
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="command")  # log_to_file installs ours
    settings.set("PROGRESS_ENABLED", sys.stderr.isatty(), priority="project")
    settings.setdict(dict(changed), priority="cmdline")
    return settings


def distributed_settings(changed: Mapping[str, str], url: str | None, *, fast: bool) -> Settings:
    """The project's settings for a worker or a collector. Raises :class:`~lanzhou_news.errors.MissingExtra`."""
    from lanzhou_news.errors import MissingExtra

    if importlib.util.find_spec("redis") is None:
        raise MissingExtra("redis", "A crawl on many machines")
    settings = project_settings(changed, fast=fast)
    if url:
        settings.set("REDIS_URL", url, priority="cmdline")
    settings["DOWNLOADER_MIDDLEWARES"].set("lanzhou_news.distributed.middleware.SharedPaceMiddleware", 950)
    return settings


def log_to_file(settings: Settings, output: Path) -> None:
    """Send the log to ``logs/crawl.log`` with rotation, errors also to standard error as one line each.

    Raises :class:`FolderUnwritable`.
    """
    from scrapy.utils.log import configure_logging

    configure_logging(settings)
    try:
        (output / "logs").mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            output / "logs" / "crawl.log",
            maxBytes=settings.getint("LOG_ROTATE_BYTES"),
            backupCount=settings.getint("LOG_ROTATE_KEEP"),
            encoding="utf-8",
        )
    except OSError as error:
        raise FolderUnwritable(output, error.strerror or str(error)) from None
    file.setFormatter(logging.Formatter(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"]))
    file.setLevel(settings["LOG_LEVEL"])
    terminal = logging.StreamHandler()
    terminal.setFormatter(_OneLine("lanzhou-news: %(message)s"))
    terminal.setLevel(logging.ERROR)
    terminal.addFilter(lambda record: record.name.partition(".")[0] not in LIBRARIES)
    logging.root.setLevel(logging.NOTSET)
    logging.root.handlers[:] = [file, terminal]
    logging.raiseExceptions = False  # a full disk: the store's one sentence says it, not a traceback a log line


LIBRARIES = frozenset({"scrapy", "twisted", "asyncio"})
"""Loggers whose errors stand in the log alone: the closing line and the findings say the same in one sentence."""


class FolderUnwritable(LanzhouNewsError):
    """The output folder cannot be made or written."""

    def __init__(self, path: Path, cause: str) -> None:
        self.path, self.cause = path, cause
        super().__init__(f"cannot write into {path} ({cause}): name another folder with -s OUTPUT_DIR=…")


def log_to_stderr(settings: Settings) -> None:
    """Send our own messages and Scrapy's warnings to standard error, which a service's journal keeps."""
    from scrapy.utils.log import configure_logging

    configure_logging(settings)
    terminal = logging.StreamHandler()
    terminal.setFormatter(logging.Formatter(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"]))
    terminal.setLevel(settings["LOG_LEVEL"])
    terminal.addFilter(lambda record: not record.name.startswith("scrapy.") or record.levelno >= logging.WARNING)
    logging.root.setLevel(logging.NOTSET)
    logging.root.handlers[:] = [terminal]


class _OneLine(logging.Formatter):
    """Leaves tracebacks to the log file."""

    def format(self, record: logging.LogRecord) -> str:
        return self.formatMessage(_with_message(record))


def _with_message(record: logging.LogRecord) -> logging.LogRecord:
    record.message = record.getMessage().partition("\n")[0]
    return record


def crawl(
    spiders: Iterable[str], given: Mapping[str, str], settings: Settings, *, kind: type[NewsSpider] | None = None
) -> list[Crawler]:
    """Run the spiders in one process to their end; their stats tell how each ended (``news/outcome``).

    With ``kind`` each spider also is one of these: the worker or the collector of its site.

    >>> [crawler] = crawl(["lanzhou"], {"max_articles": "10"}, project_settings({"OUTPUT_DIR": "out"}))
    >>> crawler.stats.get_value("news/articles")
    10
    """
    from scrapy.crawler import AsyncCrawlerProcess

    process = AsyncCrawlerProcess(settings)
    names = dict.fromkeys(spiders)
    loaded = [process.spider_loader.load(name) for name in names]
    classes = [type(one.__name__, (kind, one), {}) for one in loaded] if kind else loaded
    crawlers = [process.create_crawler(one) for one in classes]
    for crawler in crawlers:
        process.crawl(crawler, **given)
    process.start()
    return crawlers


def _told(crawlers: Iterable[Crawler]) -> int:
    """Say on a terminal how each spider ended; the worst exit code of them."""
    code = 0
    for crawler in crawlers:
        reason = crawler.stats.get_value("finish_reason")
        outcome = crawler.stats.get_value("news/outcome", "failed")
        if reason == "locked":
            code = LOCKED
        elif outcome != "finished":
            code = code or FAILED
        closing = crawler.stats.get_value("news/closing_line")
        if not closing and crawler.stats.get_value("news/error"):
            continue  # the log has told it on standard error
        if sys.stderr.isatty() or outcome != "finished":
            line = closing or (reason if reason != "start_error" else "") or _cut_short(crawler)
            click.echo(f"{crawler.spidercls.name}: {line}", err=True)
    return code


def _cut_short(crawler: Crawler) -> str:
    """What a spider could not say itself: it never began, or a second Ctrl-C stopped it."""
    if not crawler.stats.get_value("news/run"):
        return f"could not start; see {crawler.settings['OUTPUT_DIR']}/logs/crawl.log"
    kept = crawler.stats.get_value("news/articles", 0)
    return f"Stopped at once: {kept} new articles are stored; the next run completes their file and goes on"


def _judge(output: Path, run_ids: Iterable[str], settings: Settings) -> list[Any]:
    """Findings about the runs; the report page is written anew."""
    from lanzhou_news.monitor.ledger import load
    from lanzhou_news.monitor.monitors import judge
    from lanzhou_news.monitor.report import write_report
    from lanzhou_news.monitor.thresholds import Thresholds
    from lanzhou_news.store.sqlite import read_only

    run_ids = list(run_ids)
    if not run_ids:
        return []
    thresholds, ledger = Thresholds.from_settings(settings), load(output)
    with closing(read_only(output)) as db:
        findings = [finding for run_id in run_ids for finding in judge(db, run_id, thresholds, ledger)]
    try:
        write_report(output, thresholds, ledger)
    except OSError as error:
        click.echo(f"lanzhou-news: the report could not be written: {error.strerror or error}", err=True)
    return findings
