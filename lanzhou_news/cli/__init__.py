"""The ``lanzhou-news`` command: one file a command, imported only when it is called."""

from __future__ import annotations

import difflib
import errno
import importlib
import io
import os
import sqlite3
import sys
from typing import Any, NoReturn

import click

from lanzhou_news import __version__
from lanzhou_news.errors import LanzhouNewsError, UnknownSite

FAILED, WRONG_USAGE = 1, 2
REMEDIES = {
    errno.EACCES: "change its permissions, or name another place",
    errno.EPERM: "change its permissions, or name another place",
    errno.EROFS: "name another place",
    errno.ENOSPC: "free some space and start again",
}
"""What helps against what the system says, where the command itself says nothing better."""
COMMANDS = {
    "demo": "Crawl the built-in replica site and show what comes out.",
    "crawl": "Crawl one or more sites, cron-safe.",
    "extract": "Turn one saved page into one JSON record.",
    "replay": "Turn saved pages or WARC files into records, without network.",
    "clean": "Repair damaged Chinese text, as a stream filter.",
    "dedup": "Find near-duplicates in a JSON Lines file.",
    "export": "Write the records as CSV, Parquet, SQLite with full-text search, or JSON Lines.",
    "report": "Write the report page on runs, coverage, sources and findings.",
    "browse": "Search and browse the records in a web browser (Datasette).",
    "check": "Look at each live site first, or hold the store against its files.",
    "collect": "Crawl with workers: hand articles out, write what comes home.",
    "worker": "Fetch and clean for a collector, on any machine.",
    "sites": "List the site profiles.",
    "schema": "Print the JSON Schema of a record.",
    "replica": "Serve the replica news site on loopback.",
}
"""Command → its line in ``--help``; kept here so that help needs no import."""


class LazyGroup(click.Group):
    """A group that imports ``cli/<command>.py`` when the command is used, and lists from the table above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module that defines ``command``; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for a slip of the keyboard name the one that was meant."""
        if args and args[0] not in COMMANDS and (meant := difflib.get_close_matches(args[0], COMMANDS, n=1)):
            raise click.UsageError(f"no command is called {args[0]!r}; did you mean {meant[0]!r}?", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader (head, less) that goes away is no error of ours, which click would make of it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at exit
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lanzhou-news")
def cli() -> None:
    """Clean data from Chinese city news: crawl, repair, split credits, de-duplicate, export.

    \b
    First steps:
      lanzhou-news demo                      see it work, no network needed
      lanzhou-news extract page.html         one page, one record
      lanzhou-news crawl lanzhou             the real site, politely

    \b
    Exit codes: 0 fine · 1 error · 2 wrong usage · 3 a monitor failed · 4 another run holds the lock
    """


def main() -> None:
    """Entry point: an error is one sentence, never a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal in GBK or ASCII has no ✓; data goes out as bytes
    try:
        # In its standalone mode click says Aborted! to Ctrl-C.
        sys.exit(cli.main(prog_name="lanzhou-news", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _end("stopped")
    except UnknownSite as error:
        _end(str(error), WRONG_USAGE)
    except LanzhouNewsError as error:
        _end(str(error))
    except sqlite3.DatabaseError as error:
        _end(f"the store cannot be read ({error}): name the right folder, or put a sound backup in its place")
    except OSError as error:
        cause = error.strerror or str(error)
        told = f"{error.filename}: {cause}" if error.filename else cause
        _end(": ".join(part for part in (told, REMEDIES.get(error.errno or 0)) if part))


def _end(sentence: str, code: int = FAILED) -> NoReturn:
    click.echo(f"lanzhou-news: {sentence}", err=True)
    sys.exit(code)
