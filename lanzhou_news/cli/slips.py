"""Slips of the keyboard that would otherwise be believed: setting names and values, ports in use."""

from __future__ import annotations

import dataclasses
import difflib
import errno
import json
import socket
from collections.abc import Callable, Mapping

import click

SWITCHES = frozenset({"1", "0", "true", "false"})
"""What Scrapy reads as a switch, in lower case."""


def check_settings(changed: Mapping[str, str]) -> None:
    """Refuse a setting that is nearly the name of one there is, or whose value is not of the kind of its default.

    A name like none is let through: components of others may have settings of their own. Raises
    :class:`click.UsageError`.
    """
    from lanzhou_news.cli.crawl import project_settings
    from lanzhou_news.monitor.thresholds import Thresholds
    from lanzhou_news.spiders.durations import seconds

    defaults = project_settings({})
    thresholds = {f"LN_{field.name.upper()}": field.default for field in dataclasses.fields(Thresholds)}
    known = {**{name: defaults[name] for name in defaults}, **thresholds}
    for name, value in changed.items():
        if name not in known and (meant := difflib.get_close_matches(name, known, n=1, cutoff=0.8)):
            raise click.UsageError(f"-s {name}={value}: there is no such setting; did you mean {meant[0]}?")
        default = known.get(name)
        if name == "OUTPUT_DIR" and not value.strip():
            raise click.UsageError("-s OUTPUT_DIR=: name a folder")
        if isinstance(default, bool) and value.lower() not in SWITCHES:
            raise click.UsageError(f"-s {name}={value}: write 1 or 0")
        if name == "REVISIT_SCHEDULE" and not all(_reads(seconds, step) for step in value.split(",") if value):
            raise click.UsageError(f"-s {name}={value}: write durations, comma-separated: 1h,6h,1d")
        if isinstance(default, int | float) and not isinstance(default, bool) and not _reads(float, value):
            raise click.UsageError(f"-s {name}={value}: write a number (default {default:g})")
        if isinstance(default, Mapping) and not _reads(json.loads, value):
            raise click.UsageError(f"-s {name}={value}: write a JSON object")


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def check_port(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, a port in use above all; raises :class:`click.UsageError`."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise click.UsageError(f"port {port} of {host} is in use; choose another one with --port") from None
            cause = error.strerror or str(error)
            raise click.UsageError(f"cannot listen on port {port} of {host} ({cause}): choose another one") from None
