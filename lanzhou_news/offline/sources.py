"""What can be replayed: saved pages, plain texts, WARC files, folders of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from lanzhou_news.archive.captures import Capture, captures
from lanzhou_news.archive.reader import Scan, scan
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.errors import LanzhouNewsError
from lanzhou_news.items import ArchiveRef
from lanzhou_news.offline.parallel import ordered_map

PAGE_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".txt"})
"""File names that hold one page or text each; everything else in a folder (labels, pictures) is passed over."""
ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
"""Names of WARC files (ISO 28500, annex C and D)."""


class NothingToReplay(LanzhouNewsError):
    """The paths hold no page."""


class Source(Protocol):
    """One article as it was saved: a file, or a capture in an archive. Travels to other processes."""

    @property
    def name(self) -> str:
        """What people know it by: path or address."""
        ...

    @property
    def key(self) -> str:
        """The same whenever the same bytes are named again."""
        ...

    def first_page(self) -> Fetched:
        """Its first page."""
        ...

    def reference(self, output: Path) -> ArchiveRef | None:
        """Where the archive keeps it, the file relative to the folder of the records."""
        ...

    def draft(self) -> Draft:
        """All its pages; raises :class:`~lanzhou_news.errors.NotAnArticle` and ``archive.reader.NotAPage``."""
        ...


@dataclass(frozen=True, slots=True)
class PageFile:
    """A saved page or text."""

    path: Path
    fetched_at: datetime | None = None

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    @property
    def key(self) -> str:
        """Digest of the bytes."""
        return f"file:{hashlib.sha256(self.path.read_bytes()).hexdigest()}"

    def first_page(self) -> Fetched:
        """The file."""
        return Fetched(self.path.read_bytes(), fetched_at=self.fetched_at)

    def reference(self, output: Path) -> None:
        """A file is no archive."""

    def draft(self) -> Draft:
        """The file is the article."""
        return Draft([self.first_page()])


def page_files(paths: Sequence[Path], fetched_at: datetime | None = None) -> Iterator[PageFile]:
    """The pages among ``paths``, folders searched in sorted order; a file named outright is taken unless it is a WARC.

    Raises :class:`FileNotFoundError` for a path that does not exist.

    >>> [page.name for page in page_files([Path("saved")])]
    ['saved/a.html', 'saved/b.txt']
    """
    named = set(paths)
    for path in _files(paths):
        if not is_archive(path) and (path in named or path.suffix.lower() in PAGE_SUFFIXES):
            yield PageFile(path, fetched_at)


def archive_files(paths: Iterable[Path]) -> list[Path]:
    """The WARC files among ``paths``, folders searched in sorted order; raises :class:`FileNotFoundError`."""
    return [path for path in _files(paths) if is_archive(path)]


def is_archive(path: Path) -> bool:
    """Is it a WARC file by its name?"""
    return path.name.lower().endswith(ARCHIVE_SUFFIXES)


def read_archives(files: Sequence[Path], *, jobs: int) -> tuple[list[Capture], list[Scan]]:
    """The captured articles of WARC files, oldest first, and what else stands in each file."""
    scans = list(ordered_map(scan, files, jobs=min(jobs, len(files)), chunk=1))
    return captures(place for found in scans for place in found.responses), scans


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file())
        elif path.is_file():
            yield path
        else:
            raise FileNotFoundError(path)
