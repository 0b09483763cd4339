"""Every request the replica answered, in a temporary file, so that a long run costs no memory."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Mapping

_KEPT_HEADERS = {"if-none-match": "if_none_match", "if-modified-since": "if_modified_since", "user-agent": "user_agent"}


class RequestLog:
    """One JSON object a request: time (epoch seconds), method, url, status, and the conditional headers if any."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - lives as long as the server
        self.count = 0

    def add(self, method: str, url: str, status: int, headers: Mapping[str, str]) -> None:
        """Append one request."""
        row: dict[str, object] = {"time": round(time.time(), 4), "method": method, "url": url, "status": status}
        for name, key in _KEPT_HEADERS.items():
            if name in headers:
                row[key] = headers[name]
        self._file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        self.count += 1

    def chunks(self, size: int = 1 << 18) -> Iterator[bytes]:
        """The whole log, piece by piece; requests added meanwhile come along."""
        self._file.flush()
        position = 0
        while True:
            self._file.seek(position)
            piece = self._file.read(size)
            self._file.seek(0, 2)
            if not piece:
                return
            position += len(piece)
            yield piece

    def clear(self) -> None:
        """Forget everything."""
        self._file.seek(0)
        self._file.truncate()
        self.count = 0
