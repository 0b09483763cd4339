"""The optional library that knows the WARC format."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from lanzhou_news.errors import MissingExtra


@cache
def warcio(module: str) -> Any:
    """A module of warcio (an untyped library).

    Raises :class:`~lanzhou_news.errors.MissingExtra` when it is not installed.

    >>> warcio("archiveiterator").ArchiveIterator
    <class 'warcio.archiveiterator.ArchiveIterator'>
    """
    try:
        return importlib.import_module(f"warcio.{module}")
    except ImportError:
        raise MissingExtra("archive", "The archive of pages") from None
