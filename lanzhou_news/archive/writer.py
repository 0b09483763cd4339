"""Writing: one new file a run (and a rotation), one gzip member a record, on disk before the commit that names it."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lanzhou_news import __version__
from lanzhou_news.archive.optional import warcio
from lanzhou_news.clean.draft import Exchange, Fetched
from lanzhou_news.items import ArchiveRef
from lanzhou_news.store.outbox import sync_folder

FOLDER = "archive"
GZIP_LEVEL = 4
"""News pages: files 3 % larger than at level 6, in 70 % of its time."""
MOVED = ("content-encoding", "content-length", "transfer-encoding")
"""Response headers that no longer fit: the body is kept without transfer and content coding."""
ORIGINAL = "X-Archive-Orig-"
"""Prefix of such a header's name, as web archives write it (OpenWayback, pywb): what the server said stays readable."""
PARTIAL = ("X-Archive-Headers", "partial")
"""Added when only some headers are known: the page came from a worker on another machine."""
PRINTED = "X-Printed"
"""Header of a response record: JSON of what the index of an e-paper's issue says of the article."""


class ArchiveWriter:
    """The archive of one run, under ``<output>/archive``.

    :meth:`add` only collects; :meth:`flush` writes and synchronises. A reference may be committed once :meth:`flush`
    has returned. No file is made before there is a page; no existing file is ever opened.

    >>> writer = ArchiveWriter(Path("output"), "20250102T083000Z-lanzhou-3f9c", file_size=1 << 30)
    >>> writer.add([Fetched(b"<html>", "http://www.lzbs.com.cn/a.htm", status=200)])
    ArchiveRef(file='archive/20250102T083000Z-lanzhou-3f9c-0001.warc.gz', offset=412)
    >>> writer.flush()
    """

    def __init__(self, output: Path, run_id: str, *, file_size: int) -> None:
        self._output = output
        self._run_id = run_id
        self._limit = file_size
        self._serial = 0
        self._name = ""
        self._end = 0
        """Bytes of the current file, those still to be written included."""
        self._made: set[str] = set()
        self._unwritten: dict[str, bytearray] = {}
        """File name → bytes to be appended to it, in the order of the files."""

    def add(self, pages: Sequence[Fetched], printed: Mapping[str, str] | None = None) -> ArchiveRef:
        """Queue all pages of one article; returns the place of the first. An article never spans two files.

        ``printed`` is what other pages said of the article and its own do not: its place in print.
        """
        if not self._name or self._end >= self._limit:
            self._begin_file()
        reference = ArchiveRef(f"{FOLDER}/{self._name}", self._end)
        for page in pages:
            response = _response(page, printed)
            self._append(_member(response))
            self._append(_member(_request(page, response)))
        return reference

    def flush(self) -> None:
        """Put what was queued on the disk. Raises :class:`OSError`; then what was queued is not referenced."""
        folder = self._output / FOLDER
        for name in list(self._unwritten):
            fresh = name not in self._made
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("xb" if fresh else "ab") as file:
                self._made.add(name)
                file.write(self._unwritten[name])
                file.flush()
                os.fsync(file.fileno())
            if fresh:
                sync_folder(folder)
            del self._unwritten[name]

    def _begin_file(self) -> None:
        self._serial += 1
        self._name = f"{self._run_id}-{self._serial:04d}.warc.gz"
        self._end = 0
        self._append(_member(_warcinfo(self._name, self._run_id)))

    def _append(self, data: bytes) -> None:
        self._unwritten.setdefault(self._name, bytearray()).extend(data)
        self._end += len(data)


def _warcinfo(name: str, run_id: str) -> Any:
    told = {
        "software": f"lanzhou-news/{__version__}",
        "format": "WARC File Format 1.0",
        "isPartOf": run_id,
        "description": "Article pages. Bodies stand without content and transfer coding; header names and their order "
        f"are the crawler's; headers that no longer fit the body are kept as {ORIGINAL}*.",
    }
    return warcio("recordbuilder").RecordBuilder().create_warcinfo_record(name, told)


def _response(page: Fetched, printed: Mapping[str, str] | None) -> Any:
    exchange = page.exchange or Exchange(response=(*page.headers.items(), PARTIAL))
    length = ("content-length", str(len(page.body)))
    headers = [
        (f"{ORIGINAL}{name}" if name.lower() in MOVED and (name.lower(), value) != length else name, value)
        for name, value in exchange.response
    ]
    if not any(name.lower() == "content-length" for name, _ in headers):
        headers.append(("Content-Length", str(len(page.body))))
    fetched_at = (page.fetched_at or datetime.now(UTC)).astimezone(UTC)
    told = {"WARC-Date": f"{fetched_at:%Y-%m-%dT%H:%M:%SZ}"}
    if exchange.ip:
        told["WARC-IP-Address"] = exchange.ip
    if printed:
        told[PRINTED] = json.dumps(dict(printed))
    return _record("response", page, told, _status_line(page.status or 200), headers, page.body)


def _request(page: Fetched, response: Any) -> Any:
    parts = urlsplit(page.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = page.exchange.request if page.exchange else ()
    headers = [("Host", parts.netloc), *((name, value) for name, value in sent if name.lower() != "host")]
    told = {
        "WARC-Date": response.rec_headers.get_header("WARC-Date"),
        "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
    }
    return _record("request", page, told, f"GET {target} HTTP/1.1", headers)


def _record(
    kind: str, page: Fetched, told: dict[str, str], line: str, headers: list[tuple[str, str]], body: bytes = b""
) -> Any:
    """One record: WARC headers, first line and headers of the HTTP message, its body."""
    http = warcio("statusandheaders").StatusAndHeaders(line, headers)
    return (
        warcio("recordbuilder")
        .RecordBuilder()
        .create_warc_record(
            page.url, kind, payload=BytesIO(body), length=len(body), warc_headers_dict=told, http_headers=http
        )
    )


def _status_line(status: int) -> str:
    try:
        return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP/1.1 {status} Unknown"


def _member(record: Any) -> bytes:
    """The record as a gzip member of its own; warcio compresses at level 9 only, which takes twice the time."""
    plain = BytesIO()
    warcio("warcwriter").WARCWriter(plain, gzip=False).write_record(record)
    compressor = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)  # +16: a gzip header (zlib manual)
    return compressor.compress(plain.getvalue()) + compressor.flush()
