"""Near-duplicates in a corpus that is no crawl: the store's clusters over a temporary database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from lanzhou_news.store.dedup import Member, canonical, join, members
from lanzhou_news.store.migrations import migrate
from lanzhou_news.text.fingerprint import Signature, signature
from lanzhou_news.text.minhash import Sketch, overlap, unpack

CACHE_KIB = 65_536
"""Pages of the temporary database kept in memory; the rest is on disk."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A line that tells the story of another line."""

    line: int
    id: str
    duplicate_of_line: int
    """The complete copy, of several complete ones the first."""
    duplicate_of: str
    """Id of that line; empty when it has none."""
    similarity: float
    """Share (0 to 1) of the shorter text found in the longer one."""


def temporary() -> sqlite3.Connection:
    """An empty store in an open transaction, on disk as far as it is large, and gone with the connection."""
    db = sqlite3.connect("", isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KIB}"):
        db.execute(f"PRAGMA {pragma}")
    migrate(db)
    db.execute("BEGIN")
    return db


class Stories:
    """Collects texts; memory does not grow with their number.

    >>> with Stories() as stories:
    ...     stories.add(1, "兰州市新建步道20公里", "a")
    ...     stories.add(2, "蘭州市，新建步道２０公里", "b")
    ...     [copy.line for copy in stories.duplicates()]
    [2]
    """

    def __init__(self) -> None:
        self.count = 0
        """Texts added."""
        self.repeated = 0
        """Stories that more than one text tells; known after :meth:`duplicates`."""
        self._db = temporary()

    def __enter__(self) -> Stories:
        """Nothing to prepare."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Delete the temporary database."""
        self._db.close()

    def add(self, line: int, text: str, name: str) -> None:
        """Add one text under its line number (unique) and its own name (which need not be)."""
        self.add_signature(line, len(text), signature(text), name)

    def add_signature(self, line: int, length: int, new: Signature, name: str) -> None:
        """Add one text of ``length`` characters whose signature was made elsewhere, in another process say."""
        member = Member(f"{line}:{name}", line, None, None, False, length, None)
        join(self._db, member, new, page=None, indexed=new.sketch.size > 0)
        self.count += 1

    def duplicates(self) -> Iterator[Copy]:
        """Every line but one of each story, story by story."""
        rows = self._db.execute(
            "SELECT cluster FROM fingerprints GROUP BY cluster HAVING count(*) > 1 ORDER BY cluster"
        )
        for (cluster,) in rows:
            self.repeated += 1
            story = members(self._db, cluster)
            best = canonical(story)
            kept = self._sketch(best.doc)
            for member in story:
                if member.doc != best.doc:
                    yield Copy(
                        member.doc,
                        member.id.partition(":")[2],
                        best.doc,
                        best.id.partition(":")[2],
                        round(overlap(self._sketch(member.doc), kept).containment, 3),
                    )

    def _sketch(self, doc: int) -> Sketch:
        size, hashes = self._db.execute("SELECT size, sketch FROM fingerprints WHERE doc = ?", (doc,)).fetchone()
        return Sketch(size, unpack(hashes))
