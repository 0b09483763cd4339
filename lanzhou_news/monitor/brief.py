"""The part of a stored line that monitors and report look at: read without building the whole record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

GENERIC = "generic"
"""What the names of the fallback readers begin with in ``extractor`` (``generic``, ``generic-container``)."""


class BriefPerson(msgspec.Struct):
    """Name and role of a credited person."""

    name: str
    role: str | None = None
    organization: str | None = None


class BriefNote(msgspec.Struct):
    """Step and rule of a cleaning note."""

    step: str
    rule: str


class BriefEncoding(msgspec.Struct):
    """How many bytes no codec explained, and which codec was used."""

    replaced: int = 0
    used: str | None = None


class Brief(msgspec.Struct):
    """One stored revision, without its text."""

    id: str
    revision: int = 1
    status: str = "live"
    site: str | None = None
    section: str | None = None
    title: str | None = None
    published_at: str | None = None
    authors: list[BriefPerson] = []
    editors: list[BriefPerson] = []
    source: str | None = None
    images: list[msgspec.Raw] = []
    duplicate_of: str | None = None
    cleaning: list[BriefNote] = []
    encoding: BriefEncoding = msgspec.field(default_factory=BriefEncoding)
    extractor: dict[str, str] = {}

    @property
    def reader(self) -> str:
        """Which reader found the body: a CMS shape, a profile's selectors, or the generic fallback."""
        return self.extractor.get("body", "unknown")

    @property
    def repaired(self) -> bool:
        """Was damaged text found?"""
        return any(note.step == "repair" for note in self.cleaning)

    @property
    def disputed(self) -> bool:
        """Did the profile's reader and the generic one disagree?"""
        return any(note.rule == "readers-disagree" for note in self.cleaning)


_decoder = msgspec.json.Decoder(Brief)


def read_brief(line: str) -> Brief:
    """What monitors and report look at in a stored line.

    >>> read_brief('{"id": "lanzhou:1", "title": "黄河岸边"}').title
    '黄河岸边'
    """
    return _decoder.decode(line)


def briefs_of_run(db: sqlite3.Connection, run_id: str) -> Iterator[Brief]:
    """The live records one run wrote, in the order of writing."""
    for (line,) in db.execute("SELECT line FROM articles WHERE run_id = ? AND status = 'live' ORDER BY seq", (run_id,)):
        yield read_brief(line)
