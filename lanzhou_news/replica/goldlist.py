"""All gold records as JSON lines, chosen by a query: ``host``, ``kind``, ``versions`` (current, first, all)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import msgspec

from lanzhou_news.replica import hostile
from lanzhou_news.replica.corpus import HOST
from lanzhou_news.replica.gold import Record
from lanzhou_news.replica.site import Site


class OtherHost(Protocol):
    """A mirror or an e-paper."""

    def gold_records(self) -> Iterator[Record]:
        """Its gold records."""
        ...


def own_records(site: Site, versions: str) -> Iterator[Record]:
    """Records of the site's own articles, oldest first: the version served now, the first one, or every one so far."""
    for n in range(site.corpus.size):
        last = 1 if versions == "first" else site.revisions.get(n, 1)
        for revision in range(1 if versions == "all" else last, last + 1):
            record = site.gold(n, revision)
            if n in site.gone and versions != "first":
                record["status"] = "gone"
            yield record


def gold_lines(site: Site, others: Mapping[str, OtherHost], wanted: Mapping[str, str]) -> Iterator[bytes]:
    """Lines of ``/_gold.jsonl``: the site's own articles, then hostile ones, then those of mirrors and e-papers."""
    for record in _all(site, others, wanted.get("host"), wanted.get("versions", "current")):
        if wanted.get("kind", record["kind"]) == record["kind"]:
            yield msgspec.json.encode(record) + b"\n"


def _all(site: Site, others: Mapping[str, OtherHost], host: str | None, versions: str) -> Iterator[Record]:
    if host in (None, HOST):
        yield from own_records(site, versions)
        if site.options.hostile:
            yield from hostile.gold_records()
    for name, other in others.items():
        if host in (None, name):
            yield from other.gold_records()
