"""``-s NAME=VALUE`` for commands that read a crawl's folder: the option of ``crawl``; unused, it loads no Scrapy."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from lanzhou_news.cli.types import name_values


def changes_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``-s NAME=VALUE`` to a command; its function receives the mapping ``changes``."""
    about = "A setting as for crawl, e.g. OUTPUT_DIR (default: output) or a threshold LN_…; repeatable."
    option = click.option("-s", "changes", multiple=True, metavar="NAME=VALUE", callback=_sound, help=about)
    return option(function)


def _sound(ctx: click.Context, param: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    changes = name_values(ctx, param, texts)
    if changes:
        from lanzhou_news.cli.slips import check_settings

        check_settings(changes)
    return changes


def output_dir(changes: Mapping[str, str]) -> Path:
    """The crawl's folder.

    >>> output_dir({"OUTPUT_DIR": "/srv/news"})
    PosixPath('/srv/news')
    """
    return Path(changes.get("OUTPUT_DIR", "output"))


def with_environment(changes: Mapping[str, str]) -> dict[str, str]:
    """Settings of the environment (``LN_…``), those of the command line first."""
    return {**os.environ, **changes}
