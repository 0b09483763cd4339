"""WARC files as other programs write them."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

FETCHED = datetime(2025, 1, 3, 8, tzinfo=UTC)


def record(kind: str, url: str, block: bytes, *, date: str = "2025-01-03T08:00:00Z") -> bytes:
    """One uncompressed record; what it says makes its id."""
    ident = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}{url}{date}{block!r}")
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{ident}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, headers: Mapping[str, str] | None = None, status: str = "200 OK") -> bytes:
    """An HTTP response as it went over the wire."""
    told = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    return (
        f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items()) + "\r\n"
    ).encode() + body


def response(
    url: str, body: bytes, headers: Mapping[str, str] | None = None, *, date: str = "2025-01-03T08:00:00Z"
) -> bytes:
    """A response record."""
    return record("response", url, answer(body, headers), date=date)


def chunked(body: bytes, size: int = 1000) -> bytes:
    """A body with chunked transfer coding."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def write(path: Path, *records: bytes) -> Path:
    """A file of records: a gzip member each when the name ends in .gz."""
    path.write_bytes(b"".join(gzip.compress(one) for one in records) if path.suffix == ".gz" else b"".join(records))
    return path
