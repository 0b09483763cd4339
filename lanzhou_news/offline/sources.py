"""What can be replayed: saved pages, plain texts, folders of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lanzhou_news.errors import LanzhouNewsError

PAGE_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".txt"})
"""File names that hold one page or text each; everything else in a folder (labels, pictures) is passed over."""


class NothingToReplay(LanzhouNewsError):
    """The paths hold no page."""


def page_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The page files among ``paths``, folders searched in sorted order; a file named outright is always taken.

    Raises :class:`FileNotFoundError` for a path that does not exist.

    >>> [file.name for file in page_files([Path("saved")])]
    ['a.html', 'b.txt']
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file for file in path.rglob("*") if file.suffix.lower() in PAGE_SUFFIXES and file.is_file()
            )
        elif path.is_file():
            yield path
        else:
            raise FileNotFoundError(path)
