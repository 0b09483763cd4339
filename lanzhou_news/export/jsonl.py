"""JSON Lines: the records exactly as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from lanzhou_news.export.source import Stored

FILE = "articles.jsonl"


def write(records: Iterator[Stored], folder: Path, *, clusters: bool) -> None:
    """Write ``articles.jsonl``: the stored bytes; with ``clusters`` two fields more at the end of each."""
    with (folder / FILE).open("wb") as file:
        for stored in records:
            file.write(with_cluster(stored) if clusters else stored.line)
            file.write(b"\n")


def with_cluster(stored: Stored) -> bytes:
    """The line with ``cluster`` and ``cluster_size`` added."""
    added = msgspec.json.encode({"cluster": stored.cluster, "cluster_size": stored.cluster_size})
    return stored.line[:-1] + b"," + added[1:]
