"""Reading WARC files of any writer: which responses they hold, how far they are sound, and one page at a time."""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from lanzhou_news.archive.optional import warcio
from lanzhou_news.archive.writer import PRINTED
from lanzhou_news.clean.draft import Fetched
from lanzhou_news.errors import LanzhouNewsError

MAX_PAGE = 64 << 20
"""Bytes a body may decompress to: eight times what a crawl accepts, and an end to decompression bombs."""
BLOCK = 1 << 16


class NotAPage(LanzhouNewsError):
    """A response record that holds no page; ``reason`` is for counters: redirect, image/png, http-500 …"""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    def __reduce__(self) -> tuple[type[NotAPage], tuple[str]]:
        return type(self), (self.reason,)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one response stands."""

    file: Path
    offset: int
    url: str
    fetched_at: datetime | None
    """WARC-Date; None when it is no date."""
    record_id: str
    printed: str = ""
    """JSON of the article's place in print, as this program's archives have it."""


@dataclass(slots=True)
class Scan:
    """What one file holds."""

    file: Path
    responses: list[Place] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    """Type → records that are no http response: request, revisit, metadata …"""
    torn: str = ""
    """Where and why reading stopped before the end of the file; "" when it did not."""

    @property
    def readable(self) -> bool:
        """Is it a WARC file at all?"""
        return bool(self.responses or self.others)


def scan(file: Path) -> Scan:
    """List the records of a file, ``.warc`` or ``.warc.gz``, up to its end or to the first damage.

    A record whose payload is shorter than its Content-Length is damage: warcio hands it out as good. Raises
    :class:`OSError` for a file that cannot be read and :class:`~lanzhou_news.errors.MissingExtra`; nothing else,
    whatever the file holds.

    >>> scan(Path("cut.warc.gz")).torn
    'torn at byte 51034 of 60000: a record ends early'
    """
    found = Scan(file)
    size = file.stat().st_size
    # warcio complains on standard error, then goes on; what it says is checked here
    with file.open("rb") as stream, contextlib.redirect_stderr(io.StringIO()):
        at, why = 0, ""
        try:
            records = warcio("archiveiterator").ArchiveIterator(stream, no_record_parse=True)
            for record in records:
                why = _damage(record, records)
                if why:
                    break
                _take(record, at, found)
                at = records.offset
        except LanzhouNewsError:
            raise
        except warcio("exceptions").ArchiveLoadFailed as error:
            why = _load_failure(str(error))
        except Exception as error:  # a foreign file may hold anything, and warcio raises what Python raises
            why = f"{type(error).__name__}: {error}"
    if at < size or not size:
        found.torn = f"torn at byte {at} of {size}: {why or 'no whole record follows'}"
    return found


def read(place: Place) -> Fetched:
    """The page at a place, without transfer and content coding; header names in lower case.

    Raises :class:`NotAPage` for a record without an HTTP response, and :class:`OSError`.
    """
    with place.file.open("rb") as stream, contextlib.redirect_stderr(io.StringIO()):
        stream.seek(place.offset)
        try:
            record = next(_records(stream))
            http = record.http_headers
            status = int(http.get_statuscode())
            body = record.content_stream().read(MAX_PAGE + 1)
        except OSError:
            raise
        except Exception:  # no HTTP in the record, or none that can be read
            raise NotAPage("no HTTP response") from None
    if len(body) > MAX_PAGE:
        raise NotAPage("too large")
    headers: dict[str, str] = {}
    for name, value in http.headers:
        headers.setdefault(name.lower(), value)
    return Fetched(body, place.url, headers, status, place.fetched_at)


def _records(stream: BinaryIO) -> Iterator[Any]:
    return iter(warcio("archiveiterator").ArchiveIterator(stream))


def _damage(record: Any, records: Any) -> str:
    """Read the record to its end; what is wrong with it, "" when it is sound."""
    length = record.rec_headers.get_header("Content-Length") or ""
    if not (length.isascii() and length.isdigit()):  # warcio takes what is no number for 0
        return "a record without a length"
    left = int(length)
    while block := record.raw_stream.read(BLOCK):
        left -= len(block)
    records.read_to_end()
    if left:
        return "a record ends early"
    return "a record is longer than its length" if records.err_count else ""


def _take(record: Any, offset: int, found: Scan) -> None:
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI") or ""
    kind = str(record.rec_type)
    if kind != "response":
        found.others[kind] += 1
    elif not _is_http(url):
        found.others["response without a web address"] += 1
    else:
        record_id = headers.get_header("WARC-Record-ID") or f"{found.file.name}:{offset}"
        date = _date(headers.get_header("WARC-Date") or "")
        printed = headers.get_header(PRINTED) or ""
        found.responses.append(Place(found.file, offset, url, date, record_id, printed))


def _is_http(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _date(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(microsecond=0) if found.tzinfo else None


def _load_failure(message: str) -> str:
    if "non-chunked gzip" in message:
        return "one gzip block for all records; 'warcio recompress' makes the file readable"
    return "no WARC record"
