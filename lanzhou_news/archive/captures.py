"""Articles of an archive: each capture of a first page with the following pages that belong to it."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lanzhou_news.archive.reader import NotAPage, Place, read
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.joining import add_page, miss_page
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.items import ArchiveRef
from lanzhou_news.sites import for_url

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "")
"""Content types of pages at addresses that no profile calls an article."""
_UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Capture:
    """One article as it was fetched once."""

    first: Place
    following: Mapping[int, Place] = field(default_factory=dict)
    """Page number → the capture of that page nearest in time."""

    @property
    def name(self) -> str:
        """What people know it by: its address."""
        return self.first.url

    @property
    def key(self) -> str:
        """The same for every copy of the file."""
        return f"warc:{self.first.record_id}"

    def first_page(self) -> Fetched:
        """The page itself; raises :class:`~lanzhou_news.archive.reader.NotAPage`."""
        return read(self.first)

    def reference(self, output: Path) -> ArchiveRef:
        """Its place as a record in ``output`` names it."""
        file = os.path.relpath(self.first.file.absolute(), output.absolute())
        return ArchiveRef(Path(file).as_posix(), self.first.offset)

    def draft(self) -> Draft:
        """The article's pages, joined as a crawl joins them.

        Raises :class:`~lanzhou_news.archive.reader.NotAPage` for what a crawl would not have read, and
        :class:`~lanzhou_news.errors.NotAnArticle` for an error page in the place of an article.
        """
        page = self.first_page()
        profile = for_url(page.url)
        article = profile.match_article(page.url) if profile else None
        if profile and not article:
            raise NotAPage("not the address of an article")
        _check(page, article=article is not None)
        draft = Draft([], profile=profile, printed=_printed(self.first))
        rest = add_page(draft, page)
        while rest:
            place = self._place_of(rest[0])
            if place is None or (page := read(place)).status != 200:
                miss_page(draft, rest[0])
                break
            rest = add_page(draft, page)
        return draft

    def _place_of(self, url: str) -> Place | None:
        return self.following.get(_number(url))


def captures(places: Iterable[Place]) -> list[Capture]:
    """The articles among the responses of all files, oldest first; a record that stands in two files counts once.

    >>> [(capture.name, len(capture.following)) for capture in captures(scan(file).responses)]
    [('http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm', 2)]
    """
    distinct = {place.record_id: place for place in places}
    ordered = sorted(distinct.values(), key=lambda place: place.fetched_at or _UNDATED)
    articles: dict[str, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in ordered:
        profile = for_url(place.url)
        address = (profile.canonical_url(place.url) if profile else None) or place.url
        articles[address][_number(place.url)].append(place)
    found = []
    for pages in articles.values():
        opening = 1 if 1 in pages else min(pages)
        for first in pages[opening]:
            following = {n: _nearest(first, places) for n, places in pages.items() if n != opening}
            found.append(Capture(first, following))
    return sorted(found, key=lambda capture: capture.first.fetched_at or _UNDATED)


def _printed(place: Place) -> dict[str, str]:
    try:
        told = json.loads(place.printed or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _number(url: str) -> int:
    """Page number in an article's address; 1 for addresses without one."""
    profile = for_url(url)
    match = profile.match_article(url) if profile else None
    return int((match.groupdict().get("page") if match else None) or 1)


def _nearest(first: Place, places: list[Place]) -> Place:
    moment = first.fetched_at or _UNDATED
    return min(places, key=lambda place: abs((place.fetched_at or _UNDATED) - moment))


def _check(page: Fetched, *, article: bool) -> None:
    status = page.status or 0
    if status != 200:
        if not article or 300 <= status < 400:
            raise NotAPage("redirect" if 300 <= status < 400 else f"http-{status}")
        raise NotAnArticle(f"http-{status}", "")
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not article and kind not in PAGE_TYPES:
        raise NotAPage(kind)
